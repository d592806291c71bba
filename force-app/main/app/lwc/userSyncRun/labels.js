import action from '@salesforce/label/c.UserSyncRunAction';
import allSituations from '@salesforce/label/c.UserSyncRunAllSituations';
import cancel from '@salesforce/label/c.UserSyncRunCancel';
import cancelled from '@salesforce/label/c.UserSyncRunCancelled';
import close from '@salesforce/label/c.UserSyncWordClose';
import compared from '@salesforce/label/c.UserSyncRunCompared';
import count from '@salesforce/label/c.UserSyncWordCount';
import detailsOf from '@salesforce/label/c.UserSyncRunDetailsOf';
import download from '@salesforce/label/c.UserSyncWordDownload';
import duration from '@salesforce/label/c.UserSyncRunDuration';
import free from '@salesforce/label/c.UserSyncRunFree';
import groups from '@salesforce/label/c.UserSyncRunGroups';
import inStep from '@salesforce/label/c.UserSyncRunInStep';
import license from '@salesforce/label/c.UserSyncRunLicense';
import licenses from '@salesforce/label/c.UserSyncRunLicenses';
import lines from '@salesforce/label/c.UserSyncRunLines';
import linesMissing from '@salesforce/label/c.UserSyncRunLinesMissing';
import listed from '@salesforce/label/c.UserSyncRunListed';
import loading from '@salesforce/label/c.UserSyncPageLoading';
import meaning from '@salesforce/label/c.UserSyncRunMeaning';
import more from '@salesforce/label/c.UserSyncWordMore';
import needed from '@salesforce/label/c.UserSyncRunNeeded';
import nobodyHere from '@salesforce/label/c.UserSyncRunNobodyHere';
import noLines from '@salesforce/label/c.UserSyncRunNoLines';
import noSituations from '@salesforce/label/c.UserSyncRunNoSituations';
import partnerUser from '@salesforce/label/c.UserSyncRunPartnerUser';
import progress from '@salesforce/label/c.UserSyncRunProgress';
import reason from '@salesforce/label/c.UserSyncWordReasonCode';
import situation from '@salesforce/label/c.UserSyncRunSituation';
import situations from '@salesforce/label/c.UserSyncRunSituations';
import undo from '@salesforce/label/c.UserSyncRunUndo';
import undoDone from '@salesforce/label/c.UserSyncRunUndoDone';
import undoQuestion from '@salesforce/label/c.UserSyncRunUndoQuestion';
import user from '@salesforce/label/c.UserSyncWordUser';
import wouldWrite from '@salesforce/label/c.UserSyncRunWouldWrite';
import written from '@salesforce/label/c.UserSyncRunWritten';

/** Texts of this component. */
export const label = {
    action,
    allSituations,
    cancel,
    cancelled,
    close,
    compared,
    count,
    detailsOf,
    download,
    duration,
    free,
    groups,
    inStep,
    license,
    licenses,
    lines,
    linesMissing,
    listed,
    loading,
    meaning,
    more,
    needed,
    nobodyHere,
    noLines,
    noSituations,
    partnerUser,
    progress,
    reason,
    situation,
    situations,
    undo,
    undoDone,
    undoQuestion,
    user,
    wouldWrite,
    written
};
