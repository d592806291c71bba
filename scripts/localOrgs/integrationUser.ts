/**
 * The user as whom the relay logs in: the licence that Salesforce gives away for integrations and the minimum profile. What it
 * may do is in the permission set UserSyncIntegration.
 * https://help.salesforce.com/s/articleView?id=platform.integration_user.htm
 */
import type { OrgClient } from './orgClient.ts';

const profileName = 'Minimum Access - API Only Integrations';

/** @returns the id of the new user */
export async function createIntegrationUser(org: OrgClient, username: string): Promise<string> {
    const profile = await org.queryOne(`SELECT Id FROM Profile WHERE Name = '${profileName}'`);
    return org.create('User', {
        Username: username,
        LastName: 'User Sync Integration',
        Email: username,
        Alias: 'usersync',
        CommunityNickname: username.slice(0, 40),
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        ProfileId: profile.Id
    });
}

export async function assignPermissionSet(org: OrgClient, name: string, userId: string): Promise<void> {
    const permissionSet = await org.queryOne(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
    await org.create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: permissionSet.Id });
}
