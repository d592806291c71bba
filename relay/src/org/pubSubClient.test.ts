import { generateKeyPairSync } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { type PubSubServer, replayIdOf, startPubSubServer } from '../../test/pubSubServer.ts';
import { waitUntil } from '../../test/waitUntil.ts';
import { systemClock } from '../clock.ts';
import type { EventStream, OrgError, ReceivedEvent } from './orgConnection.ts';
import { PubSubClient } from './pubSubClient.ts';
import { createSessionSource, type OrgSettings } from './session.ts';

const orgId = '00D000000000001AAA';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let server: PubSubServer;
let client: PubSubClient;
let logins: number;
let streams: EventStream[];

beforeEach(async () => {
    server = await startPubSubServer();
    logins = 0;
    streams = [];
    const login = { address: 'http://localhost:1', isLocal: true };
    const pubSub = { address: server.address, isLocal: true };
    const user = { clientId: 'c', username: 'u', privateKey, orgId };
    const settings: OrgSettings = { login, pubSub, ...user, requestTimeoutMs: 5000 };
    const requestToken = async (): Promise<object> => {
        logins += 1;
        return {
            access_token: `token-${logins}`,
            instance_url: 'http://localhost:1',
            id: `http://localhost:1/id/${orgId}/005`
        };
    };
    client = new PubSubClient(settings, createSessionSource(settings, requestToken, systemClock), systemClock);
});

afterEach(() => {
    for (const stream of streams) stream.close();
    server.close();
});

function subscribe(replayId: string | null): {
    events: ReceivedEvent[];
    latest: string[];
    ends: OrgError[];
    stream: EventStream;
} {
    const heard = { events: [] as ReceivedEvent[], latest: [] as string[], ends: [] as OrgError[] };
    const stream = client.subscribe('/event/UserSyncChange__e', replayId, {
        onOpen: () => {},
        onEvents: (events, latestReplayId) => {
            heard.events.push(...events);
            heard.latest.push(latestReplayId);
        },
        onEnd: (error) => void heard.ends.push(error)
    });
    streams.push(stream);
    stream.request(100);
    return { ...heard, stream };
}

describe('pubSubClient', () => {
    it('reads from the earliest event, in order, with the metadata that the platform asks for', async () => {
        server.publish({ CreatedDate: 5, CreatedById: '005', Envelope__c: 'one' });
        server.publish({ CreatedDate: 6, CreatedById: '005', Envelope__c: null });
        const { events } = subscribe(null);
        await waitUntil(() => events.length === 2);
        expect(events.map(({ fields }) => fields?.['Envelope__c'])).toEqual(['one', null]);
        expect(events[0]?.replayId).toBe(replayIdOf(1).toString('base64'));
        expect(server.subscriptions).toMatchObject([
            { accesstoken: 'token-1', instanceurl: 'http://localhost:1', tenantid: orgId }
        ]);
        expect(server.fetches).toMatchObject([{ replayPreset: 'EARLIEST', numRequested: 100 }]);
    });

    it('continues after a replay id, byte for byte, and fetches a schema once', async () => {
        for (const text of ['one', 'two', 'three'])
            server.publish({ CreatedDate: 5, CreatedById: '005', Envelope__c: text });
        const { events } = subscribe(replayIdOf(1).toString('base64'));
        await waitUntil(() => events.length === 2);
        expect(events.map(({ fields }) => fields?.['Envelope__c'])).toEqual(['two', 'three']);
        expect(server.schemaRequests).toBe(1);
    });

    it('reports a keep-alive as the latest replay id without events', async () => {
        const { latest } = subscribe(null);
        await waitUntil(() => server.fetches.length === 1);
        server.keepAlive();
        await waitUntil(() => latest.length === 1);
        expect(latest).toEqual([replayIdOf(0).toString('base64')]);
    });

    it('delivers an event that it cannot decode without fields, and goes on', async () => {
        server.publishRaw(Buffer.from('ff', 'hex'));
        server.publish({ CreatedDate: 5, CreatedById: '005', Envelope__c: 'two' });
        const { events } = subscribe(null);
        await waitUntil(() => events.length === 2);
        expect(events.map(({ fields }) => fields && fields['Envelope__c'])).toEqual([null, 'two']);
    });

    it('asks for more in the same stream', async () => {
        const { stream } = subscribe(null);
        await waitUntil(() => server.fetches.length === 1);
        stream.request(7);
        await waitUntil(() => server.fetches.length === 2);
        expect(server.fetches[1]?.numRequested).toBe(7);
    });

    it.each([
        [
            'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted',
            status.INVALID_ARGUMENT,
            'RESTART',
            'REPLAY_ID_LOST'
        ],
        [
            'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.validation.failed',
            status.INVALID_ARGUMENT,
            'RESTART',
            'REPLAY_ID_LOST'
        ],
        ['sfdc.platform.eventbus.grpc.service.unavailable', status.UNAVAILABLE, 'RETRY', 'GRPC_UNAVAILABLE'],
        [
            'sfdc.platform.eventbus.grpc.subscription.limit.exceeded',
            status.RESOURCE_EXHAUSTED,
            'PAUSE',
            'EVENT_LIMIT_EXCEEDED'
        ],
        ['sfdc.platform.eventbus.grpc.topic.not.found', status.NOT_FOUND, 'PAUSE', 'TOPIC_UNAVAILABLE']
    ])('explains %s', async (errorCode, code, handling, expected) => {
        server.refusal = { code, errorCode };
        const { ends } = subscribe(null);
        await waitUntil(() => ends.length > 0);
        expect(ends).toMatchObject([{ code: expected, handling }]);
    });

    it('takes one new token when the token is refused, and pauses when that one is refused too', async () => {
        server.refusal = { code: status.UNAUTHENTICATED, errorCode: 'sfdc.platform.eventbus.grpc.service.auth.error' };
        const first = subscribe(null);
        await waitUntil(() => first.ends.length > 0);
        expect(first.ends).toMatchObject([{ handling: 'RETRY' }]);
        const second = subscribe(null);
        await waitUntil(() => second.ends.length > 0);
        expect(second.ends).toMatchObject([{ code: 'INVALID_SESSION_ID', handling: 'PAUSE' }]);
        expect(server.subscriptions.map(({ accesstoken }) => accesstoken)).toEqual(['token-1', 'token-2']);
        expect(logins).toBe(2);
    });

    it('pauses when the user may not subscribe', async () => {
        server.canSubscribe = false;
        const { ends } = subscribe(null);
        await waitUntil(() => ends.length > 0);
        expect(ends).toMatchObject([{ code: 'TOPIC_UNAVAILABLE', handling: 'PAUSE' }]);
    });

    it('says nothing more after it was closed', async () => {
        const { stream, events, ends } = subscribe(null);
        await waitUntil(() => server.fetches.length === 1);
        stream.close();
        server.publish({ CreatedDate: 5, CreatedById: '005', Envelope__c: 'late' });
        server.breakStreams(status.UNAVAILABLE);
        const other = subscribe(null);
        await waitUntil(() => other.events.length === 1);
        expect([events, ends]).toEqual([[], []]);
    });

    it('reports a server that nobody can reach', async () => {
        server.close();
        const { ends } = subscribe(null);
        await waitUntil(() => ends.length > 0);
        expect(ends).toMatchObject([{ code: 'GRPC_UNAVAILABLE', handling: 'RETRY' }]);
    });
});
