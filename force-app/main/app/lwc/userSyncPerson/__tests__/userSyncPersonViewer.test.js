import { createElement } from 'lwc';
import UserSyncPerson from 'c/userSyncPerson';
import findHistory from '@salesforce/apex/UserSyncPersonController.findHistory';
import load from '@salesforce/apex/UserSyncPersonController.load';
import findPage from '@salesforce/apex/UserSyncIssuesController.findPage';

jest.mock('@salesforce/apex/UserSyncPersonController.findHistory', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findReasonCodes', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncApprove', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncAdminister', () => ({ default: undefined }), { virtual: true });

const person = (properties) => ({
    id: '005A',
    name: '<b>Ada</b>',
    username: 'ada@a.example',
    isActive: true,
    isExcluded: false,
    partnerUserId: '005P',
    linkState: 'Linked',
    groups: [{ key: 't', name: 'Title', lastWriter: 'PARTNER', changedAt: '2026-01-02T10:00:00Z', owner: 'NEWEST' }],
    ...properties
});

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

it('shows a viewer no values and nothing to press', async () => {
    load.mockResolvedValue(person());
    findHistory.mockResolvedValue({ rows: [{ id: 'r1', appliedAt: '2026-01-02T10:00:00Z' }] });
    findPage.mockResolvedValue({ rows: [], count: 0 });
    const element = createElement('c-user-sync-person', { is: UserSyncPerson });
    element.userId = '005A';
    document.body.appendChild(element);
    await settle();
    expect(element.shadowRoot.querySelector('[data-id="change"]')).not.toBeNull();
    expect(element.shadowRoot.querySelector('[data-id="before"]')).toBeNull();
    const actions = element.shadowRoot.querySelector('c-user-sync-person-actions');
    expect(actions.shadowRoot.querySelector('lightning-button')).toBeNull();
    await expect(element).toBeAccessible();
    element.remove();
});
