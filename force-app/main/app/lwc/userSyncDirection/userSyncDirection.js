import { api, LightningElement } from 'lwc';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import pause from '@salesforce/apex/UserSyncOverviewController.pause';
import resume from '@salesforce/apex/UserSyncOverviewController.resume';
import { reduceError } from 'c/userSyncErrors';
import { keepFocus } from 'c/userSyncFocus';
import { format, formatDuration, formatMoment } from 'c/userSyncFormat';
import { label } from './labels';

const STATES = {
    IN_STEP: { words: label.inStep, icon: 'utility:success', variant: 'success' },
    CATCHING_UP: { words: label.catchingUp, icon: 'utility:sync', variant: '' },
    PAUSED: { words: label.paused, icon: 'utility:pause', variant: 'warning' },
    PARTNER_UNREACHABLE: {
        words: label.partnerUnreachable,
        icon: 'utility:offline',
        variant: 'error',
        cure: label.unreachableCure
    },
    LICENCE_EXHAUSTED: {
        words: label.licenceExhausted,
        icon: 'utility:warning',
        variant: 'warning',
        cure: label.licenceCure
    },
    SETUP_PROBLEM: { words: label.setupProblem, icon: 'utility:error', variant: 'error', cure: label.setupCure }
};

const SWITCHES = {
    pause: { id: 'pause', label: label.pause, icon: 'utility:pause', variant: 'neutral' },
    resume: { id: 'resume', label: label.resume, icon: 'utility:play', variant: 'brand' }
};

/** One direction. Fires `changed` after it was switched and `failed` with what `reduceError` says. */
export default class UserSyncDirection extends LightningElement {
    /** As UserSyncDirections.Direction of Apex. */
    @api direction;
    label = label;
    isAsking = false;
    isBusy = false;

    get title() {
        return this.direction.key === 'INBOUND' ? label.inbound : label.outbound;
    }

    get state() {
        return STATES[this.direction.state];
    }

    get stateClass() {
        return `state slds-text-heading_medium state_${this.state.variant || 'neutral'}`;
    }

    get lag() {
        const { key, lagSeconds } = this.direction;
        if (lagSeconds === undefined || lagSeconds === null) {
            return '';
        }
        return format(key === 'INBOUND' ? label.lag : label.known, formatDuration(lagSeconds));
    }

    get detail() {
        return this.state.cure ?? this.pauseDetail;
    }

    get pauseDetail() {
        const { pausedFrom, pausedBy, pausedAt, why } = this.direction;
        switch (pausedFrom) {
            case 'USER':
                return format(label.pausedBy, pausedBy ?? label.unknown, formatMoment(pausedAt), why);
            case 'GUARD':
                return format(label.pausedByGuard, formatMoment(pausedAt), why);
            case 'SETTING':
                return label.pausedBySetting;
            case 'PARTNER':
                return label.pausedByPartner;
            default:
                return '';
        }
    }

    /** The one button, which stays the same element so that it keeps the focus; undefined for none. */
    get switchButton() {
        const { key, pausedFrom } = this.direction;
        // What was paused in the setting or in the partner org is resumed there.
        const isOurs = !pausedFrom || ['USER', 'GUARD'].includes(pausedFrom);
        return canApprove && key === 'INBOUND' && isOurs ? SWITCHES[pausedFrom ? 'resume' : 'pause'] : undefined;
    }

    handleSwitch() {
        // Not disabled meanwhile: a button that is disabled loses the focus.
        if (this.isBusy) {
            return;
        }
        if (this.direction.pausedFrom) {
            this.change(() => resume(), label.resumedToast);
        } else {
            this.isAsking = true;
        }
    }

    handleCancel() {
        if (!this.isBusy) {
            this.close();
        }
    }

    handlePause(event) {
        return this.change(() => pause({ why: event.detail.reason }), label.pausedToast);
    }

    // Whoever works by keyboard is back where the question was asked.
    close() {
        this.isAsking = false;
        keepFocus(this.template, 'lightning-button');
    }

    async change(call, title) {
        this.isBusy = true;
        try {
            await call();
            this.dispatchEvent(new ShowToastEvent({ title, variant: 'success' }));
            this.dispatchEvent(new CustomEvent('changed'));
        } catch (error) {
            this.dispatchEvent(new CustomEvent('failed', { detail: reduceError(error) }));
        } finally {
            this.isBusy = false;
            this.close();
        }
    }
}
