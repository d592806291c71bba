import { bodyOf, callEndpoint } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles } from '../support/packageFiles.ts';
import { people, person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { allUsers, differences, eventually, issuesOf, linkedUser, quiet } from '../support/syncedUsers.ts';
import type { OrgLetter, SyncedOrg } from '../support/syncedOrg.ts';
import { fieldRecord, groupRecords } from '../support/testRecords.ts';

/** Many users at once, under the largest mapping that fits: 14 groups, which are the 13 committed ones and one more. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];
let managerId: string;
/** Users of A who are in B too. */
const everybody: string[] = [];
const publishCalls: Record<OrgLetter, number> = { A: 0, B: 0 };

beforeAll(async () => {
    pair = await startOrgPair({
        records: () => [
            fieldRecord('MiddleName', { GroupKey__c: 'n' }),
            fieldRecord('Suffix', { GroupKey__c: 'n' }),
            ...groupRecords('u', 'AboutMe')
        ],
        org: (letter) => ({
            licences: { Salesforce: 1600 },
            faults: {
                publish: () => {
                    publishCalls[letter] += 1;
                    return undefined;
                }
            }
        })
    });
    ({ a, b } = pair);
    host = new RelayHost(pair);
    relay = await host.start();
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
    managerId = await a.client().create('User', person(a));
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

const full = (text: string, length: number): string => text.padEnd(length, 'ß').slice(0, length);

/** Every text as long as its field; the four parts of the name together as long as the full name may be, 121. */
function longFields(index: number): Record<string, string> {
    const number = String(index).padStart(5, '0');
    return {
        FirstName: full(`First ${number}`, 20),
        MiddleName: full(`Middle ${number}`, 19),
        LastName: full(`Last ${number}`, 40),
        Suffix: full(`Suffix ${number}`, 39),
        Username: `${'u'.repeat(53)}${number}@long-domain.example`,
        Email: `${'e'.repeat(55)}${number}@${'d'.repeat(55)}.example`,
        CommunityNickname: `${'n'.repeat(35)}${number}`,
        FederationIdentifier: full(`long-${number}`, 512),
        Title: full(`Title ${number}`, 80),
        Department: full('Department', 80),
        Division: full('Division', 80),
        CompanyName: full('Company', 80),
        EmployeeNumber: full(number, 20),
        Phone: full('+1', 40),
        Extension: full('9', 40),
        MobilePhone: full('+2', 40),
        Fax: full('+3', 40),
        Street: full('Street', 255),
        City: full('City', 40),
        State: full('State', 80),
        PostalCode: full('10115', 20),
        Country: full('Country', 80),
        AboutMe: full('About me', 1000),
        ManagerId: managerId
    };
}

/** Creates 200 users with one request of the composite tree resource. @returns their ids */
async function createTree(fields: (index: number) => Record<string, string>): Promise<string[]> {
    const records = people(a, 200, fields).map((record, index) => ({
        attributes: { type: 'User', referenceId: `r${index}` },
        ...record
    }));
    const { results } = (await a.client().request('POST', 'composite/tree/User', { records })) as {
        results: { id: string }[];
    };
    return results.map(({ id }) => id);
}

async function applyCalls(): Promise<number> {
    return (await relay.status()).directions[0]!.counts.calls;
}

it.each([
    ['of ordinary size', () => ({})],
    ['at maximum field lengths and with 14 groups', longFields]
])(
    'ACC 200 users %s arrive after one publish call and at most two apply calls',
    async (_, fields) => {
        for (const org of [a, b]) {
            expect((await callEndpoint(org, 'GET', 'status')).body.problems).toEqual([]);
            const groups = org.query('SELECT Key__c FROM UserSyncGroup__mdt WHERE IsEnabled__c = TRUE');
            expect(groups).toHaveLength(14);
        }
        await quiet(relay, published);
        const [publishBefore, callsBefore, echoesBefore] = [publishCalls.A, await applyCalls(), published[1].events];
        const ids = await createTree(fields);
        expect(ids).toHaveLength(200);
        everybody.push(...ids);
        await quiet(relay, published);
        expect(differences(pair, ids)).toEqual([]);
        expect(publishCalls.A - publishBefore).toBe(1);
        expect((await applyCalls()) - callsBefore).toBeLessThanOrEqual(2);
        expect(issuesOf(b).filter((issue) => ids.includes(issue['PartnerUserId__c']))).toEqual([]);
        expect(published[1].events).toBe(echoesBefore);
        const longTexts = 'SELECT COUNT_DISTINCT(MiddleName) middle, COUNT_DISTINCT(Suffix) suffix FROM User';
        expect(b.query(longTexts)).toEqual(a.query(longTexts));
        const managed = (org: SyncedOrg, id: string): number =>
            org.query(`SELECT Id FROM User WHERE ManagerId = '${id}'`).length;
        expect(managed(b, String(linkedUser(b, managerId)!['Id']))).toBe(managed(a, managerId));
    },
    60_000
);

it('P10 1,000 users changed at once, three of them invalid, while a trigger saves each again: one final stamp each, equal in both orgs', async () => {
    while (everybody.length < 1000) everybody.push(...(await createTree(() => ({}))));
    await quiet(relay, published);
    const ids = everybody.slice(0, 1000);
    const invalid = new Set([ids[3], ids[400], ids[999]]);
    const seen = published[0].events;
    const customer = `trigger CustomerRules on User (before update, after update) {
        List<User> again = new List<User>();
        for (User one : Trigger.new) {
            if (Trigger.isBefore && one.Title == 'Invalid') { one.addError('No such title.'); }
            if (Trigger.isAfter && one.Department != one.Title) { again.add(new User(Id = one.Id, Department = one.Title)); }
        }
        if (!again.isEmpty()) { update as system again; }
    }`;
    const files = new Map(apexFiles('trigger', 'CustomerRules', customer));
    a.deploy(files);
    const [failed] = a.run(`List<User> users = new List<User>();
        for (String id : '${ids.join()}'.split(',')) { users.add(new User(Id = id, Title = 'Round')); }
        for (Integer index : new List<Integer>{ 3, 400, 999 }) { users[index].Title = 'Invalid'; }
        Integer failed = 0;
        for (Database.SaveResult result : Database.update(users, false)) { failed += result.isSuccess() ? 0 : 1; }
        System.debug(failed);`);
    a.remove(files);
    expect(failed).toBe('3');
    await quiet(relay, published);
    expect(differences(pair, ids)).toEqual([]);
    const [inA, inB] = [stampsById(a, 'Id'), stampsById(b, 'UserSyncPartnerId__c')];
    const told = new Map<string, string[]>();
    for (const envelope of published[0].envelopes().slice(seen)) {
        const { columns, rows } = bodyOf(envelope);
        for (const row of rows) {
            const id = String(row[columns.indexOf('id')]);
            const stamps = String(row[columns.indexOf('stamps')]).match(/.{14}/g) ?? [];
            // A save inside a save is published before the one around it, which does not know of it.
            told.set(
                id,
                stamps.map((stamp, group) => [stamp, told.get(id)?.[group] ?? ''].sort()[1]!)
            );
        }
    }
    const changed = ids.filter((id) => !invalid.has(id));
    expect([...told.keys()].sort()).toEqual([...changed].sort());
    for (const id of changed) {
        expect(inB[id]).toEqual(inA[id]);
        expect(told.get(id)).toEqual(inA[id]);
    }
    const rounds = a.query("SELECT Id FROM User WHERE Title = 'Round' AND Department = 'Round'");
    expect(rounds.map((row) => row['Id']).sort()).toEqual([...changed].sort());
}, 60_000);

/**
 * Of everybody, by what a field holds. The stored state is a head of three characters and 18 per group, the last four of which are the
 * hash of the value here.
 */
function stampsById(org: SyncedOrg, field: string): Record<string, string[]> {
    const [states = '{}'] = org.run(`Map<String, String> states = new Map<String, String>();
        for (User one : [SELECT ${field}, UserSyncStamps__c FROM User WHERE ${field} != NULL WITH SYSTEM_MODE]) {
            states.put(one.${field}, one.UserSyncStamps__c);
        }
        System.debug(JSON.serialize(states));`);
    const groupsOf = (state: string | null): string[] => state?.slice(3).match(/.{18}/g) ?? [];
    return Object.fromEntries(
        Object.entries(JSON.parse(states) as Record<string, string | null>).map(([id, state]) => [
            id,
            groupsOf(state).map((group) => group.slice(0, 14))
        ])
    );
}

it('B20 P17 a relay that is killed twice in the middle of 1,000 changes leaves everybody equal and nobody twice', async () => {
    const before = allUsers(b).length;
    const ids: string[] = [];
    const arrived = (title: string): number => b.query(`SELECT Id FROM User WHERE Title = '${title}'`).length;
    const create = async (count: number): Promise<void> => {
        for (let made = 0; made < count; made += 50)
            ids.push(
                ...(await a.client().createAll(
                    'User',
                    people(a, 50, () => ({ Title: 'Created' }))
                ))
            );
    };
    const change = async (count: number, Title: string): Promise<void> => {
        const records = ids.slice(0, count).map((Id) => ({ attributes: { type: 'User' }, Id, Title }));
        for (let start = 0; start < count; start += 50)
            await a.client().request('PATCH', 'composite/sobjects', { records: records.slice(start, start + 50) });
    };
    /** Kills the relay when the first of the changes have arrived, and starts another while the rest is made. */
    const killedDuring = async (changes: Promise<void>, title: string): Promise<number> => {
        await eventually('some changes to arrive', () => (arrived(title) > 0 ? true : undefined));
        await relay.end('SIGKILL');
        const arrivedCount = arrived(title);
        await changes;
        relay = await host.start({ MAX_BATCH_ROWS: '50' });
        return arrivedCount;
    };
    await relay.end('SIGTERM');
    relay = await host.start({ MAX_BATCH_ROWS: '50' });
    expect(await killedDuring(create(400), 'Created')).toBeLessThan(400);
    await change(200, 'Changed');
    expect(await killedDuring(change(400, 'Changed again'), 'Changed again')).toBeLessThan(400);
    await eventually('everybody to be equal', () => (differences(pair, ids).length === 0 ? true : undefined));
    expect(allUsers(b)).toHaveLength(before + 400);
    expect(arrived('Changed again')).toBe(400);
}, 60_000);
