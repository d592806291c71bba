import { sleep } from '../clock.ts';
import type { Clock, RandomSource } from '../clock.ts';
import type { Log } from '../logger.ts';
import { OrgError } from '../org/orgConnection.ts';
import type { OrgConnection } from '../org/orgConnection.ts';
import { Forwarder } from './forwarder.ts';
import type { ForwardCounts } from './forwarder.ts';
import { Position } from './position.ts';
import { Recovery, Stopped } from './recovery.ts';
import type { RecoveryDelays } from './recovery.ts';
import { Subscription } from './subscription.ts';

/**
 * One way between the orgs: subscription -> forwarder -> position, one step after the other. Nothing is asked of the
 * source before the target has answered.
 */
export type DirectionName = 'A_TO_B' | 'B_TO_A';

export interface DirectionSettings extends RecoveryDelays {
    maxBatchRows: number;
    maxEventsInFlight: number;
    maxRowAttempts: number;
    streamSilenceMs: number;
    positionSaveIntervalMs: number;
    stopTimeoutMs: number;
}

export interface DirectionOptions {
    name: DirectionName;
    source: OrgConnection;
    target: OrgConnection;
    clock: Clock;
    random: RandomSource;
    log: Log;
    settings: DirectionSettings;
    onPositionLost: () => void;
    /** A defect of the relay itself ended the direction. */
    onDefect: (error: unknown) => void;
}

export type DirectionState = 'STARTING' | 'RUNNING' | 'RECONNECTING' | 'PAUSED' | 'STOPPED';

/** Counts, codes and times only; never values of persons. Times are milliseconds since 1970-01-01 UTC. */
export interface DirectionStatus {
    direction: DirectionName;
    state: DirectionState;
    /** Why it is not running. */
    reason: { org: 'SOURCE' | 'TARGET'; code: string; cure: string } | null;
    lastEventAtMs: number | null;
    positionAtMs: number | null;
    positionAgeMs: number | null;
    openEvents: number;
    eventsReceived: number;
    positionsLost: number;
    counts: ForwardCounts;
}

// The rest of the time to stop is for saving the position.
const inFlightShare = 0.75;

export class Direction {
    readonly #options: DirectionOptions;
    readonly #stopping = new AbortController();
    readonly #sourceRecovery: Recovery;
    readonly #targetRecovery: Recovery;
    readonly #position: Position;
    readonly #subscription: Subscription;
    readonly #forwarder: Forwarder;
    #state: 'STARTING' | 'STARTED' | 'STOPPED' = 'STARTING';
    #finished: Promise<unknown> = Promise.resolve();
    #positionsLost = 0;
    #wake = (): void => {};

