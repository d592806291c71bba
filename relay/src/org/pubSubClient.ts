import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { Client, credentials, Metadata, status as grpcStatus } from '@grpc/grpc-js';
import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { ServiceDefinition } from '@grpc/proto-loader';
import avsc from 'avsc';
import type { Clock } from '../clock.ts';
import { parseJsonOrUndefined } from '../schema.ts';
import type { NetworkSettings } from './httpTransport.ts';
import type { OrgAddress } from './orgAddress.ts';
import { OrgError } from './orgConnection.ts';
import type { EventListener, EventStream, ReceivedEvent } from './orgConnection.ts';
import type { Session, SessionSource } from './session.ts';

/**
 * Subscribes through the Pub/Sub API (gRPC) and decodes events (Avro). One client a stream: a connection that went
 * dead without a word is never used again.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/intro.html
 */
export interface PubSubSettings {
    orgId: string;
    pubSub: OrgAddress;
    network: NetworkSettings;
}

interface FetchRequest {
    topicName: string;
    replayPreset: 'EARLIEST' | 'CUSTOM';
    replayId: Buffer;
    numRequested: number;
}
interface ConsumerEvent {
    event: { schemaId: string; payload: Buffer } | null;
    replayId: Buffer;
}
interface FetchResponse {
    events: ConsumerEvent[];
    latestReplayId: Buffer;
}
type SubscribeCall = ClientDuplexStream<FetchRequest, FetchResponse>;

// An event has at most 1 MB and a response at most 100 of them.
const maxResponseBytes = 110 * 1024 * 1024;

const protoFile = join(import.meta.dirname, '../../proto/pubsub_api.proto');
const service = loadSync(protoFile, { defaults: true, enums: String })['eventbus.v1.PubSub'] as ServiceDefinition;

export class PubSubClient {
    readonly #settings: PubSubSettings;
    readonly #sessions: SessionSource;
    readonly #clock: Clock;
    readonly #schemas = new Map<string, avsc.Type | null>();
    #refused: Session | undefined;

    constructor(settings: PubSubSettings, sessions: SessionSource, clock: Clock) {
        this.#settings = settings;
        this.#sessions = sessions;
        this.#clock = clock;
        // grpc-js takes a proxy from the environment only.
        if (settings.network.proxyUrl) process.env['grpc_proxy'] = settings.network.proxyUrl;
    }

    subscribe(topic: string, replayId: string | null, listener: EventListener): EventStream {
        const client = this.#createClient();
        let call: SubscribeCall | undefined;
        let wantedCount = 0;
        let isOver = false;
        const close = (): void => {
            isOver = true;
            call?.cancel();
            client.close();
        };
        const sendRequest = (): void => {
            if (!call || isOver || wantedCount === 0) return;
            const replay = { replayPreset: replayId ? 'CUSTOM' : 'EARLIEST', replayId: Buffer.from(replayId ?? '', 'base64') } as const;
            call.write({ topicName: topic, ...replay, numRequested: wantedCount });
            wantedCount = 0;
        };
        const run = async (): Promise<never> => {
            const { session, metadata } = await this.#logIn();
            try {
                await this.#checkTopic(client, topic, metadata);
                if (isOver) throw streamEnded();
                call = this.#call(client, metadata);
                sendRequest();
                for await (const response of call as AsyncIterable<FetchResponse>) {
                    this.#refused = undefined;
                    const events = await this.#decode(client, metadata, response.events);
                    if (isOver) break;
                    listener.onEvents(events, response.latestReplayId.toString('base64'));
                }
                throw streamEnded();
            } catch (error) {
                throw this.#explain(error, session);
            }
        };
        const end = (error: unknown): void => {
            if (isOver) return;
            close();
            listener.onEnd(error instanceof OrgError ? error : streamEnded(error));
        };
        let hasStarted = false;
        return {
            request: (eventCount) => {
                wantedCount += eventCount;
                if (hasStarted) return sendRequest();
                hasStarted = true;
                run().catch(end);
            },
            close
        };
    }

