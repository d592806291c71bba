import { createElement } from 'lwc';
import UserSyncRuns from 'c/userSyncRuns';
import load from '@salesforce/apex/UserSyncRunsController.load';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncAdminister', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.load', () => ({ default: jest.fn() }), { virtual: true });

it('offers a viewer no start', async () => {
    load.mockResolvedValue({ readAt: '2026-01-02T10:00:00.000Z', runs: [] });
    const element = createElement('c-user-sync-runs', { is: UserSyncRuns });
    document.body.appendChild(element);
    await new Promise((done) => setTimeout(done));
    expect(element.shadowRoot.querySelector('[data-id="empty"]')).not.toBeNull();
    expect(element.shadowRoot.querySelectorAll('lightning-button')).toHaveLength(0);
    await expect(element).toBeAccessible();
    document.body.removeChild(element);
});
