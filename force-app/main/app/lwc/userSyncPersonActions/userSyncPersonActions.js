import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canAdminister from '@salesforce/customPermission/UserSyncAdminister';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import exclude from '@salesforce/apex/UserSyncPersonController.exclude';
import include from '@salesforce/apex/UserSyncPersonController.include';
import link from '@salesforce/apex/UserSyncPersonController.link';
import previewUndo from '@salesforce/apex/UserSyncPersonController.previewUndo';
import syncNow from '@salesforce/apex/UserSyncPersonController.syncNow';
import undo from '@salesforce/apex/UserSyncPersonController.undo';
import unlink from '@salesforce/apex/UserSyncPersonController.unlink';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { format } from 'c/userSyncFormat';
import { text } from './labels';

const QUESTIONS = {
    exclude: { question: text.excludeQuestion, meaning: text.excludeMeaning, act: exclude, done: text.excludeDone },
    unlink: { question: text.unlinkQuestion, meaning: text.unlinkMeaning, act: unlink, done: text.unlinkDone },
    link: { question: text.linkQuestion, act: link, done: text.linkDone },
    undo: { question: text.undoQuestion, act: undo, done: text.undoDone }
};

/**
 * Buttons for what the running user may do about one person. Fires `done` after something was done and `problem` with
 * `{ code, message, cure }`.
 */
export default class UserSyncPersonActions extends LightningElement {
    text = text;
    asked;
    preview;
    partnerUserId = '';
    isSaving = false;

    /** Person of UserSyncPersonController. */
    @api person;

    /** A button and the one that takes it back stand in one place, as one element that keeps the focus; a place may be empty. */
    get places() {
        const { isExcluded, partnerUserId } = this.person;
        const buttons = {
            sync: canAdminister && !isExcluded && 'syncNow',
            scope: canAdminister && (isExcluded ? 'include' : 'exclude'),
            undo: canApprove && 'undo',
            link: canApprove && (partnerUserId ? 'unlink' : !isExcluded && 'link')
        };
        return Object.entries(buttons).map(([key, name]) => ({ key, name, label: text[name] }));
    }

    get hasButtons() {
        return this.places.some(({ name }) => name);
    }

    get question() {
        return this.asked && QUESTIONS[this.asked];
    }

    get questionText() {
        return format(this.question.question, this.person.name);
    }

    get confirmLabel() {
        return text[this.asked];
    }

    get isLink() {
        return this.asked === 'link';
    }

    get isBusy() {
        const isIncomplete =
            (this.isLink && !this.partnerUserId) || (this.asked === 'undo' && !this.preview?.revertedCount);
        return this.isSaving || isIncomplete;
    }

    handleAction(event) {
        const { name } = event.target.dataset;
        // Not disabled meanwhile: a button that is disabled loses the focus.
        if (this.isSaving) {
            return;
        }
        if (name === 'syncNow') {
            this.run(syncNow, {}, text.syncDone);
        } else if (name === 'include') {
            this.run(include, {}, text.includeDone);
        } else {
            this.ask(name);
        }
    }

    async ask(name) {
        this.asked = name;
        this.preview = undefined;
        this.partnerUserId = '';
        if (name === 'undo') {
            try {
                const preview = await previewUndo({ userId: this.person.id });
                this.preview = this.asked === name ? preview : undefined;
            } catch (error) {
                this.fail(error);
            }
        }
    }

    handlePartnerUser(event) {
        this.partnerUserId = event.detail.value.trim();
    }

    handleConfirm() {
        const more = {
            link: { partnerUserId: this.partnerUserId },
            undo: { expectedCount: this.preview?.revertedCount }
        };
        this.run(this.question.act, more[this.asked], this.question.done);
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
            keepFocus(this.template, `[data-name="${asked}"]`, '[data-name]');
        }
    }

    async run(act, more, doneText) {
        this.isSaving = true;
        try {
            const count = await act({ userId: this.person.id, ...more });
            this.close();
            this.dispatchEvent(new ShowToastEvent({ title: format(doneText, count), variant: 'success' }));
            this.dispatchEvent(new CustomEvent('done'));
        } catch (error) {
            this.fail(error);
        } finally {
            this.isSaving = false;
        }
    }

    fail(error) {
        this.close();
        this.dispatchEvent(new CustomEvent('problem', { detail: reduceError(error) }));
    }
}
