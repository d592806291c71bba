import { readFileSync } from 'node:fs';
import { apiVersion } from '../../../scripts/localOrgs/orgClient.ts';
import { postUsers } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { people, person } from '../support/people.ts';
import { allUsers, eventually, issuesOf, linkedUser } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { profileRecord } from '../support/testRecords.ts';

/** What nobody gets past the guards of org B, by whichever API; the test carries the envelopes of A itself. */
let pair: OrgPair;
let a: SyncedOrg;
let b: SyncedOrg;
let published: EventTally;
let deliveredCount = 0;

const guards = readFileSync('docs/guards.md', 'utf8');
/** The table of docs/guards.md. */
const dangerous = [
    ...(/Protected users\n[\s\S]*?\n\n((?:`\w+`,?\s+)+)/.exec(guards)?.[1] ?? '').matchAll(/`(\w+)`/g)
].map(([, name = '']) => name);

beforeAll(async () => {
    pair = await startOrgPair({
        records: (local, partner) => [profileRecord('Reader', [local, 'Read Only'], [partner, 'Read Only'])],
        org: () => ({ licences: { Salesforce: 1_200 } })
    });
    ({ a, b } = pair);
    b.run(`insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(),
        PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'UserSyncApprover'].Id);
        insert new PermissionSet(Name = 'UserPowers', Label = 'User powers', PermissionsManageUsers = true,
            PermissionsManageInternalUsers = true, PermissionsViewSetup = true, PermissionsApiEnabled = true);`);
    published = new EventTally(a, 'EARLIEST');
}, 120_000);

afterAll(() => pair.stop());

/** Brings to B what A has published since. @returns the results of the rows */
async function deliver(): Promise<Row[]> {
    const envelopes = published.envelopes().slice(deliveredCount);
    deliveredCount += envelopes.length;
    const results: Row[] = [];
    for (const envelope of envelopes) results.push(...(await postUsers(b, envelope)).body.results);
    return results;
}

async function linkedPerson(fields: Row = {}): Promise<{ id: string; partnerId: string }> {
    const id = await a.client().create('User', person(a, fields));
    await deliver();
    return { id, partnerId: String(linkedUser(b, id)!['Id']) };
}

/** Changes the mapped profile Read Only of B as its administrator would. */
function setProfile(permission: string, isEnabled: boolean): void {
    const right = `<userPermissions><enabled>${isEnabled}</enabled><name>${permission}</name></userPermissions>`;
    const members = '<types><members>ReadOnly</members><name>Profile</name></types><version>67.0</version>';
    const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
    b.deploy(
        new Map([
            ['profiles/ReadOnly.profile', `<Profile ${namespace}>${right}</Profile>`],
            ['package.xml', `<Package ${namespace}>${members}</Package>`]
        ])
    );
    // What a test makes fail must not add up to a pause of the direction.
    if (!isEnabled) b.run(`UserSyncDecisions.pause('Next permission'); UserSyncDecisions.resume();`);
}

/** Without the fields that need a right of their own, so that nothing but the guard refuses. */
function newcomer(ProfileId: string): Record<string, unknown> {
    const guarded = new Set(['FirstName', 'FederationIdentifier', 'Title', 'Phone']);
    return Object.fromEntries(Object.entries(person(b, { ProfileId })).filter(([name]) => !guarded.has(name)));
}

