import { connect } from 'node:net';
import { createVirtualRelay, type VirtualRelay } from '../test/virtualRelay.ts';
import { createMetrics } from './metrics.ts';
import { OrgError } from './relay.ts';
import { startStatusServer, type StatusServer } from './statusServer.ts';

const token = 'correct-horse-battery-staple-32-characters';

let virtual: VirtualRelay;
let server: StatusServer;

beforeEach(async () => {
    virtual = createVirtualRelay();
    const { relay } = virtual;
    server = await startStatusServer({ relay, metrics: createMetrics(relay), host: '127.0.0.1', port: 0, token });
});

afterEach(async () => {
    await server.close();
    await virtual.relay.stop();
});

const get = (path: string, authorization?: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${server.port}${path}`, authorization === undefined ? {} : { headers: { authorization } });

describe('status server', () => {
    it('tells anyone whether the relay is well, and nothing else', async () => {
        const [health, readiness] = [await get('/healthz'), await get('/readyz')];
        expect([health.status, await health.json()]).toEqual([200, { ok: true }]);
        expect([readiness.status, await readiness.json()]).toEqual([503, { ok: false }]);
        virtual.relay.start();
        await virtual.clock.advance(0);
        expect((await get('/readyz')).status).toBe(200);
    });

    it('is not healthy after a defect', async () => {
        virtual.b.onStatus = () => {
            throw new TypeError('a defect');
        };
        virtual.relay.start();
        await virtual.clock.advance(0);
        expect((await get('/healthz')).status).toBe(503);
    });

    it.each([
        ['/status', undefined],
        ['/status', ''],
        ['/status', token],
        ['/status', 'Bearer'],
        ['/status', 'Bearer wrong'],
        ['/status', `Bearer ${token}x`],
        ['/status', `Bearer ${token.slice(0, -1)}`],
        ['/status', `Basic ${token}`],
        ['/metrics', undefined],
        ['/metrics', 'Bearer wrong'],
        ['/nothing-here', undefined]
    ])('refuses %s with the authorization %p', async (path, authorization) => {
        const response = await get(path, authorization);
        expect([response.status, await response.json()]).toEqual([401, { code: 'TOKEN_REQUIRED' }]);
    });

    it('shows state, reason and cure of both directions, and no value of a person', async () => {
        virtual.b.onUsers = () => {
            throw new OrgError('DIRECTION_PAUSED', 'PAUSE', 'ada@a.example is held');
        };
        virtual.relay.start();
        virtual.a.publish('{"rows":[["ada@a.example"]]}');
        await virtual.clock.advance(0);
        const text = await (await get('/status', `Bearer ${token}`)).text();
        expect(JSON.parse(text)).toMatchObject({
            isReady: false,
            directions: [
                {
                    direction: 'A_TO_B',
                    state: 'PAUSED',
                    reason: { code: 'DIRECTION_PAUSED', org: 'TARGET' },
                    openEvents: 1
                },
                { direction: 'B_TO_A', state: 'RUNNING', reason: null }
            ]
        });
        expect(text).not.toContain('ada@');
        expect(JSON.stringify(virtual.logged)).not.toContain('ada@');
    });

    it('gives the same counts as metrics', async () => {
        virtual.relay.start();
        virtual.a.publish('e1', 3);
        await virtual.clock.advance(0);
        const response = await get('/metrics', `Bearer ${token}`);
        const text = await response.text();
        expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
        expect(text).toContain('user_sync_rows_done_total{direction="A_TO_B"} 3');
        expect(text).toContain('user_sync_running{direction="B_TO_A"} 1');
        expect(text).toContain('# TYPE user_sync_calls_total counter');
        const again = await (await get('/metrics', `Bearer ${token}`)).text();
        expect(again).toContain('user_sync_rows_done_total{direction="A_TO_B"} 3');
    });

    it('says nothing about itself and refuses what it does not need', async () => {
        const response = await get('/nothing-here', `Bearer ${token}`);
        expect(response.status).toBe(404);
        expect(response.headers.get('x-powered-by')).toBeNull();
        expect(response.headers.get('cache-control')).toBe('no-store');
        const large = await fetch(`http://127.0.0.1:${server.port}/healthz`, {
            method: 'POST',
            body: 'x'.repeat(5000)
        });
        expect([large.status, await large.json()]).toEqual([413, { code: 'INVALID_REQUEST' }]);
        expect((await get('/%E0%A4%A', `Bearer ${token}`)).status).toBeLessThan(500);
    });

    it('answers others while a hundred connections dawdle', async () => {
        const sockets = Array.from({ length: 100 }, () => connect(server.port, '127.0.0.1'));
        for (const socket of sockets) socket.on('error', () => {}).write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
        expect((await get('/healthz')).status).toBe(200);
        for (const socket of sockets) socket.destroy();
    });

    it('cannot start on a port that is taken', async () => {
        const { relay } = virtual;
        const second = { relay, metrics: createMetrics(relay), host: '127.0.0.1', port: server.port, token };
        await expect(startStatusServer(second)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    });
});
