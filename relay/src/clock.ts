/**
 * Time and chance, as the rest of the relay sees them. Both are handed in, so that a whole relay can run on virtual
 * time; this file is the only one that touches the real ones.
 */
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
        if (signal.aborted) return resolve();
        const finish = (): void => {
            cancel();
            signal.removeEventListener('abort', finish);
            resolve();
        };
        const cancel = clock.setTimer(delayMs, finish);
        signal.addEventListener('abort', finish, { once: true });
    });
}

/**
 * Exponential delay with jitter over its upper half: several relays that lost the same org do not return together.
 * @param attempt 0 for the first delay
 */
export function backoffMs(attempt: number, firstMs: number, maxMs: number, random: RandomSource): number {
    const ceilingMs = Math.min(maxMs, firstMs * 2 ** attempt);
    return Math.round(ceilingMs / 2 + (ceilingMs / 2) * random());
}
