import { createElement } from 'lwc';
import UserSyncMappingHealth from 'c/userSyncMappingHealth';
import load from '@salesforce/apex/UserSyncMappingHealthController.load';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncMappingHealthController.load', () => ({ default: jest.fn() }), { virtual: true });

it('asks nothing for whoever may not see it', async () => {
    const element = createElement('c-user-sync-mapping-health', { is: UserSyncMappingHealth });
    document.body.appendChild(element);
    await Promise.resolve();
    const page = element.shadowRoot.querySelector('c-user-sync-page');
    expect(page.shadowRoot.querySelector('[data-id="no-permission"]')).not.toBeNull();
    expect(load).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    document.body.removeChild(element);
});
