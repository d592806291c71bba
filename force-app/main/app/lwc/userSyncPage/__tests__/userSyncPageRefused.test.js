import { createElement } from 'lwc';
import UserSyncPage from 'c/userSyncPage';
import noPermissionTitle from '@salesforce/label/c.UserSyncPageNoPermissionTitle';
import noPermissionCure from '@salesforce/label/c.UserSyncPageNoPermissionCure';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: undefined }), { virtual: true });

it('tells who holds no permission set how to get one, and nothing else', async () => {
    const element = createElement('c-user-sync-page', { is: UserSyncPage });
    Object.assign(element, { title: 'A page', readAt: '2026-01-02T10:00:00Z' });
    document.body.appendChild(element);
    await Promise.resolve();
    const told = element.shadowRoot.querySelector('[data-id="no-permission"]').textContent;
    expect(told).toBe(noPermissionTitle + noPermissionCure);
    expect(element.shadowRoot.querySelector('slot:not([name])')).toBeNull();
    await expect(element).toBeAccessible();
    document.body.removeChild(element);
});
