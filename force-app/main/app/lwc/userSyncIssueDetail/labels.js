import detailsOf from '@salesforce/label/c.UserSyncIssueDetailsOf';
import close from '@salesforce/label/c.UserSyncWordClose';
import what from '@salesforce/label/c.UserSyncIssueWhat';
import cure from '@salesforce/label/c.UserSyncIssueCure';
import reason from '@salesforce/label/c.UserSyncIssueReason';
import kind from '@salesforce/label/c.UserSyncIssueKind';
import state from '@salesforce/label/c.UserSyncIssueState';
import user from '@salesforce/label/c.UserSyncIssueUser';
import partnerUser from '@salesforce/label/c.UserSyncIssuePartnerUser';
import group from '@salesforce/label/c.UserSyncIssueGroup';
import first from '@salesforce/label/c.UserSyncIssueFirst';
import when from '@salesforce/label/c.UserSyncIssueWhen';
import attempts from '@salesforce/label/c.UserSyncIssueAttempts';
import decision from '@salesforce/label/c.UserSyncIssueDecision';
import decidedBy from '@salesforce/label/c.UserSyncIssueDecidedBy';
import decidedAt from '@salesforce/label/c.UserSyncIssueDecidedAt';
import decisionReason from '@salesforce/label/c.UserSyncIssueDecisionReason';
import heldHint from '@salesforce/label/c.UserSyncIssueHeldHint';
import nobody from '@salesforce/label/c.UserSyncIssueNobody';

/** Texts of the details. */
export const text = {
    detailsOf,
    close,
    what,
    cure,
    reason,
    kind,
    state,
    user,
    partnerUser,
    group,
    first,
    when,
    attempts,
    decision,
    decidedBy,
    decidedAt,
    decisionReason,
    heldHint,
    nobody
};
