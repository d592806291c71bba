import cancel from '@salesforce/label/c.UserSyncWordCancel';
import catchingUp from '@salesforce/label/c.UserSyncDirectionCatchingUp';
import inbound from '@salesforce/label/c.UserSyncDirectionInbound';
import inStep from '@salesforce/label/c.UserSyncDirectionInStep';
import known from '@salesforce/label/c.UserSyncDirectionKnown';
import lag from '@salesforce/label/c.UserSyncDirectionLag';
import licenceCure from '@salesforce/label/c.UserSyncDirectionLicenceCure';
import licenceExhausted from '@salesforce/label/c.UserSyncDirectionLicenceExhausted';
import outbound from '@salesforce/label/c.UserSyncDirectionOutbound';
import partnerUnreachable from '@salesforce/label/c.UserSyncDirectionPartnerUnreachable';
import pause from '@salesforce/label/c.UserSyncDirectionPause';
import paused from '@salesforce/label/c.UserSyncDirectionPaused';
import pausedBy from '@salesforce/label/c.UserSyncDirectionPausedBy';
import pausedByGuard from '@salesforce/label/c.UserSyncDirectionPausedByGuard';
import pausedByPartner from '@salesforce/label/c.UserSyncDirectionPausedByPartner';
import pausedBySetting from '@salesforce/label/c.UserSyncDirectionPausedBySetting';
import pausedToast from '@salesforce/label/c.UserSyncDirectionPausedToast';
import pauseExplained from '@salesforce/label/c.UserSyncDirectionPauseExplained';
import pauseQuestion from '@salesforce/label/c.UserSyncDirectionPauseQuestion';
import reason from '@salesforce/label/c.UserSyncWordReason';
import resume from '@salesforce/label/c.UserSyncDirectionResume';
import resumedToast from '@salesforce/label/c.UserSyncDirectionResumedToast';
import setupCure from '@salesforce/label/c.UserSyncDirectionSetupCure';
import setupProblem from '@salesforce/label/c.UserSyncDirectionSetupProblem';
import unknown from '@salesforce/label/c.UserSyncWordUnknown';
import unreachableCure from '@salesforce/label/c.UserSyncDirectionUnreachableCure';

export const label = {
    cancel,
    catchingUp,
    inbound,
    inStep,
    known,
    lag,
    licenceCure,
    licenceExhausted,
    outbound,
    partnerUnreachable,
    pause,
    paused,
    pausedBy,
    pausedByGuard,
    pausedByPartner,
    pausedBySetting,
    pausedToast,
    pauseExplained,
    pauseQuestion,
    reason,
    resume,
    resumedToast,
    setupCure,
    setupProblem,
    unknown,
    unreachableCure
};
