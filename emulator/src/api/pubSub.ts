/**
 * The Pub/Sub API: gRPC without TLS on 127.0.0.1.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/pub-sub-features.html
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { OrgServices } from '../orgServices.ts';
import { EventSchemas } from './pubSub/eventSchemas.ts';
import { FetchStream, type FetchRequest, type FetchResponse } from './pubSub/fetchStream.ts';
import { asPubSubError, failure, PubSubError } from './pubSub/pubSubError.ts';

export interface PubSubOptions {
    /** 0 takes a free one. */
    readonly port: number;
    /** Longest silence on a subscription; the platform promises 270 s. */
    readonly keepAliveMs?: number;
}

export interface PubSubServer {
    /** `127.0.0.1:49152` */
    readonly endpoint: string;
    close(): Promise<void>;
}

interface PublishRequest {
    readonly topicName: string;
    readonly events: readonly { readonly id: string; readonly schemaId: string; readonly payload: Buffer }[];
}

const protoFile = join(import.meta.dirname, '../../proto/pubsub_api.proto');
const defaultKeepAliveMs = 60_000;

export async function startPubSub(
    org: OrgServices,
    { port, keepAliveMs = defaultKeepAliveMs }: PubSubOptions
): Promise<PubSubServer> {
    const definition = loadSync(protoFile, { defaults: true, enums: String })['eventbus.v1.PubSub'];
    const server = new grpc.Server();
    server.addService(definition as grpc.ServiceDefinition, serviceOf(org, keepAliveMs));
    const address = `127.0.0.1:${port}`;
    const boundPort = await new Promise<number>((resolve, reject) => {
        server.bindAsync(address, grpc.ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound)
        );
    });
    return {
        endpoint: `127.0.0.1:${boundPort}`,
        close: () =>
            new Promise((resolve) => {
                server.tryShutdown(() => resolve());
                server.forceShutdown();
            })
    };
}

function serviceOf(org: OrgServices, keepAliveMs: number): grpc.UntypedServiceImplementation {
    const schemas = new EventSchemas(org);
    return {
        GetTopic: unary(org, (request: { topicName: string }, userId) => {
            const object = schemas.topicObject(request.topicName);
            const { read, create } = org.objectRights(userId, object);
            const tenantGuid = `core/local/${org.identity.orgId}`;
            return {
                topicName: request.topicName,
                tenantGuid,
                canPublish: create,
                canSubscribe: read,
                schemaId: schemas.ofTopic(request.topicName).id
            };
        }),
        GetSchema: unary(org, ({ schemaId }: { schemaId: string }) => ({
            schemaJson: schemas.byId(schemaId).json,
            schemaId
        })),
        Publish: unary(org, (request: PublishRequest, userId) => publish(org, schemas, request, userId)),
        Subscribe: (call: grpc.ServerDuplexStream<FetchRequest, FetchResponse & { rpcId: string }>) => {
            const rpcId = randomUUID();
            let stream: FetchStream | undefined;
            call.on('data', (request: FetchRequest) => {
                try {
                    stream ??= new FetchStream(org, schemas, userOf(org, call.metadata), keepAliveMs, (response) =>
                        call.write({ ...response, rpcId })
                    );
                    stream.request(request);
                } catch (error) {
                    stream?.close();
                    call.emit('error', serviceError(error, rpcId));
                }
            });
            call.on('drain', () => stream?.resume());
            call.on('cancelled', () => stream?.close());
            call.on('end', () => {
                stream?.close();
                call.end();
            });
        }
    };
}

function publish(
    org: OrgServices,
    schemas: EventSchemas,
    { topicName, events }: PublishRequest,
    userId: string
): object {
    const schema = schemas.ofTopic(topicName);
    if (!org.objectRights(userId, schemas.topicObject(topicName)).create) {
        throw failure('publish.topic.cannot.publish', topicName);
    }
    const records = events.map(({ schemaId, payload }) => {
        try {
            return schemas.byId(schemaId).decode(payload);
        } catch (error) {
            if (error instanceof PubSubError) throw error;
            throw failure('publish.payload.invalid', schemaId);
        }
    });
    const results = org.publishEvents(userId, records).map(({ replayId, error }, index) => ({
        replayId,
        error: error === undefined ? null : { code: 'PUBLISH', msg: error },
        correlationKey: events[index]?.id ?? ''
    }));
    return { results, schemaId: schema.id };
}

function unary<Request>(
    org: OrgServices,
    answer: (request: Request, userId: string) => object
): grpc.handleUnaryCall<Request, object> {
    return (call, callback) => {
        const rpcId = randomUUID();
        try {
            callback(null, { ...answer(call.request, userOf(org, call.metadata)), rpcId });
        } catch (error) {
            callback(serviceError(error, rpcId));
        }
    };
}

/** @throws PubSubError */
function userOf(org: OrgServices, metadata: grpc.Metadata): string {
    const [accessToken, instanceUrl, tenantId] = ['accesstoken', 'instanceurl', 'tenantid'].map((name) =>
        metadata.get(name)[0]?.toString()
    );
    if (!accessToken || !instanceUrl || !tenantId) throw failure('service.auth.headers.invalid');
    const session = org.session(accessToken);
    const isOwn = tenantId.slice(0, 15) === org.identity.orgId.slice(0, 15);
    if (!session || !isOwn) throw failure('service.auth.error');
    return session.userId;
}

function serviceError(cause: unknown, rpcId: string): Partial<grpc.StatusObject> & Error {
    const error = asPubSubError(cause);
    const metadata = new grpc.Metadata();
    metadata.set('error-code', error.errorCode);
    metadata.set('rpc-id', rpcId);
    return Object.assign(new Error(error.message), {
        code: grpc.status[error.statusName],
        details: `${error.message} rpcId: ${rpcId}`,
        metadata
    });
}
