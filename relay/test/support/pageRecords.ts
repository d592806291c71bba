/** Records for every action that the pages offer, as the relay would have left them behind. */
import { person } from './people.ts';
import type { SyncedOrg } from './syncedOrg.ts';

/** More than a page of a list holds. */
export const oldIssueCount = 55;
export const htmlName = '<img src=x onerror=alert(1)>';
/** Only in the values of the conflict. */
export const lostTitle = 'Title that lost';

export interface PageRecords {
    readonly linkedId: string;
    readonly unlinkedId: string;
}

export async function createPageRecords(org: SyncedOrg, partner: SyncedOrg): Promise<PageRecords> {
    const linkedId = await org.client().create('User', person(org, { FirstName: htmlName, LastName: 'Zuse' }));
    const unlinkedId = await org.client().create('User', person(org, { FirstName: 'Konrad', LastName: 'Alone' }));
    const partnerIds = ['1', '2', '3'].map(
        (last) => `${partner.adminId.slice(0, 14)}${last}${partner.adminId.slice(15)}`
    );
    org.run(`
        User linked = [SELECT Id, UserSyncStamps__c, UserSyncId__c FROM User WHERE Id = '${linkedId}' WITH SYSTEM_MODE];
        UserSyncState state = UserSyncState.parse(linked.UserSyncStamps__c);
        List<UserSyncIssue__c> issues = new List<UserSyncIssue__c>();
        for (Integer i = 0; i < ${oldIssueCount}; i++) {
            issues.add(new UserSyncIssue__c(Key__c = 'old' + i, ReasonCode__c = 'ROW_LOCKED', Kind__c = 'Failure'));
        }
        issues.add(new UserSyncIssue__c(Key__c = 'retry', ReasonCode__c = 'PROFILE_UNMAPPED', Kind__c = 'Failure',
            SyncId__c = 'retried', PartnerUserId__c = '${partnerIds[0]}'));
        issues.add(new UserSyncIssue__c(Key__c = 'accept', ReasonCode__c = 'DRIFT', Kind__c = 'Failure',
            User__c = linked.Id, GroupKey__c = 't'));
        issues.add(new UserSyncIssue__c(Key__c = 'conflict', ReasonCode__c = 'CONFLICT', Kind__c = 'Conflict',
            User__c = linked.Id, GroupKey__c = 't', Stamp__c = state.stamp('t').text,
            Values__c = '{"Title":"${lostTitle}"}'));
        issues.add(new UserSyncIssue__c(Key__c = 'link', ReasonCode__c = 'AMBIGUOUS', Kind__c = 'Match',
            User__c = '${unlinkedId}', PartnerUserId__c = '${partnerIds[1]}', SyncId__c = 'ambiguous'));
        for (Integer i = 0; i < 2; i++) {
            issues.add(new UserSyncIssue__c(Key__c = 'hold' + i, ReasonCode__c = 'HELD', Kind__c = 'Hold',
                User__c = linked.Id, GroupKey__c = 'x', Stamp__c = state.stamp('x').text,
                SyncId__c = linked.UserSyncId__c, PartnerUserId__c = '${partnerIds[2]}'));
        }
        for (UserSyncIssue__c issue : issues) {
            issue.FirstSeenAt__c = System.now();
            issue.LastSeenAt__c = System.now();
        }
        insert as system issues;
        insert as system new UserSyncRun__c(Key__c = 'run1', Kind__c = 'FULL', State__c = 'COMPLETED',
            StartedAt__c = System.now(), ComparedCount__c = 2, ConfirmedCount__c = 1, InStepCount__c = 1, WrittenCount__c = 1,
            LinesCount__c = 1, Lines__c = 's,${partnerIds[0]},' + linked.Id + ',CONFIRMED,UPDATE,t,');
        insert as system new UserSyncResult__c(Key__c = 'result1', RunId__c = 'run1', User__c = linked.Id,
            GroupKey__c = 't', Stamp__c = state.stamp('t').text, Before__c = '{"Title":"Before"}',
            AppliedAt__c = System.now());`);
    return { linkedId, unlinkedId };
}

/** @returns the id of a standard user with these permission sets */
export async function createHolder(
    org: SyncedOrg,
    permissionSets: readonly string[],
    language = 'en_US'
): Promise<string> {
    const id = await org.client().create('User', person(org, { LanguageLocaleKey: language }));
    for (const name of permissionSets) {
        org.run(`insert new PermissionSetAssignment(AssigneeId = '${id}',
            PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = '${name}'].Id);`);
    }
    return id;
}
