import { createElement } from 'lwc';
import UserSyncIssues from 'c/userSyncIssues';
import findPage from '@salesforce/apex/UserSyncIssuesController.findPage';
import findReasonCodes from '@salesforce/apex/UserSyncIssuesController.findReasonCodes';

jest.mock('@salesforce/apex/UserSyncIssuesController.findPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findReasonCodes', () => ({ default: jest.fn() }), {
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
    const element = createElement('c-user-sync-issues', { is: UserSyncIssues });
    document.body.appendChild(element);
    await settle();
    const page = element.shadowRoot.querySelector('c-user-sync-page');
    expect(page.shadowRoot.querySelector('[data-id="no-permission"]')).not.toBeNull();
    expect(findPage).not.toHaveBeenCalled();
    expect(findReasonCodes).not.toHaveBeenCalled();
    await expect(element).toBeAccessible();
    element.remove();
});
