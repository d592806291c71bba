/** Who looks at User Sync in a local org: an administrator who may do everything and is told of alerts, a viewer, and somebody who may nothing. */
import type { LocalOrg } from '../../emulator/src/index.ts';
import { assignPermissionSet } from './integrationUser.ts';
import type { OrgClient } from './orgClient.ts';
import { SetUpError } from './setUpError.ts';

const alertGroup = 'UserSyncAlerts';

/** Assigns the permission sets, creates the two users, and schedules the alerts as the administrator. */
export async function givePeopleTheirParts(org: LocalOrg, client: OrgClient, adminUsername: string): Promise<void> {
    const admin = await client.queryOne(`SELECT Id FROM User WHERE Username = '${adminUsername}'`);
    for (const name of ['UserSyncAdmin', 'UserSyncApprover']) await assignPermissionSet(client, name, admin.Id);
    const domain = adminUsername.split('@')[1] ?? '';
    await assignPermissionSet(client, 'UserSyncViewer', await createUser(client, 'Viewer', `viewer@${domain}`));
    await createUser(client, 'Standard', `standard@${domain}`);
    const group = await client.queryOne(`SELECT Id FROM Group WHERE DeveloperName = '${alertGroup}'`);
    await client.create('GroupMember', { GroupId: group.Id, UserOrGroupId: admin.Id });
    const { compileProblem, exceptionMessage } = org.executeAnonymous(admin.Id, 'UserSyncAlerts.schedule();');
    const problem = compileProblem?.message ?? exceptionMessage;
    if (problem !== undefined) {
        throw new SetUpError('ALERTS_NOT_SCHEDULED', problem, 'Run UserSyncAlerts.schedule(); as the administrator.');
    }
}

/** Excluded, so that each org keeps its own. */
async function createUser(client: OrgClient, role: string, username: string): Promise<string> {
    const profile = await client.queryOne("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    return client.create('User', {
        Username: username,
        FirstName: 'Demo',
        LastName: role,
        Email: username,
        Alias: role.toLowerCase().slice(0, 8),
        CommunityNickname: username,
        TimeZoneSidKey: 'GMT',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        ProfileId: profile.Id,
        UserSyncExcluded__c: true
    });
}