    #createClient(): Client {
        const { pubSub, network } = this.#settings;
        const roots = network.extraCa ? Buffer.from([...rootCertificates, network.extraCa].join('\n')) : null;
        const channel = pubSub.isLocal
            ? credentials.createInsecure()
            : credentials.createSsl(roots, null, null, { rejectUnauthorized: true });
        return new Client(pubSub.address, channel, {
            'grpc.use_local_subchannel_pool': 1,
            'grpc.enable_http_proxy': network.proxyUrl && !pubSub.isLocal ? 1 : 0,
            'grpc.max_receive_message_length': maxResponseBytes
        });
    }

    async #logIn(): Promise<{ session: Session; metadata: Metadata }> {
        const session = await (this.#refused ? this.#sessions.renewed(this.#refused) : this.#sessions.current());
        const metadata = new Metadata();
        metadata.set('accesstoken', session.accessToken);
        metadata.set('instanceurl', session.instanceUrl);
        metadata.set('tenantid', this.#settings.orgId);
        return { session, metadata };
    }

    async #checkTopic(client: Client, topicName: string, metadata: Metadata): Promise<void> {
        const topic = await this.#request<{ canSubscribe: boolean }>(client, 'GetTopic', { topicName }, metadata);
        if (!topic.canSubscribe) throw new OrgError('TOPIC_UNAVAILABLE', 'PAUSE', 'The user may not subscribe.');
    }

    #call(client: Client, metadata: Metadata): SubscribeCall {
        const { path, requestSerialize, responseDeserialize } = rpc('Subscribe');
        const read = responseDeserialize as () => FetchResponse;
        const call: SubscribeCall = client.makeBidiStreamRequest(path, requestSerialize, read, metadata);
        // A cancelled call reports an error even when nobody reads it any more.
        call.on('error', () => {});
        return call;
    }

    #request<T>(client: Client, name: string, message: object, metadata: Metadata): Promise<T> {
        const { path, requestSerialize, responseDeserialize } = rpc(name);
        return new Promise((resolve, reject) => {
            const call = client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, metadata, (error, answer) => {
                cancelTimeout();
                if (error) reject(error);
                else resolve(answer as T);
            });
            const cancelTimeout = this.#clock.setTimer(this.#settings.network.requestTimeoutMs, () => call.cancel());
        });
    }

    async #decode(client: Client, metadata: Metadata, events: ConsumerEvent[]): Promise<ReceivedEvent[]> {
        const received: ReceivedEvent[] = [];
        for (const { event, replayId } of events) {
            const type = event && (await this.#schema(client, metadata, event.schemaId));
            received.push({ replayId: replayId.toString('base64'), fields: type ? fieldsOf(type, event.payload) : null });
        }
        return received;
    }

    /** A schema never changes under its id. Null: the org's schema is not one that we can read. */
    async #schema(client: Client, metadata: Metadata, schemaId: string): Promise<avsc.Type | null> {
        const known = this.#schemas.get(schemaId);
        if (known !== undefined) return known;
        const { schemaJson } = await this.#request<{ schemaJson: string }>(client, 'GetSchema', { schemaId }, metadata);
        const type = readSchema(schemaJson);
        this.#schemas.set(schemaId, type);
        return type;
    }

    /** A refused session is replaced once; that one refused too needs a person. */
    #explain(error: unknown, session: Session): OrgError {
        const explained = error instanceof OrgError ? error : asOrgError(error as ServiceError);
        if (explained.code !== 'INVALID_SESSION_ID') return explained;
        const isFirst = this.#refused === undefined;
        this.#refused = session;
        return isFirst ? new OrgError(explained.code, 'RETRY', explained.message, { cause: error }) : explained;
    }
}

function rpc(name: string): ServiceDefinition[string] {
    const method = service[name];
    if (!method) throw new Error(`pubsub_api.proto has no method ${name}`);
    return method;
}

function streamEnded(cause?: unknown): OrgError {
    return new OrgError('STREAM_ENDED', 'RETRY', 'The event stream ended.', { cause });
}

function readSchema(schemaJson: string): avsc.Type | null {
    try {
        return avsc.Type.forSchema(parseJsonOrUndefined(schemaJson) as avsc.Schema);
    } catch {
        return null;
    }
}

function fieldsOf(type: avsc.Type, payload: Buffer): Record<string, unknown> | null {
    try {
        return type.fromBuffer(payload) as Record<string, unknown>;
    } catch {
        return null;
    }
}

/** https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html */
function asOrgError(error: ServiceError): OrgError {
    const platformCode = String(error.metadata?.get('error-code')[0] ?? '');
    const because = (code: string, handling: OrgError['handling']): OrgError =>
        new OrgError(code, handling, platformCode || error.message, { cause: error });
    if (/replayid\.(corrupted|validation\.failed)$/.test(platformCode)) return because('REPLAY_ID_LOST', 'RESTART');
    if (error.code === grpcStatus.UNAUTHENTICATED || platformCode.includes('.auth.')) return because('INVALID_SESSION_ID', 'PAUSE');
    if (error.code === grpcStatus.RESOURCE_EXHAUSTED) return because('EVENT_LIMIT_EXCEEDED', 'PAUSE');
    if (error.code === grpcStatus.NOT_FOUND || error.code === grpcStatus.PERMISSION_DENIED) {
        return because('TOPIC_UNAVAILABLE', 'PAUSE');
    }
    return because(`GRPC_${grpcStatus[error.code] ?? 'UNKNOWN'}`, 'RETRY');
}
