import { createVirtualRelay, type VirtualRelay } from '../test/virtualRelay.ts';
import { OrgError } from './relay.ts';

const fault = (code = 'APEX_ERROR'): OrgError => new OrgError(code, 'HALVE', 'The org failed.');
const pause = (code = 'NOT_PERMITTED'): OrgError => new OrgError(code, 'PAUSE', 'Not allowed.');
const unreachable = (): OrgError => new OrgError('UNREACHABLE', 'RETRY', 'Nobody there.');

const minuteMs = 60_000;

let virtual: VirtualRelay;

afterEach(async () => {
    const stopping = virtual.relay.stop();
    await virtual.clock.advance(0);
    await stopping;
    expect(virtual.defects).toEqual([]);
    expect(virtual.clock.timerCount).toBe(0);
});

async function start(settings: Parameters<typeof createVirtualRelay>[0] = {}): Promise<VirtualRelay> {
    virtual = createVirtualRelay(settings);
    virtual.relay.start();
    await virtual.clock.advance(0);
    return virtual;
}

describe('relay', () => {
    it('brings envelopes from each org to the other', async () => {
        const { a, b, clock, relay } = await start();
        a.publish('from-a', 2);
        b.publish('from-b', 1);
        await clock.advance(0);
        expect(b.applied).toEqual(['from-a#0', 'from-a#1']);
        expect(a.applied).toEqual(['from-b#0']);
        expect(relay.status()).toMatchObject({ isReady: true, isAlive: true });
    });

    it('sends envelopes that arrived together in calls of at most 200 rows', async () => {
        virtual = createVirtualRelay();
        const { a, b, clock, relay } = virtual;
        for (let index = 0; index < 6; index += 1) a.publish(`e${index}`, 60);
        relay.start();
        await clock.advance(0);
        expect(b.calls.map(({ envelopes }) => envelopes.length)).toEqual([3, 3]);
        expect(b.applied).toHaveLength(360);
    });

    it('has at most 100 events in flight and asks for more only after the target has answered', async () => {
        let answer = (): void => {};
        virtual = createVirtualRelay({ maxBatchRows: 10 });
        const { a, b, clock, relay, status } = virtual;
        b.onUsers = () => new Promise((resolve) => (answer = resolve));
        for (let index = 0; index < 150; index += 1) a.publish(`e${index}`);
        relay.start();
        await clock.advance(minuteMs);
        expect(status()).toMatchObject({ openEvents: 100, counts: { eventsReceived: 100 } });
        answer();
        await clock.advance(0);
        expect(status()).toMatchObject({ openEvents: 100, counts: { eventsReceived: 110 } });
        b.onUsers = () => {};
        answer();
        await clock.advance(0);
        expect(b.applied).toHaveLength(150);
        expect(a.maxOutstanding).toBe(100);
    });

    it('halves down to the row that the target cannot take and lists only that one', async () => {
        const { a, b, clock } = await start();
        b.onUsers = (rows) => {
            if (rows.includes('e2#17')) throw fault('ROW_LIMIT_EXCEEDED');
        };
        a.publish('e1', 60);
        a.publish('e2', 60);
        await clock.advance(0);
        expect(b.applied).toHaveLength(119);
        expect(b.issues).toMatchObject([
            { replayId: a.replayIdOf(1), row: 17, reason: 'ROW_LIMIT_EXCEEDED', envelope: { body: 'e2' } }
        ]);
        const failed = b.calls.filter(({ rowCount }) => rowCount === 1);
        expect(failed.at(-1)?.envelopes.map(({ body }) => body)).toEqual(['e2']);
    });

    it('gives a lone row a second chance before it is listed', async () => {
        const { a, b, clock } = await start();
        let failures = 1;
        b.onUsers = () => {
            if (failures-- > 0) throw fault();
        };
        a.publish('e1');
        await clock.advance(0);
        expect(b.applied).toEqual([]);
        await clock.advance(1000);
        expect(b.applied).toEqual(['e1#0']);
        expect(b.issues).toEqual([]);
    });

    it('lists no row while the target fails as a whole, and loses none', async () => {
        const { a, b, clock, status } = await start();
        b.onUsers = b.onConnection = () => {
            throw fault('HTTP_503');
        };
        a.publish('e1', 40);
        for (let elapsedMs = 0; elapsedMs < 80 * 60 * minuteMs; elapsedMs += 270_000) {
            await clock.advance(270_000);
            a.keepAlive(a.replayIdOf(0));
        }
        expect(status()).toMatchObject({ state: 'RECONNECTING', reason: { org: 'TARGET', code: 'HTTP_503' } });
        expect(b.calls.length).toBeLessThan(2200);
        b.onUsers = b.onConnection = () => {};
        await clock.advance(10 * minuteMs);
        expect(b.applied).toHaveLength(40);
        expect(b.issues).toEqual([]);
        expect(status().state).toBe('RUNNING');
    });

    it('sends a row in contention again without holding up others, and lists it after five attempts', async () => {
        const { a, b, clock } = await start();
        b.onRow = (row) => (row === 'e1#1' ? 'RETRY' : 'DONE');
        a.publish('e1', 3);
        await clock.advance(0);
        a.publish('e2');
        await clock.advance(0);
        expect(b.applied).toEqual(['e1#0', 'e1#2', 'e2#0']);
        await clock.advance(minuteMs);
        const attempts = b.calls.filter(({ envelopes }) => envelopes.some(({ body }) => body === 'e1'));
        expect(attempts).toHaveLength(5);
        expect(attempts.at(-1)).toMatchObject({ firstRow: 1, rowCount: 1 });
        expect(b.issues).toMatchObject([{ row: 1, reason: 'ROW_LOCKED' }]);
    });

    it('applies a row in contention as soon as it can be', async () => {
        const { a, b, clock } = await start();
        b.onRow = () => 'RETRY';
        a.publish('e1', 2);
        await clock.advance(0);
        b.onRow = () => 'DONE';
        await clock.advance(1000);
        expect(b.applied).toEqual(['e1#0', 'e1#1']);
        expect(b.issues).toEqual([]);
    });

    it('lists an envelope that the target refuses and goes on with the others', async () => {
        const { a, b, clock } = await start();
        b.onUsers = (rows) => {
            if (rows.some((row) => row.startsWith('forged'))) throw new OrgError('BAD_SIGNATURE', 'LIST', 'Refused.');
        };
        a.publish('e1', 2);
        a.publish('forged', 3);
        a.publish('e2');
        await clock.advance(0);
        expect(b.applied).toEqual(['e1#0', 'e1#1', 'e2#0']);
        expect(b.issues).toMatchObject([{ row: null, reason: 'BAD_SIGNATURE', envelope: { body: 'forged' } }]);
    });

    it('lists an event that cannot be decoded and goes on', async () => {
        const { a, b, clock, status } = await start();
        a.publish('', 0, null);
        a.publish('', 0, { Envelope__c: '{"contract":1' });
        a.publish('', 0, { Envelope__c: JSON.stringify({ contract: 1, count: 1e9 }) });
        a.publish('e1');
        await clock.advance(0);
        expect(b.applied).toEqual(['e1#0']);
        expect(b.issues.map(({ reason, envelope, row }) => [reason, envelope, row])).toEqual(
            Array(3).fill(['UNDECODABLE_EVENT', null, null])
        );
        expect(status().openEvents).toBe(0);
    });

    it('P24 pauses with code and cure when it may not write, probes seldom, and resumes by itself', async () => {
        const { a, b, clock, relay, status } = await start();
        b.onUsers = () => {
            throw pause('REQUEST_LIMIT_EXCEEDED');
        };
        a.publish('e1');
        await clock.advance(0);
        expect(status()).toMatchObject({ state: 'PAUSED', reason: { org: 'TARGET', code: 'REQUEST_LIMIT_EXCEEDED' } });
        expect(status().reason?.cure).toMatch(/limit/);
        expect(relay.status().isReady).toBe(false);
        await clock.advance(29_999);
        expect(b.calls).toHaveLength(1);
        await clock.advance(1);
        expect(b.calls).toHaveLength(2);
        await clock.advance(120 * minuteMs);
        expect(b.calls.length).toBeLessThan(30);
        b.onUsers = () => {};
        await clock.advance(5 * minuteMs);
        expect(b.applied).toEqual(['e1#0']);
        expect(status().state).toBe('RUNNING');
    });

    it('does not pause the other direction', async () => {
        const { a, b, clock } = await start();
        b.onUsers = () => {
            throw pause('DIRECTION_PAUSED');
        };
        a.publish('e1');
        b.publish('e2');
        await clock.advance(minuteMs);
        expect(a.applied).toEqual(['e2#0']);
    });

    it('waits for an unreachable target without halving', async () => {
        const { a, b, clock, status } = await start();
        b.onUsers = () => {
            throw unreachable();
        };
        a.publish('e1', 100);
        await clock.advance(0);
        expect(status().state).toBe('RECONNECTING');
        b.onUsers = () => {};
        await clock.advance(1000);
        expect(b.calls.map(({ rowCount }) => rowCount)).toEqual([100, 100]);
        expect(b.applied).toHaveLength(100);
    });

    it('refuses to work when the target is another org or has another partner', async () => {
        virtual = createVirtualRelay();
        const { a, b, clock, relay } = virtual;
        Object.assign(b, { partnerOrgId: '00D000000000009AAA' });
        a.publish('e1');
        relay.start();
        await clock.advance(minuteMs);
        expect(relay.status().directions).toMatchObject([
            { state: 'PAUSED', reason: { code: 'ORG_NOT_PINNED' } },
            { state: 'RUNNING' }
        ]);
        expect(a.subscribedAfter).toEqual([]);
        expect(b.calls).toEqual([]);
    });
});
