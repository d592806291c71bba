import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Envelope } from '../../src/relay.ts';
import { insertUsers } from '../support/apexSaves.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles } from '../support/packageFiles.ts';
import { people } from '../support/people.ts';
import type { SyncedOrg } from '../support/syncedOrg.ts';
import { eventually, issuesOf, linkedUser, userOf } from '../support/syncedUsers.ts';
import { changedRecord, groupRecords } from '../support/testRecords.ts';

/** What a call and a customer's transaction use of the governor limits, measured by the platform's own counters. */
let pair: OrgPair;
let a: SyncedOrg;
let b: SyncedOrg;
let published: EventTally;

const callRows = 200;
const manyRows = 2_000;
const manyChunks = 10;
const table: string[] = [];

interface Use {
    readonly queries: number;
    readonly dmlStatements: number;
    readonly rows: number;
    readonly cpuMs: number;
    readonly heapBytes: number;
}

beforeAll(async () => {
    pair = await startOrgPair({ hasSockets: false, org: () => ({ licences: { Salesforce: 3 * manyRows } }) });
    ({ a, b } = pair);
    published = new EventTally(a);
}, 120_000);

afterAll(async () => {
    const folder = join(import.meta.dirname, '../../../.local');
    mkdirSync(folder, { recursive: true });
    const text = [
        'transaction                                     queries  DML   rows     CPU ms      heap B',
        ...table
    ].join('\n');
    writeFileSync(join(folder, 'governor.txt'), `${text}\n`);
    process.stdout.write(`${text}\n`);
    await pair.stop();
});

/** Apex that only measures must not count itself. */
function measured(name: string, org: SyncedOrg, before: string, work: string): Use {
    const counters = ['Queries', 'DmlStatements', 'DmlRows', 'CpuTime', 'HeapSize'];
    const [text = ''] = org.run(`${before}
        Integer[] start = new Integer[]{ ${counters.map((counter) => `Limits.get${counter}()`).join(', ')} };
        ${work}
        Integer[] finish = new Integer[]{ ${counters.map((counter) => `Limits.get${counter}()`).join(', ')} };
        Integer[] used = new Integer[]{};
        for (Integer i = 0; i < start.size(); i++) { used.add(finish[i] - start[i]); }
        System.debug(JSON.serialize(used));`);
    const [queries = 0, dmlStatements = 0, rows = 0, cpuMs = 0, heapBytes = 0] = JSON.parse(text) as number[];
    const cells = [queries, dmlStatements, rows, cpuMs, heapBytes].map((cell, index) =>
        String(cell).padStart([8, 5, 7, 11, 12][index]!)
    );
    table.push(name.padEnd(47) + cells.join(''));
    return { queries, dmlStatements, rows, cpuMs, heapBytes };
}

const bodyOf = (envelopes: readonly Envelope[]): string =>
    `Blob body = EncodingUtil.base64Decode('${Buffer.from(JSON.stringify({ envelopes })).toString('base64')}');`;

/** As the relay sends them. */
function apply(name: string): Use {
    const use = measured(
        name,
        b,
        bodyOf(published.envelopes().slice(-1)),
        `Map<String, Object> answer = UserSyncUsersCall.answer(body);
         for (Object result : (List<Object>) answer.get('results')) {
            if (((Map<String, Object>) result).get('action') == 'NONE') { throw new System.NoDataFoundException(JSON.serialize(result)); }
         }`
    );
    expect(use.queries).toBeLessThanOrEqual(12);
    expect(use.dmlStatements).toBeLessThanOrEqual(4);
    return use;
}

const usersOf = (marker: string, count: number): string =>
    `List<User> users = [SELECT Id FROM User WHERE EmployeeNumber = '${marker}' ORDER BY Id LIMIT ${count}];`;

/** Every mapped text of these users changes. */
const allFields = (value: string): string => `for (User one : users) {
        one.Title = '${value}'; one.Department = '${value}'; one.Phone = '${value}'; one.City = '${value}';
        one.FirstName = '${value}'; one.Fax = '${value}'; one.CompanyName = '${value}'; }`;

