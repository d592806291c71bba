import { createElement } from 'lwc';
import UserSyncPerson from 'c/userSyncPerson';
import load from '@salesforce/apex/UserSyncPersonController.load';
import findHistory from '@salesforce/apex/UserSyncPersonController.findHistory';

jest.mock('@salesforce/apex/UserSyncPersonController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.findHistory', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: undefined }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

it('asks Apex for nothing and says what is missing', async () => {
    const element = createElement('c-user-sync-person', { is: UserSyncPerson });
    element.userId = '005A';
    document.body.appendChild(element);
    await settle();
    const page = element.shadowRoot.querySelector('c-user-sync-page');
    expect(page.shadowRoot.querySelector('[data-id="no-permission"]')).not.toBeNull();
    expect(load).not.toHaveBeenCalled();
    expect(findHistory).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    element.remove();
});
