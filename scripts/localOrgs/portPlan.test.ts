import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { readPort, readPortPlan, requireFreePorts } from './portPlan.ts';
import type { SetUpError } from './setUpError.ts';

describe('the port plan', () => {
    it('starts at 8100 and is moved as a whole by PORT_BASE', () => {
        expect(readPortPlan({})).toEqual({
            relay: 8100,
            orgA: { http: 8101, pubSub: 8111 },
            orgB: { http: 8102, pubSub: 8112 }
        });
        expect(readPortPlan({ PORT_BASE: '9000' })).toEqual({
            relay: 9000,
            orgA: { http: 9001, pubSub: 9011 },
            orgB: { http: 9002, pubSub: 9012 }
        });
    });

    it.each(['abc', '80', '65530', '8100.5', '-1'])('refuses PORT_BASE=%s', (text) => {
        expect(() => readPortPlan({ PORT_BASE: text })).toThrow(expect.objectContaining({ code: 'PORT_INVALID' }));
    });

    it('leaves room for the ports above', () => {
        expect(readPort('65525', '--port', 10)).toBe(65_525);
        expect(() => readPort('65526', '--port', 10)).toThrow('--port is "65526"');
    });

    it('names a taken port and the cure, and accepts it once it is free', async () => {
        const other = createServer().listen(0, '127.0.0.1');
        await once(other, 'listening');
        const { port } = other.address() as AddressInfo;

        const error = await requireFreePorts([port], 'Choose another.').catch(
            (thrown: unknown) => thrown as SetUpError
        );
        expect(error).toMatchObject({ code: 'PORT_TAKEN', cure: 'Choose another.' });
        expect((error as SetUpError).message).toContain(String(port));

        other.close();
        await once(other, 'close');
        await expect(requireFreePorts([port], 'Choose another.')).resolves.toBeUndefined();
    });
});