    constructor(options: DirectionOptions) {
        const { source, target, clock, random, settings } = options;
        const { signal } = this.#stopping;
        this.#options = options;
        this.#sourceRecovery = this.#createRecovery('SOURCE');
        this.#targetRecovery = this.#createRecovery('TARGET');
        this.#position = new Position(target, clock, settings.positionSaveIntervalMs);
        this.#subscription = new Subscription({
            ...{ source, clock, signal, position: this.#position, recovery: this.#sourceRecovery },
            maxEventsInFlight: settings.maxEventsInFlight,
            streamSilenceMs: settings.streamSilenceMs,
            onArrival: () => this.#wake(),
            onPositionLost: () => this.#losePosition()
        });
        this.#forwarder = new Forwarder({
            ...{ target, clock, random, position: this.#position, recovery: this.#targetRecovery },
            maxRowAttempts: settings.maxRowAttempts,
            rowRetryFirstMs: settings.retryFirstMs,
            rowRetryMaxMs: settings.retryMaxMs
        });
    }

    start(): void {
        this.#finished = this.#run().catch((error: unknown) => {
            this.#state = 'STOPPED';
            if (!(error instanceof Stopped)) this.#options.onDefect(error);
        });
    }

    /** Lets the call in flight finish, saves the position; not longer than the settings allow. */
    async stop(): Promise<void> {
        const { clock, settings } = this.#options;
        this.#stopping.abort();
        const inFlightMs = settings.stopTimeoutMs * inFlightShare;
        await withinTime(clock, this.#finished, inFlightMs);
        this.#position.advance();
        await withinTime(clock, this.#savePosition(), settings.stopTimeoutMs - inFlightMs);
    }

    status(): DirectionStatus {
        const now = this.#options.clock.now();
        const { reachedAtMs } = this.#position;
        return {
            direction: this.#options.name,
            ...this.#stateAndReason(),
            lastEventAtMs: this.#subscription.arrivedAtMs ?? null,
            positionAtMs: reachedAtMs ?? null,
            positionAgeMs: reachedAtMs === undefined ? null : now - reachedAtMs,
            openEvents: this.#position.openEventCount,
            eventsReceived: this.#subscription.receivedCount,
            positionsLost: this.#positionsLost,
            counts: { ...this.#forwarder.counts }
        };
    }

    async #run(): Promise<void> {
        const { source, settings } = this.#options;
        const { signal } = this.#stopping;
        const replayId = await this.#targetRecovery.run(() => this.#position.load(source.orgId));
        this.#state = 'STARTED';
        this.#options.log.info('direction started', { direction: this.#options.name });
        const reading = this.#subscription.run(replayId);
        const forwarding = async (): Promise<void> => {
            while (!signal.aborted) {
                await this.#forwarder.forward(this.#subscription.take(settings.maxBatchRows));
                await this.#forwarder.retryDue();
                this.#position.advance();
                this.#subscription.refill();
                if (this.#position.saveDueAtMs <= this.#options.clock.now()) await this.#savePosition();
                await this.#nextWork();
            }
        };
        await Promise.all([reading, forwarding()]);
        throw new Stopped();
    }

    /** Waits for an event, a row that is due again, a save that is due, or the end. */
    #nextWork(): Promise<void> {
        const { clock } = this.#options;
        const { signal } = this.#stopping;
        return new Promise((resolve) => {
            if (this.#subscription.hasEvents || signal.aborted) return resolve();
            const dueAtMs = Math.min(this.#forwarder.retryDueAtMs, this.#position.saveDueAtMs);
            const cancel = Number.isFinite(dueAtMs)
                ? clock.setTimer(Math.max(0, dueAtMs - clock.now()), () => this.#wake())
                : (): void => {};
            this.#wake = () => {
                cancel();
                signal.removeEventListener('abort', this.#wake);
                this.#wake = () => {};
                resolve();
            };
            signal.addEventListener('abort', this.#wake);
        });
    }

    /** A position that could not be saved is saved later; nothing waits for it. */
    async #savePosition(): Promise<void> {
        const { log, name } = this.#options;
        try {
            await this.#position.save();
        } catch (error) {
            if (!(error instanceof OrgError)) throw error;
            log.warn('position not saved', { direction: name, code: error.code });
        }
    }

    #losePosition(): void {
        const { log, name, onPositionLost } = this.#options;
        this.#positionsLost += 1;
        log.warn('position lost, reading from the earliest event', { direction: name });
        onPositionLost();
    }

    #createRecovery(org: 'SOURCE' | 'TARGET'): Recovery {
        const { clock, random, settings, log, name } = this.#options;
        return new Recovery({
            clock,
            random,
            delays: settings,
            signal: this.#stopping.signal,
            onWait: ({ code, handling }, delayMs) =>
                log.warn(handling === 'PAUSE' ? 'paused' : 'waiting', { direction: name, org, code, delayMs })
        });
    }

    #stateAndReason(): Pick<DirectionStatus, 'state' | 'reason'> {
        if (this.#state === 'STOPPED' || this.#stopping.signal.aborted) return { state: 'STOPPED', reason: null };
        const problems = [
            { org: 'TARGET' as const, error: this.#targetRecovery.problem },
            { org: 'SOURCE' as const, error: this.#sourceRecovery.problem }
        ];
        const worst = problems.find(({ error }) => error?.handling === 'PAUSE') ?? problems.find(({ error }) => error);
        if (!worst?.error) return { state: this.#state === 'STARTED' ? 'RUNNING' : 'STARTING', reason: null };
        const { code, cure, handling } = worst.error;
        return { state: handling === 'PAUSE' ? 'PAUSED' : 'RECONNECTING', reason: { org: worst.org, code, cure } };
    }
}

async function withinTime(clock: Clock, work: Promise<unknown>, limitMs: number): Promise<void> {
    const timer = new AbortController();
    await Promise.race([work, sleep(clock, limitMs, timer.signal)]);
    timer.abort();
}
