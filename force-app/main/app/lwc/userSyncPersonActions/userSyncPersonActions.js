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
import { format } from 'c/userSyncFormat';
import { text } from './labels';

const QUESTIONS = {
    exclude: { question: text.excludeQuestion, meaning: text.excludeMeaning, act: exclude, done: text.excludeDone },
    unlink: { question: text.unlinkQuestion, meaning: text.unlinkMeaning, act: unlink, done: text.unlinkDone },
    link: { question: text.linkQuestion, act: link, done: text.linkDone },
    undo: { question: text.undoQuestion, act: undo, done: text.undoDone }
};

// A button and the one that takes it back stand in one place, as one element that keeps the focus.
const PLACES = { include: 'exclude', unlink: 'link' };

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
    currentPerson;
    #returnTo;

    /** Person of UserSyncPersonController. */
    @api
    get person() {
        return this.currentPerson;
    }
    set person(person) {
        this.currentPerson = person;
        // Other buttons come with what was done: the one that takes it back gets the focus.
        if (this.#returnTo) {
            this.focusButton(this.#returnTo);
            this.#returnTo = undefined;
        }
    }

    get buttons() {
        const { isExcluded, partnerUserId } = this.person;
        const offered = {
            syncNow: canAdminister && !isExcluded,
            exclude: canAdminister && !isExcluded,
            include: canAdminister && isExcluded,
            undo: canApprove,
            link: canApprove && !partnerUserId && !isExcluded,
            unlink: canApprove && partnerUserId
        };
        return Object.keys(offered)
            .filter((name) => offered[name])
            .map((name) => ({ name, place: PLACES[name] ?? name, label: text[name] }));
    }

    get hasButtons() {
        return this.buttons.length > 0;
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
        if (name === 'syncNow') {
            this.run(name, syncNow, {}, text.syncDone);
        } else if (name === 'include') {
            this.run(name, include, {}, text.includeDone);
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
                this.preview = await previewUndo({ userId: this.person.id });
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
        this.run(this.asked, this.question.act, more[this.asked], this.question.done);
    }

    handleCancel() {
        const { asked } = this;
        this.asked = undefined;
        this.focusButton(asked);
    }

    // Whoever works by keyboard is back where the question was asked, or at the first button if that one is gone.
    async focusButton(name) {
        await Promise.resolve();
        const button = this.template.querySelector(`[data-place="${PLACES[name] ?? name}"]`);
        (button ?? this.template.querySelector('[data-name]'))?.focus();
    }

    async run(name, act, more, doneText) {
        this.isSaving = true;
        try {
            const count = await act({ userId: this.person.id, ...more });
            this.#returnTo = name;
            this.asked = undefined;
            this.dispatchEvent(new ShowToastEvent({ title: format(doneText, count), variant: 'success' }));
            this.dispatchEvent(new CustomEvent('done'));
        } catch (error) {
            this.fail(error);
        } finally {
            this.isSaving = false;
            this.focusButton(name);
        }
    }

    fail(error) {
        this.asked = undefined;
        this.dispatchEvent(new CustomEvent('problem', { detail: reduceError(error) }));
    }
}
