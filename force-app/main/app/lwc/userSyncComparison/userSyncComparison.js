import { api, LightningElement } from 'lwc';
import compare from '@salesforce/apex/UserSyncIssuesController.compare';
import { reduceError } from 'c/userSyncErrors';
import { format, formatMoment } from 'c/userSyncFormat';
import { text } from './labels';

/** Both sides of a conflict or of an open choice. Only for approvers: Apex refuses everybody else. */
export default class UserSyncComparison extends LightningElement {
    text = text;
    comparison;
    error;
    isLoading = true;
    #issueId;

    /** Issue of reason CONFLICT or CHOICE_NEEDED. */
    @api
    get issueId() {
        return this.#issueId;
    }
    set issueId(value) {
        this.#issueId = value;
        this.load();
    }

    async load() {
        const issueId = this.#issueId;
        this.isLoading = true;
        try {
            const comparison = await compare({ issueId });
            // Another issue may have been opened meanwhile.
            if (issueId === this.#issueId) {
                this.comparison = comparison;
                this.error = undefined;
            }
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.isLoading = false;
        }
    }

    get isNothingKept() {
        return !this.isLoading && !this.error && !this.comparison;
    }

    get hasLines() {
        return !this.isLoading && !this.error && Boolean(this.comparison);
    }

    get otherTitle() {
        const title = this.comparison.reasonCode === 'CONFLICT' ? text.lost : text.partner;
        return this.titled(title, this.comparison.otherAt);
    }

    get currentTitle() {
        return this.titled(text.current, this.comparison.currentAt);
    }

    get lines() {
        return this.comparison.lines.map((line) => ({
            field: line.field,
            other: line.other ?? text.empty,
            current: line.current ?? text.empty,
            verdict: line.isEqual ? text.equal : text.differs
        }));
    }

    titled(title, moment) {
        return moment ? `${title} (${format(text.since, formatMoment(moment))})` : title;
    }
}
