import { api, LightningElement } from 'lwc';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import hasView from '@salesforce/customPermission/UserSyncView';
import findHistory from '@salesforce/apex/UserSyncPersonController.findHistory';
import load from '@salesforce/apex/UserSyncPersonController.load';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { format, formatMoment } from 'c/userSyncFormat';
import { linkStateIcon, linkStateMeaning, linkStateWord, orgWord, ownerWord } from 'c/userSyncWords';
import { text } from './labels';

const PAGE_SIZE = 50;

/** One person: how the two users stand to each other, what was written, what is wrong, and what can be done. */
export default class UserSyncPerson extends LightningElement {
    text = text;
    person;
    changes = [];
    nextKey;
    error;
    readAt;
    isLoading = true;
    #userId;
    #lastRequest = 0;

    /** User of this org. */
    @api
    get userId() {
        return this.#userId;
    }
    set userId(value) {
        this.#userId = value;
        this.load();
    }

    get title() {
        return this.person?.name ?? text.title;
    }

    get isGone() {
        return !this.person && !this.error;
    }

    get facts() {
        const { username, isActive, isExcluded, partnerUserId } = this.person;
        return [
            [text.username, username],
            [text.state, isActive ? text.active : text.inactive],
            [text.partnerUser, partnerUserId],
            [text.excluded, isExcluded && text.yes]
        ]
            .filter(([, value]) => value)
            .map(([name, value]) => ({ name, value }));
    }

    get linkState() {
        const state = this.person.linkState;
        return { word: linkStateWord(state), icon: linkStateIcon(state), meaning: linkStateMeaning(state) };
    }

    get groups() {
        return this.person.groups.map((group) => ({
            ...group,
            writer: orgWord(group.lastWriter),
            moment: group.changedAt ? formatMoment(group.changedAt) : '',
            ownerText: ownerWord(group.owner)
        }));
    }

    get hasGroups() {
        return this.person.groups.length > 0;
    }

    get isBeforeShown() {
        return Boolean(canApprove);
    }

    get hasHistory() {
        return this.changes.length > 0;
    }

    get history() {
        return this.changes.map((change) => ({
            ...change,
            moment: formatMoment(change.appliedAt),
            what: change.groupName ?? text.created,
            undone: change.undoneAt ? format(text.undoneBy, formatMoment(change.undoneAt), change.undoneBy ?? '') : ''
        }));
    }

    handleProblem(event) {
        this.error = event.detail;
    }

    handleDone() {
        this.template.querySelector('c-user-sync-issues').refresh();
        return this.load();
    }

    async load() {
        const userId = this.#userId;
        if (!hasView || !userId) {
            return;
        }
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        try {
            const [person, history] = await Promise.all([
                load({ userId }),
                findHistory({ userId, afterKey: null, size: PAGE_SIZE })
            ]);
            // Another person may have been opened meanwhile, or this one asked for again after something was done.
            if (request === this.#lastRequest) {
                Object.assign(this, { person, changes: history.rows, nextKey: history.nextKey, error: undefined });
                this.readAt = new Date().toISOString();
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
            const page = await findHistory({ userId: this.#userId, afterKey, size: PAGE_SIZE });
            // The list may be another by now, or have these rows already.
            if (request === this.#lastRequest && afterKey === this.nextKey) {
                this.changes = [...this.changes, ...page.rows];
                this.nextKey = page.nextKey;
                keepFocus(this.template, '[data-id="history"]');
            }
        } catch (error) {
            this.error = reduceError(error);
        }
    }
}
