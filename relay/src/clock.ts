/** Time and chance. Both are handed in, so that a whole relay can run on virtual time; only this file has real ones. */
export interface Clock {
    /** Milliseconds since 1970-01-01 UTC. */
    now(): number;
    /** Calls back once, after `delayMs`. Returns what cancels it; cancelling twice, or too late, is harmless. */
    setTimer(delayMs: number, callback: () => void): () => void;
}

/** A number from 0 up to, but not including, 1. */
export type RandomSource = () => number;

export const systemClock: Clock = {
    now: () => Date.now(),
    setTimer: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
    }
};

export const systemRandom: RandomSource = () => Math.random();

/** Resolves after `delayMs`, or at once when the signal is or becomes aborted. Never rejects. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        const finish = (): void => {
            cancel();
            signal.removeEventListener('abort', finish);
            resolve();
        };
        const cancel = clock.setTimer(delayMs, finish);
        signal.addEventListener('abort', finish);
        if (signal.aborted) finish();
    });
}

/** Grows from attempt 0, with jitter over the upper half: relays that lost the same org do not return together. */
export function backoffMs(attempt: number, firstMs: number, maxMs: number, random: RandomSource): number {
    const ceilingMs = Math.min(maxMs, firstMs * 2 ** attempt);
    return Math.round((ceilingMs / 2) * (1 + random()));
}
