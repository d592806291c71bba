import stateOpen from '@salesforce/label/c.UserSyncIssueStateOpen';
import stateResolved from '@salesforce/label/c.UserSyncIssueStateResolved';
import stateRetry from '@salesforce/label/c.UserSyncIssueStateRetry';
import stateDead from '@salesforce/label/c.UserSyncIssueStateDead';
import stateDecided from '@salesforce/label/c.UserSyncIssueStateDecided';
import Failure from '@salesforce/label/c.UserSyncIssueKindFailure';
import Conflict from '@salesforce/label/c.UserSyncIssueKindConflict';
import Match from '@salesforce/label/c.UserSyncIssueKindMatch';
import Hold from '@salesforce/label/c.UserSyncIssueKindHold';
import Approved from '@salesforce/label/c.UserSyncDecisionApproved';
import Rejected from '@salesforce/label/c.UserSyncDecisionRejected';
import Accepted from '@salesforce/label/c.UserSyncDecisionAccepted';
import LinkedByHand from '@salesforce/label/c.UserSyncDecisionLinked';
import Forbidden from '@salesforce/label/c.UserSyncDecisionForbidden';
import OURS from '@salesforce/label/c.UserSyncDecisionOurs';
import THEIRS from '@salesforce/label/c.UserSyncDecisionTheirs';
import FILL_BLANKS from '@salesforce/label/c.UserSyncDecisionFillBlanks';
import RESTORE from '@salesforce/label/c.UserSyncDecisionRestore';
import Linked from '@salesforce/label/c.UserSyncLinkStateLinked';
import Duplicate from '@salesforce/label/c.UserSyncLinkStateDuplicate';
import Orphaned from '@salesforce/label/c.UserSyncLinkStateOrphaned';
import Ignored from '@salesforce/label/c.UserSyncLinkStateIgnored';
import meaningLinked from '@salesforce/label/c.UserSyncLinkMeaningLinked';
import meaningDuplicate from '@salesforce/label/c.UserSyncLinkMeaningDuplicate';
import meaningOrphaned from '@salesforce/label/c.UserSyncLinkMeaningOrphaned';
import meaningIgnored from '@salesforce/label/c.UserSyncLinkMeaningIgnored';
import orgLocal from '@salesforce/label/c.UserSyncOrgLocal';
import orgPartner from '@salesforce/label/c.UserSyncOrgPartner';
import orgNone from '@salesforce/label/c.UserSyncOrgNone';
import ownerNewest from '@salesforce/label/c.UserSyncOwnerNewest';
import ownerLocal from '@salesforce/label/c.UserSyncOwnerLocal';
import ownerPartner from '@salesforce/label/c.UserSyncOwnerPartner';
import { format, formatMoment } from 'c/userSyncFormat';

const KINDS = { Failure, Conflict, Match, Hold };
const DECISIONS = { Approved, Rejected, Accepted, Linked: LinkedByHand, Forbidden, OURS, THEIRS, FILL_BLANKS, RESTORE };
const LINK_STATES = { Linked, Duplicate, Orphaned, Ignored };
const LINK_MEANINGS = {
    Linked: meaningLinked,
    Duplicate: meaningDuplicate,
    Orphaned: meaningOrphaned,
    Ignored: meaningIgnored
};
const LINK_ICONS = {
    Linked: 'utility:link',
    Duplicate: 'utility:groups',
    Orphaned: 'utility:unlinked',
    Ignored: 'utility:ban'
};
const ORGS = { LOCAL: orgLocal, PARTNER: orgPartner, NONE: orgNone };
const OWNERS = { NEWEST: ownerNewest, LOCAL: ownerLocal, PARTNER: ownerPartner };

const options = (words) => Object.keys(words).map((value) => ({ value, label: words[value] }));

/** Options of a combobox over the kinds of issues. */
export const kindOptions = options(KINDS);

/** Options of a combobox over the link states. */
export const linkStateOptions = options(LINK_STATES);

/**
 * @param {string} code as Apex names it
 * @returns {string} its word; the code itself when it is not known
 */
export const kindWord = (code) => KINDS[code] ?? code;

/**
 * @param {string|undefined} code as Apex names it
 * @returns {string} its word, empty while nobody decided
 */
export const decisionWord = (code) => DECISIONS[code] ?? code ?? '';

/**
 * @param {string} code as Apex names it
 * @returns {string} its word
 */
export const linkStateWord = (code) => LINK_STATES[code] ?? code;

/**
 * @param {string} code a link state
 * @returns {string} a sentence about it
 */
export const linkStateMeaning = (code) => LINK_MEANINGS[code] ?? '';

/**
 * @param {string} code a link state
 * @returns {string} icon of SLDS
 */
export const linkStateIcon = (code) => LINK_ICONS[code] ?? 'utility:question';

/**
 * @param {string} code LOCAL, PARTNER or NONE
 * @returns {string} which org that is, after "in"
 */
export const orgWord = (code) => ORGS[code] ?? code;

/**
 * @param {string} code NEWEST, LOCAL or PARTNER
 * @returns {string} whose edits count
 */
export const ownerWord = (code) => OWNERS[code] ?? code;

/**
 * @param {object} issue row of UserSyncIssueRow
 * @returns {string} how it stands with the issue
 */
export function issueState(issue) {
    if (issue.resolvedAt) {
        return stateResolved;
    }
    if (issue.decision) {
        return stateDecided;
    }
    if (issue.isDeadLetter) {
        return format(stateDead, issue.attemptsCount);
    }
    return issue.nextAttemptAt ? format(stateRetry, formatMoment(issue.nextAttemptAt)) : stateOpen;
}
