import { api, LightningElement } from 'lwc';
import choose from '@salesforce/apex/UserSyncIssuesController.choose';
import previewChoice from '@salesforce/apex/UserSyncIssuesController.previewChoice';
import { reduceError } from 'c/userSyncErrors';
import { format } from 'c/userSyncFormat';
import { text } from './labels';

const RESTORE = 'RESTORE';

/**
 * Which side of two values counts. Shows how many issues a choice would write before it can be confirmed. Fires `done` with the count,
 * `problem` with `{ code, message, cure }`, or `cancel`.
 */
export default class UserSyncChoiceDialog extends LightningElement {
    /** Ids of issues that wait for a choice, or of conflicts to restore. */
    @api issueIds = [];
    /** Whether the losing edit comes back; otherwise a side is asked for. */
    @api isRestore = false;
    text = text;
    choice;
    count;
    isSaving = false;

    connectedCallback() {
        if (this.isRestore) {
            this.preview(RESTORE);
        }
    }

    get question() {
        return this.isRestore ? text.restoreQuestion : text.question;
    }

    get confirmLabel() {
        return this.isRestore ? text.restore : text.choose;
    }

    get options() {
        return [
            { value: 'OURS', label: text.ours },
            { value: 'THEIRS', label: text.theirs },
            { value: 'FILL_BLANKS', label: text.fillBlanks }
        ];
    }

    get isBusy() {
        return !this.count || this.isSaving;
    }

    get previewText() {
        return this.count === undefined ? '' : format(text.preview, this.count, this.issueIds.length);
    }

    handleChoice(event) {
        this.preview(event.detail.value);
    }

    async preview(choice) {
        this.choice = choice;
        this.count = undefined;
        try {
            const count = await previewChoice({ issueIds: this.issueIds, choice });
            if (choice === this.choice) {
                this.count = count;
            }
        } catch (error) {
            if (choice === this.choice && this.isConnected) {
                this.fire('problem', reduceError(error));
            }
        }
    }

    async handleConfirm() {
        const { choice, issueIds } = this;
        this.isSaving = true;
        try {
            this.fire('done', await choose({ issueIds, choice }));
        } catch (error) {
            this.isSaving = false;
            this.fire('problem', reduceError(error));
        }
    }

    handleCancel() {
        if (!this.isSaving) {
            this.fire('cancel');
        }
    }

    fire(name, detail) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }
}
