import { changeTopic, type EventStream, OrgError, type ReceivedEvent } from '../org/orgConnection.ts';
import { type PendingEvent, readEvent, takeBatch } from './batch.ts';
import type { DirectionContext } from './directionContext.ts';
import type { Position } from './position.ts';
import type { Recovery } from './recovery.ts';

/** The events of the source org, in order: opens the stream again whenever it breaks, is silent or lost its place. */
export class Subscription {
    readonly counts = { eventsReceived: 0, positionsLost: 0 };
    lastEventAtMs: number | null = null;
    readonly #context: DirectionContext;
    readonly #position: Position;
    readonly #recovery: Recovery;
    readonly #onArrival: () => void;
    readonly #queue: PendingEvent[] = [];
    #stream: EventStream | undefined;
    #endStream: (error: OrgError) => void = () => {};
    #resumeAfter: string | null = null;
    #requestedCount = 0;
    #cancelWatch = (): void => {};

    constructor(context: DirectionContext, position: Position, recovery: Recovery, onArrival: () => void) {
        this.#context = context;
        this.#position = position;
        this.#recovery = recovery;
        this.#onArrival = onArrival;
    }

    get hasEvents(): boolean {
        return this.#queue.length > 0;
    }

    /** @param replayId null for the earliest stored event. @throws Stopped, and ends in no other way */
    async run(replayId: string | null): Promise<never> {
        this.#resumeAfter = replayId;
        for (;;) {
            const error = await this.#readStream();
            if (error.handling === 'RESTART' && this.#resumeAfter !== null) this.#restart();
            else await this.#recovery.wait(error);
        }
    }

    take(maxRows: number): PendingEvent[] {
        return takeBatch(this.#queue, maxRows);
    }

    /** Asks for as many events as may still be open beside those that are. */
    refill(): void {
        const { maxEventsInFlight } = this.#context.settings;
        const eventCount = maxEventsInFlight - this.#position.openEventCount - this.#requestedCount;
        if (!this.#stream || eventCount <= 0) return;
        this.#requestedCount += eventCount;
        this.#stream.request(eventCount);
        this.#watch();
    }

    #restart(): void {
        const { name, log, onPositionLost } = this.#context;
        const problem = { code: 'POSITION_LOST', message: 'The stored events no longer reach back to the position.' };
        const lost = { replayId: this.#resumeAfter ?? '', envelope: null, publishedAtMs: undefined, problem };
        this.#queue.push({ ...lost, openRows: new Set([0]) });
        this.#resumeAfter = null;
        this.counts.positionsLost += 1;
        log.warn('position lost: reading from the earliest event', { direction: name });
        onPositionLost();
        this.#onArrival();
    }

    /** @returns why the stream ended */
    #readStream(): Promise<OrgError> {
        const { source, signal } = this.#context;
        return new Promise((resolve) => {
            const abort = (): void => this.#endStream(new OrgError('STOPPED', 'RETRY', 'The relay stops.'));
            this.#endStream = (error) => {
                signal.removeEventListener('abort', abort);
                this.#cancelWatch();
                this.#stream?.close();
                this.#stream = undefined;
                this.#requestedCount = 0;
                resolve(error);
            };
            this.#stream = source.subscribe(changeTopic, this.#resumeAfter, {
                // The problem is over, but not proven to be: if the stream breaks again, the next wait is longer.
                onOpen: () => (this.#recovery.problem = undefined),
                onEvents: (events, latestReplayId) => this.#receive(events, latestReplayId),
                onEnd: this.#endStream
            });
            signal.addEventListener('abort', abort);
            if (signal.aborted) abort();
            this.refill();
        });
    }

    #receive(events: ReceivedEvent[], latestReplayId: string): void {
        this.#recovery.succeeded();
        this.#requestedCount = Math.max(0, this.#requestedCount - events.length);
        this.#resumeAfter = events.at(-1)?.replayId ?? latestReplayId;
        this.#watch();
        const pending = events.map(readEvent);
        for (const event of pending) this.#position.track(event.replayId, event);
        if (pending.length === 0) this.#position.track(latestReplayId);
        else this.lastEventAtMs = this.#context.clock.now();
        this.counts.eventsReceived += pending.length;
        this.#queue.push(...pending);
        this.#onArrival();
    }

    /** An org that owes us events must at least send keep-alives, every 270 s. */
    #watch(): void {
        this.#cancelWatch();
        if (this.#requestedCount === 0) return;
        const { clock, settings } = this.#context;
        const silence = new OrgError('STREAM_SILENT', 'RETRY', 'No event and no keep-alive came in time.');
        this.#cancelWatch = clock.setTimer(settings.streamSilenceMs, () => this.#endStream(silence));
    }
}
