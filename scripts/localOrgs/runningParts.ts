/** What a script has started and must stop again, the last first, whether it ends by Ctrl-C or by a failure. */
import { reportFailure } from './setUpError.ts';

export class RunningParts {
    readonly #stops: (() => Promise<void>)[] = [];
    #stopping: Promise<void> | undefined;

    add(stop: () => Promise<void>): void {
        this.#stops.push(stop);
    }

    /** Stops each part once; calling it again waits for the same end. A part that fails to stop does not keep the others. */
    stop(): Promise<void> {
        this.#stopping ??= this.#stopAll();
        return this.#stopping;
    }

    async #stopAll(): Promise<void> {
        for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
            await stop().catch(reportFailure);
        }
    }
}

/**
 * Runs `start` and keeps its parts until Ctrl-C or SIGTERM. When `start` fails, what it had started is stopped and the reason
 * printed.
 */
export async function runUntilStopped(start: (parts: RunningParts) => Promise<void>): Promise<void> {
    const parts = new RunningParts();
    const stopped = new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) {
            process.on(signal, () => resolve(parts.stop()));
        }
    });
    const started = start(parts).then(
        () => stopped,
        (error: unknown) => {
            reportFailure(error);
            return parts.stop();
        }
    );
    await Promise.race([stopped, started]);
    process.exit();
}
