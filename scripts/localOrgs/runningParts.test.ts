import { RunningParts } from './runningParts.ts';

describe('running parts', () => {
    afterEach(() => {
        jest.restoreAllMocks();
        process.exitCode = undefined;
    });

    it('are stopped once, the last first', async () => {
        const order: string[] = [];
        const parts = new RunningParts();
        parts.add(async () => void order.push('org'));
        parts.add(async () => void order.push('relay'));

        await Promise.all([parts.stop(), parts.stop()]);
        await parts.stop();

        expect(order).toEqual(['relay', 'org']);
    });

    it('are stopped although one of them fails, and the failure shows in the exit code', async () => {
        const log = jest.spyOn(console, 'error').mockImplementation(() => {});
        const order: string[] = [];
        const parts = new RunningParts();
        parts.add(async () => void order.push('org'));
        parts.add(() => Promise.reject(new Error('port lost')));

        await parts.stop();

        expect(order).toEqual(['org']);
        expect(log).toHaveBeenCalledWith(expect.objectContaining({ message: 'port lost' }));
        expect(process.exitCode).toBe(1);
    });
});
