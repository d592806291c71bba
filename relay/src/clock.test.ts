import { settle, VirtualClock } from '../test/virtualClock.ts';
import { backoffMs, sleep, systemClock } from './clock.ts';

describe('backoff', () => {
    it('doubles from the first to the longest delay, with jitter over the upper half', () => {
        const ceilings = [0, 1, 2, 8, 9, 40].map((attempt) => backoffMs(attempt, 1000, 300_000, () => 0.999_999));
        expect(ceilings).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000]);
        expect(backoffMs(0, 1000, 300_000, () => 0)).toBe(500);
    });
});

describe('sleep', () => {
    it('lasts as long as it should', async () => {
        const clock = new VirtualClock();
        let isOver = false;
        void sleep(clock, 1000, new AbortController().signal).then(() => (isOver = true));
        await clock.advance(999);
        expect(isOver).toBe(false);
        await clock.advance(1);
        expect(isOver).toBe(true);
    });

    it('ends with the signal and leaves no timer', async () => {
        const clock = new VirtualClock();
        const abort = new AbortController();
        const sleeping = sleep(clock, 1000, abort.signal);
        abort.abort();
        await sleeping;
        await sleep(clock, 1000, abort.signal);
        await settle();
        expect(clock.timerCount).toBe(0);
    });
});

it('tells the time of the machine', async () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
    await new Promise<void>((resolve) => systemClock.setTimer(1, resolve));
});
