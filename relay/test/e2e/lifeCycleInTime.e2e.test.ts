import type { VirtualClock as VirtualOrgClock } from '../../../emulator/src/index.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import { insertUsers, updateUser } from '../support/apexSaves.ts';
import { EventTally } from '../support/eventTally.ts';
import type { InProcessRelay } from '../support/inProcessRelay.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { apexFiles, recordFile } from '../support/packageFiles.ts';
import { person } from '../support/people.ts';
import { issuesOf, linkedUser } from '../support/syncedUsers.ts';
import type { SyncedOrg } from '../support/syncedOrg.ts';
import { changedRecord, groupRecords } from '../support/testRecords.ts';

/**
 * What takes hours and days, on one clock that both orgs and the relay share: e-mail that waits for its owner, the limit of a day,
 * retries, users who leave the scope. Both orgs map e-mail and federation id; in A whoever has the extension Left takes no part, and
 * the partner deactivates them.
 */
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Production compares more often; nothing here depends on it but the time the test takes. */
const compareMs = 60 * minuteMs;
const { VirtualClock } = outsideJest('emulator/src/index.ts');
const { startInProcessRelay } = outsideJest('relay/test/support/inProcessRelay.ts');
let clock: VirtualOrgClock;
let pair: OrgPair;
let relay: InProcessRelay;
let a: SyncedOrg;
let b: SyncedOrg;

beforeAll(async () => {
    clock = new VirtualClock(Date.UTC(2030, 0, 1));
    pair = await startOrgPair({ hasSockets: false, org: () => ({ clock }) });
    ({ a, b } = pair);
    for (const org of [a, b]) {
        const setting = changedRecord(org, 'UserSyncSetting.Default', 'IsSensitiveEnabled__c', true);
        const withAction = setting[1].replace(
            '</CustomMetadata>',
            `<values><field>OutOfScopeAction__c</field><value xsi:type="xsd:string">Deactivate</value></values></CustomMetadata>`
        );
        const filter = { Field__c: 'Extension', Operator__c: 'NotEquals', Value__c: 'Left', IsEnabled__c: true };
        org.deploy(
            new Map([
                org === a ? [setting[0], withAction] : setting,
                // Fourteen groups are the most, and two more are needed here.
                changedRecord(org, 'UserSyncGroup.EmployeeNumber', 'IsEnabled__c', false),
                changedRecord(org, 'UserSyncFieldMapping.EmployeeNumber', 'IsEnabled__c', false),
                ...groupRecords('1', 'Email'),
                ...groupRecords('2', 'FederationIdentifier'),
                ...(org === a ? [recordFile('UserSyncFilter', 'Company', filter)] : [])
            ])
        );
        org.assignToAdmin('UserSyncApprover');
    }
    relay = startInProcessRelay(pair, clock, true, { reconcileIntervalMs: compareMs });
    await clock.advance(minuteMs);
}, 60_000);

afterAll(async () => {
    const stopping = relay.stop();
    await clock.advance(10_000);
    await stopping;
    await pair.stop();
});

interface Person {
    id: string;
    partnerId: string;
}

async function linkedPerson(): Promise<Person> {
    const [id] = insertUsers(a, [person(a)]);
    await clock.advance(1_000);
    return { id: id!, partnerId: String(linkedUser(b, id!)!['Id']) };
}

const emailOf = (org: SyncedOrg, id: string): unknown =>
    org.queryOne(`SELECT Email FROM User WHERE Id = '${id}'`)['Email'];

const emailsOf = ({ id, partnerId }: Person): unknown[] => [emailOf(a, id), emailOf(b, partnerId)];

interface Issue {
    id: string;
    attempts: number;
    isDeadLetter: boolean;
    isOpen: boolean;
    isDue: boolean;
}

const issuesAbout = (org: SyncedOrg, partnerUserId: string, reason: string): Issue[] =>
    org
        .query(
            `SELECT Id, AttemptsCount__c, IsDeadLetter__c, NextAttemptAt__c, ResolvedAt__c
            FROM UserSyncIssue__c WHERE PartnerUserId__c = '${partnerUserId}' AND ReasonCode__c = '${reason}'`
        )
        .map((row) => ({
            id: String(row['Id']),
            attempts: Number(String(row['AttemptsCount__c'])),
            isDeadLetter: row['IsDeadLetter__c'] === true,
            isOpen: !row['ResolvedAt__c'],
            isDue: !!row['NextAttemptAt__c']
        }));

