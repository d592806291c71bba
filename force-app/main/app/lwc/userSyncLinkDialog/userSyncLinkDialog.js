import { api, LightningElement } from 'lwc';
import findPage from '@salesforce/apex/UserSyncPeopleController.findPage';
import linkTo from '@salesforce/apex/UserSyncIssuesController.linkTo';
import { reduceError } from 'c/userSyncErrors';
import { text } from './labels';

const CANDIDATES_COUNT = 10;
const TYPING_MS = 300;

/**
 * Which user of this org is the person an issue names. Offers the one it names, and whoever is searched for and linked to nobody. Fires
 * `done`, `problem` with `{ code, message, cure }`, or `cancel`.
 */
export default class UserSyncLinkDialog extends LightningElement {
    /** Row of UserSyncIssueRow. */
    @api issue;
    text = text;
    search = '';
    candidates = [];
    chosenId;
    isSearching = false;
    isSaving = false;
    #typing;

    connectedCallback() {
        if (this.issue.userId) {
            this.chosenId = this.issue.userId;
            this.candidates = [{ value: this.issue.userId, label: this.issue.userName }];
        }
    }

    disconnectedCallback() {
        clearTimeout(this.#typing);
    }

    get hasCandidates() {
        return this.candidates.length > 0;
    }

    get isNobodyFound() {
        return this.search !== '' && !this.isSearching && !this.hasCandidates;
    }

    get isBusy() {
        return !this.chosenId || this.isSaving;
    }

    handleSearch(event) {
        this.search = event.detail.value.trim();
        this.isSearching = true;
        clearTimeout(this.#typing);
        // One search for a word instead of one for every letter.
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this.#typing = setTimeout(() => this.find(this.search), TYPING_MS);
    }

    async find(search) {
        try {
            const query = { search, afterKey: null, size: CANDIDATES_COUNT };
            const pages = await Promise.all([
                findPage({ ...query, linkState: 'Orphaned' }),
                findPage({ ...query, linkState: 'Duplicate' })
            ]);
            if (search === this.search) {
                this.show(pages.flatMap(({ rows }) => rows).filter(({ partnerUserId }) => !partnerUserId));
            }
        } catch (error) {
            if (search === this.search && this.isConnected) {
                this.fire('problem', reduceError(error));
            }
        }
    }

    show(people) {
        this.isSearching = false;
        this.candidates = people.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` }));
        if (!this.candidates.some(({ value }) => value === this.chosenId)) {
            this.chosenId = undefined;
        }
    }

    handleChoice(event) {
        this.chosenId = event.detail.value;
    }

    async handleConfirm(event) {
        this.isSaving = true;
        try {
            await linkTo({ issueId: this.issue.id, userId: this.chosenId, reason: event.detail.reason });
            this.fire('done');
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
