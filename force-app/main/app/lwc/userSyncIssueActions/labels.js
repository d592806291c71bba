import actions from '@salesforce/label/c.UserSyncActionsLabel';
import selected from '@salesforce/label/c.UserSyncIssuesSelected';
import retry from '@salesforce/label/c.UserSyncActionRetry';
import accept from '@salesforce/label/c.UserSyncActionAccept';
import restore from '@salesforce/label/c.UserSyncActionRestore';
import choose from '@salesforce/label/c.UserSyncActionChoose';
import link from '@salesforce/label/c.UserSyncActionLink';
import retryDone from '@salesforce/label/c.UserSyncRetryDone';
import acceptQuestion from '@salesforce/label/c.UserSyncAcceptQuestion';
import acceptMeaning from '@salesforce/label/c.UserSyncAcceptMeaning';
import acceptDone from '@salesforce/label/c.UserSyncAcceptDone';
import choiceDone from '@salesforce/label/c.UserSyncChoiceDone';
import linkDone from '@salesforce/label/c.UserSyncLinkDone';
import reason from '@salesforce/label/c.UserSyncWordReason';

/** Texts of the actions. */
export const text = {
    actions,
    selected,
    retry,
    accept,
    restore,
    choose,
    link,
    retryDone,
    acceptQuestion,
    acceptMeaning,
    acceptDone,
    choiceDone,
    linkDone,
    reason
};
