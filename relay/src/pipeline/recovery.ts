import { backoffMs, sleep } from '../clock.ts';
import { OrgError } from '../org/orgConnection.ts';
import type { DirectionContext } from './directionContext.ts';

/** Thrown out of a call or a wait when the relay stops. */
export class Stopped extends Error {
    override readonly name = 'Stopped';
}

/**
 * How long to wait after a failure of one org, and what to tell people meanwhile. A pause needs a person, so it is
 * probed seldom; everything else passes by itself and is repeated with growing, jittered delays.
 */
export class Recovery {
    readonly #context: DirectionContext;
    readonly #org: 'SOURCE' | 'TARGET';
    /** The failure that is being waited out, if any. */
    problem: OrgError | undefined;
    #wasPause = false;
    #attempt = 0;

    constructor(context: DirectionContext, org: 'SOURCE' | 'TARGET') {
        this.#context = context;
        this.#org = org;
    }

    succeeded(): void {
        this.problem = undefined;
        this.#attempt = 0;
    }

    /** One call; a failure is returned, for the caller to handle. @throws Stopped */
    async once<T>(call: () => Promise<T>): Promise<T | OrgError> {
        if (this.#context.signal.aborted) throw new Stopped();
        try {
            const result = await call();
            this.succeeded();
            return result;
        } catch (error) {
            if (error instanceof OrgError) return error;
            throw error;
        }
    }

    /** Repeats the call until it succeeds. @throws Stopped */
    async run<T>(call: () => Promise<T>): Promise<T> {
        for (;;) {
            const result = await this.once(call);
            if (!(result instanceof OrgError)) return result;
            await this.wait(result);
        }
    }

    /** @throws Stopped */
    async wait(error: OrgError): Promise<void> {
        const { name, clock, random, log, settings, signal } = this.#context;
        const isPause = error.handling === 'PAUSE';
        if (isPause !== this.#wasPause) this.#attempt = 0;
        const delayMs = isPause
            ? Math.min(settings.probeMaxMs, settings.probeFirstMs * 2 ** this.#attempt)
            : backoffMs(this.#attempt, settings.retryFirstMs, settings.retryMaxMs, random);
        this.problem = error;
        this.#wasPause = isPause;
        this.#attempt += 1;
        log.warn(isPause ? 'paused' : 'waiting', { direction: name, org: this.#org, code: error.code, delayMs });
        await sleep(clock, delayMs, signal);
        if (signal.aborted) throw new Stopped();
    }
}
