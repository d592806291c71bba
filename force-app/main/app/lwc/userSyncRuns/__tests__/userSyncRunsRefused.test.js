import { createElement } from 'lwc';
import UserSyncRuns from 'c/userSyncRuns';
import load from '@salesforce/apex/UserSyncRunsController.load';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.load', () => ({ default: jest.fn() }), { virtual: true });

it('asks nothing for whoever may not see it', async () => {
    const element = createElement('c-user-sync-runs', { is: UserSyncRuns });
    document.body.appendChild(element);
    await Promise.resolve();
    const page = element.shadowRoot.querySelector('c-user-sync-page');
    expect(page.shadowRoot.querySelector('[data-id="no-permission"]')).not.toBeNull();
    expect(load).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    document.body.removeChild(element);
});
