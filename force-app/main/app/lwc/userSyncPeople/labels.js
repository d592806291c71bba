import title from '@salesforce/label/c.UserSyncPeopleTitle';
import empty from '@salesforce/label/c.UserSyncPeopleEmpty';
import emptyMore from '@salesforce/label/c.UserSyncPeopleMore';
import tableLabel from '@salesforce/label/c.UserSyncPeopleTableLabel';
import search from '@salesforce/label/c.UserSyncPeopleSearch';
import searchHelp from '@salesforce/label/c.UserSyncPeopleSearchHelp';
import exporting from '@salesforce/label/c.UserSyncPeopleExporting';
import any from '@salesforce/label/c.UserSyncFilterAny';
import name from '@salesforce/label/c.UserSyncPersonName';
import username from '@salesforce/label/c.UserSyncPersonUsername';
import linkState from '@salesforce/label/c.UserSyncPersonLinkState';
import partnerUser from '@salesforce/label/c.UserSyncPersonPartnerUser';
import changedAt from '@salesforce/label/c.UserSyncPersonChangedAt';
import state from '@salesforce/label/c.UserSyncWordState';
import active from '@salesforce/label/c.UserSyncPersonActive';
import inactive from '@salesforce/label/c.UserSyncPersonInactive';
import more from '@salesforce/label/c.UserSyncWordMore';
import download from '@salesforce/label/c.UserSyncWordDownload';
import back from '@salesforce/label/c.UserSyncPersonBack';

/** Texts of the page. */
export const text = {
    title,
    empty,
    emptyMore,
    tableLabel,
    search,
    searchHelp,
    exporting,
    any,
    name,
    username,
    linkState,
    partnerUser,
    changedAt,
    state,
    active,
    inactive,
    more,
    download,
    back
};
