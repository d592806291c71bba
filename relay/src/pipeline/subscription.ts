import type { Clock } from '../clock.ts';
import { changeTopic, OrgError } from '../org/orgConnection.ts';
import type { EventStream, OrgConnection, ReceivedEvent } from '../org/orgConnection.ts';
import { readEvent, takeBatch } from './batch.ts';
import type { PendingEvent } from './batch.ts';
import type { Position } from './position.ts';
import type { Recovery } from './recovery.ts';

/**
 * The events of the source org, in order, without end: opens the stream again whenever it breaks, falls silent or has
 * lost its place, and never has more events open than it may.
 */
export interface SubscriptionOptions {
    source: OrgConnection;
    position: Position;
    recovery: Recovery;
    clock: Clock;
    signal: AbortSignal;
    maxEventsInFlight: number;
    streamSilenceMs: number;
    onArrival: () => void;
    /** The stored events no longer reach back to the position: what was missed must be found by comparing. */
    onPositionLost: () => void;
}

export class Subscription {
    readonly #options: SubscriptionOptions;
    readonly #queue: PendingEvent[] = [];
    #stream: EventStream | undefined;
    #endStream = (_error: OrgError): void => {};
    #resumeAfter: string | null = null;
    #requestedCount = 0;
    #cancelWatch = (): void => {};
    #arrivedAtMs: number | undefined;
    #receivedCount = 0;

    constructor(options: SubscriptionOptions) {
        this.#options = options;
    }

    get hasEvents(): boolean {
        return this.#queue.length > 0;
    }

    get receivedCount(): number {
        return this.#receivedCount;
    }

    /** When the last event arrived. */
    get arrivedAtMs(): number | undefined {
        return this.#arrivedAtMs;
    }

    /** Ends only with the relay. @throws Stopped */
    async run(replayId: string | null): Promise<void> {
        const { recovery, signal, onPositionLost } = this.#options;
        this.#resumeAfter = replayId;
        while (!signal.aborted) {
            const error = await this.#readStream();
            if (error.handling === 'RESTART' && this.#resumeAfter !== null) {
                this.#resumeAfter = null;
                onPositionLost();
            } else if (!signal.aborted) {
                await recovery.wait(error);
            }
        }
    }

    take(maxRows: number): PendingEvent[] {
        return takeBatch(this.#queue, maxRows);
    }

    /** Asks for as many events as may still be open beside those that are. */
    refill(): void {
        const { position, maxEventsInFlight } = this.#options;
        const eventCount = maxEventsInFlight - position.openEventCount - this.#requestedCount;
        if (!this.#stream || eventCount <= 0) return;
        this.#requestedCount += eventCount;
        this.#stream.request(eventCount);
        this.#watch();
    }

    #readStream(): Promise<OrgError> {
        const { source, signal } = this.#options;
        return new Promise((resolve) => {
            const end = (error: OrgError): void => {
                signal.removeEventListener('abort', abort);
                this.#cancelWatch();
                this.#stream = undefined;
                this.#requestedCount = 0;
                stream.close();
                resolve(error);
            };
            const abort = (): void => end(new OrgError('STOPPED', 'RETRY', 'The relay stops.'));
            const stream = source.subscribe(changeTopic, this.#resumeAfter, {
                onEvents: (events, latestReplayId) => this.#receive(events, latestReplayId),
                onEnd: end
            });
            signal.addEventListener('abort', abort, { once: true });
            this.#stream = stream;
            this.#endStream = end;
            this.refill();
        });
    }

    #receive(events: ReceivedEvent[], latestReplayId: string): void {
        const { clock, position, recovery, onArrival } = this.#options;
        recovery.succeeded();
        this.#requestedCount = Math.max(0, this.#requestedCount - events.length);
        this.#resumeAfter = events.at(-1)?.replayId ?? latestReplayId;
        this.#watch();
        if (events.length === 0) return position.trackKeepAlive(latestReplayId);
        this.#receivedCount += events.length;
        this.#arrivedAtMs = clock.now();
        for (const received of events) {
            const event = readEvent(received);
            position.track(event);
            this.#queue.push(event);
        }
        onArrival();
    }

    /** An org that owes us events must at least send keep-alives, every 270 s. */
    #watch(): void {
        const { clock, streamSilenceMs } = this.#options;
        this.#cancelWatch();
        if (this.#requestedCount === 0) return;
        this.#cancelWatch = clock.setTimer(streamSilenceMs, () =>
            this.#endStream(new OrgError('STREAM_SILENT', 'RETRY', 'No event and no keep-alive came in time.'))
        );
    }
}