/** Inserts users with the value `marker` as their employee number. */
function insert(name: string, org: SyncedOrg, count: number, marker: string): Use {
    const records = people(org, 1, () => ({ EmployeeNumber: marker }));
    return measured(
        name,
        org,
        `User first = (User) JSON.deserialize('${JSON.stringify(records[0])}', User.class);
         List<User> users = new List<User>();
         for (Integer i = 0; i < ${count}; i++) {
            User one = first.clone(); String text = '${marker}' + i; users.add(one);
            one.Username = text + one.Username; one.Email = text + one.Email; one.LastName = text;
            one.CommunityNickname = text; one.FederationIdentifier = text; }`,
        'insert users;'
    );
}

function update(name: string, count: number, marker: string, change: string): Use {
    return measured(name, a, `${usersOf(marker, count)} ${change}`, 'update users;');
}

function expectTrigger({ queries, dmlStatements }: Use, chunks: number): void {
    expect(queries).toBeLessThanOrEqual(4 + chunks);
    // The customer's own statement is one of them.
    expect(dmlStatements).toBeLessThanOrEqual(1 + chunks);
}

it('ACC a call of 200 rows takes at most 12 queries and 4 DML statements, whatever the users and fields', () => {
    expectTrigger(insert('customer inserts 200', a, callRows, 'few'), 1);
    const create = apply('apply creates 200');
    expectTrigger(update('customer updates 200', callRows, 'few', allFields('v1')), 1);
    const small = apply('apply updates 200');
    expectTrigger(insert('customer inserts 2,000', a, manyRows, 'many'), manyChunks);
    insert('customer inserts 2,000 in the target', b, manyRows, 'other');
    update('customer updates 200 of 2,200', callRows, 'few', allFields('v2'));
    const large = apply('apply updates 200 beside 2,200 users');
    expect(large.queries).toBe(small.queries);
    expect(large.dmlStatements).toBe(small.dmlStatements);
    for (const org of [a, b]) {
        const groups = ['Phone', 'Mobile', 'Address', 'Company', 'Department'].map((group) =>
            changedRecord(org, `UserSyncGroup.${group}`, 'IsEnabled__c', false)
        );
        org.deploy(new Map(groups));
    }
    update('customer updates 200 with few fields', callRows, 'few', allFields('v3'));
    const narrow = apply('apply updates 200 with few fields');
    expect(narrow.queries).toBe(small.queries);
    expect(narrow.dmlStatements).toBe(small.dmlStatements);
    expect(create.dmlStatements).toBeLessThanOrEqual(4);
}, 300_000);

it('ACC a transaction of 2,000 rows takes one query and one statement more per chunk, and none when nothing mapped changed', () => {
    const few = update('customer updates 200', callRows, 'many', allFields('v4'));
    const many = update('customer updates 2,000', manyRows, 'many', allFields('v5'));
    expectTrigger(few, 1);
    expectTrigger(many, manyChunks);
    const untouched = "for (User one : users) { one.AboutMe = 'not mapped'; }";
    const none = update('customer updates 2,000, nothing mapped', manyRows, 'many', untouched);
    expect(none).toMatchObject({ queries: 0, dmlStatements: 1 });
}, 300_000);

/** The current state of users, as reconciliation moves them. */
function read(org: SyncedOrg, ids: readonly unknown[]): Envelope[] {
    const [text = ''] = org.run(`System.debug(JSON.serialize(
        UserSyncReadCall.answer(new Map<String, String>{ 'ids' => '${ids.join(',')}' }).get('envelopes')));`);
    return JSON.parse(text) as Envelope[];
}

const idsOf = (org: SyncedOrg, marker: string): string[] =>
    org.query(`SELECT Id FROM User WHERE EmployeeNumber = '${marker}' ORDER BY Id`).map(({ Id }) => String(Id));