/** Longer than two comparisons of what changed. */
const compared = (): Promise<void> => clock.advance(2 * compareMs + minuteMs);

it('lists nobody after the first comparison of a fresh pair, administrators and relay users included', async () => {
    await clock.advance(25 * hourMs);
    updateUser(a, a.adminId, { Title: 'Administrator' });
    await clock.advance(minuteMs);
    expect([a, b].map((org) => issuesOf(org, 'ResolvedAt__c = NULL'))).toEqual([[], []]);
});

describe('B8 an e-mail that is changed in A', () => {
    it('B8 is asked for once in B, shown as pending, and never comes back as the old one', async () => {
        const pending = await linkedPerson();
        const [oldEmail, email] = [emailOf(a, pending.id), 'countess@company.example'];
        const published = [new EventTally(a), new EventTally(b)];
        updateUser(a, pending.id, { Email: email });
        await compared();
        expect(emailsOf(pending)).toEqual([oldEmail, oldEmail]);
        expect(issuesAbout(b, pending.id, 'EMAIL_PENDING')).toEqual([]);

        const usersCount = b.query('SELECT Id FROM User').length;
        expect(a.org.confirmEmailChange(pending.id)).toBe(true);
        await compared();
        expect(emailsOf(pending)).toEqual([email, oldEmail]);
        expect(issuesAbout(b, pending.id, 'EMAIL_PENDING')).toMatchObject([{ attempts: 1 }]);
        await clock.advance(25 * hourMs);
        expect(emailsOf(pending)).toEqual([email, oldEmail]);
        expect(issuesAbout(b, pending.id, 'EMAIL_PENDING')).toMatchObject([{ attempts: 1 }]);
        expect(issuesAbout(a, pending.partnerId, 'EMAIL_PENDING')).toEqual([]);

        expect(b.org.confirmEmailChange(pending.partnerId)).toBe(true);
        await compared();
        expect(emailsOf(pending)).toEqual([email, email]);
        expect(issuesAbout(b, pending.id, 'EMAIL_PENDING')).toMatchObject([{ isOpen: false }]);
        expect(b.query('SELECT Id FROM User')).toHaveLength(usersCount);
        expect(linkedUser(b, pending.id)!['Id']).toBe(pending.partnerId);
        const old = published.flatMap((tally) =>
            tally.envelopes().filter(({ body }) => body.includes(String(oldEmail)))
        );
        expect(old).toEqual([]);
    });

    it('B8 ends with what was confirmed last when owners were asked in both orgs', async () => {
        const pending = await linkedPerson();
        updateUser(a, pending.id, { Email: 'from.a@company.example' });
        updateUser(b, pending.partnerId, { Email: 'from.b@company.example' });
        await compared();
        expect(b.org.confirmEmailChange(pending.partnerId)).toBe(true);
        await compared();
        // B's address is asked for in A, in the place of the one that A's administrator had asked for.
        expect(issuesAbout(a, pending.partnerId, 'EMAIL_PENDING')).toHaveLength(1);
        expect(a.org.confirmEmailChange(pending.id)).toBe(true);
        await compared();
        expect(emailsOf(pending)).toEqual(['from.b@company.example', 'from.b@company.example']);
        expect(issuesAbout(b, pending.id, 'EMAIL_PENDING')).toEqual([]);
    });

    it('B8 is asked for again when the owner let 72 hours pass', async () => {
        const pending = await linkedPerson();
        updateUser(a, pending.id, { Email: 'late@company.example' });
        a.org.confirmEmailChange(pending.id);
        await compared();
        await clock.advance(73 * hourMs);
        const oldEmail = emailOf(b, pending.partnerId);
        await clock.advance(25 * hourMs);
        expect(oldEmail).not.toBe('late@company.example');
        expect(issuesAbout(b, pending.id, 'EMAIL_PENDING')).toMatchObject([{ attempts: 2 }]);
        expect(b.org.confirmEmailChange(pending.partnerId)).toBe(true);
        await compared();
        expect(emailsOf(pending)).toEqual(['late@company.example', 'late@company.example']);
    });
});

