import { bodyOf, callEndpoint, postUsers, sealed, setCell } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles } from '../support/packageFiles.ts';
import { people, person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { arrival, eventually, issuesOf, linkedUser, personInBoth, quiet, userOf } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';

/** Who is linked with whom, what the platform refuses, and undo; org B has few licences. */
const licencesOfB = 44;
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
        org.assignToAdmin('UserSyncApprover');
    }
    host = new RelayHost(pair);
    relay = await host.start({ PROBE_FIRST_MS: '100', PROBE_MAX_MS: '100' });
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

const linkedPerson = (fields: Row = {}) => personInBoth(pair, fields);

const resultsOf = (user: Row): string => `SELECT Id FROM UserSyncResult__c WHERE User__c = '${user['Id']}'`;

const reasonsAbout = (partnerUserId: string): unknown[] =>
    issuesOf(b, `PartnerUserId__c = '${partnerUserId}'`).map((row) => row['ReasonCode__c']);

/** Edits in both orgs arrive in the other. */
async function travels(idA: string, idB: string, Title: string): Promise<void> {
    await a.client().update('User', idA, { Title });
    await arrival(b, idA, { Id: idB, Title });
    const Phone = `+1 ${Title}`;
    await b.client().update('User', idB, { Phone });
    await arrival(a, idB, { Id: idA, Phone });
    await quiet(relay, published);
}

async function unlinked(idA: string, idB: string): Promise<void> {
    await eventually('both halves of the link to be gone', () =>
        userOf(a, idA)['UserSyncPartnerId__c'] || userOf(b, idB)['UserSyncPartnerId__c'] ? undefined : true
    );
    await quiet(relay, published);
}

