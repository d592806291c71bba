import { status } from '@grpc/grpc-js';
import avsc from 'avsc';
import { FakeOrg, replayId } from '../../test/fakes/fakeOrg.ts';
import { PubSubClient, type Subscriber } from '../../test/fakes/pubSubClient.ts';
import { ApexDecimal } from '../values/apexNumbers.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDatetime } from '../values/apexTemporal.ts';
import { startPubSub, type PubSubServer } from './pubSub.ts';

const prefix = 'sfdc.platform.eventbus.grpc';
const topicName = '/event/Shipped__e';
let org: FakeOrg;
let server: PubSubServer;
let client: PubSubClient;

async function start(keepAliveMs?: number): Promise<void> {
    org = new FakeOrg();
    server = await startPubSub(org, { port: 0, ...(keepAliveMs === undefined ? {} : { keepAliveMs }) });
    const { instanceUrl, orgId } = org.identity;
    client = new PubSubClient(server.endpoint, {
        accesstoken: org.createSession(org.adminId).token,
        instanceurl: instanceUrl,
        tenantid: orgId
    });
}

beforeEach(() => start());
afterEach(async () => {
    client.close();
    await server.close();
});

function publish(...orders: string[]): void {
    org.publishEvents(
        '',
        orders.map((order) => {
            const event = new ApexSObject('Shipped__e');
            event.fields.set('Order__c', order);
            event.fields.set('CreatedById', org.adminId);
            return event;
        })
    );
}

async function reader(): Promise<(payload: Buffer) => Record<string, unknown>> {
    const { schemaId } = await client.call('GetTopic', { topicName });
    const { schemaJson } = await client.call('GetSchema', { schemaId });
    const type = avsc.Type.forSchema(JSON.parse(schemaJson) as avsc.Schema);
    return (payload) => type.fromBuffer(payload) as Record<string, unknown>;
}

async function ordersOf(subscriber: Subscriber): Promise<unknown[]> {
    const read = await reader();
    return subscriber.events.map(({ event }) => read(event.payload)['Order__c']);
}

describe('topics and schemas', () => {
    it('name each other', async () => {
        const topic = await client.call('GetTopic', { topicName });
        expect(topic).toMatchObject({ topicName, canPublish: true, canSubscribe: true });
        const schema = await client.call('GetSchema', { schemaId: topic.schemaId });
        expect(schema.schemaId).toBe(topic.schemaId);
        expect(JSON.parse(schema.schemaJson)).toMatchObject({
            name: 'Shipped__e',
            namespace: 'com.sforce.eventbus',
            fields: [
                { name: 'CreatedDate', type: 'long' },
                { name: 'CreatedById', type: 'string' },
                { name: 'Order__c', type: ['null', 'string'], default: null },
                { name: 'Count__c', type: ['null', 'double'] },
                { name: 'IsLate__c', type: ['null', 'boolean'] },
                { name: 'When__c', type: ['null', 'long'] }
            ]
        });
    });

    it('that do not exist are not found', async () => {
        await expect(client.call('GetTopic', { topicName: '/event/Other__e' })).rejects.toMatchObject({
            code: status.NOT_FOUND
        });
        await expect(client.call('GetSchema', { schemaId: 'x' })).rejects.toMatchObject({ code: status.NOT_FOUND });
    });
});

