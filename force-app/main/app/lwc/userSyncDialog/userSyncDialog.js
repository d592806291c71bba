import { api, LightningElement } from 'lwc';
import cancel from '@salesforce/label/c.UserSyncWordCancel';
import reasonMissing from '@salesforce/label/c.UserSyncDialogReasonMissing';

/**
 * Modal question. Put it into the page when it is asked and take it away after `confirm` (detail `{ reason }`) or `cancel`. The
 * default slot shows what would happen.
 */
export default class UserSyncDialog extends LightningElement {
    /** Heading, says what is asked. */
    @api label;
    @api confirmLabel;
    /** Of lightning-button: brand or destructive. */
    @api variant = 'brand';
    /** Label of the text area, or none for a question without a reason. */
    @api reasonLabel;
    @api isReasonRequired = false;
    /** Whether confirming is impossible just now, for example while a preview loads. */
    @api isBusy = false;
    text = { cancel };
    isFocused = false;

    renderedCallback() {
        if (!this.isFocused) {
            this.isFocused = true;
            this.template.querySelector('[data-id="first"]')?.focus();
        } else if (this.isBusy && this.template.activeElement?.dataset.id === 'confirm') {
            // A button that is disabled loses the focus, and with it Escape would be lost.
            this.handleFocusLast();
        }
    }

    handleKeyDown(event) {
        if (event.key === 'Escape') {
            event.stopPropagation();
            this.handleCancel();
        }
    }

    // Past either end the focus comes round again: what lies behind the dialog is out of reach.
    handleFocusFirst() {
        this.template.querySelector('[data-id="cancel"]').focus();
    }

    handleFocusLast() {
        this.template.querySelector('[data-id="first"]').focus();
    }

    handleCancel() {
        this.dispatchEvent(new CustomEvent('cancel'));
    }

    handleConfirm() {
        const input = this.template.querySelector('lightning-textarea');
        const reason = input?.value?.trim() ?? '';
        if (input && this.isReasonRequired && reason === '') {
            input.setCustomValidity(reasonMissing);
            input.reportValidity();
            input.focus();
            return;
        }
        this.dispatchEvent(new CustomEvent('confirm', { detail: { reason } }));
    }

    handleInput(event) {
        event.target.setCustomValidity('');
    }
}
