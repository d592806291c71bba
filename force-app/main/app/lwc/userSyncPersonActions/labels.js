import actions from '@salesforce/label/c.UserSyncActionsLabel';
import syncNow from '@salesforce/label/c.UserSyncActionSyncNow';
import exclude from '@salesforce/label/c.UserSyncActionExclude';
import include from '@salesforce/label/c.UserSyncActionInclude';
import undo from '@salesforce/label/c.UserSyncActionUndo';
import link from '@salesforce/label/c.UserSyncActionLink';
import unlink from '@salesforce/label/c.UserSyncActionUnlink';
import syncDone from '@salesforce/label/c.UserSyncPersonSyncDone';
import excludeQuestion from '@salesforce/label/c.UserSyncPersonExcludeQuestion';
import excludeMeaning from '@salesforce/label/c.UserSyncPersonExcludeMeaning';
import excludeDone from '@salesforce/label/c.UserSyncPersonExcludeDone';
import includeDone from '@salesforce/label/c.UserSyncPersonIncludeDone';
import unlinkQuestion from '@salesforce/label/c.UserSyncPersonUnlinkQuestion';
import unlinkMeaning from '@salesforce/label/c.UserSyncPersonUnlinkMeaning';
import unlinkDone from '@salesforce/label/c.UserSyncPersonUnlinkDone';
import linkQuestion from '@salesforce/label/c.UserSyncPersonLinkQuestion';
import linkDone from '@salesforce/label/c.UserSyncLinkDone';
import partnerUser from '@salesforce/label/c.UserSyncPersonPartnerUser';
import undoQuestion from '@salesforce/label/c.UserSyncPersonUndoQuestion';
import undoDone from '@salesforce/label/c.UserSyncUndoDone';

/** Texts of the actions. */
export const text = {
    actions,
    syncNow,
    exclude,
    include,
    undo,
    link,
    unlink,
    syncDone,
    excludeQuestion,
    excludeMeaning,
    excludeDone,
    includeDone,
    unlinkQuestion,
    unlinkMeaning,
    unlinkDone,
    linkQuestion,
    linkDone,
    partnerUser,
    undoQuestion,
    undoDone
};
