import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles, type MetadataFiles } from '../support/packageFiles.ts';
import { people, person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { arrival, differences, eventually, issuesOf, linkedUser, quiet, userOf } from '../support/syncedUsers.ts';
import type { SyncedOrg } from '../support/syncedOrg.ts';

/** Orgs as customers have them: with triggers of their own on User, some of which do harm. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];
const deployed: [SyncedOrg, MetadataFiles][] = [];

beforeAll(async () => {
    pair = await startOrgPair();
    ({ a, b } = pair);
    host = new RelayHost(pair);
    relay = await host.start({ RETRY_FIRST_MS: '1', RETRY_MAX_MS: '1', RECONCILE_INTERVAL_MS: '500' });
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, 120_000);

afterEach(() => {
    for (const [org, files] of deployed.splice(0)) org.remove(files);
});

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

/** Deploys a customer's trigger until the end of the test. */
function addTrigger(org: SyncedOrg, name: string, events: string, body: string): void {
    const files = new Map(apexFiles('trigger', name, `trigger ${name} on User (${events}) { ${body} }`));
    org.deploy(files);
    deployed.push([org, files]);
}

const eachUser = (statement: string): string => `for (User one : Trigger.new) { ${statement} }`;

/** Envelopes of either org about these users of A. Others do not count: what failed before is tried again meanwhile. */
async function counted(ids: readonly string[], edits: () => Promise<void>): Promise<number[]> {
    await quiet(relay, published);
    const before = published.map(({ events }) => events);
    await edits();
    await quiet(relay, published);
    return published.map(
        (tally, index) =>
            tally
                .envelopes()
                .slice(before[index])
                .filter(({ body }) => ids.some((id) => body.includes(id))).length
    );
}

it('ACC one row of 200 whose automation exhausts the CPU is listed, and 199 are applied', async () => {
    const ids = await a.client().createAll('User', people(a, 200));
    await eventually('everybody to arrive', () => (differences(pair, ids).length === 0 ? true : undefined));
    addTrigger(b, 'CustomerLoop', 'before update', eachUser("while (one.Title == 'Poison') { Integer x = 1; }"));
    const poisonId = ids[77]!;
    const records = ids.map((Id) => ({
        attributes: { type: 'User' },
        Id,
        Title: Id === poisonId ? 'Poison' : 'Healthy'
    }));
    const counts = await counted(
        ids,
        () => a.client().request('PATCH', 'composite/sobjects', { records }) as Promise<void>
    );
    expect(differences(pair, ids)).toEqual([`${poisonId}: Title is Poison and Engineer`]);
    expect(issuesOf(b).filter((issue) => ids.includes(issue['PartnerUserId__c']))).toMatchObject([
        { PartnerUserId__c: poisonId, User__c: linkedUser(b, poisonId)!['Id'], ReasonCode__c: expect.any(String) }
    ]);
    expect(counts).toEqual([1, 0]);
}, 60_000);

/** By name before ours (`UserSyncTrigger`) or after it. */
const names = { before: 'AaaCustomer', after: 'ZzzCustomer' };

describe('P8 triggers of customers that rewrite mapped fields', () => {
    const titles = (id: string): unknown[] => [userOf(a, id)['Title'], linkedUser(b, id)!['Title']];

    /** Equal in both orgs, or named by an issue. */
    function isListed(id: string): boolean {
        const partner = linkedUser(b, id)!;
        return [...issuesOf(a, `User__c = '${id}'`), ...issuesOf(b, `User__c = '${partner['Id']}'`)].some(
            (issue) => issue['GroupKey__c'] === 't' && issue['ReasonCode__c'] === 'HOP_LIMIT_REACHED'
        );
    }

    it.each([
        ['before', 'before update'],
        ['after', 'before update']
    ] as const)(
        'one in B that runs %s ours in a %s trigger: the normal form comes back once',
        async (order, events) => {
            const id = await a.client().create('User', person(a));
            await arrival(b, id);
            addTrigger(
                b,
                names[order],
                events,
                eachUser('if (one.Title != null) { one.Title = one.Title.toUpperCase(); }')
            );
            const counts = await counted([id], async () => a.client().update('User', id, { Title: 'Chemist' }));
            expect(titles(id)).toEqual(['CHEMIST', 'CHEMIST']);
            expect(counts).toEqual([1, 1]);
        }
    );

    it.each(['before', 'after'] as const)(
        'one in B that runs %s ours in an after trigger and saves again: the normal form comes back once',
        async (order) => {
            const id = await a.client().create('User', person(a));
            await arrival(b, id);
            addTrigger(
                b,
                names[order],
                'after update',
                `List<User> changed = new List<User>();
                for (User one : Trigger.new) {
                    String form = one.Title?.toUpperCase();
                    if (form != null && !form.equals(one.Title)) { changed.add(new User(Id = one.Id, Title = form)); }
                }
                if (!changed.isEmpty()) { update as system changed; }`
            );
            const counts = await counted([id], async () => a.client().update('User', id, { Title: 'chemist' }));
            expect(titles(id)).toEqual(['CHEMIST', 'CHEMIST']);
            expect(counts[0]).toBe(1);
            expect(counts[1]).toBeLessThanOrEqual(2);
        }
    );

    it.each([
        ['before', 'before'],
        ['before', 'after'],
        ['after', 'before'],
        ['after', 'after']
    ] as const)(
        'two that contradict each other, %s ours in A and %s ours in B, stop at the hop limit',
        async (inA, inB) => {
            const id = await a.client().create('User', person(a));
            await arrival(b, id);
            addTrigger(a, names[inA], 'before update', eachUser('one.Title = one.Title.toLowerCase();'));
            addTrigger(b, names[inB], 'before update', eachUser('one.Title = one.Title.toUpperCase();'));
            const counts = await counted([id], async () => a.client().update('User', id, { Title: 'Chemist' }));
            expect(counts[0]! + counts[1]!).toBeLessThanOrEqual(13);
            await eventually('the end to be listed', () => (isListed(id) ? true : undefined));
            expect(titles(id)).toEqual(['chemist', 'CHEMIST']);
        }
    );

    it('a trigger that writes another group of the same user sends that group once', async () => {
        const id = await a.client().create('User', person(a));
        await arrival(b, id);
        addTrigger(b, names.after, 'before update', eachUser("one.Department = 'Of ' + one.Title;"));
        const counts = await counted([id], async () => a.client().update('User', id, { Title: 'Chemist' }));
        expect(userOf(a, id)).toMatchObject({ Title: 'Chemist', Department: 'Of Chemist' });
        expect(differences(pair, [id])).toEqual([]);
        expect(counts).toEqual([1, 1]);
    });
});

describe('ACC 90 % of a limit used by code of the customer before the user is saved', () => {
    it.each([
        ['queries', 5, 'for (Integer i = 0; i < 90; i++) { List<Profile> rows = [SELECT Id FROM Profile LIMIT 1]; }'],
        ['DML statements', 5, 'for (Integer i = 0; i < 135; i++) { Database.setSavepoint(); }'],
        ['CPU', 200, 'Integer n = 0; while (Limits.getCpuTime() < 9000) { n++; }']
    ])('%s, then %i users: the save succeeds, and the next one carries the change', async (_, count, burden) => {
        const ids = await a.client().createAll('User', people(a, count));
        await eventually('everybody to arrive', () => (differences(pair, ids).length === 0 ? true : undefined));
        const inApex = ids.map((id) => `'${id}'`).join(', ');
        const counts = await counted(ids, async () => {
            a.run(`List<User> users = [SELECT Id FROM User WHERE Id IN (${inApex})];
                for (User one : users) { one.Title = 'Late'; }
                ${burden} update users;`);
        });
        expect(counts).toEqual([0, 0]);
        expect(ids.map((id) => userOf(a, id)['Title'])).toEqual(ids.map(() => 'Late'));
        const records = ids.map((Id) => ({ attributes: { type: 'User' }, Id, Phone: '+44 90' }));
        await a.client().request('PATCH', 'composite/sobjects', { records });
        await quiet(relay, published);
        expect(differences(pair, ids)).toEqual([]);
    });
});

it('P27 one of a hundred that a rule of B refuses holds up nobody, and a retry after the fix applies what is current', async () => {
    b.assignToAdmin('UserSyncApprover');
    const ids = await a.client().createAll('User', people(a, 100));
    await eventually('everybody to arrive', () => (differences(pair, ids).length === 0 ? true : undefined));
    const poisonId = ids[42]!;
    addTrigger(
        b,
        'CustomerRule',
        'before update',
        eachUser("if (one.Title == 'Poison') { one.addError('No poison.'); }")
    );
    const records = ids.map((Id) => ({
        attributes: { type: 'User' },
        Id,
        Title: Id === poisonId ? 'Poison' : 'Healthy'
    }));
    const counts = await counted(
        ids,
        () => a.client().request('PATCH', 'composite/sobjects', { records }) as Promise<void>
    );
    expect(counts).toEqual([1, 0]);
    expect(differences(pair, ids)).toEqual([`${poisonId}: Title is Poison and Engineer`]);
    const listed = issuesOf(b).filter((issue) => ids.includes(issue['PartnerUserId__c']));
    expect(listed).toMatchObject([{ PartnerUserId__c: poisonId, ReasonCode__c: 'VALIDATION_FAILED' }]);

    // Changed while the rule still stands, then the rule goes: what is retried is the state of today.
    await a.client().update('User', poisonId, { Department: 'Apothecary' });
    await quiet(relay, published);
    for (const [org, files] of deployed.splice(0)) org.remove(files);
    b.run(`UserSyncRetries.retry(new Set<Id>{ '${listed[0]!['Id']}' });`);
    await arrival(b, poisonId, { Title: 'Poison', Department: 'Apothecary' });
    await eventually('the issue to be resolved', () =>
        issuesOf(b, `PartnerUserId__c = '${poisonId}' AND ResolvedAt__c = NULL`).length === 0 ? true : undefined
    );
    expect(differences(pair, ids)).toEqual([]);
}, 60_000);

it('P32 what failed is listed until it is applied, and retries in any order undo nothing that is newer', async () => {
    const ids = await a.client().createAll('User', people(a, 3));
    await eventually('everybody to arrive', () => (differences(pair, ids).length === 0 ? true : undefined));
    addTrigger(
        b,
        'CustomerRule',
        'before update',
        eachUser("if (one.Title == 'Poison') { one.addError('No poison.'); }")
    );
    const records = ids.map((Id) => ({ attributes: { type: 'User' }, Id, Title: 'Poison' }));
    await a.client().request('PATCH', 'composite/sobjects', { records });
    const inApex = ids.map((id) => `'${id}'`).join();
    const openIssues = (): string[] =>
        issuesOf(b, `PartnerUserId__c IN (${inApex}) AND ResolvedAt__c = NULL`).map((issue) => String(issue['Id']));
    const listed = await eventually('all to be listed', () => (openIssues().length === 3 ? openIssues() : undefined));
    for (const [org, files] of deployed.splice(0)) org.remove(files);
    const [newer, ...others] = ids as [string, string, string];
    await b.client().update('User', linkedUser(b, newer)!['Id'], { Title: 'Newer' });
    await arrival(a, linkedUser(b, newer)!['Id'], { Title: 'Newer' });
    for (const order of [listed, [...listed].reverse()])
        for (const issueId of order) b.run(`UserSyncRetries.retry(new Set<Id>{ '${issueId}' });`);
    for (const id of others) await arrival(b, id, { Title: 'Poison' });
    await eventually('the issues to be resolved', () => (openIssues().length === 0 ? true : undefined));
    expect(userOf(a, newer)['Title']).toBe('Newer');
    expect(differences(pair, ids)).toEqual([]);
}, 60_000);
