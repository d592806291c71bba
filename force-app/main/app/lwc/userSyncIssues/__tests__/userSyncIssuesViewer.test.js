import { createElement } from 'lwc';
import UserSyncIssues from 'c/userSyncIssues';
import findPage from '@salesforce/apex/UserSyncIssuesController.findPage';
import findReasonCodes from '@salesforce/apex/UserSyncIssuesController.findReasonCodes';

jest.mock('@salesforce/apex/UserSyncIssuesController.findPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findReasonCodes', () => ({ default: jest.fn() }), {
    virtual: true
});
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
    findReasonCodes.mockResolvedValue([]);
    findPage.mockResolvedValue({ rows: [{ id: 'a01', reasonCode: 'CONFLICT', actions: ['restore'] }], count: 1 });
    const element = createElement('c-user-sync-issues', { is: UserSyncIssues });
    document.body.appendChild(element);
    await settle();
    const table = element.shadowRoot.querySelector('lightning-datatable');
    expect(table.hideCheckboxColumn).toBe(true);
    table.dispatchEvent(new CustomEvent('rowselection', { detail: { selectedRows: [{ id: 'a01' }] } }));
    table.dispatchEvent(new CustomEvent('rowaction', { detail: { row: { id: 'a01' } } }));
    await settle();
    const actions = element.shadowRoot.querySelector('c-user-sync-issue-actions');
    expect(actions.shadowRoot.querySelector('lightning-button')).toBeNull();
    const detail = element.shadowRoot.querySelector('c-user-sync-issue-detail');
    expect(detail.shadowRoot.querySelector('c-user-sync-comparison')).toBeNull();
    await expect(element).toBeAccessible();
    element.remove();
});
