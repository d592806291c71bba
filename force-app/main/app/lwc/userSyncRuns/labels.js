import began from '@salesforce/label/c.UserSyncRunBegan';
import compared from '@salesforce/label/c.UserSyncRunCompared';
import detailsOf from '@salesforce/label/c.UserSyncRunDetailsOf';
import empty from '@salesforce/label/c.UserSyncRunsEmpty';
import inStep from '@salesforce/label/c.UserSyncRunInStep';
import kind from '@salesforce/label/c.UserSyncRunKind';
import listed from '@salesforce/label/c.UserSyncRunListed';
import more from '@salesforce/label/c.UserSyncWordMore';
import showUserRuns from '@salesforce/label/c.UserSyncRunsShowUserRuns';
import start from '@salesforce/label/c.UserSyncRunsStart';
import startDry from '@salesforce/label/c.UserSyncRunsStartDry';
import started from '@salesforce/label/c.UserSyncRunsStarted';
import startExplained from '@salesforce/label/c.UserSyncRunsStartExplained';
import startQuestion from '@salesforce/label/c.UserSyncRunsStartQuestion';
import state from '@salesforce/label/c.UserSyncWordState';
import tableLabel from '@salesforce/label/c.UserSyncRunsTableLabel';
import title from '@salesforce/label/c.UserSyncRunsTitle';
import written from '@salesforce/label/c.UserSyncRunWritten';

/** Texts of this component. */
export const label = {
    began,
    compared,
    detailsOf,
    empty,
    inStep,
    kind,
    listed,
    more,
    showUserRuns,
    start,
    startDry,
    started,
    startExplained,
    startQuestion,
    state,
    tableLabel,
    title,
    written
};
