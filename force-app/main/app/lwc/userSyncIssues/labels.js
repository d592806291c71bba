import title from '@salesforce/label/c.UserSyncIssuesTitle';
import ofPerson from '@salesforce/label/c.UserSyncIssuesOfPerson';
import empty from '@salesforce/label/c.UserSyncIssuesEmpty';
import tableLabel from '@salesforce/label/c.UserSyncIssuesTableLabel';
import count from '@salesforce/label/c.UserSyncIssuesCount';
import countMore from '@salesforce/label/c.UserSyncIssuesCountMore';
import exporting from '@salesforce/label/c.UserSyncIssuesExporting';
import when from '@salesforce/label/c.UserSyncIssueWhen';
import first from '@salesforce/label/c.UserSyncIssueFirst';
import user from '@salesforce/label/c.UserSyncIssueUser';
import partnerUser from '@salesforce/label/c.UserSyncIssuePartnerUser';
import what from '@salesforce/label/c.UserSyncIssueWhat';
import cure from '@salesforce/label/c.UserSyncIssueCure';
import group from '@salesforce/label/c.UserSyncIssueGroup';
import reason from '@salesforce/label/c.UserSyncIssueReason';
import kind from '@salesforce/label/c.UserSyncIssueKind';
import state from '@salesforce/label/c.UserSyncIssueState';
import decision from '@salesforce/label/c.UserSyncIssueDecision';
import decidedBy from '@salesforce/label/c.UserSyncIssueDecidedBy';
import decisionReason from '@salesforce/label/c.UserSyncIssueDecisionReason';
import details from '@salesforce/label/c.UserSyncIssueDetails';
import more from '@salesforce/label/c.UserSyncWordMore';
import download from '@salesforce/label/c.UserSyncWordDownload';

/** Texts of the page. */
export const text = {
    title,
    ofPerson,
    empty,
    tableLabel,
    count,
    countMore,
    exporting,
    when,
    first,
    user,
    partnerUser,
    what,
    cure,
    group,
    reason,
    kind,
    state,
    decision,
    decidedBy,
    decisionReason,
    details,
    more,
    download
};
