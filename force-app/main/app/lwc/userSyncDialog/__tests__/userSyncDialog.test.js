import { createElement } from 'lwc';
import UserSyncDialog from 'c/userSyncDialog';
import cancel from '@salesforce/label/c.UserSyncWordCancel';

async function createDialog(properties) {
    const element = createElement('c-user-sync-dialog', { is: UserSyncDialog });
    Object.assign(element, { label: 'Pause?', confirmLabel: 'Pause', ...properties });
    element.confirmed = jest.fn();
    element.cancelled = jest.fn();
    element.addEventListener('confirm', ({ detail }) => element.confirmed(detail));
    element.addEventListener('cancel', element.cancelled);
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const find = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

describe('a question', () => {
    afterEach(() => document.body.replaceChildren());

    it('is a dialog with the focus inside', async () => {
        const element = await createDialog();
        expect(element.shadowRoot.activeElement).toBe(find(element, 'first'));
        expect(find(element, 'cancel').label).toBe(cancel);
        await expect(element).toBeAccessible();
    });

    it('is confirmed without a reason where none is kept', async () => {
        const element = await createDialog();
        find(element, 'confirm').click();
        expect(element.confirmed).toHaveBeenCalledWith({ reason: '' });
    });

    it('wants the reason where one is kept', async () => {
        const element = await createDialog({ reasonLabel: 'Why', isReasonRequired: true });
        const input = element.shadowRoot.querySelector('lightning-textarea');
        input.setCustomValidity = jest.fn();
        input.reportValidity = jest.fn();
        find(element, 'confirm').click();
        expect(element.confirmed).not.toHaveBeenCalled();
        expect(input.reportValidity).toHaveBeenCalled();
        input.value = '  Maintenance ';
        input.dispatchEvent(new CustomEvent('change'));
        expect(input.setCustomValidity).toHaveBeenLastCalledWith('');
        find(element, 'confirm').click();
        expect(element.confirmed).toHaveBeenCalledWith({ reason: 'Maintenance' });
        await expect(element).toBeAccessible();
    });

    it('is left by the button and by Escape', async () => {
        const element = await createDialog();
        find(element, 'cancel').click();
        const section = element.shadowRoot.querySelector('section');
        section.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
        section.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
        expect(element.cancelled).toHaveBeenCalledTimes(2);
    });
});
