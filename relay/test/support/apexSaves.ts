/** Saves by Apex of the administrator, for orgs without sockets. */
import type { SyncedOrg } from './syncedOrg.ts';

const literal = (value: unknown): string =>
    typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);

const userOf = (fields: object): string =>
    `new User(${Object.entries(fields)
        .map(([name, value]) => `${name} = ${literal(value)}`)
        .join(', ')})`;

/** In one transaction. @returns the ids */
export function insertUsers(org: SyncedOrg, users: readonly object[]): string[] {
    const list = `List<User> users = new List<User>{ ${users.map(userOf).join(', ')} }; insert users;`;
    return org.run(`${list} for (User one : users) { System.debug(one.Id); }`);
}

export function updateUser(org: SyncedOrg, Id: unknown, fields: object): void {
    org.run(`update ${userOf({ Id, ...fields })};`);
}
