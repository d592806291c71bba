import { callEndpoint } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles } from '../support/packageFiles.ts';
import { person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { arrival, eventually, issuesOf, linkedUser, quiet, userOf } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';

/** Who is linked with whom, what the platform refuses, and undo; org B has few licences. */
const licencesOfB = 24;
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];

beforeAll(async () => {
    pair = await startOrgPair({ org: (letter) => (letter === 'B' ? { licences: { Salesforce: licencesOfB } } : {}) });
    ({ a, b } = pair);
    for (const org of [a, b]) {
        org.run(`insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(),
            PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'UserSyncApprover'].Id);`);
    }
    host = new RelayHost(pair);
    relay = await host.start({ PROBE_FIRST_MS: '100', PROBE_MAX_MS: '100' });
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

async function linkedPerson(fields: Row = {}): Promise<{ id: string; partner: Row }> {
    const id = await a.client().create('User', person(a, fields));
    return { id, partner: await arrival(b, id) };
}

const reasonsAbout = (partnerUserId: string): unknown[] =>
    issuesOf(b, `PartnerUserId__c = '${partnerUserId}'`).map((row) => row['ReasonCode__c']);

describe('links', () => {
    it('P13 links a person whom both orgs created at once, once and under the smaller shared identity', async () => {
        // Nothing arrives while both directions are paused, so neither org knows of the other's user yet.
        for (const org of [a, b]) org.run(`UserSyncDecisions.pause('Both at once');`);
        const FederationIdentifier = 'created-twice';
        const idA = await a.client().create('User', person(a, { FederationIdentifier }));
        const idB = await b.client().create('User', person(b, { FederationIdentifier }));
        const syncIds = [userOf(a, idA), userOf(b, idB)].map((row) => String(row['UserSyncId__c']));
        await a.client().update('User', idA, { Title: 'Title of A' });
        await b.client().update('User', idB, { Phone: '+44 7' });
        for (const org of [a, b]) org.run('UserSyncDecisions.resume();');
        await arrival(b, idA, { Id: idB, Title: 'Title of A', Phone: '+44 7' });
        await arrival(a, idB, { Id: idA, Title: 'Title of A', Phone: '+44 7' });
        await quiet(relay, published);
        const smaller = syncIds.sort()[0];
        expect([userOf(a, idA)['UserSyncId__c'], userOf(b, idB)['UserSyncId__c']]).toEqual([smaller, smaller]);
        const people = [a, b].map((org) =>
            org.query(`SELECT Id FROM User WHERE FederationIdentifier = '${FederationIdentifier}'`)
        );
        expect(people.map((rows) => rows.length)).toEqual([1, 1]);
    });

    it('B9 proposes the user with the same address behind .invalid, whom an admin links; C10 unlinks for good', async () => {
        const Email = 'grace@company.example';
        const own = { FederationIdentifier: null, Title: 'Analyst' };
        const idB = await b.client().create('User', person(b, { ...own, Email: `${Email}.invalid`, IsActive: false }));
        await quiet(relay, published);
        const idA = await a.client().create('User', person(a, { ...own, Email }));
        const issue = await eventually('the proposal', () => issuesOf(b, `PartnerUserId__c = '${idA}'`)[0]);
        expect(issue).toMatchObject({ ReasonCode__c: 'PROPOSED', User__c: idB });
        b.run(`UserSyncLinks.link('${idB}', '${idA}');`);
        await eventually('the link', () => linkedUser(b, idA));
        await a.client().update('User', idA, { Title: 'Admiral' });
        await arrival(b, idA, { Id: idB, Title: 'Admiral' });
        await b.client().update('User', idB, { Phone: '+1 9' });
        await arrival(a, idB, { Id: idA, Phone: '+1 9' });
        await quiet(relay, published);

        for (const [org, id] of [
            [a, idA],
            [b, idB]
        ] as const) {
            org.run(`UserSyncLinks.unlink('${id}');`);
            await eventually('the unlink', () => (userOf(org, id)['UserSyncPartnerId__c'] ? undefined : true));
        }
        await a.client().update('User', idA, { Title: 'Nobody hears' });
        await quiet(relay, published);
        const { Title, UserSyncPartnerId__c: partnerId } = userOf(b, idB);
        expect([Title, partnerId ?? null]).toEqual(['Admiral', null]);
    });
});

it('B1 lists what keeps the platform from deactivating a user, and writes the other groups', async () => {
    const { id, partner } = await linkedPerson();
    const source = `trigger KeepOwner on User (before update) {
        for (User changed : Trigger.new) {
            if (!changed.IsActive && Trigger.oldMap.get(changed.Id).IsActive) {
                changed.addError('This user is the default lead owner.');
            }
        }
    }`;
    const files = new Map(apexFiles('trigger', 'KeepOwner', source));
    b.deploy(files);
    try {
        await a.client().update('User', id, { IsActive: false, Title: 'Leaver' });
        await arrival(b, id, { IsActive: true, Title: 'Leaver' });
        const issue = await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${id}'`)[0]);
        expect(issue).toMatchObject({ ReasonCode__c: 'CANNOT_DEACTIVATE', User__c: partner['Id'] });
        expect(issue['Message__c']).toContain('This user is the default lead owner.');
    } finally {
        b.remove(files);
    }
    await a.client().update('User', id, { IsActive: true });
    await a.client().update('User', id, { IsActive: false });
    await arrival(b, id, { IsActive: false });
});

it('undoes in both orgs what one window wrote, except what was edited since', async () => {
    const people = [await linkedPerson(), await linkedPerson(), await linkedPerson()];
    await quiet(relay, published);
    // The database keeps whole seconds.
    const startAt = Math.floor(Date.now() / 1000) * 1000;
    for (const { id } of people) await a.client().update('User', id, { Title: 'Wrong' });
    for (const { id } of people) await arrival(b, id, { Title: 'Wrong' });
    await b.client().update('User', people[2]!.partner['Id'], { Title: 'Corrected' });
    await arrival(a, people[2]!.partner['Id'], { Title: 'Corrected' });
    await eventually('three results', () =>
        b.query(`SELECT Id FROM UserSyncResult__c WHERE GroupKey__c = 't' AND User__r.Title IN ('Wrong', 'Corrected')`)
            .length === 3
            ? true
            : undefined
    );
    const ids = people.map(({ partner }) => `'${partner['Id']}'`).join(', ');
    const [reverted] = b.run(`
        UserSyncUndo undo = UserSyncUndo.ofWindow(Datetime.newInstance(${startAt}L), Datetime.now());
        Integer count = 0;
        Integer ourCount = 0;
        for (UserSyncUndo.Line line : undo.preview()) {
            count += line.isReverted ? 1 : 0;
            ourCount += line.isReverted && new Set<Id>{ ${ids} }.contains(line.userId) ? 1 : 0;
        }
        undo.start(count);
        System.debug(ourCount);`);
    expect(reverted).toBe('2');
    for (const [index, Title] of ['Engineer', 'Engineer', 'Corrected'].entries()) {
        const { id, partner } = people[index]!;
        await arrival(b, id, { Title });
        await arrival(a, partner['Id'], { Title });
    }
});

it('B15 parks creates while no licence is free, lets updates flow, and creates when one is', async () => {
    const { id: existing } = await linkedPerson();
    const [{ UsedLicenses }] = b.query(`SELECT UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'`) as [Row];
    const created: string[] = [];
    for (let used = UsedLicenses as number; used <= licencesOfB; used += 1)
        created.push(await a.client().create('User', person(a)));
    const parked = created.at(-1)!;
    await eventually('the parked create', () => reasonsAbout(parked).find((code) => code === 'LICENSE_LIMIT_EXCEEDED'));
    await a.client().update('User', existing, { Title: 'Still flowing' });
    await arrival(b, existing, { Title: 'Still flowing' });
    const [issue] = b.query(
        `SELECT NextAttemptAt__c, IsDeadLetter__c FROM UserSyncIssue__c WHERE PartnerUserId__c = '${parked}'`
    );
    expect(issue).toMatchObject({ IsDeadLetter__c: false, NextAttemptAt__c: expect.anything() });
    await a.client().update('User', existing, { IsActive: false });
    await arrival(b, existing, { IsActive: false });
    await quiet(relay, published);
    expect(linkedUser(b, parked)).toBeUndefined();
    await relay.end('SIGTERM');
    // What production does every five minutes.
    relay = await host.start({ RECONCILE_INTERVAL_MS: '500' });
    await eventually('the parked create', () => linkedUser(b, parked));
    await eventually('the issue to be resolved', () =>
        b.query(`SELECT Id FROM UserSyncIssue__c WHERE PartnerUserId__c = '${parked}' AND ResolvedAt__c = NULL`).length
            ? undefined
            : true
    );
    expect((await callEndpoint(b, 'GET', 'status')).body.problems).toEqual([]);
});
