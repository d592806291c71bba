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
    preview;
    isBusy = false;
    currentRun;
    readState;

    /** As UserSyncRunRow of Apex. */
    @api
    get run() {
        return this.currentRun;
    }

    set run(run) {
        const state = `${run.key} ${run.state} ${run.comparedCount}`;
        this.currentRun = run;
        // The page hands over the same run with every poll; only one that went on has other lines.
        if (state !== this.readState) {
            this.readState = state;
            this.readLines();
        }
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
        return this.attempt(async () => this.addLines([], 0));
    }

    handleMore() {
        return this.attempt(async () => this.addLines(this.lines, this.nextPosition));
    }

    async addLines(before, fromPosition) {
        const { key } = this.run;
        const page = await loadLines({ key, situation: this.situation, fromPosition });
        if (key === this.run.key) {
            this.lines = [...before, ...page.lines.map(lineOf)];
            this.nextPosition = page.nextPosition;
            this.missingCount = page.missingCount;
        }
    }

    handleDownload() {
        const { key } = this.run;
        return this.attempt(async () => download(`user-sync-run-${key}.csv`, await csv({ key })));
    }

    handleCancel() {
        return this.attempt(async () => {
            await cancel({ key: this.run.key });
            this.report(label.cancelled);
        });
    }

    handlePreview() {
        return this.attempt(async () => {
            this.preview = await previewUndo({ key: this.run.key });
        });
    }

    get isUndoBlocked() {
        return this.isBusy || this.preview.revertedCount === 0;
    }

    async handleUndo() {
        await this.attempt(async () => {
            const count = await undo({ key: this.run.key, expectedCount: this.preview.revertedCount });
            this.report(format(label.undoDone, formatNumber(count)));
        });
        await this.handleUndoCancel();
    }

    async handleUndoCancel() {
        this.preview = undefined;
        await Promise.resolve();
        this.template.querySelector('[data-id="undo"]')?.focus();
    }

    handleClose() {
        this.dispatchEvent(new CustomEvent('close'));
    }

    report(title) {
        this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
        this.dispatchEvent(new CustomEvent('changed'));
    }

    async attempt(work) {
        this.isBusy = true;
        try {
            await work();
        } catch (error) {
            this.dispatchEvent(new CustomEvent('failed', { detail: reduceError(error) }));
        } finally {
            this.isBusy = false;
        }
    }
}
