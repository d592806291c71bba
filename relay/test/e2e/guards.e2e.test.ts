import { bodyOf, postUsers, sealed } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles } from '../support/packageFiles.ts';
import { person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import {
    allUsers,
    arrival,
    eventually,
    issuesOf,
    linkedUser,
    personInBoth,
    quiet,
    userOf
} from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { profileRecord } from '../support/testRecords.ts';

/** The guards of the target org: volume limits and their decisions, the kill switch, privileges. Org B has the default limits. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];

const dangerous = [
    ...['ModifyAllData', 'ViewAllData', 'ManageUsers', 'ManageInternalUsers', 'AssignPermissionSets', 'AuthorApex'],
    ...['ManageProfilesPermissionsets', 'ManageRoles', 'ManageAuthProviders', 'ResetPasswords', 'CustomizeApplication'],
    ...['ModifyMetadata', 'ManageRemoteAccess']
];

beforeAll(async () => {
    pair = await startOrgPair({
        records: (local, partner) => [profileRecord('Reader', [local, 'Read Only'], [partner, 'Read Only'])]
    });
    ({ a, b } = pair);
    b.assignToAdmin('UserSyncApprover');
    host = new RelayHost(pair);
    relay = await host.start({ PROBE_FIRST_MS: '100', PROBE_MAX_MS: '100' });
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

const linkedPerson = (fields: Row = {}) => personInBoth(pair, fields);

const isActive = (org: SyncedOrg, id: string): unknown => userOf(org, id)['IsActive'];

function decide(decision: 'approve' | 'reject', partner: Row): void {
    const [issue] = issuesOf(b, `ReasonCode__c = 'HELD' AND User__c = '${partner['Id']}'`);
    b.run(`UserSyncDecisions.${decision}(new Set<Id>{ '${issue!['Id']}' });`);
}

/** Changes the mapped profile Read Only of one org as its administrator would. */
function setProfile(org: SyncedOrg, permission: string, enabled: boolean): void {
    const head = '<?xml version="1.0" encoding="UTF-8"?><Profile xmlns="http://soap.sforce.com/2006/04/metadata">';
    const right = `<userPermissions><enabled>${enabled}</enabled><name>${permission}</name></userPermissions>`;
    const members = '<types><members>ReadOnly</members><name>Profile</name></types>';
    org.deploy(
        new Map([
            ['profiles/ReadOnly.profile', `${head}${right}</Profile>`],
            [
                'package.xml',
                `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${members}<version>67.0</version></Package>`
            ]
        ])
    );
}

describe('P33 deactivations over the limit', () => {
    let people: { id: string; partner: Row }[];
    const held = (): { id: string; partner: Row }[] => people.filter(({ partner }) => isActive(b, partner['Id']));

    beforeAll(async () => {
        people = [];
        for (let count = 1; count <= 8; count += 1) people.push(await linkedPerson());
        for (const { id } of people) await a.client().update('User', id, { IsActive: false });
        await quiet(relay, published);
        await eventually('three holds', () => (issuesOf(b, `ReasonCode__c = 'HELD'`).length === 3 ? true : undefined));
    }, 60_000);

    it('P33 applies five and holds the rest, each listed once', () => {
        expect(held()).toHaveLength(3);
        const listed = issuesOf(b, `ReasonCode__c = 'HELD'`).map((row) => row['User__c']);
        expect(new Set(listed)).toEqual(new Set(held().map(({ partner }) => partner['Id'])));
    });

    it('P33 lets other fields of a held user travel, which changes IsActive in neither org', async () => {
        const { id, partner } = held()[0]!;
        await a.client().update('User', id, { Title: 'Leaver' });
        await arrival(b, id, { Title: 'Leaver', IsActive: true });
        await b.client().update('User', partner['Id'], { Phone: '+44 33' });
        await arrival(a, partner['Id'], { Phone: '+44 33', IsActive: false });
        await quiet(relay, published);
        expect([isActive(a, id), isActive(b, partner['Id'])]).toEqual([false, true]);
    });

    it('P33 deactivates whom an approver approves, and reactivates in the source whom an approver rejects', async () => {
        const [approved, rejected] = held();
        decide('approve', approved!.partner);
        decide('reject', rejected!.partner);
        await arrival(b, approved!.id, { IsActive: false });
        await arrival(a, rejected!.partner['Id'], { IsActive: true });
        await quiet(relay, published);
        expect([isActive(a, approved!.id), isActive(b, rejected!.partner['Id'])]).toEqual([false, true]);
    });
});

it('P38 writes nothing while an approver paused the direction, and everything afterwards', async () => {
    const { id, partner } = await linkedPerson();
    b.run(`UserSyncDecisions.pause('The leavers look wrong.');`);
    await a.client().update('User', id, { Title: 'Meanwhile' });
    const paused = await eventually('the relay to pause', async () => {
        const [direction] = (await relay.status()).directions;
        return direction!.state === 'PAUSED' ? direction : undefined;
    });
    expect(paused.reason).toMatchObject({ org: 'TARGET', code: 'DIRECTION_PAUSED' });
    expect(userOf(b, partner['Id'])['Title']).toBe('Engineer');
    b.run('UserSyncDecisions.resume();');
    await arrival(b, id, { Title: 'Meanwhile' });
});

describe('P34 a profile with a dangerous permission', () => {
    it.each(dangerous)('P34 is neither granted nor written to: %s', async (permission) => {
        const ProfileId = a.profileId('Read Only');
        const { id: linkedId, partner: linked } = await linkedPerson({ ProfileId });
        const { id: standardId, partner: standard } = await linkedPerson();
        await quiet(relay, published);
        setProfile(b, permission, true);
        try {
            const client = b.client(b.integrationId);
            const readOnlyId = b.profileId('Read Only');
            const userIds = allUsers(b).map((row) => row['Id']);
            const createdId = await a.client().create('User', person(a, { ProfileId }));
            await a.client().update('User', standardId, { ProfileId });
            await a.client().update('User', linkedId, { Title: 'Owned' });
            const reasonOf = (partnerId: string): Promise<string> =>
                eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${partnerId}'`)[0]?.['ReasonCode__c']);
            expect(await reasonOf(createdId)).toBe('PROFILE_PRIVILEGED');
            expect(await reasonOf(standardId)).toBe('PROFILE_PRIVILEGED');
            expect(await reasonOf(linkedId)).toBe('BECAME_PRIVILEGED');
            const batch = [{ attributes: { type: 'User' }, id: standard['Id'], ProfileId: readOnlyId }];
            for (const write of [
                () => client.create('User', person(b, { ProfileId: readOnlyId })),
                () => client.update('User', standard['Id'], { ProfileId: readOnlyId }),
                () => client.update('User', linked['Id'], { Title: 'Owned' }),
                () => client.createAll('User', [person(b, { ProfileId: readOnlyId })]),
                () => client.request('PATCH', 'composite/sobjects', { allOrNone: true, records: batch })
            ])
                await expect(write()).rejects.toMatchObject({ code: 'ORG_REFUSED' });
            // Past every right of the platform the guard in the trigger remains.
            for (const change of [`Id = '${standard['Id']}', ProfileId = '${readOnlyId}'`, `Id = '${linked['Id']}'`])
                expect(() => b.run(`update as system new User(${change});`, b.integrationId)).toThrow('PROTECTED_USER');
            expect(allUsers(b).map((row) => row['Id'])).toEqual(userIds);
            expect(userOf(b, standard['Id'])['ProfileId']).toBe(b.profileId('Standard User'));
            expect(userOf(b, linked['Id'])['Title']).toBe('Engineer');
        } finally {
            setProfile(b, permission, false);
            // What this test made fail must not add up to a pause of the direction.
            b.run(`UserSyncDecisions.pause('Next permission'); UserSyncDecisions.resume();`);
        }
    });

    it('P34 lists a user whom automation of this org makes privileged while it is created', async () => {
        b.run(`insert new PermissionSet(Name = 'Powers', Label = 'Powers', PermissionsViewAllData = true);`);
        const source = `trigger GivePowers on User (after insert) {
            Id powers = [SELECT Id FROM PermissionSet WHERE Name = 'Powers' WITH SYSTEM_MODE].Id;
            List<PermissionSetAssignment> given = new List<PermissionSetAssignment>();
            for (User created : Trigger.new) {
                given.add(new PermissionSetAssignment(AssigneeId = created.Id, PermissionSetId = powers));
            }
            insert as system given;
        }`;
        const files = new Map(apexFiles('trigger', 'GivePowers', source));
        b.deploy(files);
        try {
            const { id } = await linkedPerson();
            const issue = await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${id}'`)[0]);
            expect(issue['ReasonCode__c']).toBe('BECAME_PRIVILEGED');
        } finally {
            b.remove(files);
        }
    });
});

it('P34 refuses rows about the privileged that the partner signed itself', async () => {
    const before = userOf(b, b.adminId);
    const { id } = await linkedPerson();
    await quiet(relay, published);
    const body = bodyOf(published[0].envelopes().at(-1)!);
    const column = (name: string): number => body.columns.indexOf(name);
    body.rows[0]![column('partnerId')] = b.adminId;
    body.rows[0]![column('id')] = a.adminId;
    body.rows[0]![column('syncId')] = 'somebody-else';
    const { body: answer } = await postUsers(b, sealed(a, body));
    expect(answer.results).toMatchObject([
        { action: 'NONE', reason: expect.stringMatching(/PROTECTED_USER|AMBIGUOUS/) }
    ]);
    expect(userOf(b, b.adminId)).toEqual(before);
    expect(linkedUser(b, id)).toBeDefined();
});
