import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import avsc from 'avsc';
import type { Clock } from '../clock.ts';
import { parseJsonOrUndefined } from '../schema.ts';
import { type EventListener, type EventStream, type Handling, OrgError, type ReceivedEvent } from './orgConnection.ts';
import type { OrgSettings, Session, SessionSource } from './session.ts';

/**
 * Subscribes through the Pub/Sub API (gRPC) and decodes events (Avro). One client a stream: a connection that went
 * dead without a word is never used again.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/intro.html
 */
type ConsumerEvent = { event: { schemaId: string; payload: Buffer } | null; replayId: Buffer };
type FetchResponse = { events: ConsumerEvent[]; latestReplayId: Buffer };
type Answer = (error: grpc.ServiceError | null, value?: object) => void;
type Method = (message: object, metadata: grpc.Metadata, answer: Answer) => grpc.ClientUnaryCall;
interface PubSub extends grpc.Client {
    GetTopic: Method;
    GetSchema: Method;
    Subscribe(metadata: grpc.Metadata): grpc.ClientDuplexStream<object, FetchResponse>;
}
type Ask = (method: 'GetTopic' | 'GetSchema', message: object) => Promise<unknown>;

// An event has at most 1 MB and a response at most 100 of them.
const maxResponseBytes = 110 * 1024 * 1024;

const protoFile = join(import.meta.dirname, '../../proto/pubsub_api.proto');
const service = loadSync(protoFile, { defaults: true, enums: String })['eventbus.v1.PubSub'] as grpc.ServiceDefinition;
const PubSubStub = grpc.makeClientConstructor(service, 'PubSub');

export class PubSubClient {
    readonly #settings: OrgSettings;
    readonly #sessions: SessionSource;
    readonly #clock: Clock;
    /** A schema never changes under its id; null is one that cannot be read. */
    readonly #schemas = new Map<string, avsc.Type | null>();
    #refused: Session | undefined;

    constructor(settings: OrgSettings, sessions: SessionSource, clock: Clock) {
        this.#settings = settings;
        this.#sessions = sessions;
        this.#clock = clock;
    }

