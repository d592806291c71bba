import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import avsc from 'avsc';

/** A real gRPC server on a free port of this machine that speaks the Pub/Sub API for one topic. */
export interface PubSubServer {
    address: string;
    /** The metadata of every subscription. */
    subscriptions: Record<string, unknown>[];
    fetches: { topicName: string; replayPreset: string; replayId: Buffer; numRequested: number }[];
    schemaRequests: number;
    /** A status to refuse subscriptions with. */
    refusal: { code: grpc.status; errorCode: string } | undefined;
    canSubscribe: boolean;
    publish(fields: { CreatedDate: number; CreatedById: string; Envelope__c: string | null }): void;
    publishRaw(payload: Buffer): void;
    keepAlive(): void;
    /** Breaks every stream with a status. */
    breakStreams(code: grpc.status): void;
    close(): void;
}

type Call = grpc.ServerDuplexStream<PubSubServer['fetches'][number], object>;

const schemaJson = JSON.stringify({
    type: 'record',
    name: 'UserSyncChange__e',
    namespace: 'com.sforce.eventbus',
    fields: [
        { name: 'CreatedDate', type: 'long' },
        { name: 'CreatedById', type: 'string' },
        { name: 'Envelope__c', type: ['null', 'string'], default: null }
    ]
});
const type = avsc.Type.forSchema(JSON.parse(schemaJson) as avsc.Schema);

const protoFile = join(import.meta.dirname, '../proto/pubsub_api.proto');
const service = loadSync(protoFile, { defaults: true, enums: String })['eventbus.v1.PubSub'] as grpc.ServiceDefinition;

export const replayIdOf = (index: number): Buffer => Buffer.from(`00ff${index.toString(16).padStart(4, '0')}`, 'hex');

function failWith(call: Call, code: grpc.status, errorCode: string): void {
    const metadata = new grpc.Metadata();
    metadata.set('error-code', errorCode);
    call.emit('error', { code, details: errorCode, metadata });
}

export async function startPubSubServer(): Promise<PubSubServer> {
    const events: object[] = [];
    const streams = new Map<Call, { next: number; wanted: number }>();
    const pump = (): void => {
        for (const [call, stream] of streams) {
            const batch = events.slice(stream.next, stream.next + stream.wanted);
            if (batch.length === 0) continue;
            stream.next += batch.length;
            stream.wanted -= batch.length;
            call.write({ events: batch, latestReplayId: replayIdOf(stream.next), pendingNumRequested: stream.wanted });
        }
    };
    const server = new grpc.Server();
    const state: PubSubServer = {
        address: '',
        subscriptions: [],
        fetches: [],
        schemaRequests: 0,
        refusal: undefined,
        canSubscribe: true,
        publish: (fields) => state.publishRaw(type.toBuffer(fields)),
        publishRaw: (payload) => {
            events.push({ event: { schemaId: 'schema-1', payload }, replayId: replayIdOf(events.length + 1) });
            pump();
        },
        keepAlive: () => {
            for (const [call, { next }] of streams) call.write({ events: [], latestReplayId: replayIdOf(next) });
        },
        breakStreams: (code) => {
            for (const call of streams.keys()) failWith(call, code, 'sfdc.platform.eventbus.grpc.service.unavailable');
            streams.clear();
        },
        close: () => server.forceShutdown()
    };
    server.addService(service, {
        GetTopic: (_call: unknown, answer: grpc.sendUnaryData<object>) =>
            answer(null, { canSubscribe: state.canSubscribe, schemaId: 'schema-1' }),
        GetSchema: (_call: unknown, answer: grpc.sendUnaryData<object>) => {
            state.schemaRequests += 1;
            answer(null, { schemaId: 'schema-1', schemaJson });
        },
        Subscribe: (call: Call) => {
            state.subscriptions.push(call.metadata.getMap());
            if (state.refusal) {
                failWith(call, state.refusal.code, state.refusal.errorCode);
                return;
            }
            call.on('data', (fetch: PubSubServer['fetches'][number]) => {
                state.fetches.push(fetch);
                const after = fetch.replayPreset === 'CUSTOM' ? fetch.replayId.readUInt16BE(2) : 0;
                const stream = streams.get(call) ?? { next: after, wanted: 0 };
                streams.set(call, stream);
                stream.wanted += fetch.numRequested;
                pump();
            });
            call.on('cancelled', () => streams.delete(call));
        }
    });
    const port = await new Promise<number>((resolve, reject) => {
        const credentials = grpc.ServerCredentials.createInsecure();
        server.bindAsync('127.0.0.1:0', credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
    });
    state.address = `127.0.0.1:${port}`;
    return state;
}
