import username from '@salesforce/label/c.UserSyncPersonUsername';
import linkState from '@salesforce/label/c.UserSyncPersonLinkState';
import partnerUser from '@salesforce/label/c.UserSyncPersonPartnerUser';
import state from '@salesforce/label/c.UserSyncWordState';
import active from '@salesforce/label/c.UserSyncPersonActive';
import inactive from '@salesforce/label/c.UserSyncPersonInactive';
import excluded from '@salesforce/label/c.UserSyncPersonExcluded';
import gone from '@salesforce/label/c.UserSyncPersonGone';
import groups from '@salesforce/label/c.UserSyncPersonGroups';
import groupsEmpty from '@salesforce/label/c.UserSyncPersonGroupsEmpty';
import fields from '@salesforce/label/c.UserSyncIssueGroup';
import lastWriter from '@salesforce/label/c.UserSyncPersonLastWriter';
import changedAt from '@salesforce/label/c.UserSyncPersonChangedAt';
import owner from '@salesforce/label/c.UserSyncPersonOwner';
import history from '@salesforce/label/c.UserSyncPersonHistory';
import historyEmpty from '@salesforce/label/c.UserSyncPersonHistoryEmpty';
import writtenAt from '@salesforce/label/c.UserSyncPersonWrittenAt';
import created from '@salesforce/label/c.UserSyncPersonCreated';
import run from '@salesforce/label/c.UserSyncPersonRun';
import before from '@salesforce/label/c.UserSyncPersonBefore';
import undone from '@salesforce/label/c.UserSyncPersonUndone';
import undoneBy from '@salesforce/label/c.UserSyncPersonUndoneBy';
import more from '@salesforce/label/c.UserSyncWordMore';
import title from '@salesforce/label/c.UserSyncWordUser';
import yes from '@salesforce/label/c.UserSyncWordYes';

/** Texts of the person. */
export const text = {
    username,
    linkState,
    partnerUser,
    state,
    active,
    inactive,
    excluded,
    gone,
    groups,
    groupsEmpty,
    fields,
    lastWriter,
    changedAt,
    owner,
    history,
    historyEmpty,
    writtenAt,
    created,
    run,
    before,
    undone,
    undoneBy,
    more,
    title,
    yes
};
