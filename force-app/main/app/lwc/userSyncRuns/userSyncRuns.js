import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canAdminister from '@salesforce/customPermission/UserSyncAdminister';
import hasView from '@salesforce/customPermission/UserSyncView';
import load from '@salesforce/apex/UserSyncRunsController.load';
import start from '@salesforce/apex/UserSyncRunsController.start';
import { reduceError } from 'c/userSyncErrors';
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
        return this.attempt(async () => {
            const page = await load({ afterKey: null, isUserRunShown: this.isUserRunShown });
            this.readAt = page.readAt;
            this.runs = this.withOlder(page.runs);
            this.nextKey = this.runs.length > page.runs.length ? this.nextKey : page.nextKey;
        });
    }

    // What was read further down stays when the first page is read again.
    withOlder(newest) {
        const keys = new Set(newest.map(({ key }) => key));
        const oldest = newest[newest.length - 1]?.createdAt;
        return [...newest, ...this.runs.filter(({ key, createdAt }) => !keys.has(key) && createdAt < oldest)];
    }

    handleMore() {
        return this.attempt(async () => {
            const page = await load({ afterKey: this.nextKey, isUserRunShown: this.isUserRunShown });
            this.runs = [...this.runs, ...page.runs];
            this.nextKey = page.nextKey;
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

    async handleCancel() {
        this.isAsking = false;
        await Promise.resolve();
        this.template.querySelector('[data-id="start"]')?.focus();
    }

    async handleStart() {
        await this.startRun(false);
        this.isAsking = false;
    }

    async startRun(isDryRun) {
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

    handleSelect(event) {
        this.selectedKey = event.currentTarget.dataset.key;
    }

    handleClose() {
        this.selectedKey = undefined;
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
