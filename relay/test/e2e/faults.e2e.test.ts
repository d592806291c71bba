import type { OrgFaults } from '../../../emulator/src/index.ts';
import { callEndpoint, postUsers } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { recordFile } from '../support/packageFiles.ts';
import { person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { arrival, differences, eventually, issuesOf, userOf } from '../support/syncedUsers.ts';
import type { OrgLetter, Row, SyncedOrg } from '../support/syncedOrg.ts';
import { changedRecord, fieldRecord, groupRecords, type RecordFile, recordFiles } from '../support/testRecords.ts';

/** Parts that fail while people work: whatever is broken, an administrator's save succeeds. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
const reasons: Record<OrgLetter, { publish?: string; certificate?: string }> = { A: {}, B: {} };
const faultsOf = (letter: OrgLetter): OrgFaults => ({
    publish: () => reasons[letter].publish,
    certificate: () => reasons[letter].certificate
});

const badgeField = `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><fields><fullName>Badge__c</fullName>
    <label>Badge</label><length>40</length><type>Text</type></fields></CustomObject>`;

beforeAll(async () => {
    pair = await startOrgPair({ org: (letter) => ({ faults: faultsOf(letter) }) });
    ({ a, b } = pair);
    for (const one of [a, b]) {
        one.deploy(
            new Map([
                ['objects/User.object', badgeField],
                [
                    'package.xml',
                    `<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>User.Badge__c</members>
                    <name>CustomField</name></types><version>67.0</version></Package>`
                ]
            ])
        );
        one.deploy(new Map(groupRecords('b', 'Badge__c')));
    }
    host = new RelayHost(pair);
    relay = await host.start({ RETRY_FIRST_MS: '1', RETRY_MAX_MS: '1', PROBE_FIRST_MS: '1', PROBE_MAX_MS: '1' });
}, 120_000);

afterEach(() => {
    reasons.A = {};
    reasons.B = {};
});

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

async function linkedPerson(): Promise<string> {
    const id = await a.client().create('User', person(a));
    await arrival(b, id);
    return id;
}

async function problemCodes(org: SyncedOrg): Promise<string[]> {
    const { status, body } = await callEndpoint(org, 'GET', 'status');
    expect(status).toBe(200);
    for (const problem of body.problems as Row[]) {
        expect(problem).toEqual({ code: expect.any(String), message: expect.any(String), cure: expect.any(String) });
    }
    return (body.problems as Row[]).map((problem) => String(problem['code']));
}

/** Deploys the records, does what is to be done, and puts back what was there. */
async function withRecords(org: SyncedOrg, records: RecordFile[], body: () => Promise<void>): Promise<void> {
    const fullNames = records.map(([path]) => path.replace('customMetadata/', '').replace('.md', ''));
    const before = fullNames.flatMap((name) => recordFiles(org, name));
    const added = records.filter(([path]) => before.every(([known]) => known !== path));
    org.deploy(new Map(records));
    try {
        await body();
    } finally {
        if (before.length > 0) org.deploy(new Map(before));
        if (added.length > 0) org.remove(new Map(added));
    }
}

const setting = 'UserSyncSetting.Default';
const foreignOrgId = '00D000000000999AAA';

it('ACC without a fault there is no problem', async () => {
    expect([await problemCodes(a), await problemCodes(b)]).toEqual([[], []]);
});

describe('P41 wrong values in the records of A: the save succeeds and GET status names the problem', () => {
    it.each<[code: string, records: () => RecordFile[]]>([
        ['SETTINGS_DISABLED', () => [changedRecord(a, setting, 'IsEnabled__c', false)]],
        ['ORG_NOT_PINNED', () => [changedRecord(a, setting, 'LocalOrgId__c', foreignOrgId)]],
        ['CERTIFICATE_MISSING', () => [changedRecord(a, setting, 'SigningCertificateName__c', 'NoSuchCertificate')]],
        ['FIELD_UNKNOWN', () => [fieldRecord('Title', { LocalField__c: 'NoSuchField', GroupKey__c: 't' })]],
        ['FIELD_NOT_ALLOWED', () => [fieldRecord('Title', { LocalField__c: 'AccountId', GroupKey__c: 't' })]],
        [
            'FIELD_NOT_ALLOWED',
            () => [fieldRecord('Title', { LocalField__c: 'UserPermissionsSupportUser', GroupKey__c: 't' })]
        ],
        [
            'FIELD_MAPPED_TWICE',
            () => [fieldRecord('Again', { LocalField__c: 'City', PartnerField__c: 'City', GroupKey__c: 'a' })]
        ],
        ['FIELD_NOT_ALONE', () => [fieldRecord('IsActive', { GroupKey__c: 'd' })]],
        ['GROUP_UNKNOWN', () => [fieldRecord('Title', { GroupKey__c: 'z' })]],
        [
            'GROUP_EMPTY',
            () => [recordFile('UserSyncGroup', 'Empty', { Key__c: 'z', IsEnabled__c: true, Description__c: null })]
        ],
        [
            'GROUP_KEY_INVALID',
            () => [recordFile('UserSyncGroup', 'Double', { Key__c: 't', IsEnabled__c: true, Description__c: null })]
        ],
        [
            'TOO_MANY_GROUPS',
            () => ['MiddleName', 'Suffix', 'AboutMe'].flatMap((field, index) => groupRecords('qsu'[index]!, field))
        ],
        ['PARTNER_KEY_MISSING', () => [changedRecord(a, 'UserSyncPartnerKey.Current', 'IsEnabled__c', false)]],
        [
            'PROFILE_DEFAULT_NOT_UNIQUE',
            () => [changedRecord(a, 'UserSyncProfileMapping.StandardUser', 'IsDefault__c', false)]
        ]
    ])('%s', async (code, records) => {
        const id = await linkedPerson();
        await withRecords(a, records(), async () => {
            await a.client().update('User', id, { Title: code, Phone: '+44 3' });
            expect(userOf(a, id)).toMatchObject({ Title: code, Phone: '+44 3' });
            expect(await problemCodes(a)).toContain(code);
        });
        expect(await problemCodes(a)).toEqual([]);
        // What was saved meanwhile is not lost: the next change of the user brings it along.
        await a.client().update('User', id, { Title: `${code} again`, Phone: '+44 4' });
        await arrival(b, id, { Title: `${code} again`, Phone: '+44 4' });
        await eventually('both to be equal', () => (differences(pair, [id]).length === 0 ? true : undefined));
    });
});

it('P37 an org that is not the one it was set up as, such as a refreshed sandbox, publishes and applies nothing until it is pinned again', async () => {
    const id = await linkedPerson();
    const partner = await arrival(b, id);
    const published = new EventTally(a);
    await b.client().update('User', partner['Id'], { Title: 'Meanwhile' });
    await arrival(a, partner['Id'], { Title: 'Meanwhile' });
    const toA = new EventTally(b, 'EARLIEST').envelopes().at(-1)!;
    await withRecords(a, [changedRecord(a, setting, 'LocalOrgId__c', foreignOrgId)], async () => {
        const copiedId = await a.client().create('User', person(a, { Email: 'ada@company.example.invalid' }));
        await a.client().update('User', id, { Title: 'Sandbox' });
        expect(userOf(a, id)['Title']).toBe('Sandbox');
        expect(published.events).toBe(0);
        const calls = [
            await postUsers(a, toA),
            await callEndpoint(a, 'GET', `users?ids=${copiedId}`),
            await callEndpoint(a, 'GET', 'users?view=digest&after=0')
        ];
        const refusal = [{ errorCode: 'ORG_NOT_PINNED', message: expect.any(String), fields: [] }];
        expect(calls).toEqual(calls.map(() => ({ status: 403, body: refusal })));
        expect(b.query("SELECT Id FROM User WHERE Email LIKE '%.invalid'")).toEqual([]);
    });
    // To the relay such an org has another id than the one it was told.
    const { code, output } = await host.commandHere(['doctor'], { ORG_A_ORG_ID: foreignOrgId });
    expect(code).not.toBe(0);
    expect(output).toContain('Org A  WRONG_ORG');
});

describe('ACC faults of the platform', () => {
    it('a certificate that cannot be used: saved, listed as PUBLISH_FAILED, and carried by the next change', async () => {
        const id = await linkedPerson();
        const published = new EventTally(a);
        reasons.A = { certificate: 'expired' };
        await a.client().update('User', id, { Title: 'Unsigned' });
        expect(userOf(a, id)['Title']).toBe('Unsigned');
        expect(await problemCodes(a)).toContain('CERTIFICATE_MISSING');
        await eventually('the issue', () => issuesOf(a, "ReasonCode__c = 'PUBLISH_FAILED'")[0]);
        expect(published.events).toBe(0);
        reasons.A = {};
        await a.client().update('User', id, { Phone: '+44 5' });
        await arrival(b, id, { Title: 'Unsigned', Phone: '+44 5' });
    });

    it('publishing that fails: saved, and carried by the next change', async () => {
        const id = await linkedPerson();
        const published = new EventTally(a);
        const since = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
        reasons.A = { publish: 'The event bus is out of order.' };
        await a.client().update('User', id, { Title: 'Unpublished' });
        expect(userOf(a, id)['Title']).toBe('Unpublished');
        expect(published.events).toBe(0);
        // The event that would list it cannot be published either, so a job does.
        await eventually(
            'the issue',
            () => issuesOf(a, `ReasonCode__c = 'PUBLISH_FAILED' AND LastSeenAt__c >= ${since}`)[0]
        );
        reasons.A = {};
        await a.client().update('User', id, { Phone: '+44 6' });
        await arrival(b, id, { Title: 'Unpublished', Phone: '+44 6' });
    });

    it('publishing that fails in the target: what had to be listed is not called LISTED before it is', async () => {
        const published = new EventTally(a);
        await relay.end('SIGTERM');
        const id = await a.client().create('User', person(a, { ProfileId: a.profileId('Marketing User') }));
        reasons.B = { publish: 'The event bus is out of order.' };
        const [envelope] = published.envelopes();
        const { status, body } = await postUsers(b, envelope!);
        if (status === 200) expect(body.results).toMatchObject([{ reason: 'PROFILE_UNMAPPED', handling: 'RETRY' }]);
        else expect(status).toBeGreaterThanOrEqual(500);
        expect(issuesOf(b, `PartnerUserId__c = '${id}'`)).toEqual([]);
        relay = await host.start({ RETRY_FIRST_MS: '1', RETRY_MAX_MS: '1' });
        const issue = await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${id}'`)[0]);
        expect(issue['ReasonCode__c']).toBe('PROFILE_UNMAPPED');
    });

    it('P41 a mapped field that is deleted: saved, named in GET status, and the other groups travel', async () => {
        const id = await linkedPerson();
        a.run(`update as system new User(Id = '${id}', Badge__c = 'Red');`);
        await eventually('the badge', () =>
            b.run(
                `System.debug([SELECT Badge__c FROM User WHERE UserSyncPartnerId__c = '${id}' WITH SYSTEM_MODE].Badge__c);`
            )[0] === 'Red'
                ? true
                : undefined
        );
        a.deploy(
            new Map([
                [
                    'package.xml',
                    '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><version>67.0</version></Package>'
                ],
                [
                    'destructiveChanges.xml',
                    `<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>User.Badge__c</members>
                    <name>CustomField</name></types><version>67.0</version></Package>`
                ]
            ])
        );
        await a.client().update('User', id, { Title: 'Without badge' });
        await arrival(b, id, { Title: 'Without badge' });
        expect(await problemCodes(a)).toEqual(['FIELD_UNKNOWN']);
    });
});
