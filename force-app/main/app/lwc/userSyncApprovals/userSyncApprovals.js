import { LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import hasView from '@salesforce/customPermission/UserSyncView';
import approve from '@salesforce/apex/UserSyncApprovalsController.approve';
import findDecided from '@salesforce/apex/UserSyncApprovalsController.findDecided';
import findWaiting from '@salesforce/apex/UserSyncApprovalsController.findWaiting';
import reject from '@salesforce/apex/UserSyncApprovalsController.reject';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { format } from 'c/userSyncFormat';
import { decidedColumns, tableRow, waitingColumns } from './approvalTable';
import { text } from './labels';

const PAGE_SIZE = 50;
const VIEWS = {
    waiting: { find: findWaiting, columns: waitingColumns, label: text.waitingLabel, emptyText: text.waitingEmpty },
    decided: { find: findDecided, columns: decidedColumns, label: text.decidedLabel, emptyText: text.decidedEmpty }
};
const QUESTIONS = {
    approve: { question: text.approveQuestion, meaning: text.approveMeaning, label: text.approve, decide: approve },
    reject: { question: text.rejectQuestion, meaning: text.rejectMeaning, label: text.reject, decide: reject }
};

/** The Approvals page: held changes and proposed pairs, and what became of them. */
export default class UserSyncApprovals extends LightningElement {
    text = text;
    shown = 'waiting';
    issues = [];
    nextKey;
    selectedIds = [];
    asked;
    isSaving = false;
    error;
    readAt;
    isLoading = true;
    #lastRequest = 0;

    connectedCallback() {
        this.load();
    }

    get viewOptions() {
        return [
            { value: 'waiting', label: text.waiting },
            { value: 'decided', label: text.decided }
        ];
    }

    get view() {
        return VIEWS[this.shown];
    }

    get rows() {
        return this.issues.map(tableRow);
    }

    get isTableShown() {
        return this.issues.length > 0;
    }

    get isBlank() {
        return this.issues.length === 0 && !this.error;
    }

    get isCheckboxHidden() {
        return !canApprove || this.shown === 'decided';
    }

    get isDecidable() {
        return !this.isCheckboxHidden && this.selectedIds.length > 0;
    }

    get selectedText() {
        return format(text.selected, this.selectedIds.length);
    }

    get question() {
        return this.asked && QUESTIONS[this.asked];
    }

    get questionText() {
        return format(this.question.question, this.selectedIds.length);
    }

    handleView(event) {
        this.shown = event.detail.value;
        this.issues = [];
        this.selectedIds = [];
        this.load();
    }

    handleSelection(event) {
        this.selectedIds = event.detail.selectedRows.map(({ id }) => id);
    }

    handleAsk(event) {
        this.asked = event.target.dataset.name;
    }

    handleCancel() {
        const { asked } = this;
        if (!this.isSaving) {
            this.asked = undefined;
            keepFocus(this.template, `[data-name="${asked}"]`);
        }
    }

    async handleConfirm(event) {
        const { decide } = this.question;
        this.isSaving = true;
        try {
            const count = await decide({ issueIds: this.selectedIds, reason: event.detail.reason });
            this.dispatchEvent(new ShowToastEvent({ title: format(text.done, count), variant: 'success' }));
            this.selectedIds = [];
            await this.load();
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.asked = undefined;
            this.isSaving = false;
            keepFocus(this.template, '[data-id="table"]', 'lightning-combobox');
        }
    }

    async load() {
        if (!hasView) {
            return;
        }
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        try {
            const page = await this.view.find({ afterKey: null, size: PAGE_SIZE });
            if (request === this.#lastRequest) {
                const ids = new Set(page.rows.map(({ id }) => id));
                this.issues = page.rows;
                this.nextKey = page.nextKey;
                this.selectedIds = this.selectedIds.filter((id) => ids.has(id));
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
            const page = await this.view.find({ afterKey, size: PAGE_SIZE });
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
}
