import { createElement } from 'lwc';
import UserSyncApprovals from 'c/userSyncApprovals';
import findWaiting from '@salesforce/apex/UserSyncApprovalsController.findWaiting';

jest.mock('@salesforce/apex/UserSyncApprovalsController.findWaiting', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/UserSyncApprovalsController.findDecided', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/UserSyncApprovalsController.approve', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncApprovalsController.reject', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncApprove', () => ({ default: undefined }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

it('gives a viewer nothing to select and nothing to press', async () => {
    findWaiting.mockResolvedValue({ rows: [{ id: 'a01', message: 'Held.', actions: ['decide'] }], count: 1 });
    const element = createElement('c-user-sync-approvals', { is: UserSyncApprovals });
    document.body.appendChild(element);
    await settle();
    const table = element.shadowRoot.querySelector('lightning-datatable');
    expect(table.hideCheckboxColumn).toBe(true);
    table.dispatchEvent(new CustomEvent('rowselection', { detail: { selectedRows: [{ id: 'a01' }] } }));
    await settle();
    expect(element.shadowRoot.querySelector('lightning-button')).toBeNull();
    await expect(element).toBeAccessible();
    element.remove();
});
