import { createElement } from 'lwc';
import UserSyncOverview from 'c/userSyncOverview';
import load from '@salesforce/apex/UserSyncOverviewController.load';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncOverviewController.load', () => ({ default: jest.fn() }), { virtual: true });

it('asks nothing for whoever may not see it', async () => {
    const element = createElement('c-user-sync-overview', { is: UserSyncOverview });
    document.body.appendChild(element);
    await Promise.resolve();
    const page = element.shadowRoot.querySelector('c-user-sync-page');
    expect(page.shadowRoot.querySelector('[data-id="no-permission"]')).not.toBeNull();
    expect(load).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    document.body.removeChild(element);
});
