import { api, LightningElement, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import hasView from '@salesforce/customPermission/UserSyncView';
import findPage from '@salesforce/apex/UserSyncIssuesController.findPage';
import findReasonCodes from '@salesforce/apex/UserSyncIssuesController.findReasonCodes';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { download, format, formatNumber, toCsv } from 'c/userSyncFormat';
import { columns, csvHeader, csvRow, tableRow } from './issueTable';
import { text } from './labels';

const PAGE_SIZE = 50;
const EXPORT_SIZE = 500;
const COUNTED_MAX = 2000;

/** The Issues page; with `userId` the issues of one person, without filters. */
export default class UserSyncIssues extends LightningElement {
    text = text;
    columns = columns;
    filter = { isOpen: true };
    reasonCodes = [];
    issues = [];
    selectedIds = [];
    openedId;
    nextKey;
    count = 0;
    error;
    readAt;
    isLoading = true;
    exportedCount;
    #userId;
    #lastRequest = 0;

    /** User of this org, or none for everybody. */
    @api
    get userId() {
        return this.#userId;
    }
    set userId(value) {
        this.#userId = value;
        this.filter = { userId: value };
        if (this.isConnected) {
            this.load();
        }
    }

    @wire(CurrentPageReference)
    handlePage(reference) {
        const reasonCode = reference?.state?.c__reason;
        if (!this.#userId && reasonCode && reasonCode !== this.filter.reasonCode) {
            this.filter = { isOpen: true, reasonCode };
            if (this.isConnected) {
                this.load();
            }
        }
    }

    connectedCallback() {
        this.load();
    }

    get title() {
        return this.#userId ? text.ofPerson : text.title;
    }

    get isPage() {
        return !this.#userId;
    }

    get rows() {
        return this.issues.map(tableRow);
    }

    get isEmpty() {
        return this.issues.length === 0;
    }

    get isTableShown() {
        return !this.isEmpty;
    }

    get isBlank() {
        return this.isEmpty && !this.error;
    }

    get isCheckboxHidden() {
        return !canApprove;
    }

    get chosenIssues() {
        return this.issues.filter(({ id }) => this.selectedIds.includes(id));
    }

    get opened() {
        return this.issues.find(({ id }) => id === this.openedId);
    }

    get countText() {
        return this.count > COUNTED_MAX
            ? format(text.countMore, formatNumber(COUNTED_MAX))
            : format(text.count, formatNumber(this.count));
    }

    get exportText() {
        return this.exportedCount === undefined ? '' : format(text.exporting, formatNumber(this.exportedCount));
    }

    get isExporting() {
        return this.exportedCount !== undefined;
    }

    handleFilter(event) {
        this.filter = event.detail;
        this.load();
    }

    handleSelection(event) {
        this.selectedIds = event.detail.selectedRows.map(({ id }) => id);
    }

    handleRowAction(event) {
        this.openedId = event.detail.row.id;
    }

    handleClose() {
        this.openedId = undefined;
        this.template.querySelector('[data-id="table"]').focus();
    }

    async handleDone() {
        // The buttons go with the selection.
        this.selectedIds = [];
        keepFocus(this.template, '[data-id="table"]');
        await this.load();
        keepFocus(this.template, '[data-id="table"]', '[data-id="empty"]');
    }

    handleProblem(event) {
        this.error = event.detail;
    }

    /** Reads the list again, because something around it was done. */
    @api
    refresh() {
        return this.load();
    }

    async load() {
        if (!hasView) {
            return;
        }
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        try {
            const [page, reasonCodes] = await Promise.all([
                findPage({ filter: this.filter, afterKey: null, size: PAGE_SIZE }),
                this.isPage && this.reasonCodes.length === 0 ? findReasonCodes() : this.reasonCodes
            ]);
            // A slower answer to an older filter must not replace a newer one.
            if (request === this.#lastRequest) {
                Object.assign(this, { issues: page.rows, nextKey: page.nextKey, count: page.count, reasonCodes });
                this.selectedIds = this.chosenIssues.map(({ id }) => id);
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
            const page = await findPage({ filter: this.filter, afterKey, size: PAGE_SIZE });
            // The list may be another by now, or have these rows already.
            if (request === this.#lastRequest && afterKey === this.nextKey) {
                this.issues = [...this.issues, ...page.rows];
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
        const filter = this.filter;
        this.exportedCount = 0;
        try {
            let afterKey = null;
            do {
                // A page follows from the one before.
                // eslint-disable-next-line no-await-in-loop
                const page = await findPage({ filter, afterKey, size: EXPORT_SIZE });
                lines.push(...page.rows.map(csvRow));
                this.exportedCount = lines.length;
                afterKey = page.nextKey;
            } while (afterKey);
            download('user-sync-issues.csv', toCsv(csvHeader, lines));
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.exportedCount = undefined;
        }
    }
}
