import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canAdminister from '@salesforce/customPermission/UserSyncAdminister';
import hasView from '@salesforce/customPermission/UserSyncView';
import load from '@salesforce/apex/UserSyncRunsController.load';
import start from '@salesforce/apex/UserSyncRunsController.start';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { format, formatMoment, formatNumber } from 'c/userSyncFormat';
import { kindOf, stateOf } from 'c/userSyncRunWords';
import { label } from './labels';

const POLL_MS = 5000;

/** Runs, newest first. Asks the org anew every five seconds while one of those shown is under way. */
export default class UserSyncRuns extends LightningElement {
    label = label;
    canAdminister = canAdminister;
    runs = [];
    nextKey;
    readAt;
    error;
    selectedKey;
    isLoading = true;
    isUserRunShown = false;
    isAsking = false;
    isBusy = false;
    timer;
    #lastRequest = 0;

    connectedCallback() {
        if (!hasView) {
            this.isLoading = false;
            return;
        }
        this.read();
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this.timer = setInterval(() => {
            if (document.visibilityState === 'visible' && this.runs.some(({ isOpen }) => isOpen)) {
                this.read();
            }
        }, POLL_MS);
    }

    disconnectedCallback() {
        clearInterval(this.timer);
    }

    read() {
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        return this.attempt(async () => {
            const page = await load({ afterKey: null, isUserRunShown: this.isUserRunShown });
            // A slower answer to an older question must not replace a newer one.
            if (request === this.#lastRequest) {
                this.readAt = page.readAt;
                this.runs = this.withOlder(page.runs);
                this.nextKey = this.runs.length > page.runs.length ? this.nextKey : page.nextKey;
            }
        });
    }

    // What was read further down stays when the first page is read again.
    withOlder(newest) {
        const keys = new Set(newest.map(({ key }) => key));
        const oldest = newest[newest.length - 1]?.createdAt;
        return [...newest, ...this.runs.filter(({ key, createdAt }) => !keys.has(key) && createdAt < oldest)];
    }

    handleMore() {
        const { isUserRunShown, nextKey } = this;
        return this.attempt(async () => {
            const page = await load({ afterKey: nextKey, isUserRunShown });
            // The list may be another by now, or have these rows already.
            if (isUserRunShown === this.isUserRunShown && nextKey === this.nextKey) {
                this.runs = [...this.runs, ...page.runs];
                this.nextKey = page.nextKey;
                keepFocus(this.template, '[data-id="table"]');
            }
        });
    }

    handleUserRuns(event) {
        this.isUserRunShown = event.target.checked;
        this.runs = [];
        this.read();
    }

    handleStartDry() {
        this.startRun(true);
    }

    handleAsk() {
        this.isAsking = true;
    }

    handleCancel() {
        if (!this.isBusy) {
            this.close();
        }
    }

    async handleStart() {
        await this.startRun(false);
        this.close();
    }

    // Whoever works by keyboard is back where the question was asked.
    close() {
        this.isAsking = false;
        keepFocus(this.template, '[data-id="start"]');
    }

    async startRun(isDryRun) {
        // The buttons are not disabled meanwhile: one that is disabled loses the focus.
        if (this.isBusy) {
            return;
        }
        this.isBusy = true;
        const isStarted = await this.attempt(async () => {
            this.selectedKey = await start({ isDryRun });
            this.dispatchEvent(new ShowToastEvent({ title: label.started, variant: 'success' }));
        });
        if (isStarted) {
            await this.read();
        }
        this.isBusy = false;
    }

    async handleSelect(event) {
        this.selectedKey = event.currentTarget.dataset.key;
        await Promise.resolve();
        // Below the table: whoever opens the details is brought to them.
        this.template.querySelector('c-user-sync-run').focus();
    }

    handleClose() {
        const key = this.selectedKey;
        this.selectedKey = undefined;
        keepFocus(this.template, `[data-key="${key}"]`);
    }

    handleFailed(event) {
        this.error = event.detail;
    }

    handleRefresh() {
        this.read();
    }

    async attempt(work) {
        try {
            await work();
            this.error = undefined;
            return true;
        } catch (error) {
            this.error = reduceError(error);
            return false;
        } finally {
            this.isLoading = false;
        }
    }

    get isEmpty() {
        return this.runs.length === 0;
    }

    get selectedRun() {
        return this.runs.find(({ key }) => key === this.selectedKey);
    }

    get rows() {
        return this.runs.map((run) => ({
            key: run.key,
            began: formatMoment(run.createdAt),
            kind: kindOf(run),
            state: stateOf(run),
            compared: formatNumber(run.comparedCount),
            inStep: formatNumber(run.inStepCount),
            written: formatNumber(run.writtenCount),
            listed: formatNumber(run.listedCount),
            detailsOf: format(label.detailsOf, formatMoment(run.createdAt))
        }));
    }
}
