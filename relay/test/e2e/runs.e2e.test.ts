import { configurationValues, readOrgFacts } from '../../../scripts/localOrgs/configurationValues.ts';
import type { OrgRecord } from '../../../scripts/localOrgs/orgClient.ts';
import { compareNow, linesAbout, storedRun, type ToldSide, verdict, withoutPackage } from '../support/comparisonRun.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles, certificateFiles, recordFile } from '../support/packageFiles.ts';
import { people, person } from '../support/people.ts';
import { RelayHost } from '../support/relayChild.ts';
import { allUsers, differences, eventually, issuesOf, linkedUser, userOf } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { changedRecord, fieldRecord } from '../support/testRecords.ts';

/** What runs of reconciliation find, plan and refuse. No relay is running: somebody started every run. */
let pair: OrgPair;
let host: RelayHost;
let a: SyncedOrg;
let b: SyncedOrg;

beforeAll(async () => {
    pair = await startOrgPair({ org: () => ({ licences: { Salesforce: 1_000 } }) });
    ({ a, b } = pair);
    host = new RelayHost(pair);
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

const partnerOf = (id: string): Row => linkedUser(b, id)!;

async function linkedPeople(count: number): Promise<string[]> {
    const ids = await a.client().createAll('User', people(a, count));
    expect((await compareNow(host)).state).toBe('COMPLETED');
    expect(differences(pair, ids)).toEqual([]);
    return ids;
}

async function withTrigger<T>(org: SyncedOrg, statement: string, work: () => Promise<T>): Promise<T> {
    const source = `trigger CustomerRule on User (before insert, before update) {
        for (User one : Trigger.new) { ${statement} } }`;
    const files = new Map(apexFiles('trigger', 'CustomerRule', source));
    org.deploy(files);
    try {
        return await work();
    } finally {
        org.remove(files);
    }
}

describe('B18 a run that plans deactivations', () => {
    const activeOf = (ids: readonly string[]): number => ids.filter((id) => partnerOf(id)['IsActive']).length;
    const deactivate = (ids: readonly string[]): Promise<void> =>
        a.client().updateAll(
            'User',
            ids.map((id) => ({ id, IsActive: false }))
        );
    let ids: string[];

    it('B18 makes none of eight where five are the limit, and lets their other groups through', async () => {
        ids = await linkedPeople(11);
        const leavers = ids.slice(0, 8);
        await deactivate(leavers);
        await a.client().update('User', leavers[0]!, { Title: 'Leaver' });
        const held = leavers.map((id) => `CONFIRMED ${id === leavers[0] ? 'UPDATE' : 'NONE'} HELD`);
        const planned = await compareNow(host, ['--dry-run']);
        expect(leavers.map((id) => verdict(planned.B, id))).toEqual(held);
        expect(issuesOf(b, `ReasonCode__c = 'HELD'`)).toEqual([]);
        const real = await compareNow(host);
        expect(real.B.lines).toEqual(planned.B.lines);
        expect(activeOf(leavers)).toBe(8);
        expect(partnerOf(leavers[0]!)).toMatchObject({ Title: 'Leaver', IsActive: true });
        expect(issuesOf(b, `ReasonCode__c = 'HELD'`)).toHaveLength(8);
    });

    it('B18 makes all of three, and holds who was held before', async () => {
        const others = ids.slice(8);
        await deactivate(others);
        const planned = await compareNow(host, ['--dry-run']);
        const real = await compareNow(host);
        expect(real.B.lines).toEqual(planned.B.lines);
        expect(others.map((id) => verdict(real.B, id))).toEqual(Array(3).fill('CONFIRMED UPDATE '));
        expect([activeOf(others), activeOf(ids)]).toEqual([0, 8]);
        expect(issuesOf(b, `ReasonCode__c = 'HELD'`)).toHaveLength(8);
    });
});

describe('C4 situations', () => {
    it('C4 FOUND, AMBIGUOUS, FOUND_ALREADY_LINKED, MISSING, UNQUALIFIED, UNASSIGNED, SOURCE_IGNORED and their kin are told of in lines and counts', async () => {
        const [linkedId, excludedId, renamedId] = (await linkedPeople(3)) as [string, string, string];
        const client = a.client();
        const { FederationIdentifier: taken } = a.queryOne(
            `SELECT FederationIdentifier FROM User WHERE Id = '${renamedId}'`
        );
        await client.update('User', renamedId, { FederationIdentifier: 'renamed' });
        await client.update('User', excludedId, { UserSyncExcluded__c: true });
        const found = person(b);
        const doubled = person(a);
        const foundInB = await b.client().create('User', found);
        const [first, second] = (await b
            .client()
            .createAll('User', [person(b, { Email: doubled['Email'] }), person(b, { Email: doubled['Email'] })])) as [
            string,
            string
        ];
        const inactiveInB = await b.client().create('User', person(b, { IsActive: false }));
        const [foundId, ambiguousId, takenId, newId] = (await client.createAll('User', [
            person(a, { FederationIdentifier: found['FederationIdentifier'] }),
            doubled,
            person(a, { FederationIdentifier: taken }),
            person(a)
        ])) as [string, string, string, string];
        // No way through the package leads to such links.
        const [missingId] = (await client.createAll('User', [person(a)])) as [string];
        const strangerId = b.adminId.slice(0, 12) + 'ZZZ';
        await withoutPackage(a, () =>
            Promise.resolve(
                a.run(
                    `update as system new User(Id = '${missingId}', UserSyncPartnerId__c = Id.valueOf('${strangerId}'));`
                )
            )
        );
        const ignoredId = await client.create('User', person(a, { UserSyncExcluded__c: true }));

        const planned = await compareNow(host, ['--dry-run']);
        const told = await compareNow(host);
        const { A, B } = told;
        expect([foundId, ambiguousId, takenId, missingId, newId].map((id) => verdict(B, id))).toEqual([
            'FOUND UPDATE ',
            'AMBIGUOUS NONE AMBIGUOUS',
            'FOUND_ALREADY_LINKED NONE ALREADY_LINKED',
            'MISSING NONE PARTNER_MISSING',
            'ABSENT CREATE '
        ]);
        expect(verdict(A, missingId)).toBe('SOURCE_MISSING NONE PARTNER_MISSING');
        const excludedInB = partnerOf(excludedId)['Id'] as string;
        expect(verdict(B, excludedInB)).toBe('UNQUALIFIED NONE EXCLUDED_USER');
        expect(verdict(A, excludedInB)).toBe('TARGET_IGNORED NONE EXCLUDED_USER');
        expect(verdict(B, inactiveInB)).toBe('UNASSIGNED NONE INACTIVE_ABSENT');
        expect(verdict(B, ignoredId)).toBe('SOURCE_IGNORED NONE EXCLUDED_USER');
        expect(verdict(B, a.adminId)).toBe('SOURCE_IGNORED NONE PROTECTED_USER');
        expect(verdict(A, b.adminId)).toBe('SOURCE_IGNORED NONE PROTECTED_USER');
        expect([first, second].map((id) => verdict(A, id))).toEqual(Array(2).fill('FOUND NONE PROPOSED'));
        expect(verdict(A, foundInB)).toMatch(/^CONFIRMED/);
        expect(verdict(B, linkedId)).toBe('');
        const created = (side: ToldSide): unknown[] =>
            side.lines
                .map((cells) => cells.with(2, null))
                .map(String)
                .sort();
        expect(created(B)).toEqual(created(planned.B));
        expect(B.counts).toMatchObject({
            ...{ FOUND: 1, AMBIGUOUS: 1, FOUND_ALREADY_LINKED: 1, MISSING: 1, UNQUALIFIED: 1, UNASSIGNED: 1 },
            ...{ TARGET_IGNORED: 0, SOURCE_MISSING: 0, ABSENT: 1 }
        });
        expect(B.counts['CONFIRMED']).toBeGreaterThanOrEqual(told.inStep);
        expect(A.counts).toMatchObject({ FOUND: 2, SOURCE_MISSING: 1, TARGET_IGNORED: 1, MISSING: 0 });
        const stored = storedRun(b, told.id);
        for (const [name, field] of [
            ...[
                ['FOUND', 'Found'],
                ['AMBIGUOUS', 'Ambiguous'],
                ['FOUND_ALREADY_LINKED', 'AlreadyLinked']
            ],
            ...[
                ['MISSING', 'Missing'],
                ['UNQUALIFIED', 'Unqualified'],
                ['UNASSIGNED', 'Unassigned']
            ],
            ...[
                ['SOURCE_IGNORED', 'SourceIgnored'],
                ['CONFIRMED', 'Confirmed'],
                ['ABSENT', 'Absent']
            ]
        ] as [string, string][])
            expect([name, Number(String(stored[`${field}Count__c`]))]).toEqual([name, B.counts[name]]);
        for (const name of ['UNQUALIFIED', 'UNASSIGNED', 'SOURCE_IGNORED', 'MISSING'])
            expect(stored['Lines__c']).toContain(`,${name},NONE,`);
        await client.update('User', missingId, { UserSyncExcluded__c: true });
        await client.update('User', takenId, { UserSyncExcluded__c: true });
    });
});

describe('a dry run', () => {
    it('ends with the licences that are needed and free', async () => {
        await a.client().createAll('User', people(a, 3));
        const { id, B } = await compareNow(host, ['--dry-run']);
        const { TotalLicenses, UsedLicenses } = b.queryOne(
            `SELECT TotalLicenses, UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'`
        );
        const free = Number(String(TotalLicenses)) - Number(String(UsedLicenses));
        expect(B.licenses).toEqual([{ name: 'Salesforce', needed: 3, free }]);
        expect(storedRun(b, id)).toMatchObject({ IsDryRun__c: true, Licenses__c: `Salesforce,3,${free}` });
        const { code, output } = await host.command(['reconcile', '--dry-run', '--wait']);
        expect(code).toBe(0);
        expect(output).toContain(`Org B licences: Salesforce 3 needed, ${free} free\n`);
    });

    it('--probe asks the platform too, says what it refuses, and leaves no trace', async () => {
        const ids = await a.client().createAll('User', people(a, 2));
        await a.client().update('User', ids[0]!, { Title: 'Forbidden' });
        const published = [new EventTally(a), new EventTally(b)];
        const before = JSON.stringify(allUsers(b));
        const counts = (): number[] =>
            ['UserSyncIssue__c', 'UserSyncResult__c'].map((name) => b.query(`SELECT Id FROM ${name}`).length);
        const countsBefore = counts();
        await withTrigger(b, `if (one.Title == 'Forbidden') { one.addError('No such title.'); }`, async () => {
            const probed = await compareNow(host, ['--dry-run', '--probe']);
            expect(verdict(probed.B, ids[0])).toBe('ABSENT NONE VALIDATION_FAILED');
            expect(linesAbout(probed.B, [ids[0]])[0]!.at(-1)).toContain('No such title.');
            expect(verdict(probed.B, ids[1])).toBe('ABSENT CREATE ');
            expect(String(storedRun(b, probed.id)['Lines__c'])).not.toContain('No such title.');
            const predicted = await compareNow(host, ['--dry-run']);
            expect(verdict(predicted.B, ids[0])).toBe('ABSENT CREATE ');
            expect(JSON.stringify(allUsers(b))).toBe(before);
            expect([published.map(({ events }) => events), counts()]).toEqual([[0, 0], countsBefore]);
            const real = await compareNow(host);
            expect(verdict(real.B, ids[0])).toBe('ABSENT NONE VALIDATION_FAILED');
        });
        expect(verdict((await compareNow(host)).B, ids[0])).toBe('ABSENT CREATE ');
    });
});

it('lists a row that no call can take, once over several runs, and names it in the lines', async () => {
    const ids = await a.client().createAll(
        'User',
        people(a, 3, (index) => (index === 1 ? { Title: 'Poison' } : {}))
    );
    const poison = `if (one.Title == 'Poison') { for (Integer i = 0; i < 200; i++) { Integer n = [SELECT COUNT() FROM Profile]; } }`;
    await withTrigger(b, poison, async () => {
        for (let run = 0; run < 2; run += 1) {
            const { B } = await compareNow(host);
            expect(linesAbout(B, [ids[1]])).toEqual([
                [null, ids[1], null, null, 'NONE', null, expect.stringMatching(/^[A-Z]/)]
            ]);
            expect(B.counts['listed']).toBeGreaterThanOrEqual(1);
        }
        expect(differences(pair, [ids[0]!, ids[2]!])).toEqual([]);
        expect(issuesOf(b, `PartnerUserId__c = '${ids[1]}'`)).toHaveLength(1);
    });
    await compareNow(host);
    expect(userOf(b, partnerOf(ids[1]!)['Id'])['Title']).toBe('Poison');
});

it('B4 P23 A12 brings 450 users of one timestamp oldest first, in pages that end within it', async () => {
    const profileId = a.profileId('Standard User');
    const debugged = a.run(`List<User> users = new List<User>();
        for (Integer i = 0; i < 450; i++) {
            users.add(new User(Username = 'same' + i + '@orga.example', Email = 'same@company.example', Alias = 's' + i,
                LastName = 'Same ' + i, CommunityNickname = 'same' + i, TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_GB',
                LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8', ProfileId = '${profileId}'));
        }
        insert as system users;
        for (User one : users) { System.debug(one.Id); }`);
    const ids = debugged.filter((text) => text.startsWith('005'));
    const { A, B } = await compareNow(host, [], { DIGEST_PAGE_ROWS: '100' });
    expect(ids).toHaveLength(450);
    expect(differences(pair, ids)).toEqual([]);
    const order = B.lines.map(([, sourceId]) => sourceId).filter((id) => ids.includes(id ?? ''));
    expect(order).toEqual([...ids].sort());
    expect(linesAbout(A, ids).every(([, , , situation]) => situation === 'CONFIRMED')).toBe(true);
    const times = new Set(
        a.query(`SELECT SystemModstamp FROM User WHERE Id IN ('${ids.slice(0, 200).join("','")}')`).map(String)
    );
    expect(times.size).toBe(1);
}, 120_000);

it('A12 compares nothing before the start point, and everything from the beginning', async () => {
    const earlyId = await a.client().create('User', person(a));
    // The platform keeps whole seconds.
    const fromMs = Math.ceil(a.org.now() / 1_000) * 1_000;
    await eventually('the start point', () => (a.org.now() >= fromMs ? true : undefined));
    const lateId = await a.client().create('User', person(a));
    const { B } = await compareNow(host, [], { START_POINT: new Date(fromMs).toISOString() });
    expect([verdict(B, lateId), verdict(B, earlyId)]).toEqual(['ABSENT CREATE ', '']);
    expect(verdict((await compareNow(host, [], { START_POINT: 'beginning' })).B, earlyId)).toBe('ABSENT CREATE ');
});

it('B5 B6 an empty run is well, one that gets no token fails, and the next one works', async () => {
    for (let run = 0; run < 2; run += 1) {
        const { code, state, A, B } = await compareNow(host);
        expect([code, state, A.counts['written'], B.counts['written']]).toEqual([0, 'COMPLETED', 0, 0]);
    }
    const freeze = (isFrozen: boolean): unknown =>
        b.run(`UserLogin login = [SELECT Id FROM UserLogin WHERE UserId = '${b.integrationId}'];
            login.IsFrozen = ${isFrozen}; update login;`);
    const id = await a.client().create('User', person(a));
    freeze(true);
    const { code, output } = await host.command(['reconcile', '--wait', '--json']);
    expect([code, JSON.parse(output)]).toEqual([3, expect.objectContaining({ state: 'FAILED' })]);
    freeze(false);
    expect(verdict((await compareNow(host)).B, id)).toBe('ABSENT CREATE ');
});

it('C8 the connection test lists both orgs as well', async () => {
    expect(await host.command(['doctor'])).toEqual({ code: 0, output: 'Both orgs are well.\n' });
});

it('A16 the connection test names org and field of what is missing', async () => {
    const mapping = new Map([fieldRecord('Badge', { LocalField__c: 'NoSuchField', GroupKey__c: 't' })]);
    b.deploy(mapping);
    const unknown = await host.command(['doctor']);
    b.remove(mapping);
    expect(unknown.code).toBe(3);
    expect(unknown.output).toMatch(/^Org B {2}FIELD_UNKNOWN: .*NoSuchField/m);
    const assign = (change: string): unknown =>
        b.run(
            `PermissionSet integration = [SELECT Id FROM PermissionSet WHERE Name = 'UserSyncIntegration']; ${change}`
        );
    assign(`delete [SELECT Id FROM PermissionSetAssignment
        WHERE PermissionSetId = :integration.Id AND AssigneeId = '${b.integrationId}'];`);
    const refused = await host.commandHere(['doctor']);
    assign(`insert new PermissionSetAssignment(PermissionSetId = integration.Id, AssigneeId = '${b.integrationId}');`);
    expect(refused.code).toBe(3);
    expect(refused.output).toMatch(/^Org B {2}[A-Z_]+: .*\n +Assign the integration permission set/m);
    expect(await host.commandHere(['doctor'])).toMatchObject({ code: 0 });
});

it('P25 a certificate is changed while the partner trusts both keys, and nothing fails meanwhile', async () => {
    const next = [...certificateFiles('local-a')].map(([path, content]): [string, string] => [
        path.replace('UserSyncSigning', 'UserSyncNext'),
        content.toString()
    ]);
    a.deploy(new Map(next));
    const certificate = a.org
        .components()
        .find(({ componentType, fullName }) => componentType === 'Certificate' && fullName === 'UserSyncNext')
        ?.files.find(({ path }) => path.endsWith('.crt'));
    const factsOf = (org: SyncedOrg) => readOrgFacts(async (soql) => org.query(soql) as OrgRecord[]);
    const values = configurationValues(await factsOf(b), await factsOf(a), certificate!.content);
    const parts = [1, 2, 3].map((part) => [`KeyPart${part}__c`, values.get(`partnerKeyPart${part}`)!]);
    const sign = (name: string): void =>
        a.deploy(new Map([changedRecord(a, 'UserSyncSetting.Default', 'SigningCertificateName__c', name)]));
    const trust = (isEnabled: boolean): void =>
        b.deploy(new Map([changedRecord(b, 'UserSyncPartnerKey.Current', 'IsEnabled__c', isEnabled)]));
    const ids: string[] = [];
    const arrives = async (): Promise<string> => {
        ids.push(await a.client().create('User', person(a)));
        return verdict((await compareNow(host)).B, ids.at(-1));
    };
    sign('UserSyncNext');
    expect(await arrives()).toBe(' NONE BAD_SIGNATURE');
    b.deploy(new Map([recordFile('UserSyncPartnerKey', 'Next', { IsEnabled__c: true, ...Object.fromEntries(parts) })]));
    expect(await arrives()).toBe('ABSENT CREATE ');
    sign('UserSyncSigning');
    expect(await arrives()).toBe('ABSENT CREATE ');
    sign('UserSyncNext');
    trust(false);
    expect(await arrives()).toBe('ABSENT CREATE ');
    expect(issuesOf(b, `ReasonCode__c = 'BAD_SIGNATURE'`)).toHaveLength(1);
    expect(differences(pair, ids)).toEqual([]);
});
