import changes from '@salesforce/label/c.UserSyncOverviewChanges';
import changesDescription from '@salesforce/label/c.UserSyncOverviewChangesDescription';
import comparison from '@salesforce/label/c.UserSyncOverviewComparison';
import comparisonUnfinished from '@salesforce/label/c.UserSyncOverviewComparisonUnfinished';
import count from '@salesforce/label/c.UserSyncWordCount';
import cure from '@salesforce/label/c.UserSyncWordCure';
import dailyApiRequests from '@salesforce/label/c.UserSyncLimitDailyApiRequests';
import dailyDeliveredPlatformEvents from '@salesforce/label/c.UserSyncLimitDailyDeliveredPlatformEvents';
import dataStorage from '@salesforce/label/c.UserSyncLimitDataStorageMB';
import equality from '@salesforce/label/c.UserSyncOverviewEquality';
import excluded from '@salesforce/label/c.UserSyncOverviewExcluded';
import heartbeat from '@salesforce/label/c.UserSyncOverviewHeartbeat';
import hourlyPublishedPlatformEvents from '@salesforce/label/c.UserSyncLimitHourlyPublishedPlatformEvents';
import issues from '@salesforce/label/c.UserSyncOverviewIssues';
import moreThan from '@salesforce/label/c.UserSyncOverviewMoreThan';
import noComparison from '@salesforce/label/c.UserSyncOverviewNoComparison';
import noIssues from '@salesforce/label/c.UserSyncOverviewNoIssues';
import problems from '@salesforce/label/c.UserSyncOverviewProblems';
import reason from '@salesforce/label/c.UserSyncWordReasonCode';
import showWaiting from '@salesforce/label/c.UserSyncOverviewShowWaiting';
import title from '@salesforce/label/c.UserSyncOverviewTitle';
import use from '@salesforce/label/c.UserSyncOverviewUse';
import useOf from '@salesforce/label/c.UserSyncOverviewUseOf';
import waiting from '@salesforce/label/c.UserSyncOverviewWaiting';
import whatHappened from '@salesforce/label/c.UserSyncWordWhatHappened';

export const label = {
    changes,
    changesDescription,
    comparison,
    comparisonUnfinished,
    count,
    cure,
    equality,
    excluded,
    heartbeat,
    issues,
    moreThan,
    noComparison,
    noIssues,
    problems,
    reason,
    showWaiting,
    title,
    use,
    useOf,
    waiting,
    whatHappened
};

/** Name of a limit of the org → what it counts. */
export const limitLabel = {
    DailyApiRequests: dailyApiRequests,
    DailyDeliveredPlatformEvents: dailyDeliveredPlatformEvents,
    DataStorageMB: dataStorage,
    HourlyPublishedPlatformEvents: hourlyPublishedPlatformEvents
};
