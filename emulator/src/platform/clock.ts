/** Time as an org sees it. Handed in, so that a test can run years in a moment and always the same way. */
export interface OrgClock {
    /** Milliseconds since 1970-01-01 UTC. */
    now(): number;
    /** Calls back once; the returned function cancels. */
    setTimer(delayMs: number, callback: () => void): () => void;
}

export const systemClock: OrgClock = {
    now: () => Date.now(),
    setTimer(delayMs, callback) {
        const timer = setTimeout(callback, delayMs);
        return () => {
            clearTimeout(timer);
        };
    }
};

/** A clock that stands still until told to move. Timers due at the same moment run in the order they were set. */
export class VirtualClock implements OrgClock {
    private currentMs: number;
    private sequence = 0;
    private timers: { readonly dueMs: number; readonly order: number; readonly callback: () => void }[] = [];

    constructor(startMs: number) {
        this.currentMs = startMs;
    }

    now(): number {
        return this.currentMs;
    }

    setTimer(delayMs: number, callback: () => void): () => void {
        const timer = { dueMs: this.currentMs + Math.max(0, delayMs), order: this.sequence++, callback };
        this.timers.push(timer);
        return () => {
            this.timers = this.timers.filter((other) => other !== timer);
        };
    }

    /** Moves to the next timer within `durationMs` and runs it; false when there is none and the time has passed. */
    private step(endMs: number): boolean {
        const next = this.timers
            .filter((timer) => timer.dueMs <= endMs)
            .sort((left, right) => left.dueMs - right.dueMs || left.order - right.order)[0];
        if (!next) {
            this.currentMs = endMs;
            return false;
        }
        this.timers = this.timers.filter((timer) => timer !== next);
        this.currentMs = Math.max(this.currentMs, next.dueMs);
        next.callback();
        return true;
    }

    /** Lets `durationMs` pass; between two timers pending promises settle. */
    async advance(durationMs: number): Promise<void> {
        const endMs = this.currentMs + durationMs;
        do {
            await new Promise((resolve) => setImmediate(resolve));
        } while (this.step(endMs));
    }
}
