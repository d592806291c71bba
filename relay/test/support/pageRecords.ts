/** Records for every action that the pages offer, as the relay would have left them behind. */
import { person } from './people.ts';
import type { SyncedOrg } from './syncedOrg.ts';

/** More than a page of a list holds. */
export const oldIssueCount = 55;
/** More than a page of the lines of a run holds. */
export const unassignedCount = 104;
export const choiceCount = 3;
export const htmlName = '<img src=x onerror=alert(1)>';
/** Only in the values of the conflict. */
export const lostTitle = 'Title that lost';

export interface PageRecords {
    readonly linkedId: string;
    /** Somebody about whom nothing is decided but by tests of the person view. */
    readonly unlinkedId: string;
    /** Whom the ambiguous issue names. */
    readonly twinId: string;
}

export async function createPageRecords(org: SyncedOrg, partner: SyncedOrg): Promise<PageRecords> {
    const linkedId = await org.client().create('User', person(org, { FirstName: htmlName, LastName: 'Zuse' }));
    const unlinkedId = await org.client().create('User', person(org, { FirstName: 'Konrad', LastName: 'Alone' }));
    const twinId = await org.client().create('User', person(org, { FirstName: 'Konrad', LastName: 'Twin' }));
    const partnerIds = ['1', '2', '3'].map(
        (last) => `${partner.adminId.slice(0, 14)}${last}${partner.adminId.slice(15)}`
    );
    org.run(`
        Map<Id, User> people = new Map<Id, User>([SELECT Id, UserSyncStamps__c, UserSyncId__c FROM User
            WHERE Id IN ('${linkedId}', '${unlinkedId}') WITH SYSTEM_MODE]);
        User linked = people.get('${linkedId}');
        UserSyncState state = UserSyncState.parse(linked.UserSyncStamps__c);
        UserSyncState aloneState = UserSyncState.parse(people.get('${unlinkedId}').UserSyncStamps__c);
        List<UserSyncIssue__c> issues = new List<UserSyncIssue__c>();
        for (Integer i = 0; i < ${oldIssueCount}; i++) {
            issues.add(new UserSyncIssue__c(Key__c = 'old' + i, ReasonCode__c = 'ROW_LOCKED', Kind__c = 'Failure',
                LastSeenAt__c = System.now().addHours(-1)));
        }
        issues.add(new UserSyncIssue__c(Key__c = 'retry', ReasonCode__c = 'PROFILE_UNMAPPED', Kind__c = 'Failure',
            SyncId__c = 'retried', PartnerUserId__c = '${partnerIds[0]}'));
        issues.add(new UserSyncIssue__c(Key__c = 'accept', ReasonCode__c = 'DRIFT', Kind__c = 'Failure',
            User__c = linked.Id, GroupKey__c = 't'));
        issues.add(new UserSyncIssue__c(Key__c = 'conflict', ReasonCode__c = 'CONFLICT', Kind__c = 'Conflict',
            User__c = linked.Id, GroupKey__c = 't', Stamp__c = state.stamp('t').text,
            Values__c = '{"Title":"${lostTitle}"}'));
        issues.add(new UserSyncIssue__c(Key__c = 'link', ReasonCode__c = 'AMBIGUOUS', Kind__c = 'Match',
            User__c = '${twinId}', PartnerUserId__c = '${partnerIds[1]}', SyncId__c = 'ambiguous'));
        // Groups that were empty when the user was made stand at the floor: nobody has decided about them.
        Map<String, String> waiting = new Map<String, String>{ 'd' => '{"Department":"Theirs"}',
            'e' => '{"EmployeeNumber":"4711"}', 'm' => '{"MobilePhone":"+49 30 1234"}' };
        for (String key : waiting.keySet()) {
            issues.add(new UserSyncIssue__c(Key__c = 'choice' + key, ReasonCode__c = 'CHOICE_NEEDED', Kind__c = 'Conflict',
                User__c = '${twinId}', GroupKey__c = key, Values__c = waiting.get(key)));
        }
        for (Integer i = 0; i < 2; i++) {
            issues.add(new UserSyncIssue__c(Key__c = 'hold' + i, ReasonCode__c = 'HELD', Kind__c = 'Hold',
                User__c = linked.Id, GroupKey__c = 'x', Stamp__c = state.stamp('x').text,
                SyncId__c = linked.UserSyncId__c, PartnerUserId__c = '${partnerIds[2]}'));
        }
        for (UserSyncIssue__c issue : issues) {
            issue.FirstSeenAt__c = System.now();
            issue.LastSeenAt__c = issue.LastSeenAt__c ?? System.now();
        }
        insert as system issues;
        List<String> lines = new List<String>{ 's,${partnerIds[0]},' + linked.Id + ',CONFIRMED,UPDATE,t,' };
        for (Integer i = 0; i < ${unassignedCount}; i++) {
            lines.add('s' + i + ',,' + linked.Id + ',UNASSIGNED,IGNORE,,');
        }
        insert as system new UserSyncRun__c(Key__c = 'run1', Kind__c = 'FULL', State__c = 'COMPLETED',
            StartedAt__c = System.now(), ComparedCount__c = 2, ConfirmedCount__c = 1, InStepCount__c = 1, WrittenCount__c = 1,
            UnassignedCount__c = ${unassignedCount}, LinesCount__c = lines.size(), Lines__c = String.join(lines, '\\n'));
        insert as system new List<UserSyncResult__c>{
            new UserSyncResult__c(Key__c = 'result1', RunId__c = 'run1', User__c = linked.Id, GroupKey__c = 't',
                Stamp__c = state.stamp('t').text, Before__c = '{"Title":"Before"}', AppliedAt__c = System.now()),
            new UserSyncResult__c(Key__c = 'result2', User__c = '${unlinkedId}', GroupKey__c = 't',
                Stamp__c = aloneState.stamp('t').text, Before__c = '{"Title":"Earlier"}', AppliedAt__c = System.now()) };`);
    return { linkedId, unlinkedId, twinId };
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
