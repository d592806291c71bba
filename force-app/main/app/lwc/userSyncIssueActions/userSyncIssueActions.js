import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import accept from '@salesforce/apex/UserSyncIssuesController.accept';
import retry from '@salesforce/apex/UserSyncIssuesController.retry';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { format } from 'c/userSyncFormat';
import { text } from './labels';

/**
 * Buttons for what the chosen issues allow; each acts on those of them it helps. Absent for whoever is no approver. Fires `done` after
 * something was decided and `problem` with `{ code, message, cure }`.
 */
export default class UserSyncIssueActions extends LightningElement {
    /** Rows of UserSyncIssueRow. */
    @api issues = [];
    text = text;
    asked;
    isSaving = false;

    get isShown() {
        return Boolean(canApprove) && this.issues.length > 0;
    }

    get selectedText() {
        return format(text.selected, this.issues.length);
    }

    get buttons() {
        return ['retry', 'accept', 'restore', 'choose', 'link']
            .filter((name) => this.idsFor(name).length > 0 && (name !== 'link' || this.issues.length === 1))
            .map((name) => ({ name, label: text[name] }));
    }

    get isAcceptAsked() {
        return this.asked === 'accept';
    }

    get isChoiceAsked() {
        return this.asked === 'choose' || this.asked === 'restore';
    }

    get isRestore() {
        return this.asked === 'restore';
    }

    get isLinkAsked() {
        return this.asked === 'link';
    }

    get askedIds() {
        return this.idsFor(this.asked);
    }

    get acceptQuestion() {
        return format(text.acceptQuestion, this.askedIds.length);
    }

    get onlyIssue() {
        return this.issues[0];
    }

    idsFor(action) {
        return this.issues.filter(({ actions }) => actions.includes(action)).map(({ id }) => id);
    }

    handleAction(event) {
        const { name } = event.target.dataset;
        if (this.isSaving) {
            return;
        }
        if (name === 'retry') {
            this.run(() => retry({ issueIds: this.idsFor('retry') }), text.retryDone);
        } else {
            this.asked = name;
        }
    }

    handleAccept(event) {
        const { reason } = event.detail;
        this.run(() => accept({ issueIds: this.askedIds, reason }), text.acceptDone);
    }

    handleChosen(event) {
        this.finish(format(text.choiceDone, event.detail));
    }

    handleLinked() {
        this.finish(text.linkDone);
    }

    handleProblem(event) {
        this.close();
        this.dispatchEvent(new CustomEvent('problem', { detail: event.detail }));
    }

    handleCancel() {
        if (!this.isSaving) {
            this.close();
        }
    }

    // Whoever works by keyboard is back where the question was asked.
    close() {
        const { asked } = this;
        if (asked) {
            this.asked = undefined;
            keepFocus(this.template, `[data-name="${asked}"]`);
        }
    }

    async run(act, doneText) {
        this.isSaving = true;
        try {
            this.finish(format(doneText, await act()));
        } catch (error) {
            this.handleProblem({ detail: reduceError(error) });
        } finally {
            this.isSaving = false;
        }
    }

    finish(title) {
        this.asked = undefined;
        this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
        this.dispatchEvent(new CustomEvent('done'));
    }
}
