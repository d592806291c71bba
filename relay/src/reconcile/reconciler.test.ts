import { createVirtualRelay, type VirtualRelay } from '../../test/virtualRelay.ts';
import { OrgError } from '../relay.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const fromTheBeginning = { reconciliation: { startAt: 0 } as const };

let virtual: VirtualRelay;

afterEach(async () => {
    const stopping = virtual.relay.stop();
    await virtual.clock.advance(0);
    await stopping;
    expect(virtual.defects).toEqual([]);
    expect(virtual.clock.timerCount).toBe(0);
});

/** Both orgs hold `count` equal users. */
function create(...parameters: Parameters<typeof createVirtualRelay>): VirtualRelay {
    virtual = createVirtualRelay(parameters[0], parameters[1] ?? fromTheBeginning);
    for (let index = 0; index < 10; index += 1) {
        virtual.a.setUser(`user-${index}`, 'state-0');
        virtual.b.setUser(`user-${index}`, 'state-0');
    }
    return virtual;
}

const statesOf = ({ users }: VirtualRelay['a']): Record<string, string | null> =>
    Object.fromEntries([...users].map(([syncId, { state }]) => [syncId, state]));

describe('reconciliation', () => {
    it('brings what no event told, in both directions, and moves only rows that differ', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(minuteMs);
        a.setUser('user-1', 'state-1');
        b.setUser('user-2', 'state-2');
        b.setUser('new', 'state-3');
        await clock.advance(5 * minuteMs);
        expect(statesOf(a)).toEqual(statesOf(b));
        expect(statesOf(a)).toMatchObject({ 'user-1': 'state-1', 'user-2': 'state-2', new: 'state-3' });
        expect(a.userReads.flat().sort()).toEqual([a.users.get('user-1')!.id, a.users.get('user-2')!.id]);
        const { calls } = b;
        await clock.advance(60 * minuteMs);
        expect(b.calls).toBe(calls);
        expect(a.userReads).toHaveLength(1);
    });

    it('costs at most 300 calls a day and org while nothing happens', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        for (let beat = 0; beat < 320; beat += 1) {
            await clock.advance(dayMs / 320);
            for (const org of [a, b]) org.keepAlive(`keep-alive-${beat}`);
        }
        const counts = [a.callCount, b.callCount];
        expect(Math.max(...counts)).toBeLessThanOrEqual(300);
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(288);
        expect(a.userReads).toEqual([]);
        // The second day, with its full comparison.
        await clock.advance(dayMs);
        expect(a.callCount - counts[0]!).toBeLessThanOrEqual(300);
        expect(a.replayId).toMatch(/^keep-alive-/);
    });

    it('compares all users at first and once a day, in pages', async () => {
        const { a, clock, relay } = create({ digestPageRows: 4 });
        await clock.advance(60 * minuteMs);
        relay.start();
        await clock.advance(0);
        expect(a.digestReads).toHaveLength(2);
        await clock.advance(dayMs - minuteMs);
        expect(a.digestReads).toHaveLength(2);
        await clock.advance(10 * minuteMs);
        expect(a.digestReads).toHaveLength(4);
        expect(a.runReports).toMatchObject([
            { kind: 'FULL', state: 'COMPLETED', counts: { compared: 10, inStep: 10, written: 0 } },
            { kind: 'FULL' }
        ]);
    });

    it('looks back over the overlap and finds the same user once', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(20 * minuteMs);
        const { after } = b.connectionCalls.at(-1)!.changed!;
        expect(Number(after)).toBe(clock.now() - 5 * minuteMs - 15 * minuteMs);
        a.setUser('user-1', 'state-1');
        await clock.advance(30 * minuteMs);
        expect(b.users.get('user-1')!.state).toBe('state-1');
        expect(a.userReads).toHaveLength(1);
    });

    it('stops before it writes when one org names nobody', async () => {
        const { a, b, clock, relay } = create();
        a.users.clear();
        relay.start();
        await clock.advance(0);
        expect(b.userReads).toEqual([]);
        expect(a.runReports).toMatchObject([{ state: 'STOPPED', reason: 'EMPTY_SOURCE' }]);
        expect(relay.status().reconciliation).toMatchObject({ state: 'STOPPED', reason: 'EMPTY_SOURCE' });
        expect(a.watermark).toBeNull();
    });

    it('keeps its watermark until every row was applied or listed', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(6 * minuteMs);
        const editedAtMs = clock.now();
        b.onUsers = () => {
            throw new OrgError('DIRECTION_PAUSED', 'PAUSE', 'Paused.');
        };
        a.setUser('user-1', 'state-1');
        await clock.advance(60 * minuteMs);
        expect(a.watermark).toBeLessThan(editedAtMs);
        expect(a.runReports.at(-1)).toMatchObject({ state: 'FAILED', reason: 'DIRECTION_PAUSED' });
        b.onUsers = () => {};
        await clock.advance(11 * minuteMs);
        expect(b.users.get('user-1')!.state).toBe('state-1');
        expect(a.watermark).toBeGreaterThan(editedAtMs);
    });

    it('lists the one row that the target cannot take and goes on', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(minuteMs);
        for (const name of ['user-1', 'user-2', 'user-3']) a.setUser(name, 'state-1');
        b.onUsers = (rows) => {
            if (rows.some((row) => row.endsWith('#1'))) throw new OrgError('APEX_ERROR', 'HALVE', 'Failed.');
        };
        await clock.advance(4 * minuteMs + minuteMs / 2);
        expect(['user-1', 'user-2', 'user-3'].map((name) => b.users.get(name)!.state)).toEqual([
            'state-1',
            'state-0',
            'state-1'
        ]);
        expect(b.issues.map(({ reason, row }) => [reason, row])).toContainEqual(['APEX_ERROR', 1]);
        const { id } = a.users.get('user-2')!;
        await clock.advance(minuteMs);
        expect(b.runReports.at(-1)).toMatchObject({
            counts: { refused: 1, listed: 1 },
            lines: expect.arrayContaining([[null, id, null, null, 'NONE', null, 'APEX_ERROR']]) as object
        });
        await clock.advance(10 * minuteMs);
        expect(new Set(b.issues.map(({ replayId }) => replayId))).toEqual(new Set(['reconciliation-A-0']));
    });

    it('compares all users after a position was lost', async () => {
        const { a, b, clock, relay, lost } = create();
        relay.start();
        await clock.advance(6 * minuteMs);
        a.keepAlive('known');
        a.onSubscribe = (replayId) => (replayId === 'known' ? new OrgError('LOST', 'RESTART', 'Gone.') : undefined);
        a.breakStreams(new OrgError('GRPC', 'RETRY', 'Broken.'));
        await clock.advance(5 * minuteMs);
        expect(lost).toEqual(['A_TO_B']);
        expect(b.runReports).toMatchObject([{ kind: 'FULL' }, { kind: 'FULL' }]);
    });

    it('leaves a group that the orgs map differently out of the comparison', async () => {
        const { a, b, clock, relay } = create();
        b.digests = { n: 'n1', t: 'another' };
        relay.start();
        await clock.advance(0);
        expect(a.connectionCalls[0]!.changed!.groups).toBe('n');
    });

    it('tells each org how its partner maps when it starts and when that changed, with no call more', async () => {
        const { a, b, clock, relay } = create();
        b.fields = { Titel__c: ['STRING', 40], Floor__c: null };
        relay.start();
        await clock.advance(60 * minuteMs);
        expect(a.partners).toEqual([{ digests: b.digests, fields: b.fields }]);
        expect(b.partners).toEqual([{ digests: a.digests, fields: a.fields }]);
        const counts = [a.callCount, b.callCount];
        b.fields = { Titel__c: ['STRING', 80] };
        b.digests = { n: 'n1', t: 'another' };
        await clock.advance(60 * minuteMs);
        expect(a.partners.slice(1)).toEqual([{ digests: b.digests, fields: b.fields }]);
        expect(a.connectionCalls.at(-1)!.changed!.groups).toBe('n');
        // 12 heartbeats an hour, and the report of the first comparison.
        expect([a.callCount - counts[0]!, b.callCount - counts[1]!]).toEqual([12, 12]);
    });

    it('tells the mapping again when the heartbeat that said it was not taken', async () => {
        const { a, b, clock, relay } = create();
        a.onConnection = () => {
            if (a.connectionCalls.length < 3) throw new OrgError('CONTRACT_UNSUPPORTED', 'PAUSE', 'Not now.');
        };
        relay.start();
        await clock.advance(30 * minuteMs);
        expect(a.partners).toEqual([{ digests: b.digests, fields: b.fields }]);
    });

    it('tells an org of an earlier version nothing that it would refuse', async () => {
        const { a, b, clock, relay } = create();
        b.fields = undefined;
        relay.start();
        await clock.advance(60 * minuteMs);
        expect(b.connectionCalls.every(({ partner }) => partner === undefined)).toBe(true);
        expect(a.partners).toEqual([{ digests: b.digests }]);
    });

    it('starts at now, and compares every day what changed since the day before', async () => {
        const { a, b, clock, relay } = create({}, { reconciliation: { startAt: 'NOW' } });
        a.setUser('early', 'state-1');
        await clock.advance(60 * minuteMs);
        relay.start();
        const startedAtMs = clock.now();
        await clock.advance(minuteMs);
        expect(a.runReports).toMatchObject([{ kind: 'FULL', state: 'COMPLETED', counts: { compared: 0 } }]);
        // Written without a trace in what changed: only the daily comparison can find it.
        await clock.advance(12 * 60 * minuteMs);
        a.setUser('late', 'state-1');
        a.users.get('late')!.changedAtMs -= 60 * minuteMs;
        await clock.advance(11 * 60 * minuteMs);
        expect(b.users.has('late')).toBe(false);
        await clock.advance(2 * 60 * minuteMs);
        expect(b.users.has('late')).toBe(true);
        expect(b.users.has('early')).toBe(false);
        const froms = [a.connectionCalls[0]!, ...a.connectionCalls].map(({ changed }) => Number(changed?.after));
        expect(Math.min(...froms.filter((from) => !Number.isNaN(from)))).toBe(startedAtMs);
    });

    it('sends a heartbeat and a report again that an org answers with 503', async () => {
        const { a, clock, relay } = create();
        let failures = 2;
        a.onConnection = () => {
            if (failures-- > 0) throw new OrgError('ISSUES_NOT_RECORDED', 'HALVE', 'Not now.');
        };
        relay.start();
        await clock.advance(10_000);
        expect(a.runReports).toMatchObject([{ kind: 'FULL', state: 'COMPLETED' }]);
        failures = 1;
        a.setUser('user-1', 'state-1');
        await clock.advance(6 * minuteMs);
        expect(a.runReports).toMatchObject([{ kind: 'FULL' }, { kind: 'CHANGES', state: 'COMPLETED' }]);
    });

    it('continues after a restart where it was', async () => {
        const { a, b, clock, relay } = create();
        for (const org of [a, b]) Object.assign(org, { watermark: clock.now(), fullComparedAt: clock.now() });
        relay.start();
        await clock.advance(0);
        expect(a.connectionCalls[0]!.changed!.after).toBe(String(clock.now() - 15 * minuteMs));
        expect(a.runReports).toEqual([]);
    });

    it.each([
        ['now', 'NOW' as const, []],
        ['a date', 'date' as const, ['late']]
    ])('starts at %s', async (_name, start, expected) => {
        virtual = createVirtualRelay();
        const startAtMs = virtual.clock.now();
        create({}, { reconciliation: { startAt: start === 'NOW' ? 'NOW' : startAtMs + 30 * minuteMs } });
        const { a, b, clock, relay } = virtual;
        a.setUser('early', 'state-1');
        await clock.advance(60 * minuteMs);
        a.setUser('late', 'state-1');
        await clock.advance(60 * minuteMs);
        relay.start();
        await clock.advance(6 * minuteMs);
        expect([...b.users.keys()].filter((name) => !name.startsWith('user-'))).toEqual(expected);
        a.setUser('early', 'state-2');
        await clock.advance(6 * minuteMs);
        expect(b.users.get('early')!.state).toBe('state-2');
    });

    it('brings changes without any event when events are off', async () => {
        const { a, b, clock, relay } = create({}, { ...fromTheBeginning, isPolling: true });
        relay.start();
        await clock.advance(minuteMs);
        expect(relay.status()).toMatchObject({ isReady: true });
        a.setUser('user-1', 'state-1');
        await clock.advance(5 * minuteMs);
        expect(b.users.get('user-1')!.state).toBe('state-1');
        expect([a.subscribedAfter, b.subscribedAfter]).toEqual([[], []]);
    });
});

