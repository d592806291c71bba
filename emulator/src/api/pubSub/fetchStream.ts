/** One Subscribe call: how many events the client still wants, what it gets, and the keep-alive while there is nothing. */
import type { EventSubscription, OrgServices } from '../../orgServices.ts';
import type { EventSchemas } from './eventSchemas.ts';
import { failure } from './pubSubError.ts';

/** The platform counts more as 100. */
const outstandingLimit = 100;

export interface FetchRequest {
    readonly topicName: string;
    readonly replayPreset: 'LATEST' | 'EARLIEST' | 'CUSTOM';
    readonly replayId: Buffer;
    readonly numRequested: number;
}

export interface FetchResponse {
    readonly events: readonly {
        readonly event: { id: string; schemaId: string; payload: Buffer };
        readonly replayId: Buffer;
    }[];
    readonly latestReplayId: Buffer;
    readonly pendingNumRequested: number;
}

export class FetchStream {
    private readonly org: OrgServices;
    private readonly schemas: EventSchemas;
    private readonly userId: string;
    private readonly keepAliveMs: number;
    /** False if the client reads too slowly; `resume` is called when it has caught up. */
    private readonly send: (response: FetchResponse) => boolean;
    private topicName = '';
    private subscription: EventSubscription | undefined;
    private pending = 0;
    private isPaused = false;
    private timer: NodeJS.Timeout | undefined;

    constructor(
        org: OrgServices,
        schemas: EventSchemas,
        userId: string,
        keepAliveMs: number,
        send: (response: FetchResponse) => boolean
    ) {
        this.org = org;
        this.schemas = schemas;
        this.userId = userId;
        this.keepAliveMs = keepAliveMs;
        this.send = send;
    }

    /** @throws PubSubError, OrgRequestError */
    request(request: FetchRequest): void {
        if (request.numRequested <= 0) throw failure('subscription.fetch.requested.events.invalid');
        if (!this.subscription) this.open(request);
        else if (request.topicName !== '' && request.topicName !== this.topicName)
            throw failure('subscription.topic.mismatch');
        this.pending = Math.min(this.pending + request.numRequested, outstandingLimit);
        this.deliver();
    }

    private open({ topicName, replayPreset, replayId }: FetchRequest): void {
        const object = this.schemas.topicObject(topicName);
        if (!this.org.objectRights(this.userId, object).read)
            throw failure('subscription.topic.cannot.subscribe', topicName);
        if (replayPreset === 'CUSTOM' && replayId.length === 0)
            throw failure('subscription.fetch.replayid.validation.failed');
        this.topicName = topicName;
        this.subscription = this.org.subscribe(
            this.userId,
            topicName,
            replayPreset === 'CUSTOM' ? { after: replayId } : replayPreset
        );
        this.subscription.onAvailable(() => this.deliver());
        this.awaitSilence();
    }

    resume(): void {
        this.isPaused = false;
        this.deliver();
    }

    private deliver(): void {
        while (this.subscription && !this.isPaused && this.pending > 0) {
            const events = this.subscription.take(this.pending);
            if (events.length === 0) return;
            this.pending -= events.length;
            const schema = this.schemas.ofTopic(this.topicName);
            this.respond(
                events.map((event) => ({
                    event: { id: event.eventUuid, schemaId: schema.id, payload: schema.encode(event) },
                    replayId: event.replayId
                })),
                events.at(-1)?.replayId
            );
        }
    }

    private respond(
        events: FetchResponse['events'],
        latestReplayId = this.subscription?.latestReplayId() ?? Buffer.alloc(0)
    ): void {
        this.isPaused = !this.send({ events, latestReplayId, pendingNumRequested: this.pending });
        this.awaitSilence();
    }

    private awaitSilence(): void {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.respond([]), this.keepAliveMs).unref();
    }

    close(): void {
        clearTimeout(this.timer);
        this.subscription?.close();
        this.subscription = undefined;
    }
}