describe('a subscription', () => {
    it('delivers as many events as were asked for, then waits to be asked', async () => {
        publish(...Array.from({ length: 5 }, (_, index) => `o${index}`));
        const subscriber = client.subscribe().fetch({ replayPreset: 'EARLIEST', numRequested: 3 });
        await subscriber.until(() => subscriber.events.length === 3);
        expect(subscriber.responses.at(-1)).toMatchObject({ pendingNumRequested: 0, latestReplayId: replayId(3) });
        subscriber.fetch({ numRequested: 10 });
        await subscriber.until(() => subscriber.events.length === 5);
        expect(subscriber.responses.at(-1).pendingNumRequested).toBe(8);
        publish('o5');
        await subscriber.until(() => subscriber.events.length === 6);
        expect(await ordersOf(subscriber)).toEqual(['o0', 'o1', 'o2', 'o3', 'o4', 'o5']);
        expect(subscriber.events[5]).toMatchObject({ replayId: replayId(6), event: { id: 'uuid-6' } });
        subscriber.cancel();
    });

    it('counts more than 100 outstanding events as 100', async () => {
        publish(...Array<string>(250).fill('o'));
        const subscriber = client.subscribe().fetch({ replayPreset: 'EARLIEST', numRequested: 1000 });
        await subscriber.until(() => subscriber.responses.some(({ pendingNumRequested }) => pendingNumRequested === 0));
        expect(subscriber.events).toHaveLength(100);
        subscriber.cancel();
    });

    it('starts at the end, or behind a replay id', async () => {
        publish('old', 'newer');
        const latest = client.subscribe().fetch({ numRequested: 5 });
        const custom = client.subscribe().fetch({ replayPreset: 'CUSTOM', replayId: replayId(1), numRequested: 5 });
        await custom.until(() => custom.events.length === 1);
        while (org.subscriberCount < 2) await new Promise((resolve) => setImmediate(resolve));
        publish('newest');
        await latest.until(() => latest.events.length === 1);
        await custom.until(() => custom.events.length === 2);
        expect(await ordersOf(latest)).toEqual(['newest']);
        expect(await ordersOf(custom)).toEqual(['newer', 'newest']);
        latest.cancel();
        custom.cancel();
    });

    it('carries every type of value', async () => {
        const event = new ApexSObject('Shipped__e');
        const values = {
            Order__c: null,
            Count__c: new ApexDecimal('1.5'),
            IsLate__c: true,
            When__c: new ApexDatetime(org.nowMs),
            CreatedDate: new ApexDatetime(5000)
        };
        for (const [name, value] of Object.entries(values)) event.fields.set(name, value);
        org.publishEvents('', [event]);
        const subscriber = client.subscribe().fetch({ replayPreset: 'EARLIEST', numRequested: 1 });
        await subscriber.until(() => subscriber.events.length === 1);
        const payload = (await reader())(subscriber.events[0].event.payload);
        expect({ ...payload }).toEqual({
            CreatedDate: 5000,
            CreatedById: '',
            Order__c: null,
            Count__c: 1.5,
            IsLate__c: true,
            When__c: org.nowMs
        });
        subscriber.cancel();
    });

    it('hears from the org while there is nothing to tell', async () => {
        client.close();
        await server.close();
        await start(20);
        publish('one');
        const subscriber = client.subscribe().fetch({ numRequested: 7 });
        await subscriber.until(() => subscriber.responses.length === 2);
        expect(subscriber.responses[1]).toMatchObject({
            events: [],
            latestReplayId: replayId(1),
            pendingNumRequested: 7,
            rpcId: expect.stringMatching(/-/)
        });
        subscriber.cancel();
    });

    it('waits for a slow client and then goes on', async () => {
        const subscriber = client.subscribe().fetch({ numRequested: 100 });
        while (org.subscriberCount === 0) await new Promise((resolve) => setImmediate(resolve));
        // The stream holds 16 responses before it asks for a pause.
        const orders = Array.from({ length: 40 }, (_, index) => `Order ${index}`);
        for (const order of orders) publish(order);
        await subscriber.until(() => subscriber.events.length === orders.length);
        expect(await ordersOf(subscriber)).toEqual(orders);
    });

    it('is forgotten when the client goes', async () => {
        const subscriber = client.subscribe().fetch({ numRequested: 1 });
        while (org.subscriberCount === 0) await new Promise((resolve) => setImmediate(resolve));
        subscriber.cancel();
        while (org.subscriberCount > 0) await new Promise((resolve) => setImmediate(resolve));
        expect(org.subscriberCount).toBe(0);
    });

    it.each([
        [
            'a replay id of another topic',
            { replayPreset: 'CUSTOM', replayId: replayId(99), numRequested: 1 },
            status.INVALID_ARGUMENT,
            'subscription.fetch.replayid.corrupted'
        ],
        [
            'no replay id',
            { replayPreset: 'CUSTOM', numRequested: 1 },
            status.INVALID_ARGUMENT,
            'subscription.fetch.replayid.validation.failed'
        ],
        ['no events', { numRequested: 0 }, status.INVALID_ARGUMENT, 'subscription.fetch.requested.events.invalid'],
        ['an unknown topic', { topicName: '/event/Other__e', numRequested: 1 }, status.NOT_FOUND, 'topic.not.found']
    ])('ends with a code for %s', async (_what, request, code, errorCode) => {
        const failure = await client.subscribe().fetch(request).failure();
        expect(failure).toMatchObject({
            code,
            errorCode: `${prefix}.${errorCode}`,
            details: expect.stringContaining('rpcId: ')
        });
    });

    it('keeps its topic, and is closed to who may not read the event', async () => {
        const subscriber = client
            .subscribe()
            .fetch({ numRequested: 1 })
            .fetch({ topicName: '/event/Other__e', numRequested: 1 });
        expect((await subscriber.failure()).errorCode).toBe(`${prefix}.subscription.topic.mismatch`);
        org.objectRights = () => ({ read: false, create: false, update: false, delete: false });
        expect(await client.subscribe().fetch({ numRequested: 1 }).failure()).toMatchObject({
            code: status.PERMISSION_DENIED
        });
    });
});

describe('authentication', () => {
    it.each([
        ['accesstoken', '00D!other', 'service.auth.error'],
        ['tenantid', '00D000000000009EAA', 'service.auth.error'],
        ['tenantid', '', 'service.auth.headers.invalid']
    ])('refuses %s %j', async (name, value, errorCode) => {
        client.metadata.set(name, value);
        const failure = await client.subscribe().fetch({ numRequested: 1 }).failure();
        expect(failure).toMatchObject({ code: status.UNAUTHENTICATED, errorCode: `${prefix}.${errorCode}` });
        await expect(client.call('GetTopic', { topicName })).rejects.toMatchObject({ code: status.UNAUTHENTICATED });
    });
});

describe('publishing', () => {
    it('stores what was sent and answers with its replay id', async () => {
        const { schemaId } = await client.call('GetTopic', { topicName });
        const { schemaJson } = await client.call('GetSchema', { schemaId });
        const type = avsc.Type.forSchema(JSON.parse(schemaJson) as avsc.Schema);
        const payload = type.toBuffer({
            CreatedDate: 1,
            CreatedById: 'x',
            Order__c: 'o',
            Count__c: 2,
            IsLate__c: null,
            When__c: org.nowMs
        });
        const { results } = await client.call('Publish', { topicName, events: [{ id: 'mine', schemaId, payload }] });
        expect(results).toMatchObject([{ replayId: replayId(1), correlationKey: 'mine', error: null }]);
        const fields = Object.fromEntries(org.events[0]!.record.fields);
        expect(fields).toEqual({
            Order__c: 'o',
            Count__c: new ApexDecimal(2),
            IsLate__c: null,
            When__c: new ApexDatetime(org.nowMs)
        });
    });

    it('refuses bytes that are no event', async () => {
        const { schemaId } = await client.call('GetTopic', { topicName });
        const sent = client.call('Publish', {
            topicName,
            events: [{ id: '1', schemaId, payload: Buffer.from([255]) }]
        });
        await expect(sent).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
        expect(org.events).toHaveLength(0);
    });
});
