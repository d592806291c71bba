import title from '@salesforce/label/c.UserSyncApprovalsTitle';
import waitingEmpty from '@salesforce/label/c.UserSyncApprovalsEmpty';
import decidedEmpty from '@salesforce/label/c.UserSyncApprovalsDecidedEmpty';
import waitingLabel from '@salesforce/label/c.UserSyncApprovalsTableLabel';
import decidedLabel from '@salesforce/label/c.UserSyncApprovalsDecidedLabel';
import show from '@salesforce/label/c.UserSyncApprovalsShow';
import waiting from '@salesforce/label/c.UserSyncApprovalsWaiting';
import decided from '@salesforce/label/c.UserSyncApprovalsDecided';
import approveQuestion from '@salesforce/label/c.UserSyncApprovalsApproveQuestion';
import approveMeaning from '@salesforce/label/c.UserSyncApprovalsApproveMeaning';
import rejectQuestion from '@salesforce/label/c.UserSyncApprovalsRejectQuestion';
import rejectMeaning from '@salesforce/label/c.UserSyncApprovalsRejectMeaning';
import done from '@salesforce/label/c.UserSyncApprovalsDone';
import approve from '@salesforce/label/c.UserSyncActionApprove';
import reject from '@salesforce/label/c.UserSyncActionReject';
import actions from '@salesforce/label/c.UserSyncActionsLabel';
import selected from '@salesforce/label/c.UserSyncIssuesSelected';
import reason from '@salesforce/label/c.UserSyncWordReason';
import first from '@salesforce/label/c.UserSyncIssueFirst';
import user from '@salesforce/label/c.UserSyncIssueUser';
import partnerUser from '@salesforce/label/c.UserSyncIssuePartnerUser';
import what from '@salesforce/label/c.UserSyncIssueWhat';
import group from '@salesforce/label/c.UserSyncIssueGroup';
import decision from '@salesforce/label/c.UserSyncIssueDecision';
import decidedBy from '@salesforce/label/c.UserSyncIssueDecidedBy';
import decidedAt from '@salesforce/label/c.UserSyncIssueDecidedAt';
import decisionReason from '@salesforce/label/c.UserSyncIssueDecisionReason';
import more from '@salesforce/label/c.UserSyncWordMore';

/** Texts of the page. */
export const text = {
    title,
    waitingEmpty,
    decidedEmpty,
    waitingLabel,
    decidedLabel,
    show,
    waiting,
    decided,
    approveQuestion,
    approveMeaning,
    rejectQuestion,
    rejectMeaning,
    done,
    approve,
    reject,
    actions,
    selected,
    reason,
    first,
    user,
    partnerUser,
    what,
    group,
    decision,
    decidedBy,
    decidedAt,
    decisionReason,
    more
};
