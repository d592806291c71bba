import { sleep } from '../clock.ts';
import { OrgError, type OrgStatus } from '../org/orgConnection.ts';
import type { DirectionContext } from './directionContext.ts';
import { Forwarder } from './forwarder.ts';
import { Position } from './position.ts';
import { Recovery, Stopped } from './recovery.ts';
import { Subscription } from './subscription.ts';

/**
 * One way between the orgs: subscription -> forwarder -> position, one step after the other. Nothing more is asked of
 * the source before the target has answered.
 */
export type DirectionStatus = ReturnType<Direction['status']>;

export interface Route {
    context: DirectionContext;
    position: Position;
    loaded: Promise<OrgStatus>;
}

const longestWaitMs = 2 ** 31 - 1; // what a timer can take

export class Direction {
    readonly #context: DirectionContext;
    readonly #stopping = new AbortController();
    readonly #recovery: { SOURCE: Recovery; TARGET: Recovery };
    readonly #loaded = Promise.withResolvers<OrgStatus>();
    readonly #position: Position;
    readonly #subscription: Subscription;
    readonly #forwarder: Forwarder;
    #phase: 'STARTING' | 'RUNNING' | 'STOPPED' = 'STARTING';
    #finished: Promise<void> = Promise.resolve();
    #wake = (): void => {};

    constructor(options: Omit<DirectionContext, 'signal'>) {
        const context = { ...options, signal: this.#stopping.signal };
        this.#context = context;
        this.#recovery = { SOURCE: new Recovery(context, 'SOURCE'), TARGET: new Recovery(context, 'TARGET') };
        this.#position = new Position(context);
        this.#subscription = new Subscription(context, this.#position, this.#recovery.SOURCE, () => this.#wake());
        this.#forwarder = new Forwarder(context, this.#position, this.#recovery.TARGET);
    }

    /** How reconciliation reaches the target; `loaded` resolves when the target has told its position. */
    get route(): Route {
        return { context: this.#context, position: this.#position, loaded: this.#loaded.promise };
    }

    /** @param onDefect hears of a defect of the relay itself, which ends the direction */
    start(onDefect: (error: unknown) => void): void {
        this.#finished = this.#run().catch((error: unknown) => {
            this.#phase = 'STOPPED';
            if (!(error instanceof Stopped)) onDefect(error);
        });
    }

    /** Lets the call in flight finish and saves the position, not longer than the settings allow. */
    async stop(): Promise<void> {
        const limitMs = this.#context.settings.stopTimeoutMs / 2;
        this.#stopping.abort();
        await this.#atMost(limitMs, this.#finished);
        this.#position.advance();
        await this.#atMost(limitMs, this.#savePosition());
    }

    /** Counts, codes and times only, never values of persons. */
    status() {
        const { reachedAtMs, openEventCount } = this.#position;
        return {
            direction: this.#context.name,
            ...this.#stateAndReason(),
            /** Milliseconds since 1970-01-01 UTC. */
            lastEventAtMs: this.#subscription.lastEventAtMs,
            /** Since the position last moved, by an event or a keep-alive. */
            positionAgeMs: reachedAtMs === null ? null : this.#context.clock.now() - reachedAtMs,
            openEvents: openEventCount,
            counts: { ...this.#subscription.counts, ...this.#forwarder.counts }
        };
    }

    async #run(): Promise<never> {
        const status = await this.#recovery.TARGET.run(() => this.#position.load());
        this.#loaded.resolve(status);
        this.#phase = 'RUNNING';
        const { name, log, isPolling } = this.#context;
        log.info('direction started', { direction: name });
        const parts: Promise<void>[] = [this.#forward()];
        if (!isPolling) parts.push(this.#subscription.run(status.position.replayId));
        // Each ends only with the relay or by a defect, and a defect of one must end the other too.
        const ends = await Promise.allSettled(parts.map((part) => part.finally(() => this.#stopping.abort())));
        for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Stopped)) throw end.reason;
        throw new Stopped();
    }

    async #forward(): Promise<void> {
        const { clock, settings, signal } = this.#context;
        while (!signal.aborted) {
            await this.#forwarder.forward(this.#subscription.take(settings.maxBatchRows));
            await this.#forwarder.retryDue();
            this.#position.advance();
            this.#subscription.refill();
            if (this.#position.saveDueAtMs <= clock.now()) await this.#savePosition();
            if (!this.#subscription.hasEvents) await this.#nextWork();
        }
    }

    /** Waits for an event, for a row or a save that is due, or for the end. */
    async #nextWork(): Promise<void> {
        const { clock, signal } = this.#context;
        const arrival = new AbortController();
        const dueInMs = Math.min(this.#forwarder.retryDueAtMs, this.#position.saveDueAtMs) - clock.now();
        this.#wake = () => arrival.abort();
        await sleep(clock, Math.min(dueInMs, longestWaitMs), AbortSignal.any([arrival.signal, signal]));
    }

    /** A position that could not be saved is saved later; nothing waits for it. */
    async #savePosition(): Promise<void> {
        await this.#position.save().catch((error: unknown) => {
            if (!(error instanceof OrgError)) throw error;
            this.#context.log.warn('position not saved', { direction: this.#context.name, code: error.code });
        });
    }

    #stateAndReason() {
        const { SOURCE: source, TARGET: target } = this.#recovery;
        const org = source.problem?.handling === 'PAUSE' || !target.problem ? 'SOURCE' : 'TARGET';
        const { problem } = this.#recovery[org];
        if (!problem || this.#phase === 'STOPPED') return { state: this.#phase, reason: null } as const;
        const { code, cure, handling } = problem;
        return { state: handling === 'PAUSE' ? 'PAUSED' : 'RECONNECTING', reason: { org, code, cure } } as const;
    }

    async #atMost(limitMs: number, work: Promise<void>): Promise<void> {
        const timer = new AbortController();
        await Promise.race([work, sleep(this.#context.clock, limitMs, timer.signal)]);
        timer.abort();
    }
}
