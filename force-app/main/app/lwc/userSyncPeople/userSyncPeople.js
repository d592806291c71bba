import { LightningElement, wire } from 'lwc';
import { CurrentPageReference, NavigationMixin } from 'lightning/navigation';
import hasView from '@salesforce/customPermission/UserSyncView';
import findPage from '@salesforce/apex/UserSyncPeopleController.findPage';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { download, format, formatNumber, toCsv } from 'c/userSyncFormat';
import { linkStateOptions } from 'c/userSyncWords';
import { columns, csvHeader, csvRow, tableRow } from './peopleTable';
import { text } from './labels';

const PAGE_SIZE = 50;
const EXPORT_SIZE = 500;
const TYPING_MS = 300;

/** The People page; `c__userId` in the address opens one person. */
export default class UserSyncPeople extends NavigationMixin(LightningElement) {
    text = text;
    columns = columns;
    search = '';
    linkState = '';
    people = [];
    nextKey;
    userId;
    error;
    readAt;
    isLoading = true;
    exportedCount;
    #lastRequest = 0;
    #typing;

    @wire(CurrentPageReference)
    handlePage(reference) {
        this.userId = reference?.state?.c__userId;
    }

    connectedCallback() {
        this.load();
    }

    disconnectedCallback() {
        clearTimeout(this.#typing);
    }

    get linkStateOptions() {
        return [{ value: '', label: text.any }, ...linkStateOptions];
    }

    get rows() {
        return this.people.map(tableRow);
    }

    get isTableShown() {
        return this.people.length > 0;
    }

    get isBlank() {
        return this.people.length === 0 && !this.error;
    }

    get blankText() {
        return this.nextKey ? text.emptyMore : text.empty;
    }

    get isExporting() {
        return this.exportedCount !== undefined;
    }

    get exportText() {
        return this.isExporting ? format(text.exporting, formatNumber(this.exportedCount)) : '';
    }

    handleSearch(event) {
        this.search = event.detail.value;
        clearTimeout(this.#typing);
        // One call for a word instead of one for every letter.
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this.#typing = setTimeout(() => this.load(), TYPING_MS);
    }

    handleLinkState(event) {
        this.linkState = event.detail.value;
        this.load();
    }

    handleRowAction(event) {
        this.open(event.detail.row.id);
    }

    handleBack() {
        this.open(undefined);
        this.load();
    }

    open(userId) {
        this.userId = userId;
        this[NavigationMixin.Navigate]({
            type: 'standard__navItemPage',
            attributes: { apiName: 'UserSyncPeople' },
            state: userId ? { c__userId: userId } : {}
        });
        keepFocus(this.template, '[data-id="back"]', '[data-id="search"]');
    }

    findAfter(afterKey, size) {
        return findPage({ search: this.search, linkState: this.linkState, afterKey, size });
    }

    async load() {
        if (!hasView) {
            return;
        }
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        try {
            const page = await this.findAfter(null, PAGE_SIZE);
            // A slower answer to fewer letters must not replace a newer one.
            if (request === this.#lastRequest) {
                this.people = page.rows;
                this.nextKey = page.nextKey;
                this.readAt = new Date().toISOString();
                this.error = undefined;
            }
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.isLoading = false;
        }
    }

    async handleMore() {
        const request = this.#lastRequest;
        const afterKey = this.nextKey;
        try {
            const page = await this.findAfter(afterKey, PAGE_SIZE);
            // The list may be another by now, or have these rows already.
            if (request === this.#lastRequest && afterKey === this.nextKey) {
                this.people = [...this.people, ...page.rows];
                this.nextKey = page.nextKey;
                keepFocus(this.template, '[data-id="table"]');
            }
        } catch (error) {
            this.error = reduceError(error);
        }
    }

    async handleExport() {
        // Not disabled meanwhile: a button that is disabled loses the focus.
        if (this.isExporting) {
            return;
        }
        const lines = [];
        this.exportedCount = 0;
        try {
            let afterKey = null;
            do {
                // A page follows from the one before.
                // eslint-disable-next-line no-await-in-loop
                const page = await this.findAfter(afterKey, EXPORT_SIZE);
                lines.push(...page.rows.map(csvRow));
                this.exportedCount = lines.length;
                afterKey = page.nextKey;
            } while (afterKey);
            download('user-sync-people.csv', toCsv(csvHeader, lines));
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.exportedCount = undefined;
        }
    }
}
