import { api, LightningElement } from 'lwc';
import { kindOptions } from 'c/userSyncWords';
import { text } from './labels';

const IS_OPEN = { open: true, resolved: false, any: null };

/** Filters of the Issues page. Fires `filter` with what UserSyncIssuesController.Filter takes. */
export default class UserSyncIssueFilter extends LightningElement {
    /** What is filtered by at present. */
    @api value = {};
    /** Codes to choose from. */
    @api reasonCodes = [];
    text = text;

    get reasonOptions() {
        return [this.anyOption, ...this.reasonCodes.map((code) => ({ value: code, label: code }))];
    }

    get kindOptions() {
        return [this.anyOption, ...kindOptions];
    }

    get stateOptions() {
        return [
            { value: 'open', label: text.open },
            { value: 'resolved', label: text.resolved },
            { value: 'any', label: text.any }
        ];
    }

    get anyOption() {
        return { value: '', label: text.any };
    }

    get reasonCode() {
        return this.value.reasonCode ?? '';
    }

    get kind() {
        return this.value.kind ?? '';
    }

    get state() {
        return Object.keys(IS_OPEN).find((name) => IS_OPEN[name] === (this.value.isOpen ?? null));
    }

    handleChange(event) {
        const { name } = event.target;
        const chosen = event.detail.value;
        const change = name === 'state' ? { isOpen: IS_OPEN[chosen] } : { [name]: chosen || null };
        this.dispatchEvent(new CustomEvent('filter', { detail: { ...this.value, ...change } }));
    }
}
