import ABSENT from '@salesforce/label/c.UserSyncSituationAbsent';
import AMBIGUOUS from '@salesforce/label/c.UserSyncSituationAmbiguous';
import CONFIRMED from '@salesforce/label/c.UserSyncSituationConfirmed';
import FOUND from '@salesforce/label/c.UserSyncSituationFound';
import FOUND_ALREADY_LINKED from '@salesforce/label/c.UserSyncSituationFoundAlreadyLinked';
import MISSING from '@salesforce/label/c.UserSyncSituationMissing';
import REFUSED from '@salesforce/label/c.UserSyncSituationRefused';
import SOURCE_IGNORED from '@salesforce/label/c.UserSyncSituationSourceIgnored';
import SOURCE_MISSING from '@salesforce/label/c.UserSyncSituationSourceMissing';
import TARGET_IGNORED from '@salesforce/label/c.UserSyncSituationTargetIgnored';
import UNASSIGNED from '@salesforce/label/c.UserSyncSituationUnassigned';
import UNQUALIFIED from '@salesforce/label/c.UserSyncSituationUnqualified';
import CHANGES from '@salesforce/label/c.UserSyncRunKindChanges';
import dryRun from '@salesforce/label/c.UserSyncRunKindDry';
import FULL from '@salesforce/label/c.UserSyncRunKindFull';
import USER from '@salesforce/label/c.UserSyncRunKindUser';
import CANCELLED from '@salesforce/label/c.UserSyncRunStateCancelled';
import cancelling from '@salesforce/label/c.UserSyncRunStateCancelling';
import COMPLETED from '@salesforce/label/c.UserSyncRunStateCompleted';
import FAILED from '@salesforce/label/c.UserSyncRunStateFailed';
import REQUESTED from '@salesforce/label/c.UserSyncRunStateRequested';
import RUNNING from '@salesforce/label/c.UserSyncRunStateRunning';
import STOPPED from '@salesforce/label/c.UserSyncRunStateStopped';

const KINDS = { CHANGES, FULL, USER };
const STATES = { CANCELLED, COMPLETED, FAILED, REQUESTED, RUNNING, STOPPED };
const SITUATIONS = {
    ABSENT,
    AMBIGUOUS,
    CONFIRMED,
    FOUND,
    FOUND_ALREADY_LINKED,
    MISSING,
    REFUSED,
    SOURCE_IGNORED,
    SOURCE_MISSING,
    TARGET_IGNORED,
    UNASSIGNED,
    UNQUALIFIED
};

/**
 * @param {object} run as UserSyncRunRow of Apex
 * @returns {string} what kind of run it is
 */
export function kindOf({ kind, isDryRun }) {
    return isDryRun ? dryRun : (KINDS[kind] ?? kind);
}

/**
 * @param {object} run as UserSyncRunRow of Apex
 * @returns {string} how far it has come
 */
export function stateOf({ state, isOpen, isCancelRequested }) {
    return isOpen && isCancelRequested ? cancelling : (STATES[state] ?? state);
}

/**
 * @param {string} situation code of a situation
 * @returns {string} what it means
 */
export function meaningOf(situation) {
    return SITUATIONS[situation] ?? situation;
}