describe('a run', () => {
    it('B18 sends what the target puts off again at the end, once all is counted', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(minuteMs);
        const leavers = Array.from({ length: 300 }, (_, index) => `leaver-${index}`);
        for (const name of leavers) {
            b.setUser(name, 'state-0');
            a.setUser(name, 'state-1');
        }
        let counted = 0;
        b.onAnswer = (answer) => {
            const { deactivations, tally } = b.calls.at(-1)!;
            if (deactivations === 'DECIDE') expect(tally).toBe('300');
            else counted += answer.results.length;
            return {
                ...answer,
                tally: String(counted),
                results: answer.results.map((result) => {
                    const [handling, groups] =
                        deactivations === 'DEFER' ? ['DEFERRED' as const, ['t']] : ['DONE' as const, ['x']];
                    return { ...result, handling, groups };
                })
            };
        };
        await clock.advance(5 * minuteMs);
        const calls = b.calls.map(({ deactivations, envelopes: [envelope] }) => [deactivations, envelope!.count]);
        expect(calls).toEqual([
            ['DEFER', 200],
            ['DEFER', 100],
            ['DECIDE', 200],
            ['DECIDE', 100]
        ]);
        const { lines } = b.runReports.at(-2) as { lines: string[][] };
        expect(lines[0]!.slice(3)).toEqual(['CONFIRMED', 'UPDATE', 'tx', null]);
        expect(b.runReports.at(-1)).toMatchObject({ counts: { written: 300, listed: 0 } });
    });

    it('C4 tells each org who has no counterpart and who takes no part', async () => {
        const { a, b, clock, relay } = create();
        for (const name of ['absent', 'missing', 'ignored']) b.setUser(name, 'state-1');
        const situations: Record<string, string> = { absent: 'ABSENT', missing: 'MISSING', ignored: 'TARGET_IGNORED' };
        a.ignored = [
            ['ignored', 'ignored in A', 'EXCLUDED_USER'],
            [null, 'alone in A', 'NOT_STANDARD_USER']
        ];
        a.onAnswer = (answer) => ({
            ...answer,
            results: answer.results.map((result) => ({
                ...{ ...result, action: 'NONE', situation: situations[result.syncId!], reason: 'WHY' },
                targetId: result.syncId === 'ignored' ? 'ignored in A' : null
            }))
        });
        relay.start();
        await clock.advance(minuteMs);
        const report = b.runReports.at(-1) as { lines: string[][]; counts: object };
        const idOf = (name: string): string => b.users.get(name)!.id;
        expect(report.lines.sort()).toEqual(
            [
                ['absent', null, idOf('absent'), 'UNASSIGNED', 'NONE', null, 'WHY'],
                ['ignored', 'ignored in A', idOf('ignored'), 'UNQUALIFIED', 'NONE', null, 'WHY'],
                ['missing', null, idOf('missing'), 'SOURCE_MISSING', 'NONE', null, 'WHY'],
                [null, 'alone in A', null, 'SOURCE_IGNORED', 'NONE', null, 'NOT_STANDARD_USER']
            ].sort()
        );
        expect(report.counts).toMatchObject({
            CONFIRMED: 10,
            UNASSIGNED: 1,
            UNQUALIFIED: 1,
            SOURCE_MISSING: 1,
            SOURCE_IGNORED: 1
        });
        expect(a.runReports.at(-1)).toMatchObject({ counts: { ABSENT: 1, MISSING: 1, TARGET_IGNORED: 1 } });
    });
});

