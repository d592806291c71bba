import { backoffMs, sleep } from '../clock.ts';
import type { Clock, RandomSource } from '../clock.ts';
import { OrgError } from '../org/orgConnection.ts';
import type { Handling } from '../org/orgConnection.ts';

/**
 * How long to wait after a failure of one org, and what to tell people meanwhile. A pause needs a person, so it is
 * probed seldom; everything else passes by itself and is repeated with growing, jittered delays.
 */
export interface RecoveryDelays {
    retryFirstMs: number;
    retryMaxMs: number;
    probeFirstMs: number;
    probeMaxMs: number;
}

/** Thrown out of a call or a wait when the relay stops. */
export class Stopped extends Error {
    override readonly name = 'Stopped';
}

export interface RecoveryOptions {
    clock: Clock;
    random: RandomSource;
    delays: RecoveryDelays;
    signal: AbortSignal;
    onWait: (error: OrgError, delayMs: number) => void;
}

export class Recovery {
    readonly #options: RecoveryOptions;
    #problem: OrgError | undefined;
    #attempt = 0;

    constructor(options: RecoveryOptions) {
        this.#options = options;
    }

    /** The failure that is being waited out, if any. */
    get problem(): OrgError | undefined {
        return this.#problem;
    }

    succeeded(): void {
        this.#problem = undefined;
        this.#attempt = 0;
    }

    /**
     * Repeats the call until it succeeds.
     * @param handedBack failures that the caller handles itself
     * @throws OrgError of a kind in `handedBack`; Stopped
     */
    async run<T>(call: () => Promise<T>, handedBack: readonly Handling[] = []): Promise<T> {
        for (;;) {
            if (this.#options.signal.aborted) throw new Stopped();
            try {
                const result = await call();
                this.succeeded();
                return result;
            } catch (error) {
                if (!(error instanceof OrgError) || handedBack.includes(error.handling)) throw error;
                await this.wait(error);
            }
        }
    }

    /** @throws Stopped */
    async wait(error: OrgError): Promise<void> {
        const { clock, random, delays, signal, onWait } = this.#options;
        const isPause = error.handling === 'PAUSE';
        if (isPause !== (this.#problem?.handling === 'PAUSE')) this.#attempt = 0;
        const delayMs = isPause
            ? Math.min(delays.probeMaxMs, delays.probeFirstMs * 2 ** this.#attempt)
            : backoffMs(this.#attempt, delays.retryFirstMs, delays.retryMaxMs, random);
        this.#problem = error;
        this.#attempt += 1;
        onWait(error, delayMs);
        await sleep(clock, delayMs, signal);
        if (signal.aborted) throw new Stopped();
    }
}
