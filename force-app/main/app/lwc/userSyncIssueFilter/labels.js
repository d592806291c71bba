import any from '@salesforce/label/c.UserSyncFilterAny';
import filter from '@salesforce/label/c.UserSyncFilterLabel';
import fromDate from '@salesforce/label/c.UserSyncFilterFrom';
import toDate from '@salesforce/label/c.UserSyncFilterTo';
import open from '@salesforce/label/c.UserSyncFilterOpen';
import resolved from '@salesforce/label/c.UserSyncFilterResolved';
import reason from '@salesforce/label/c.UserSyncIssueReason';
import kind from '@salesforce/label/c.UserSyncIssueKind';
import state from '@salesforce/label/c.UserSyncIssueState';

/** Texts of the filters. */
export const text = {
    any,
    filter,
    fromDate,
    toDate,
    open,
    resolved,
    reason,
    kind,
    state
};