/** Nothing of the two is heard in the other org, and nobody is created for it. */
async function staysUnlinked(idA: string, idB: string, titleOfB: string): Promise<void> {
    const counts = (): number[] => [a, b].map((org) => org.query('SELECT Id FROM User').length);
    const before = counts();
    await a.client().update('User', idA, { Title: 'Nobody hears' });
    await b.client().update('User', idB, { Phone: '+1 unheard' });
    await quiet(relay, published);
    expect([userOf(b, idB)['Title'], userOf(a, idA)['Phone']]).toEqual([titleOfB, `+1 ${titleOfB}`]);
    expect([userOf(a, idA), userOf(b, idB)].map((user) => user['UserSyncPartnerId__c'] ?? null)).toEqual([null, null]);
    expect(counts()).toEqual(before);
}

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

    it('B9 C10 proposes the user with the same address behind .invalid, whom an admin links; one org is enough to unlink for good', async () => {
        const Email = 'grace@company.example';
        const own = { FederationIdentifier: null, Title: 'Analyst' };
        const idB = await b.client().create('User', person(b, { ...own, Email: `${Email}.invalid`, IsActive: false }));
        await quiet(relay, published);
        const idA = await a.client().create('User', person(a, { ...own, Email }));
        const issue = await eventually('the proposal', () => issuesOf(b, `PartnerUserId__c = '${idA}'`)[0]);
        expect(issue).toMatchObject({ ReasonCode__c: 'PROPOSED', User__c: idB });
        b.run(`UserSyncLinks.link('${idB}', '${idA}');`);
        await eventually('the link', () => linkedUser(b, idA));
        await travels(idA, idB, 'Admiral');

        a.run(`UserSyncLinks.unlink('${idA}');`);
        await unlinked(idA, idB);
        const [listed] = issuesOf(b, `ReasonCode__c = 'UNLINKED_BY_PARTNER'`);
        expect(listed).toMatchObject({ User__c: idB, PartnerUserId__c: idA });
        await staysUnlinked(idA, idB, 'Admiral');

        a.run(`UserSyncLinks.link('${idA}', '${idB}');`);
        await eventually('the link', () => linkedUser(a, idB));
        await a.client().update('User', idA, { Title: 'Linked again' });
        await travels(idA, idB, 'Commodore');
        b.run(`UserSyncLinks.unlink('${idB}');`);
        await unlinked(idA, idB);
        await staysUnlinked(idA, idB, 'Commodore');
    });

    it('C10 closes in the other org too what an approver rejected, and proposes it in neither again', async () => {
        const own = { FederationIdentifier: null, Email: 'mary@company.example', Phone: '+1 Mary', Title: 'Mary' };
        const idB = await b.client().create('User', person(b, { ...own, IsActive: false }));
        await quiet(relay, published);
        const idA = await a.client().create('User', person(a, own));
        const proposal = await eventually('the proposal', () => issuesOf(b, `PartnerUserId__c = '${idA}'`)[0]);
        await b.client().update('User', idB, { Title: 'Proposes her' });
        await eventually('the same proposal', () => issuesOf(a, `PartnerUserId__c = '${idB}'`)[0]);
        b.run(`UserSyncProposals.reject(new Set<Id>{ '${proposal['Id']}' }, 'Two people of one name');`);
        const open = [a, b].map(
            (org) => () =>
                issuesOf(org, `ReasonCode__c = 'PROPOSED' AND User__c IN ('${idA}', '${idB}') AND ResolvedAt__c = NULL`)
        );
        await eventually('the proposal to be closed in A', () => open[0]!().length === 0 || undefined);
        await b.client().update('User', idB, { Title: 'Mary' });
        await staysUnlinked(idA, idB, 'Mary');
        expect(open.map((issues) => issues().length)).toEqual([0, 0]);
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
    // The database keeps whole seconds; the window begins with one in which nobody was created.
    const createdAt = Math.floor(Date.now() / 1000);
    const startAt = await eventually('the next second', () => {
        const second = Math.floor(Date.now() / 1000);
        return second > createdAt ? second * 1000 : undefined;
    });
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

it('undoes a create by a deactivation that travels like any other', async () => {
    const { id, partner } = await linkedPerson();
    await eventually('the result', () => b.query(resultsOf(partner))[0]);
    const [lines] = b.run(`
        UserSyncUndo undo = UserSyncUndo.ofUser('${partner['Id']}');
        List<UserSyncUndo.Line> lines = undo.preview();
        undo.start(lines.size());
        System.debug(lines.size() + ' ' + lines[0].isCreate);`);
    expect(lines).toBe('1 true');
    await arrival(b, id, { IsActive: false });
    await arrival(a, partner['Id'], { IsActive: false });
});

it('P12 makes one user of a create whose answer was lost and that is sent again and again', async () => {
    await relay.end('SIGTERM');
    published = [new EventTally(a), new EventTally(b)];
    const id = await a.client().create('User', person(a));
    const [envelope] = published[0].envelopes();
    // Nobody sees these answers, as if the connection had broken.
    await Promise.all([postUsers(b, envelope!), postUsers(b, envelope!)]);
    relay = await host.start({ PROBE_FIRST_MS: '100', PROBE_MAX_MS: '100' });
    await quiet(relay, published);
    await a.client().update('User', id, { Title: 'Once' });
    await arrival(b, id, { Title: 'Once' });
    const { FederationIdentifier } = a.queryOne(`SELECT FederationIdentifier FROM User WHERE Id = '${id}'`);
    expect(b.query(`SELECT Id FROM User WHERE FederationIdentifier = '${FederationIdentifier}'`)).toHaveLength(1);
});

it('P14 lists a username that is taken in any org, and keeps names over ten round trips', async () => {
    const [taken, stable] = [person(a), await linkedPerson()];
    // Usernames are unique over all orgs: this one in A is the name that the other would get in B.
    await a.client().create('User', person(a, { Username: `${String(taken['Username'])}.b` }));
    const id = await a.client().create('User', taken);
    const issue = await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${id}'`)[0]);
    expect(issue).toMatchObject({ ReasonCode__c: 'DUPLICATE_USERNAME' });
    expect(linkedUser(b, id)).toBeUndefined();
    const names = (): unknown[] =>
        [userOf(a, stable.id), userOf(b, stable.partner['Id'])].map((row) => row['Username']);
    const before = names();
    for (let trip = 1; trip <= 10; trip += 1) {
        await a.client().update('User', stable.id, { Title: `Trip ${trip}` });
        await arrival(b, stable.id, { Title: `Trip ${trip}` });
        await b.client().update('User', stable.partner['Id'], { Phone: `Back ${trip}` });
        await arrival(a, stable.partner['Id'], { Phone: `Back ${trip}` });
    }
    expect(names()).toEqual(before);
});

it('B16 skips users who are not of type Standard in either org, with a reason', async () => {
    await quiet(relay, published);
    const eventsBefore = published[0].events;
    await a.client().create('User', person(a, { ProfileId: a.profileId('Chatter Free User') }));
    expect(published[0].events).toBe(eventsBefore);
    const own = person(b, { ProfileId: b.profileId('Chatter Free User') });
    const idB = await b.client().create('User', own);
    const standard = person(a, { FederationIdentifier: null });
    const idA = await a.client().create('User', standard);
    await arrival(b, idA);
    await quiet(relay, published);
    const body = bodyOf(published[0].envelopes().at(-1)!);
    setCell(body, 0, 'syncId', 'portal-person');
    setCell(body, 0, 'id', '005000000000099AAA');
    setCell(body, 0, 'partnerId', idB);
    const { body: answer } = await postUsers(b, sealed(a, body));
    expect(answer.results).toMatchObject([{ reason: 'NOT_STANDARD_USER', action: 'NONE', handling: 'DONE' }]);
});

it('B17 brings apostrophes and Unicode, shortens nothing that fits, and gives a nickname that is taken a mark of its own', async () => {
    const CommunityNickname = 'taken by somebody';
    // Inactive, so that it is not created in A, where the nickname is free.
    await b.client().create('User', person(b, { CommunityNickname, IsActive: false }));
    const fields = { FirstName: 'Ünïcödé 漢字', LastName: "O'Brien-Ñandú", Title: 'Ingénieure 🛠' };
    const number = String(Date.now());
    const created = person(a, {
        ...fields,
        Username: `o'brien.${number}@orga.example`,
        Email: "o'brien@company.example",
        Alias: 'obrien78',
        CommunityNickname
    });
    const id = await a.client().create('User', created);
    const partner = await arrival(b, id, fields);
    const names = b.queryOne(
        `SELECT Username, Email, Alias, CommunityNickname FROM User WHERE Id = '${partner['Id']}'`
    );
    expect(names).toMatchObject({
        Username: `o'brien.${number}@orga.example.b`,
        Email: "o'brien@company.example",
        Alias: 'obrien78'
    });
    expect(names['CommunityNickname']).toMatch(/^taken by somebody\../);
    await quiet(relay, published);
});

it('B3 applies nine of ten, lists the fourth that a validation refuses, and applies it when the rule is gone', async () => {
    const source = `trigger RefuseName on User (before insert) {
        for (User created : Trigger.new) {
            if (created.Title == 'Refused') { created.addError('No such title.'); }
        }
    }`;
    const files = new Map(apexFiles('trigger', 'RefuseName', source));
    b.deploy(files);
    const ten = people(a, 10, (index) => (index === 3 ? { Title: 'Refused' } : {}));
    const ids = await a.client().createAll('User', ten);
    await quiet(relay, published);
    const issue = await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${ids[3]}'`)[0]);
    expect(issue).toMatchObject({ ReasonCode__c: 'VALIDATION_FAILED' });
    expect(ids.map((id) => linkedUser(b, id) !== undefined)).toEqual(ids.map((_, index) => index !== 3));
    b.remove(files);
    const { code } = await host.commandHere(['reconcile', '--user', ids[3]!, '--wait', '--json']);
    expect(code).toBe(0);
    expect(linkedUser(b, ids[3]!)).toMatchObject({ Title: 'Refused' });
});

it('B15 P26 parks creates while no licence is free, lets updates flow, and creates when one is', async () => {
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
