import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareNow, storedRun, type Told, type ToldSide, withoutPackage } from '../support/comparisonRun.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles, type MetadataFiles } from '../support/packageFiles.ts';
import { people, person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { arrival, differences, eventually, issuesOf, linkedUser } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';

const { changeTopic } = outsideJest('relay/src/relay.ts');

/** What events do not bring: two orgs and the relay as a process, with events off. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;

const userCount = Number(process.env['USER_SYNC_TEST_USERS'] ?? 300);
const polling = { EVENTS: 'off', RECONCILE_INTERVAL_MS: '200' };
const contractFile = join(import.meta.dirname, '../../../force-app/main/shared/classes/UserSyncContract.cls');

beforeAll(async () => {
    pair = await startOrgPair({ org: () => ({ licences: { Salesforce: 2 * userCount + 100 } }) });
    ({ a, b } = pair);
    host = new RelayHost(pair);
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

const runOf = async (...args: string[]): Promise<Told> => {
    const { code, ...told } = await compareNow(host, args);
    expect(code).toBe(0);
    return told;
};

/** Who does not exist yet has no id in a prediction. */
const withoutNewIds = ({ counts, lines }: ToldSide): Partial<ToldSide> => ({
    counts,
    lines: lines.map((cells) => (cells[4] === 'CREATE' ? cells.with(2, null) : cells))
});

const contractOf = (current: number): MetadataFiles =>
    new Map(
        apexFiles(
            'class',
            'UserSyncContract',
            readFileSync(contractFile, 'utf8').replace('CURRENT = 1', `CURRENT = ${current}`)
        )
    );

async function twins(): Promise<{ id: string; partner: Row }> {
    const id = await a.client().create('User', person(a));
    return { id, partner: await arrival(b, id) };
}

describe('the first runs', () => {
    const linesOf = ({ lines }: ToldSide, ids: readonly string[]): (string | null)[][] =>
        lines.filter(([, sourceId]) => ids.includes(sourceId ?? ''));
    const tally = (cells: (string | null)[][]): string[] =>
        cells.map(([, , , situation, action, , reason]) => [situation, action, reason ?? 'SUCCESS'].join(' ')).sort();
    const firstTable = [...Array<string>(8).fill('ABSENT CREATE SUCCESS'), 'ABSENT NONE PROFILE_UNMAPPED'];
    let nineIds: string[];

    it('C3 dry run of nine, one of whom fails, gives the table of the real run and writes nothing', async () => {
        const failing = { ProfileId: a.profileId('Marketing User') };
        nineIds = await a.client().createAll(
            'User',
            people(a, 9, (index) => (index === 4 ? failing : {}))
        );
        const users = (): unknown[] => [a, b].map((org) => org.query('SELECT Id, SystemModstamp FROM User').length);
        const before = users();
        expect(tally(linesOf((await runOf('--dry-run')).B, nineIds))).toEqual(firstTable);
        expect(users()).toEqual(before);
        expect(nineIds.filter((id) => linkedUser(b, id))).toEqual([]);
    });

    it('C1 A15 first run of nine, one of whom fails, creates eight and reports state, duration, counts and lines', async () => {
        const told = await runOf();
        expect(tally(linesOf(told.B, nineIds))).toEqual(firstTable);
        expect(nineIds.filter((id) => linkedUser(b, id))).toHaveLength(8);
        const learned = a.query('SELECT Id FROM User WHERE UserSyncPartnerId__c != NULL').map(({ Id }) => Id);
        expect(nineIds.filter((id) => learned.includes(id))).toHaveLength(8);
        const run = storedRun(b, told.id);
        expect(run).toMatchObject({ State__c: 'COMPLETED', Kind__c: 'FULL', IsDryRun__c: false });
        const number = (name: string): number => Number(String(run[name]));
        expect(number('DurationMs__c')).toBeGreaterThan(0);
        expect(run['StartedAt__c']).toBeTruthy();
        expect([number('ComparedCount__c'), number('AbsentCount__c')]).toEqual([told.compared, 9]);
        expect([number('WrittenCount__c'), number('ListedCount__c')]).toEqual([8, 1]);
        expect(number('LinesCount__c')).toBe(told.B.lines.length);
        for (const id of nineIds) expect(run['Lines__c']).toContain(id);
    });

    it('C2 second run writes nothing, and the one who failed fails again', async () => {
        const told = await runOf();
        expect([told.A.counts['written'], told.B.counts['written']]).toEqual([0, 0]);
        expect(tally(linesOf(told.B, nineIds))).toEqual(['ABSENT NONE PROFILE_UNMAPPED']);
        expect(told.inStep).toBe(8);
        expect(told.B.counts).toMatchObject({ CONFIRMED: 8, ABSENT: 1 });
    });

    it('C7 stops when one org names nobody, and writes nothing', async () => {
        const exclude = (isExcluded: boolean): unknown =>
            a.run(`List<User> users = [SELECT Id FROM User WHERE UserType = 'Standard' WITH SYSTEM_MODE];
                for (User one : users) { one.UserSyncExcluded__c = ${isExcluded}; }
                update as system users;`);
        exclude(true);
        const { code, output } = await host.command(['reconcile', '--wait', '--json']);
        expect(code).toBe(3);
        expect(JSON.parse(output)).toMatchObject({ state: 'STOPPED', reason: 'EMPTY_SOURCE', B: { lines: [] } });
        exclude(false);
    });

    it('P39 ACC agree line by line, dry and real, and a second run writes nothing', async () => {
        const profile = { ProfileId: a.profileId('Marketing User') };
        const created = people(a, userCount, (index) => (index % 100 === 0 ? profile : {}));
        const ids = await a.client().createAll('User', created);
        const twinsInB = created.slice(0, userCount / 2).map((fields, index) => ({
            ...person(b),
            ...(index % 2 === 0
                ? { FederationIdentifier: fields['FederationIdentifier'] }
                : { FederationIdentifier: null, Username: `${String(fields['Username'])}.b` })
        }));
        await b.client().createAll('User', twinsInB);
        // Two candidates by e-mail: nobody guesses between them.
        const doubled = created.slice(userCount / 2).filter((_, index) => index % 50 === 25);
        const candidates = doubled.flatMap(({ Email }) => [person(b, { Email }), person(b, { Email })]);
        await b.client().createAll('User', candidates);
        const startedAtMs = Date.now();
        const planned = await runOf('--dry-run');
        const plannedAtMs = Date.now();
        expect(ids.filter((id) => linkedUser(b, id))).toEqual([]);
        const real = await runOf();
        const realAtMs = Date.now();
        expect(withoutNewIds(real.B)).toEqual(withoutNewIds(planned.B));
        expect(withoutNewIds(real.A)).toEqual(withoutNewIds(planned.A));
        expect(real.B.counts).toMatchObject({ FOUND: userCount / 2, AMBIGUOUS: doubled.length });
        expect(real.A.counts['FOUND']).toBe(candidates.length);
        expect(real.B.counts['written']).toBeGreaterThan(userCount * 0.9);
        const linked = ids.filter((id) => linkedUser(b, id));
        expect(linked.length).toBeGreaterThan(userCount * 0.9);
        expect(differences(pair, linked)).toEqual([]);
        const again = await runOf();
        expect([again.A.counts['written'], again.B.counts['written']]).toEqual([0, 0]);
        expect(again.inStep).toBeGreaterThanOrEqual(linked.length);
        const [dryMs, realMs] = [plannedAtMs - startedAtMs, realAtMs - plannedAtMs];
        process.stdout.write(`${userCount} users: dry run ${dryMs} ms, real run ${realMs} ms\n`);
    }, 900_000);
});

describe('with events off', () => {
    beforeAll(async () => {
        relay = await host.start(polling);
    }, 30_000);

    it('brings new users and edits in both directions', async () => {
        const { id, partner } = await twins();
        await a.client().update('User', id, { Title: 'From A' });
        await arrival(b, id, { Title: 'From A' });
        await b.client().update('User', partner['Id'], { Phone: '+44 1' });
        await eventually('the phone in A', () =>
            a.query(`SELECT Phone FROM User WHERE Id = '${id}'`)[0]?.['Phone'] === '+44 1' ? true : undefined
        );
        expect((await relay.status()).directions.map(({ counts }) => counts.eventsReceived)).toEqual([0, 0]);
    });

    it('P11 brings an edit that nobody stamped, and stamps it where it was made', async () => {
        const { id } = await twins();
        const stamps = (): unknown =>
            a.run(
                `System.debug([SELECT UserSyncStamps__c FROM User WHERE Id = '${id}' WITH SYSTEM_MODE].UserSyncStamps__c);`
            )[0];
        const before = stamps();
        await withoutPackage(a, () => a.client().update('User', id, { Title: 'Unstamped' }));
        expect(stamps()).toBe(before);
        await arrival(b, id, { Title: 'Unstamped' });
        expect(stamps()).not.toBe(before);
    });

    it('lists a frozen user', async () => {
        const { id } = await twins();
        a.run(
            `UserLogin login = [SELECT Id FROM UserLogin WHERE UserId = '${id}']; login.IsFrozen = true; update login;`
        );
        await a.client().update('User', id, { Title: 'Frozen' });
        await eventually('the issue', () => issuesOf(a, `ReasonCode__c = 'USER_FROZEN' AND User__c = '${id}'`)[0]);
    });

    it('C5 compares one user when an administrator asks for it, and reports the run in both orgs', async () => {
        const { id } = await twins();
        const [key = ''] = a.run(`System.debug(UserSyncRuns.request('USER', '${id}', true));`);
        for (const org of [a, b]) {
            const run = await eventually('the report', () =>
                org
                    .query(
                        `SELECT State__c, Kind__c, IsDryRun__c, ComparedCount__c FROM UserSyncRun__c WHERE Key__c = '${key}'`
                    )
                    .find((row) => row['State__c'] === 'COMPLETED')
            );
            expect(run).toMatchObject({ Kind__c: 'USER', IsDryRun__c: true });
            expect(String(run['ComparedCount__c'])).toBe('1');
        }
    });
});

it('A13 two runs never overlap, and one that fails keeps no other from running', async () => {
    const runs = (): { run: string; state: string; from: number; to: number }[] =>
        relay
            .output()
            .split('\n')
            .filter((line) => line.includes('"msg":"compared"'))
            .map((line) => JSON.parse(line) as { run: string; state: string; time: string; durationMs: number })
            .map(({ time, ...line }) => ({ ...line, to: Date.parse(time) }))
            .map(({ run, state, to, durationMs }) => ({ run, state, from: to - durationMs, to }));
    const keys = [a, b, a, b].map((org) => org.run(`System.debug(UserSyncRuns.request('FULL', null, true));`)[0]);
    await eventually('all four', () => (keys.every((key) => runs().some(({ run }) => run === key)) ? true : undefined));
    await withoutPackage(b, () =>
        eventually('a run that fails', () => relay.output().match(/"put off"|put off/) ?? undefined)
    );
    const failedAt = runs().length;
    await eventually('the next runs', () => (runs().length >= failedAt + 2 ? true : undefined));
    const ordered = runs();
    for (const [index, { from }] of ordered.entries())
        expect(from).toBeGreaterThanOrEqual((ordered[index - 1]?.to ?? 0) - 2);
    expect(ordered.at(-1)!.state).toBe('COMPLETED');
    expect(keys.map((key) => ordered.filter(({ run }) => run === key).length)).toEqual([1, 1, 1, 1]);
});

it('C6 ends a run that was cancelled', async () => {
    const [key = ''] = a.run(
        "String key = UserSyncRuns.request('FULL', null, false); UserSyncRuns.cancel(key); System.debug(key);"
    );
    for (const org of [a, b]) {
        const run = await eventually('the end of the run', () =>
            org
                .query(`SELECT State__c, Kind__c FROM UserSyncRun__c WHERE Key__c = '${key}'`)
                .find((row) => !['REQUESTED', 'RUNNING'].includes(row['State__c']))
        );
        expect(run).toMatchObject({ Kind__c: 'FULL', State__c: 'CANCELLED' });
    }
});

describe('user-sync doctor', () => {
    it('names what is wrong in either org, with its cure', async () => {
        await withoutPackage(b, async () => {
            const { code, output } = await host.command(['doctor', '--json']);
            const { problems } = JSON.parse(output) as { problems: { org: string; code: string; cure: string }[] };
            expect(code).toBe(3);
            expect(problems).toContainEqual(expect.objectContaining({ org: 'B', code: 'SETTINGS_DISABLED' }));
            for (const { cure } of problems) expect(cure).toMatch(/\.$/);
        });
        const { problems } = JSON.parse((await host.commandHere(['doctor', '--json'])).output) as {
            problems: object[];
        };
        expect(problems).not.toContainEqual(expect.objectContaining({ code: 'SETTINGS_DISABLED' }));
    });
});

describe('contracts N and N-1', () => {
    it('accept the older one, pause for the newer one, and lose nothing', async () => {
        await relay.end('SIGTERM');
        relay = await host.start({ PROBE_FIRST_MS: '100', PROBE_MAX_MS: '100', RECONCILE_INTERVAL_MS: '3600000' });
        const { id, partner } = await twins();
        const issuesBefore = issuesOf(a).length;
        b.deploy(contractOf(2));
        await a.client().update('User', id, { Title: 'Sent under 1' });
        await arrival(b, id, { Title: 'Sent under 1' });
        await b.client().update('User', partner['Id'], { Department: 'Sent under 2' });
        await eventually('the pause', async () =>
            (await relay.status()).directions.find(({ reason }) => reason?.code === 'CONTRACT_UNSUPPORTED')
        );
        expect(issuesOf(a)).toHaveLength(issuesBefore);
        expect(JSON.parse((await host.commandHere(['doctor', '--json'])).output)).toMatchObject({
            problems: expect.arrayContaining([
                expect.objectContaining({ org: 'A', code: 'CONTRACT_UNSUPPORTED' })
            ]) as object
        });
        a.deploy(contractOf(2));
        await eventually('the edit in A', () =>
            a.query(`SELECT Department FROM User WHERE Id = '${id}'`)[0]?.['Department'] === 'Sent under 2'
                ? true
                : undefined
        );
        expect(issuesOf(a)).toHaveLength(issuesBefore);
        for (const org of [a, b]) org.deploy(contractOf(1));
    });
});

describe('events that never come', () => {
    const savedPosition = `SELECT ReplayId__c FROM UserSyncConnection__c LIMIT 1`;
    const setPosition = (replayId: string): unknown =>
        b.run(`UserSyncConnection__c saved = [SELECT Id FROM UserSyncConnection__c WITH SYSTEM_MODE LIMIT 1];
            saved.ReplayId__c = '${replayId}'; update as system saved;`);

    it('P22 changes that the event bus lost are brought by the next comparison', async () => {
        await relay.end('SIGTERM');
        relay = await host.start({ RECONCILE_INTERVAL_MS: '3600000' });
        const people = [await twins(), await twins()];
        await relay.end('SIGTERM');
        const updates = people.map(({ id }) => a.client().update('User', id, { Title: 'Lost by the bus' }));
        await Promise.all(updates);
        const lost = a.org.subscribe(a.adminId, changeTopic, 'LATEST');
        setPosition(lost.latestReplayId().toString('base64'));
        lost.close();
        relay = await host.start({ RECONCILE_INTERVAL_MS: '200' });
        for (const { id } of people) await arrival(b, id, { Title: 'Lost by the bus' });
        expect((await relay.status()).directions[0]!.counts.eventsReceived).toBe(0);
    });

    it('B13 P19 an invalid replay id is listed, the stream opened anew, everybody compared, and nothing lost or doubled', async () => {
        const { id } = await twins();
        await relay.end('SIGTERM');
        const before = b.query('SELECT Id FROM User').length;
        await a.client().update('User', id, { Title: 'Told by an event' });
        await withoutPackage(a, () => a.client().update('User', id, { Phone: '+44 13' }));
        setPosition(Buffer.from('no replay id of this org').toString('base64'));
        const runs = (): number => b.query(`SELECT Id FROM UserSyncRun__c WHERE Kind__c = 'FULL'`).length;
        const runsBefore = runs();
        relay = await host.start({ RECONCILE_INTERVAL_MS: '200' });
        await arrival(b, id, { Title: 'Told by an event', Phone: '+44 13' });
        await eventually('the comparison of everybody', () => (runs() > runsBefore ? true : undefined));
        await eventually('the issue', () => issuesOf(b, `ReasonCode__c = 'POSITION_LOST'`)[0]);
        const [direction] = (await relay.status()).directions;
        expect(direction).toMatchObject({ state: 'RUNNING', counts: { positionsLost: 1 } });
        await a.client().update('User', id, { Title: 'By a stream that goes on' });
        await arrival(b, id, { Title: 'By a stream that goes on' });
        expect(b.query('SELECT Id FROM User')).toHaveLength(before);
        await relay.end('SIGTERM');
        expect(b.queryOne(savedPosition)['ReplayId__c']).not.toBe(
            Buffer.from('no replay id of this org').toString('base64')
        );
    });
});