describe('a run that was asked for', () => {
    const asked = { kind: 'USER', subject: null, isDryRun: false, isCancelled: false } as const;

    it('compares one user and tells both orgs', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(minuteMs);
        a.setUser('user-1', 'state-1');
        const { id } = a.users.get('user-1')!;
        b.runs = [{ ...asked, id: 'run-1', subject: id }];
        await clock.advance(5 * minuteMs);
        expect(b.runReports.at(-1)).toMatchObject({ id: 'run-1', kind: 'USER', state: 'COMPLETED', subject: id });
        expect(a.runReports.at(-1)).toMatchObject({ id: 'run-1' });
        expect(b.runs).toEqual([]);
    });

    it('shows both orgs one user who is in step, so that they close what is open about the user', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(minuteMs);
        const callsBefore = [a.calls.length, b.calls.length];
        b.runs = [{ ...asked, id: 'run-1', subject: a.users.get('user-1')!.id }];
        await clock.advance(5 * minuteMs);
        expect(b.runReports.at(-1)).toMatchObject({ id: 'run-1', state: 'COMPLETED', counts: { inStep: 1 } });
        expect([a.calls.length, b.calls.length]).toEqual(callsBefore.map((count) => count + 1));
    });

    it('predicts without writing when it is a dry run, and hands the tally from call to call', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(0);
        const before = statesOf(b);
        b.runs = [{ ...asked, id: 'run-1', kind: 'FULL', isDryRun: true }];
        for (let index = 0; index < 450; index += 1) a.setUser(`new-${index}`, 'state-1');
        // The changes themselves must wait, or there is nothing left to predict.
        b.onUsers = () => {
            if (!b.calls.at(-1)!.dryRun) throw new OrgError('DIRECTION_PAUSED', 'PAUSE', 'Paused.');
        };
        await clock.advance(5 * minuteMs);
        expect(statesOf(b)).toEqual(before);
        const dryCalls = b.calls.filter(({ dryRun }) => dryRun);
        expect(dryCalls.map(({ tally }) => tally)).toEqual([null, '+', '++']);
        const reports = b.runReports.filter((run) => (run as { id: string }).id === 'run-1');
        expect(reports.at(-1)).toMatchObject({ isDryRun: true, counts: { ABSENT: 450, written: 450 } });
        const lines = reports.flatMap((run) => (run as { lines: string[][] }).lines);
        expect(lines).toHaveLength(450);
        expect(lines[0]).toEqual(['new-0', expect.any(String), null, 'ABSENT', 'CREATE', '', null]);
    });

    it('does not begin when it was cancelled before', async () => {
        const { b, clock, relay } = create();
        relay.start();
        await clock.advance(minuteMs);
        b.runs = [{ ...asked, id: 'run-1', kind: 'FULL', isCancelled: true }];
        await clock.advance(11 * minuteMs);
        expect(b.runReports.filter((one) => (one as { id: string }).id === 'run-1')).toMatchObject([
            { state: 'CANCELLED', counts: { compared: 0 } }
        ]);
    });

    it('ends when it is cancelled', async () => {
        const { a, b, clock, relay } = create();
        relay.start();
        await clock.advance(0);
        for (let index = 0; index < 450; index += 1) a.setUser(`new-${index}`, 'state-1');
        const run = { ...asked, id: 'run-1', kind: 'FULL', isDryRun: true } as const;
        b.runs = [run];
        b.onUsers = async () => {
            if (!b.calls.at(-1)!.dryRun) throw new OrgError('DIRECTION_PAUSED', 'PAUSE', 'Paused.');
            b.runs = [{ ...run, isCancelled: true }];
            // Long enough for the relay to tell how far it is, and to be told.
            await new Promise<void>((resolve) => clock.setTimer(2 * minuteMs, resolve));
        };
        await clock.advance(15 * minuteMs);
        expect(b.runReports.findLast((one) => (one as { id: string }).id === 'run-1')).toMatchObject({
            state: 'CANCELLED',
            counts: { ABSENT: 200 }
        });
    });
});