it('holds the sixth federation id of a day, and writes it when an approver approves', async () => {
    await clock.advance(25 * hourMs);
    const people: Person[] = [];
    for (let count = 1; count <= 6; count += 1) people.push(await linkedPerson());
    for (const [index, { id }] of people.entries()) updateUser(a, id, { FederationIdentifier: `renamed-${index}` });
    await clock.advance(minuteMs);
    const federationIds = (): unknown[] =>
        people.map(
            ({ partnerId }) =>
                b.queryOne(`SELECT FederationIdentifier FROM User WHERE Id = '${partnerId}'`)['FederationIdentifier']
        );
    const renamed = people.map((_, index) => `renamed-${index}`);
    expect(federationIds().slice(0, 5)).toEqual(renamed.slice(0, 5));
    expect(federationIds()[5]).not.toBe(renamed[5]);
    const [held] = issuesAbout(b, people[5]!.id, 'SENSITIVE_HELD');
    b.run(`UserSyncDecisions.approve(new Set<Id>{ '${held!.id}' });`);
    await clock.advance(minuteMs);
    expect(federationIds()).toEqual(renamed);
});

it('C9 tries what fails five times with growing pauses, then leaves it to a person, whose retry applies the current state', async () => {
    const { id, partnerId } = await linkedPerson();
    const source = `trigger RefuseTitle on User (before update) {
        for (User changed : Trigger.new) {
            if (changed.Title == 'Refused') { changed.addError('No such title.'); }
        }
    }`;
    const files = new Map(apexFiles('trigger', 'RefuseTitle', source));
    b.deploy(files);
    updateUser(a, id, { Title: 'Refused' });
    await clock.advance(minuteMs);
    const issue = (): Issue => issuesAbout(b, id, 'VALIDATION_FAILED')[0]!;
    expect(issue()).toMatchObject({ attempts: 1, isDeadLetter: false, isDue: true });
    await clock.advance(5 * hourMs);
    expect(issue()).toMatchObject({ attempts: 5, isDeadLetter: true, isDue: false });
    await clock.advance(3 * hourMs);
    expect(issue()).toMatchObject({ attempts: 5 });
    b.remove(files);
    updateUser(a, id, { Phone: '+44 9' });
    b.run(`UserSyncRetries.retry(new Set<Id>{ '${issue().id}' });`);
    await compared();
    expect(b.queryOne(`SELECT Title, Phone FROM User WHERE Id = '${partnerId}'`)).toMatchObject({
        Title: 'Refused',
        Phone: '+44 9'
    });
    expect(issue().isOpen).toBe(false);
});

it('deactivates in B, behind its limit, who leaves the scope of A, and activates again who comes back', async () => {
    await clock.advance(25 * hourMs);
    const people: Person[] = [];
    for (let count = 1; count <= 6; count += 1) people.push(await linkedPerson());
    const activeInB = (): unknown[] =>
        people.map(({ partnerId }) => b.queryOne(`SELECT IsActive FROM User WHERE Id = '${partnerId}'`)['IsActive']);
    for (const { id } of people) updateUser(a, id, { Extension: 'Left', Title: 'Private' });
    await clock.advance(minuteMs);
    expect(activeInB()).toEqual([false, false, false, false, false, true]);
    expect(issuesAbout(b, people[5]!.id, 'HELD')).toHaveLength(1);
    const [{ id, partnerId }] = people as [Person];
    const { Title, IsActive } = b.queryOne(`SELECT Title, IsActive FROM User WHERE Id = '${partnerId}'`);
    expect([Title, IsActive]).toEqual(['Engineer', false]);
    await clock.advance(25 * hourMs);
    expect(a.queryOne(`SELECT IsActive FROM User WHERE Id = '${id}'`)['IsActive']).toBe(true);
    updateUser(a, id, { Extension: null });
    await compared();
    const returned = b.queryOne(`SELECT Title, IsActive FROM User WHERE Id = '${partnerId}'`);
    expect([returned['Title'], returned['IsActive']]).toEqual(['Private', true]);
});
