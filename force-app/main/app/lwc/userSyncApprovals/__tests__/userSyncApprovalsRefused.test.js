import { createElement } from 'lwc';
import UserSyncApprovals from 'c/userSyncApprovals';
import findWaiting from '@salesforce/apex/UserSyncApprovalsController.findWaiting';
import findDecided from '@salesforce/apex/UserSyncApprovalsController.findDecided';

jest.mock('@salesforce/apex/UserSyncApprovalsController.findWaiting', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/UserSyncApprovalsController.findDecided', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: undefined }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

it('asks Apex for nothing and says what is missing', async () => {
    const element = createElement('c-user-sync-approvals', { is: UserSyncApprovals });
    document.body.appendChild(element);
    await settle();
    const page = element.shadowRoot.querySelector('c-user-sync-page');
    expect(page.shadowRoot.querySelector('[data-id="no-permission"]')).not.toBeNull();
    expect(findWaiting).not.toHaveBeenCalled();
    expect(findDecided).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    element.remove();
});