    subscribe(topicName: string, replayId: string | null, listener: EventListener): EventStream {
        const stub = this.#createStub();
        const replayPreset = replayId === null ? 'EARLIEST' : 'CUSTOM';
        const replay = { replayPreset, replayId: Buffer.from(replayId ?? '', 'base64') };
        let call: ReturnType<PubSub['Subscribe']> | undefined;
        let reading: Promise<void> | undefined;
        let wantedCount = 0;
        let isOver = false;
        const close = (): void => {
            isOver = true;
            call?.cancel();
            stub.close();
        };
        const read = async (session: Session): Promise<never> => {
            const metadata = new grpc.Metadata();
            metadata.set('accesstoken', session.accessToken);
            metadata.set('instanceurl', session.instanceUrl);
            metadata.set('tenantid', this.#settings.orgId);
            const ask: Ask = (method, message) => this.#ask(stub, method, message, metadata);
            const { canSubscribe } = (await ask('GetTopic', { topicName })) as { canSubscribe: boolean };
            if (!canSubscribe) throw new OrgError('TOPIC_UNAVAILABLE', 'PAUSE', 'The user may not subscribe.');
            // A cancelled call reports an error even when nobody reads it any more.
            call = stub.Subscribe(metadata).on('error', () => {});
            call.write({ topicName, ...replay, numRequested: wantedCount });
            listener.onOpen();
            for await (const { events, latestReplayId } of call as AsyncIterable<FetchResponse>) {
                this.#refused = undefined;
                const received = await this.#decode(ask, events);
                if (!isOver) listener.onEvents(received, latestReplayId.toString('base64'));
            }
            throw new OrgError('STREAM_ENDED', 'RETRY', 'The org ended the stream.');
        };
        const run = async (): Promise<void> => {
            const session = await (this.#refused ? this.#sessions.renewed(this.#refused) : this.#sessions.current());
            await read(session).catch((error: unknown) => this.#throwExplained(error, session));
        };
        const end = (error: unknown): void => {
            if (isOver) return;
            close();
            listener.onEnd(asOrgError(error));
        };
        const request = (eventCount: number): void => {
            wantedCount += eventCount;
            reading ??= run().catch(end);
            if (!isOver) call?.write({ topicName, numRequested: eventCount });
        };
        return { request, close };
    }

    #createStub(): PubSub {
        const { address, isLocal } = this.#settings.pubSub;
        const roots = Buffer.from(getCACertificates('default').join('\n'));
        const credentials = isLocal ? grpc.credentials.createInsecure() : grpc.credentials.createSsl(roots);
        return new PubSubStub(address, credentials, {
            'grpc.use_local_subchannel_pool': 1,
            'grpc.enable_http_proxy': isLocal ? 0 : 1,
            'grpc.max_receive_message_length': maxResponseBytes
        }) as unknown as PubSub;
    }

    #ask(stub: PubSub, method: 'GetTopic' | 'GetSchema', message: object, metadata: grpc.Metadata): Promise<unknown> {
        return new Promise((resolve, reject) => {
            const call = stub[method](message, metadata, (error, value) => {
                cancelTimeout();
                if (error) reject(error);
                else resolve(value);
            });
            const cancelTimeout = this.#clock.setTimer(this.#settings.requestTimeoutMs, () => call.cancel());
        });
    }

    async #decode(ask: Ask, events: ConsumerEvent[]): Promise<ReceivedEvent[]> {
        const received: ReceivedEvent[] = [];
        for (const { event, replayId } of events) {
            const type = event && (await this.#schema(ask, event.schemaId));
            const fields = type ? valueOrNull(() => type.fromBuffer(event.payload) as Record<string, unknown>) : null;
            received.push({ replayId: replayId.toString('base64'), fields });
        }
        return received;
    }

    async #schema(ask: Ask, schemaId: string): Promise<avsc.Type | null> {
        const known = this.#schemas.get(schemaId);
        if (known !== undefined) return known;
        const { schemaJson } = (await ask('GetSchema', { schemaId })) as { schemaJson: string };
        const type = valueOrNull(() => avsc.Type.forSchema(parseJsonOrUndefined(schemaJson) as avsc.Schema));
        this.#schemas.set(schemaId, type);
        return type;
    }

    /** A refused session is replaced once; that one refused too needs a person. */
    #throwExplained(error: unknown, session: Session): never {
        const explained = asOrgError(error);
        if (explained.code !== 'INVALID_SESSION_ID') throw explained;
        const isFirst = this.#refused === undefined;
        this.#refused = session;
        throw isFirst ? new OrgError(explained.code, 'RETRY', explained.message, { cause: error }) : explained;
    }
}

/** The Avro library throws on what it cannot read; for us that is an ordinary case. */
function valueOrNull<T>(read: () => T): T | null {
    try {
        return read();
    } catch {
        return null;
    }
}

/** https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html */
function asOrgError(error: unknown): OrgError {
    if (error instanceof OrgError) return error;
    const { code = grpc.status.UNKNOWN, metadata, details = '' } = error as Partial<grpc.ServiceError>;
    if (!metadata) throw error;
    const reason = String(metadata.get('error-code')[0] ?? '');
    const as = (name: string, handling: Handling): OrgError => new OrgError(name, handling, details, { cause: error });
    if (/replayid\.(corrupted|validation\.failed)$/.test(reason)) return as('REPLAY_ID_LOST', 'RESTART');
    if (code === grpc.status.UNAUTHENTICATED || reason.includes('.auth.')) return as('INVALID_SESSION_ID', 'PAUSE');
    if (code === grpc.status.RESOURCE_EXHAUSTED) return as('EVENT_LIMIT_EXCEEDED', 'PAUSE');
    const isForbidden = code === grpc.status.NOT_FOUND || code === grpc.status.PERMISSION_DENIED;
    return isForbidden ? as('TOPIC_UNAVAILABLE', 'PAUSE') : as(`GRPC_${grpc.status[code]}`, 'RETRY');
}
