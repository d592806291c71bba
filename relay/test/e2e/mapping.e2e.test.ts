import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { recordFile } from '../support/packageFiles.ts';
import { person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { arrival, eventually, issuesOf, personInBoth, quiet, userOf } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { fieldRecord, groupRecords } from '../support/testRecords.ts';

/** Whose value counts and how values are turned. B owns the company, A the employee number; departments are mapped. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];

/** Somebody who was in both orgs before they knew User Sync. */
const knownIds = { A: '', B: '' };

const departmentPairs: [string, string, isDefaultInA: boolean, isDefaultInB: boolean][] = [
    ['Sales', 'Vertrieb', true, true],
    ['Field Sales', 'Vertrieb', false, true],
    ['*', 'Sonstiges', false, false]
];

function groupRecord(name: string, key: string, owner: string, policy: string): [string, string] {
    return recordFile('UserSyncGroup', name, {
        Key__c: key,
        IsEnabled__c: true,
        Owner__c: owner,
        FirstLinkPolicy__c: policy,
        Description__c: null
    });
}

/** The employee number of A stands among much longer text in B. */
function numberRecords(isA: boolean): [string, string][] {
    if (isA) return [fieldRecord('EmployeeNumber', { GroupKey__c: 'e', PartnerField__c: 'AboutMe' })];
    return [
        fieldRecord('EmployeeNumber', { GroupKey__c: 'e', IsEnabled__c: false }),
        fieldRecord('AboutMe', { GroupKey__c: 'e', PartnerField__c: 'EmployeeNumber' })
    ];
}

function mappingRecords({ letter }: SyncedOrg): [string, string][] {
    const isA = letter === 'A';
    return [
        groupRecord('Company', 'c', isA ? 'Partner' : 'Local', 'List'),
        groupRecord('Phone', 'p', 'Newest', isA ? 'Local' : 'Partner'),
        ...groupRecords('v', 'DelegatedApproverId'),
        ...numberRecords(isA),
        ...departmentPairs.map(([inA, inB, isDefaultInA, isDefaultInB], index) =>
            recordFile('UserSyncValueMapping', `Department${index}`, {
                LocalField__c: 'Department',
                LocalValue__c: isA ? inA : inB,
                PartnerValue__c: isA ? inB : inA,
                IsDefault__c: isA ? isDefaultInA : isDefaultInB,
                IsEnabled__c: true
            })
        )
    ];
}

function insertKnown(org: SyncedOrg): void {
    const { letter } = org;
    const record = person(org, {
        FederationIdentifier: 'known-in-both',
        Phone: letter === 'A' ? '+1 of A' : '+2 of B',
        City: `City of ${letter}`,
        ProfileId: org.profileId(letter === 'A' ? 'Standard User' : 'Read Only')
    });
    const [id = ''] = org.run(
        `User record = (User) JSON.deserialize('${JSON.stringify(record)}', User.class); insert record; System.debug(record.Id);`
    );
    knownIds[letter] = id;
}

beforeAll(async () => {
    pair = await startOrgPair({
        records: (local) => {
            // Called before the org has a configuration, while the package does nothing.
            insertKnown(local);
            return mappingRecords(local);
        }
    });
    ({ a, b } = pair);
    for (const org of [a, b]) {
        org.assignToAdmin('UserSyncApprover');
        org.assignToAdmin('UserSyncViewer');
    }
    host = new RelayHost(pair);
    relay = await host.start();
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

/** Runs edits while the relay stands still, so that neither org sees the other's. */
async function apart(edits: () => Promise<void>): Promise<void> {
    await quiet(relay, published);
    await relay.end('SIGTERM');
    // A relay that starts again counts from the position it had reached.
    published = [new EventTally(a), new EventTally(b)];
    await edits();
    relay = await host.start();
    await quiet(relay, published);
}

const linkedPerson = (fields: Row = {}) => personInBoth(pair, fields);

const fieldOf = (org: SyncedOrg, id: string, name: string): unknown =>
    org.queryOne(`SELECT ${name} FROM User WHERE Id = '${id}'`)[name] ?? null;

const reasonsOf = (org: SyncedOrg, userId: string): unknown[] =>
    issuesOf(org, `User__c = '${userId}'`).map((row) => row['ReasonCode__c']);

describe('edits of both orgs at once', () => {
    it('P4 B10 keep both when they are of different groups', async () => {
        const { id, partner } = await linkedPerson();
        await apart(async () => {
            await a.client().update('User', id, { MobilePhone: '+1' });
            await b.client().update('User', partner['Id'], { Title: 'Director' });
        });
        for (const user of [userOf(a, id), userOf(b, partner['Id'])])
            expect(user).toMatchObject({ MobilePhone: '+1', Title: 'Director' });
    });

    it('P5 have one winner, and the loser is listed once and restored', async () => {
        const { id, partner } = await linkedPerson();
        await apart(async () => {
            await a.client().update('User', id, { Title: 'Older' });
            await b.client().update('User', partner['Id'], { Title: 'Newer' });
        });
        expect([userOf(a, id)['Title'], userOf(b, partner['Id'])['Title']]).toEqual(['Newer', 'Newer']);
        const conflicts = await eventually('the conflict', () => {
            const found = issuesOf(a, `User__c = '${id}'`);
            return found.length > 0 ? found : undefined;
        });
        expect(conflicts).toMatchObject([{ ReasonCode__c: 'CONFLICT', GroupKey__c: 't' }]);
        expect(reasonsOf(b, partner['Id'])).toEqual([]);
        a.run(`UserSyncChoices.choose(new Set<Id>{ '${conflicts[0]!['Id']}' }, UserSyncChoices.Choice.RESTORE);`);
        await arrival(b, id, { Title: 'Older' });
        expect(userOf(a, id)['Title']).toBe('Older');
    });

    it('P5 list the loser once also when reconciliation alone brings the winner', async () => {
        const { id, partner } = await linkedPerson();
        await quiet(relay, published);
        await relay.end('SIGTERM');
        published = [new EventTally(a), new EventTally(b)];
        await a.client().update('User', id, { Title: 'Older' });
        await b.client().update('User', partner['Id'], { Title: 'Newer' });
        await b.client().update('User', partner['Id'], { Title: 'Newest' });
        relay = await host.start({ EVENTS: 'off', RECONCILE_INTERVAL_MS: '200' });
        await arrival(a, partner['Id'], { Title: 'Newest' });
        const conflicts = await eventually('the conflict', () => {
            const found = a.query(
                `SELECT Values__c, Stamp__c FROM UserSyncIssue__c WHERE User__c = '${id}' AND ReasonCode__c = 'CONFLICT'`
            );
            return found.length > 0 ? found : undefined;
        });
        expect(conflicts.map((row) => row['Values__c'])).toEqual(['{"Title":"Older"}']);
        await relay.end('SIGTERM');
        // The events come as well, late, and say nothing new.
        relay = await host.start();
        await quiet(relay, published);
        expect(reasonsOf(a, id)).toEqual(['CONFLICT']);
        expect(reasonsOf(b, partner['Id'])).toEqual([]);
    });

    it('P9 carry a cleared field', async () => {
        const { id, partner } = await linkedPerson({ Department: 'Legal' });
        await b.client().update('User', partner['Id'], { Phone: null, Title: null });
        const cleared = await arrival(a, partner['Id'], { Phone: null, Title: null });
        expect(cleared).toMatchObject({ Id: id, LastName: partner['LastName'] });
    });
});

describe('an owned group', () => {
    it('travels from its owner, and drift of the other org is kept, listed and replaced', async () => {
        const { id, partner } = await linkedPerson();
        await b.client().update('User', partner['Id'], { CompanyName: 'Owned by B' });
        await arrival(a, partner['Id'], { CompanyName: 'Owned by B' });
        await a.client().update('User', id, { CompanyName: 'Drift' });
        await eventually('the drift', () => (reasonsOf(a, id).includes('DRIFT') ? true : undefined));
        await quiet(relay, published);
        expect([userOf(a, id)['CompanyName'], userOf(b, partner['Id'])['CompanyName']]).toEqual([
            'Drift',
            'Owned by B'
        ]);
        await b.client().update('User', partner['Id'], { CompanyName: 'Later' });
        await arrival(a, partner['Id'], { CompanyName: 'Later' });
    });
});

describe('mapped values', () => {
    it('write the default, and leave a value that is any pair of the incoming one', async () => {
        const { id, partner } = await linkedPerson({ Department: 'Field Sales' });
        expect(partner['Department']).toBe('Vertrieb');
        await b.client().update('User', partner['Id'], { Division: 'North' });
        await arrival(a, partner['Id'], { Division: 'North' });
        expect(userOf(a, id)['Department']).toBe('Field Sales');
    });

    it('never bring a fallback back', async () => {
        const { id, partner } = await linkedPerson({ Department: 'Legal' });
        expect(partner['Department']).toBe('Sonstiges');
        await eventually('the listing', () => (reasonsOf(b, partner['Id']).length > 0 ? true : undefined));
        expect(reasonsOf(b, partner['Id'])).toEqual(['VALUE_FALLBACK']);
        await b.client().update('User', partner['Id'], { Division: 'South' });
        await arrival(a, partner['Id'], { Division: 'South' });
        expect(userOf(a, id)['Department']).toBe('Legal');
    });
});

describe('references', () => {
    it('P16 B19 set managers whatever the order, also in a cycle', async () => {
        await quiet(relay, published);
        const [first = '', second = ''] = await a.client().createAll('User', [person(a), person(a)]);
        await a.client().update('User', first, { ManagerId: second });
        await a.client().update('User', second, { ManagerId: first });
        const partners = [await arrival(b, first), await arrival(b, second)].map((row) => String(row['Id']));
        const managers = (): unknown[] => partners.map((partner) => fieldOf(b, partner, 'ManagerId'));
        await eventually('both managers', () => (managers().every((manager) => manager !== null) ? true : undefined));
        expect(managers()).toEqual([...partners].reverse());
    });

    it('P16 list a delegated approver who is not there, and set it when it can be', async () => {
        await quiet(relay, published);
        const [approver = '', person0 = ''] = await a
            .client()
            .createAll('User', [person(a, { UserSyncExcluded__c: true }), person(a, { DelegatedApproverId: null })]);
        await a.client().update('User', person0, { DelegatedApproverId: approver });
        const partner = String((await arrival(b, person0))['Id']);
        const waiting = "GroupKey__c = 'v' AND ReasonCode__c = 'REFERENCE_WAITING' AND ResolvedAt__c";
        await eventually('the listing', () => issuesOf(b, `User__c = '${partner}' AND ${waiting} = NULL`)[0]);
        expect(fieldOf(b, partner, 'DelegatedApproverId')).toBeNull();
        await a.client().update('User', approver, { UserSyncExcluded__c: false, Title: 'Approver' });
        const approverThere = (await arrival(b, approver))['Id'];
        // Any later row of the person does it: an edit, the retry after five minutes, a full comparison.
        await a.client().update('User', person0, { Title: 'Approved' });
        await arrival(b, person0, { Title: 'Approved' });
        expect(fieldOf(b, partner, 'DelegatedApproverId')).toBe(approverThere);
        await eventually('the end of it', () => issuesOf(b, `User__c = '${partner}' AND ${waiting} != NULL`)[0]);
    });
});

describe('the first link of users who differ', () => {
    it('B12 lists what no policy settles, writes what one does, and leaves the profile until somebody chooses', async () => {
        await a.client().update('User', knownIds.A, { Title: 'Known' });
        await arrival(b, knownIds.A, { Id: knownIds.B, Title: 'Known', Phone: '+1 of A' });
        await quiet(relay, published);
        expect(userOf(b, knownIds.B)).toMatchObject({ City: 'City of B', ProfileId: b.profileId('Read Only') });
        const choices = await eventually('the listings', () => {
            const found = issuesOf(b, `User__c = '${knownIds.B}' AND ReasonCode__c = 'CHOICE_NEEDED'`);
            return found.length >= 3 ? found : undefined;
        });
        expect(choices.map((row) => row['GroupKey__c']).sort()).toEqual(['a', 'n', 'r']);
        const cityIssue = choices.find((row) => row['GroupKey__c'] === 'a');
        b.run(`UserSyncChoices.choose(new Set<Id>{ '${cityIssue?.['Id']}' }, UserSyncChoices.Choice.OURS);`);
        await arrival(a, knownIds.B, { Id: knownIds.A, City: 'City of B' });
    });
});

describe('the health of the mapping', () => {
    interface Health {
        findings: { code: string; difference: string | null; values: string[] | null }[];
        groups: { key: string; digest: string; partnerDigest: string | null }[];
    }
    const healthOf = (org: SyncedOrg): Health =>
        JSON.parse(org.run('System.debug(JSON.serialize(UserSyncMappingHealthController.load()));').join('')) as Health;
    const differencesOf = (health: Health) => health.findings.filter(({ difference }) => difference);

    it('knows the fields and digests of the other org from the relay', async () => {
        const health = await eventually('word of the partner', () => {
            const read = healthOf(a);
            return read.groups.every(({ partnerDigest }) => partnerDigest) ? read : undefined;
        });
        expect(health.groups.map(({ partnerDigest }) => partnerDigest)).toEqual(
            health.groups.map(({ digest }) => digest)
        );
        // A number of 20 characters cannot hold what B may write about somebody; the other way round it fits.
        expect(differencesOf(health)).toMatchObject([
            { code: 'INVALID_VALUE', difference: 'REFUSED', values: ['EmployeeNumber', '20', 'AboutMe', '1000'] }
        ]);
        expect(differencesOf(healthOf(b))).toEqual([]);
    });
});
