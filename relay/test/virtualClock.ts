import type { Clock } from '../src/clock.ts';

/** Time that moves only when it is told to. */
export class VirtualClock implements Clock {
    #nowMs = Date.UTC(2030, 0, 1);
    #timers: { atMs: number; callback: () => void }[] = [];

    now(): number {
        return this.#nowMs;
    }

    setTimer(delayMs: number, callback: () => void): () => void {
        const timer = { atMs: this.#nowMs + Math.max(0, delayMs), callback };
        this.#timers.push(timer);
        return () => {
            this.#timers = this.#timers.filter((other) => other !== timer);
        };
    }

    get timerCount(): number {
        return this.#timers.length;
    }

    /** Fires what is due on the way, in order, and lets everything settle after each. */
    async advance(ms: number): Promise<void> {
        const endMs = this.#nowMs + ms;
        await settle();
        for (;;) {
            const [next] = this.#timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
            if (!next) break;
            this.#nowMs = Math.max(this.#nowMs, next.atMs);
            this.#timers = this.#timers.filter((timer) => timer !== next);
            next.callback();
            await settle();
        }
        this.#nowMs = endMs;
        await settle();
    }
}

/** Until nothing more follows from what has happened: promise reactions run before the next immediate. */
export async function settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
