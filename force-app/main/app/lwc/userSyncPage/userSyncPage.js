import { api, LightningElement, track } from 'lwc';
import hasView from '@salesforce/customPermission/UserSyncView';
import loading from '@salesforce/label/c.UserSyncPageLoading';
import refresh from '@salesforce/label/c.UserSyncWordRefresh';
import readAtLabel from '@salesforce/label/c.UserSyncPageReadAt';
import noPermissionTitle from '@salesforce/label/c.UserSyncPageNoPermissionTitle';
import noPermissionCure from '@salesforce/label/c.UserSyncPageNoPermissionCure';
import errorTitle from '@salesforce/label/c.UserSyncPageErrorTitle';
import errorCure from '@salesforce/label/c.UserSyncPageErrorCure';
import { format, formatAge, formatMoment } from 'c/userSyncFormat';

const TICK_MS = 5000;

/**
 * Frame of every page. Shows exactly one of: no permission, error, loading, empty, content. Slots: `actions`, default, `footer`.
 * Fires `refresh`.
 */
export default class UserSyncPage extends LightningElement {
    /** Heading of the page. */
    @api title;
    /** Icon of SLDS beside it, or none. */
    @api iconName;
    /** Whether the first answer is still on its way. */
    @api isLoading = false;
    @api isEmpty = false;
    @api emptyText;
    /** `{ code, message, cure }` of `reduceError`, or undefined. */
    @api error;
    /** ISO text of the moment the shown data are of; without it there is no refresh button. */
    @api readAt;
    @track now = Date.now();
    label = { loading, refresh, noPermissionTitle, noPermissionCure, errorTitle };
    timer;

    connectedCallback() {
        // The age of the data grows while nobody touches the page.
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this.timer = setInterval(() => {
            this.now = Date.now();
        }, TICK_MS);
    }

    disconnectedCallback() {
        clearInterval(this.timer);
    }

    get isRefused() {
        return !hasView || this.error?.code === 'NOT_PERMITTED';
    }

    get isFailed() {
        return !this.isRefused && Boolean(this.error);
    }

    get isWaiting() {
        return !this.isRefused && !this.error && this.isLoading;
    }

    get isBlank() {
        return !this.isRefused && !this.error && !this.isLoading && this.isEmpty;
    }

    // An error of an action leaves what was read before in its place.
    get isContentShown() {
        return !this.isRefused && !this.isLoading && !this.isEmpty;
    }

    get isRefreshShown() {
        return !this.isRefused && Boolean(this.readAt);
    }

    get age() {
        const moment = formatMoment(this.readAt, { timeStyle: 'medium' });
        return `${format(readAtLabel, moment)} (${formatAge(this.readAt, Math.max(this.now, Date.parse(this.readAt)))})`;
    }

    get cure() {
        return this.error?.cure ? format(errorCure, this.error.cure) : '';
    }

    handleRefresh() {
        this.dispatchEvent(new CustomEvent('refresh'));
    }
}
