/** Two things that really happen while a newcomer watches: a change that arrives, and one that is refused. */
import type { OrgClient, OrgRecord } from './orgClient.ts';
import { waitUntil } from './waitUntil.ts';

const arrivalTimeoutMs = 30_000;

export interface Arrival {
    readonly count: number;
    readonly elapsedMs: number;
}

export interface Refusal {
    readonly name: string;
    readonly profileInB: string;
    readonly reasonCode: string;
    readonly message: string;
    readonly cure: string;
}

/** Creates the users in A and waits until every active one is in B. */
export async function createUsers(
    a: OrgClient,
    b: OrgClient,
    users: readonly { readonly IsActive: boolean }[]
): Promise<Arrival> {
    const count = users.filter(({ IsActive }) => IsActive).length;
    const startedAt = performance.now();
    await a.createAll('User', users);
    await waitUntil(`${count} users to arrive in Org B`, arrivalTimeoutMs, async () => {
        const linked = await b.query('SELECT Id FROM User WHERE UserSyncPartnerId__c != NULL');
        return linked.length >= count ? true : undefined;
    });
    return { count, elapsedMs: performance.now() - startedAt };
}

/** @returns milliseconds from the call that changes the title in A until B shows it */
export async function changeTitle(a: OrgClient, b: OrgClient, username: string, title: string): Promise<number> {
    const user = await findUser(a, username);
    const startedAt = performance.now();
    await a.update('User', user.Id, { Title: title });
    await waitUntil(`the title to arrive in Org B`, arrivalTimeoutMs, async () => {
        const { Title } = await findPartner(b, user.Id);
        return Title === title ? true : undefined;
    });
    return performance.now() - startedAt;
}

/** Makes a user of A an administrator there and waits until B has listed that it did not follow. */
export async function promoteToAdministrator(a: OrgClient, b: OrgClient, username: string): Promise<Refusal> {
    const user = await findUser(a, username);
    const administrator = await a.queryOne("SELECT Id FROM Profile WHERE Name = 'System Administrator'");
    await a.update('User', user.Id, { ProfileId: administrator.Id });
    const { Id: partnerId } = await findPartner(b, user.Id);
    const issue = await waitUntil('Org B to list the refused profile', arrivalTimeoutMs, async () => {
        const [found] = await b.query(
            `SELECT Id, ReasonCode__c, Message__c, Cure__c FROM UserSyncIssue__c WHERE User__c = '${partnerId}'`
        );
        return found;
    });
    const { Profile: profile, Name: name } = await b.queryOne(
        `SELECT Id, Name, Profile.Name FROM User WHERE Id = '${partnerId}'`
    );
    return {
        name: String(name),
        profileInB: (profile as { Name: string }).Name,
        reasonCode: String(issue['ReasonCode__c']),
        message: String(issue['Message__c']),
        cure: String(issue['Cure__c'])
    };
}

function findUser(org: OrgClient, username: string): Promise<OrgRecord> {
    return org.queryOne(`SELECT Id FROM User WHERE Username = '${username.replaceAll("'", "\\'")}'`);
}

function findPartner(org: OrgClient, partnerId: string): Promise<OrgRecord> {
    return org.queryOne(`SELECT Id, Title FROM User WHERE UserSyncPartnerId__c = '${partnerId}'`);
}
