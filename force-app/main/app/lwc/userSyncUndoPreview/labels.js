import count from '@salesforce/label/c.UserSyncUndoPreviewCount';
import tableLabel from '@salesforce/label/c.UserSyncUndoPreviewTableLabel';
import user from '@salesforce/label/c.UserSyncIssueUser';
import group from '@salesforce/label/c.UserSyncIssueGroup';
import before from '@salesforce/label/c.UserSyncPersonBefore';
import outcome from '@salesforce/label/c.UserSyncUndoOutcome';
import stays from '@salesforce/label/c.UserSyncUndoStays';
import comesBack from '@salesforce/label/c.UserSyncUndoComesBack';

/** Texts of the preview. */
export const text = {
    count,
    tableLabel,
    user,
    group,
    before,
    outcome,
    stays,
    comesBack
};
