import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canAdminister from '@salesforce/customPermission/UserSyncAdminister';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import csv from '@salesforce/apex/UserSyncRunLinesController.csv';
import loadLines from '@salesforce/apex/UserSyncRunLinesController.load';
import cancel from '@salesforce/apex/UserSyncRunsController.cancel';
import previewUndo from '@salesforce/apex/UserSyncRunsController.previewUndo';
import undo from '@salesforce/apex/UserSyncRunsController.undo';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { download, format, formatDuration, formatMoment, formatNumber } from 'c/userSyncFormat';
import { kindOf, meaningOf, stateOf } from 'c/userSyncRunWords';
import { label } from './labels';

function lineOf(line) {
    return {
        ...line,
        shown: line.userName ?? label.nobodyHere,
        why: [line.reason, line.message].filter(Boolean).join(': ')
    };
}

/** One run. Fires `changed`, `close`, and `failed` with what `reduceError` says. */
export default class UserSyncRun extends LightningElement {
    label = label;
    situation = '';
    lines = [];
    nextPosition;
    missingCount = 0;
    isUndoAsked = false;
    preview;
    isBusy = false;
    currentRun;
    readState;
    #lastRequest = 0;

    /** As UserSyncRunRow of Apex. */
    @api
    get run() {
        return this.currentRun;
    }

    set run(run) {
        const state = `${run.key} ${run.state} ${run.comparedCount}`;
        const isOnCancel = this.template.activeElement?.dataset.id === 'cancel';
        this.currentRun = run;
        if (isOnCancel) {
            keepFocus(this.template, '[data-id="cancel"]', '[data-id="download"]');
        }
        // The page hands over the same run with every poll; only one that went on has other lines.
        if (state !== this.readState) {
            this.readState = state;
            this.readLines();
        }
    }

    /** Leads whoever opened it to its heading. */
    @api
    focus() {
        this.template.querySelector('[data-id="title"]').focus();
    }

    get title() {
        return `${kindOf(this.run)}, ${formatMoment(this.run.createdAt)}: ${stateOf(this.run)}`;
    }

    get progress() {
        const { isOpen, comparedCount, durationMs, reason } = this.run;
        if (isOpen) {
            return format(label.progress, formatNumber(comparedCount));
        }
        return [reason, format(label.duration, formatDuration((durationMs ?? 0) / 1000))].filter(Boolean).join(' ');
    }

    get counts() {
        const { comparedCount, inStepCount, writtenCount, listedCount, isDryRun } = this.run;
        return [
            [label.compared, comparedCount],
            [label.inStep, inStepCount],
            [isDryRun ? label.wouldWrite : label.written, writtenCount],
            [label.listed, listedCount]
        ].map(([name, count]) => ({ name, count: formatNumber(count) }));
    }

    get situations() {
        return this.run.situations.map(({ name, count }) => ({
            name,
            count: formatNumber(count),
            meaning: meaningOf(name)
        }));
    }

    get hasSituations() {
        return this.run.situations.length > 0;
    }

    get isOver() {
        return !this.run.isOpen;
    }

    get situationOptions() {
        const all = { label: label.allSituations, value: '' };
        return [all, ...this.run.situations.map(({ name }) => ({ label: name, value: name }))];
    }

    get licenses() {
        return (this.run.licenses ?? '')
            .split('\n')
            .filter(Boolean)
            .map((line) => line.split(','))
            .map(([name, needed, free]) => ({ name, needed, free }));
    }

    get hasLicenses() {
        return this.licenses.length > 0;
    }

    get hasLines() {
        return this.lines.length > 0;
    }

    get missing() {
        return this.missingCount > 0 ? format(label.linesMissing, formatNumber(this.missingCount)) : '';
    }

    get hasMore() {
        return this.nextPosition !== undefined && this.nextPosition !== null;
    }

    get isCancelShown() {
        return canAdminister && this.run.isOpen && !this.run.isCancelRequested;
    }

    get isUndoShown() {
        return canApprove && !this.run.isOpen && !this.run.isDryRun && this.run.writtenCount > 0;
    }

    handleSituation(event) {
        this.situation = event.detail.value;
        this.readLines();
    }

    readLines() {
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        return this.attempt(async () => {
            const page = await this.loadLines(0);
            if (request === this.#lastRequest) {
                this.lines = [];
                this.add(page);
            }
        });
    }

    handleMore() {
        const request = this.#lastRequest;
        const fromPosition = this.nextPosition;
        return this.attempt(async () => {
            const page = await this.loadLines(fromPosition);
            // The lines may be others by now, or have these already.
            if (request === this.#lastRequest && fromPosition === this.nextPosition) {
                this.add(page);
                keepFocus(this.template, '[data-id="lines"]');
            }
        });
    }

    loadLines(fromPosition) {
        return loadLines({ key: this.run.key, situation: this.situation, fromPosition });
    }

    add({ lines, nextPosition, missingCount }) {
        this.lines = [...this.lines, ...lines.map(lineOf)];
        this.nextPosition = nextPosition;
        this.missingCount = missingCount;
    }

    handleDownload() {
        return this.act(async (key) => download(`user-sync-run-${key}.csv`, await csv({ key })));
    }

    handleCancel() {
        return this.act(async (key) => {
            await cancel({ key });
            this.report(label.cancelled);
        });
    }

    async handlePreview() {
        this.preview = undefined;
        this.isUndoAsked = true;
        const isRead = await this.attempt(async () => {
            this.preview = await previewUndo({ key: this.run.key });
        });
        if (!isRead) {
            this.closeUndo();
        }
    }

    get isUndoBlocked() {
        return this.isBusy || !this.preview?.revertedCount;
    }

    async handleUndo() {
        await this.act(async (key) => {
            const count = await undo({ key, expectedCount: this.preview.revertedCount });
            this.report(format(label.undoDone, formatNumber(count)));
        });
        this.closeUndo();
    }

    handleUndoCancel() {
        if (!this.isBusy) {
            this.closeUndo();
        }
    }

    closeUndo() {
        this.isUndoAsked = false;
        keepFocus(this.template, '[data-id="undo"]');
    }

    handleClose() {
        this.dispatchEvent(new CustomEvent('close'));
    }

    report(title) {
        this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
        this.dispatchEvent(new CustomEvent('changed'));
    }

    // One at a time. The buttons are not disabled meanwhile: one that is disabled loses the focus.
    async act(work) {
        if (!this.isBusy) {
            this.isBusy = true;
            await this.attempt(() => work(this.run.key));
            this.isBusy = false;
        }
    }

    async attempt(work) {
        try {
            await work();
            return true;
        } catch (error) {
            this.dispatchEvent(new CustomEvent('failed', { detail: reduceError(error) }));
            return false;
        }
    }
}