/** @returns what the errors say @throws Error if a record was saved */
async function soap(operation: 'create' | 'update', record: object): Promise<string> {
    const members = Object.entries(record).map(([name, value]) => `<${name}>${String(value)}</${name}>`);
    const session = `<SessionHeader><sessionId>${b.org.createSession(b.integrationId).token}</sessionId></SessionHeader>`;
    const body = `<${operation}><sObjects><type>User</type>${members.join('')}</sObjects></${operation}>`;
    const answer = await fetch(`${b.org.url}/services/Soap/u/${apiVersion}`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', soapaction: '""' },
        body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><e:Header>${session}</e:Header><e:Body>${body}</e:Body></e:Envelope>`
    });
    const text = await answer.text();
    const isRefused = answer.status === 500 || text.includes('<success>false</success>');
    if (!isRefused) return '';
    throw new Error(text);
}

/** Every way to save a user with the token of the relay past the endpoint, by name. */
function writes(profileId: string, standardId: string, privilegedId: string): Record<string, () => Promise<unknown>> {
    const client = b.client(b.integrationId);
    const grant = { Id: standardId, ProfileId: profileId };
    const edit = { Id: privilegedId, LastName: 'Owned' };
    const tree = (): object => ({
        records: [{ attributes: { type: 'User', referenceId: 'one' }, ...newcomer(profileId) }]
    });
    return {
        'REST creates': () => client.create('User', newcomer(profileId)),
        'REST grants': () => client.update('User', standardId, { ProfileId: profileId }),
        'REST writes': () => client.update('User', privilegedId, { LastName: 'Owned' }),
        'collections create': () => client.createAll('User', [newcomer(profileId)]),
        'collections grant': () => client.updateAll('User', [grant]),
        'collections write': () => client.updateAll('User', [edit]),
        'tree creates': () => client.request('POST', 'composite/tree/User', tree()),
        'SOAP creates': () => soap('create', newcomer(profileId)),
        'SOAP grants': () => soap('update', grant),
        'SOAP writes': () => soap('update', edit)
    };
}

async function refusals(attempts: Record<string, () => Promise<unknown>>): Promise<[name: string, why: string][]> {
    const told: [string, string][] = [];
    for (const [name, attempt] of Object.entries(attempts))
        told.push(
            await attempt().then(
                () => [name, 'saved'],
                (error: unknown) => [name, String(error)]
            )
        );
    return told;
}

function assignPowers(isAssigned: boolean): void {
    const ids = `AssigneeId = '${b.integrationId}', PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'UserPowers'].Id`;
    const held = `[SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = '${b.integrationId}' AND PermissionSet.Name = 'UserPowers']`;
    b.run(isAssigned ? `insert new PermissionSetAssignment(${ids});` : `delete ${held};`);
}

it('P34 P36 the table of dangerous permissions is the one that the package uses', () => {
    const [names = ''] = b.run(`System.debug(String.join(UserSyncPrivileges.DANGEROUS_PERMISSIONS, ' '));`);
    expect(names.split(' ')).toEqual(dangerous.map((name) => `Permissions${name}`));
    expect(dangerous.length).toBeGreaterThan(12);
});

describe('P34 P36 a profile with a dangerous permission', () => {
    it.each(dangerous)('P34 P36 is neither granted nor written to by any API: %s', async (permission) => {
        const readOnlyOfA = a.profileId('Read Only');
        const profileId = b.profileId('Read Only');
        const privileged = await linkedPerson({ ProfileId: readOnlyOfA });
        const standard = await linkedPerson();
        setProfile(permission, true);
        try {
            const before = allUsers(b);
            const createdId = await a.client().create('User', person(a, { ProfileId: readOnlyOfA }));
            await a.client().update('User', standard.id, { ProfileId: readOnlyOfA });
            await a.client().update('User', privileged.id, { Title: 'Owned' });
            expect(await deliver()).toMatchObject([
                { action: 'NONE', reason: 'PROFILE_PRIVILEGED' },
                { reason: 'PROFILE_PRIVILEGED' },
                { action: 'NONE', reason: 'PROTECTED_USER' }
            ]);
            expect(linkedUser(b, createdId)).toBeUndefined();
            const listed = (): string | undefined =>
                issuesOf(b, `PartnerUserId__c = '${privileged.id}'`)[0]?.['ReasonCode__c'];
            expect(await eventually('the issue', listed)).toBe('BECAME_PRIVILEGED');
            const attempts = writes(profileId, standard.partnerId, privileged.partnerId);
            for (const [name, why] of await refusals(attempts)) expect([name, why]).not.toEqual([name, 'saved']);
            // Should a licence or a permission set let the relay's user write User after all, the guard in the trigger remains.
            assignPowers(true);
            for (const [name, why] of await refusals(attempts))
                expect([name, why]).toEqual([name, expect.stringContaining('PROTECTED_USER')]);
            expect(allUsers(b)).toEqual(before);
        } finally {
            assignPowers(false);
            setProfile(permission, false);
        }
    });

    it('P34 stops the next creation as soon as it gets one, and none after it was taken away', async () => {
        const create = async (): Promise<Row[]> => {
            await a.client().create('User', person(a, { ProfileId: a.profileId('Read Only') }));
            return deliver();
        };
        expect(await create()).toMatchObject([{ action: 'CREATE', reason: null }]);
        setProfile('ManageUsers', true);
        expect(await create()).toMatchObject([{ action: 'NONE', reason: 'PROFILE_PRIVILEGED' }]);
        setProfile('ManageUsers', false);
        expect(await create()).toMatchObject([{ action: 'CREATE', reason: null }]);
    });
});

it('P33 100 deactivations in an org of 1,000 users stop at 50, and the rest are held', async () => {
    const linkedCount = (condition = ''): number =>
        b.query(`SELECT Id FROM User WHERE UserSyncPartnerId__c != NULL AND IsActive = TRUE${condition}`).length;
    const missing = people(a, 1_000 - linkedCount());
    const ids = await a.client().createAll('User', missing);
    await deliver();
    expect(linkedCount()).toBe(1_000);
    const leavers = ids.slice(0, 100);
    await a.client().updateAll(
        'User',
        leavers.map((Id) => ({ Id, IsActive: false }))
    );
    const results = await deliver();
    const held = results.filter(({ reason }) => reason === 'HELD');
    expect([results.length, held.length, linkedCount()]).toEqual([100, 50, 950]);
    const issues = await eventually('the holds', () => {
        const holds = issuesOf(b, `ReasonCode__c = 'HELD'`);
        return holds.length >= 50 ? holds : undefined;
    });
    expect(issues.map((issue) => issue['PartnerUserId__c']).sort()).toEqual(
        leavers.filter((id) => linkedUser(b, id)!['IsActive'] === true).sort()
    );
}, 60_000);
