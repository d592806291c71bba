/** What both orgs hold of the same users, compared the way a person would: field by field. */
import { waitUntil } from '../../../scripts/localOrgs/waitUntil.ts';
import type { OrgPair } from './orgPair.ts';
import { person } from './people.ts';
import type { RelayChild } from './relayChild.ts';
import type { EventTally } from './eventTally.ts';
import type { Row, SyncedOrg } from './syncedOrg.ts';

export const arrivalTimeoutMs = 25_000;

/** Mapped fields that hold the same in both orgs; the profile is compared by its mapping. */
export const mappedFields = [
    ...['FirstName', 'LastName', 'Title', 'Department', 'Division', 'CompanyName', 'EmployeeNumber', 'IsActive'],
    ...['Phone', 'Extension', 'MobilePhone', 'Fax', 'Street', 'City', 'State', 'PostalCode', 'Country'],
    ...['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey']
];

const identityFields = ['Id', 'Username', 'ProfileId', 'UserSyncId__c', 'UserSyncPartnerId__c'];
const selection = [...identityFields, ...mappedFields].join(', ');

export function userOf(org: SyncedOrg, id: string): Row {
    return org.queryOne(`SELECT ${selection} FROM User WHERE Id = '${id}'`);
}

/** The user of this org who is linked with a user of the other. */
export function linkedUser(org: SyncedOrg, partnerId: string): Row | undefined {
    return org.query(`SELECT ${selection} FROM User WHERE UserSyncPartnerId__c = '${partnerId}'`)[0];
}

export function allUsers(org: SyncedOrg): Row[] {
    return org.query(`SELECT ${selection} FROM User ORDER BY Id`);
}

export function eventually<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
    return waitUntil(what, arrivalTimeoutMs, async () => probe());
}

/** Waits until the partner user has all of these values. */
export async function arrival(org: SyncedOrg, partnerId: string, fields: Readonly<Row> = {}): Promise<Row> {
    return eventually(`${JSON.stringify(fields)} of ${partnerId} to arrive in org ${org.letter}`, () => {
        const user = linkedUser(org, partnerId);
        return user && Object.entries(fields).every(([name, value]) => (user[name] ?? null) === value)
            ? user
            : undefined;
    });
}

/** Makes somebody in A who is then in both orgs. */
export async function personInBoth({ a, b }: OrgPair, fields: Row): Promise<{ id: string; partner: Row }> {
    const id = await a.client().create('User', person(a, fields));
    return { id, partner: await arrival(b, id) };
}

/** Waits until the relay has brought everything that was published to an end, in both directions. */
export async function quiet(relay: RelayChild, published: readonly [EventTally, EventTally]): Promise<void> {
    await eventually('the relay to be done', async () => {
        const { directions } = await relay.status();
        // Read after the status: an answer of the target comes after what the target published in the same transaction.
        const isDone = directions.every(
            ({ counts, openEvents }, index) => openEvents === 0 && counts.eventsReceived === published[index]!.events
        );
        return isDone ? true : undefined;
    });
}

/** @returns users of A whose partner in B is missing, twice there, or different in a mapped field */
export function differences({ a, b }: OrgPair, ids: readonly string[]): string[] {
    const partners = Map.groupBy(allUsers(b), (user) => String(user['UserSyncPartnerId__c']));
    const users = new Map(allUsers(a).map((user) => [user['Id'], user]));
    return ids.flatMap((id) => {
        const [partner, ...others] = partners.get(id) ?? [];
        const user = users.get(id);
        if (!user || !partner || others.length > 0) return [`${id}: ${others.length + Number(!!partner)} partners`];
        return mappedFields
            .filter((name) => (user[name] ?? null) !== (partner[name] ?? null))
            .map((name) => `${id}: ${name} is ${user[name]} and ${partner[name]}`);
    });
}

export function issuesOf(org: SyncedOrg, condition = 'Id != NULL'): Row[] {
    return org.query(
        `SELECT Id, Key__c, ReasonCode__c, Message__c, GroupKey__c, SyncId__c, User__c, PartnerUserId__c, Stamp__c FROM UserSyncIssue__c WHERE ${condition}`
    );
}