/** Links one user in both orgs and unlinks it in A, which tells B with the next row. */
async function unlinkInA(id: string): Promise<void> {
    a.assignToAdmin('UserSyncApprover');
    a.run(`${bodyOf(read(b, [linkedUser(b, id)!['Id']]))} UserSyncUsersCall.answer(body);`);
    a.run(`UserSyncLinks.unlink('${id}');`);
    await eventually('the link to be gone', () => (userOf(a, id)['UserSyncPartnerId__c'] ? undefined : true));
}

/** Federation ids and references travel too, and B refuses some deactivations. */
function prepareWorstCase(): void {
    for (const org of [a, b]) {
        org.deploy(new Map([changedRecord(org, 'UserSyncSetting.Default', 'IsSensitiveEnabled__c', true)]));
        const unused = ['Group', 'FieldMapping'].map((type) => `UserSync${type}.EmployeeNumber`);
        org.deploy(
            new Map([
                changedRecord(org, 'UserSyncSetting.Default', 'NewUserLogin__c', 'None'),
                // Fourteen groups are the most.
                ...unused.map((record) => changedRecord(org, record, 'IsEnabled__c', false)),
                ...groupRecords('2', 'FederationIdentifier')
            ])
        );
        org.run("insert new UserRole(Name = 'Everybody', DeveloperName = 'Everybody');");
    }
    const source = `trigger KeepOwner on User (before update) {
        for (User changed : Trigger.new) {
            if (!changed.IsActive && changed.Title == 'kept') { changed.addError('This user is the default lead owner.'); }
        }
    }`;
    b.deploy(new Map(apexFiles('trigger', 'KeepOwner', source)));
}

it('ACC a call of 200 rows that takes every way at once takes 12 queries and 4 DML statements', async () => {
    prepareWorstCase();
    insert('customer inserts 80', a, 80, 'known');
    apply('apply creates 80');
    const known = idsOf(a, 'known');
    await unlinkInA(known[79]!);
    insert('customer inserts 120', a, 120, 'fresh');
    const fresh = a.query("SELECT Email FROM User WHERE EmployeeNumber = 'fresh' ORDER BY Id");
    insertUsers(
        b,
        people(b, 60, (index) =>
            index < 20 ? { Email: fresh[index]!['Email'] } : { CommunityNickname: `fresh${index}` }
        )
    );
    a.run(`List<User> users = [SELECT Id FROM User WHERE EmployeeNumber IN ('known', 'fresh') ORDER BY EmployeeNumber, Id];
        Id everybody = [SELECT Id FROM UserRole WHERE DeveloperName = 'Everybody'].Id;
        for (Integer i = 0; i < 199; i++) {
            users[i].ManagerId = users[Math.mod(i + 1, 199)].Id; users[i].UserRoleId = everybody; users[i].Title = 'worst';
            if (i > 189) { users[i].FederationIdentifier = 'changed' + i; }
            if (i > 149 && i < 190) { users[i].IsActive = false; users[i].Title = Math.mod(i, 2) == 0 ? 'kept' : 'gone'; }
        }
        update users;`);
    const use = measured(
        'apply of 200 that takes every way at once',
        b,
        bodyOf(read(a, [...fresh.map(({ Id }) => Id), ...known])),
        'UserSyncUsersCall.answer(body);'
    );
    expect(use).toMatchObject({ queries: 12, dmlStatements: 4 });
    const reasons = (): string[] => issuesOf(b).map((issue) => String(issue['ReasonCode__c']));
    const waysTaken = ['CANNOT_DEACTIVATE', 'HELD', 'SENSITIVE_HELD', 'NO_LOGIN', 'PROPOSED', 'UNLINKED_BY_PARTNER'];
    await eventually('an issue of every way', () => waysTaken.every((way) => reasons().includes(way)) || undefined);
    expect(b.query("SELECT Id FROM User WHERE FederationIdentifier LIKE 'changed%'")).toHaveLength(5);
    expect(b.query("SELECT Id FROM User WHERE CommunityNickname LIKE 'fresh%.%'")).toHaveLength(40);
}, 300_000);
