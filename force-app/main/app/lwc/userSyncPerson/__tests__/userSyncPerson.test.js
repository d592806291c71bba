import { createElement } from 'lwc';
import UserSyncPerson from 'c/userSyncPerson';
import findHistory from '@salesforce/apex/UserSyncPersonController.findHistory';
import load from '@salesforce/apex/UserSyncPersonController.load';
import findPage from '@salesforce/apex/UserSyncIssuesController.findPage';
import created from '@salesforce/label/c.UserSyncPersonCreated';
import excluded from '@salesforce/label/c.UserSyncPersonExcluded';
import gone from '@salesforce/label/c.UserSyncPersonGone';
import historyEmpty from '@salesforce/label/c.UserSyncPersonHistoryEmpty';
import linked from '@salesforce/label/c.UserSyncLinkStateLinked';
import newest from '@salesforce/label/c.UserSyncOwnerNewest';
import partnerOrg from '@salesforce/label/c.UserSyncOrgPartner';

jest.mock('@salesforce/apex/UserSyncPersonController.findHistory', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findReasonCodes', () => ({ default: jest.fn() }), {
    virtual: true
});

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

const change = { id: 'r1', appliedAt: '2026-01-02T10:00:00Z', groupName: 'Title', before: 'Title: <i>Old</i>' };

async function createPerson() {
    const element = createElement('c-user-sync-person', { is: UserSyncPerson });
    element.userId = '005A';
    document.body.appendChild(element);
    await settle();
    return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const frame = (element, id) => find(element, 'c-user-sync-page').shadowRoot.querySelector(`[data-id="${id}"]`);

describe('a person', () => {
    beforeEach(() => {
        load.mockResolvedValue(person());
        findHistory.mockResolvedValue({ rows: [change] });
        findPage.mockResolvedValue({ rows: [], count: 0 });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('has a link, a state per group, a history and issues, all as text', async () => {
        const element = await createPerson();
        expect(find(element, '[data-id="link-state"]').textContent).toContain(linked);
        const group = find(element, '[data-id="group"]').textContent;
        expect(group).toContain('Title');
        expect(group).toContain(partnerOrg);
        expect(group).toContain(newest);
        expect(find(element, '[data-id="before"]').textContent).toBe('Title: <i>Old</i>');
        expect(element.shadowRoot.querySelector('i, b')).toBeNull();
        expect(find(element, 'c-user-sync-issues').userId).toBe('005A');
        expect(find(element, 'c-user-sync-page').title).toBe('<b>Ada</b>');
        await expect(element).toBeAccessible();
    });

    it('may have nothing written, nothing mapped and be excluded', async () => {
        load.mockResolvedValue(
            person({ groups: [], isExcluded: true, linkState: 'Ignored', partnerUserId: undefined })
        );
        findHistory.mockResolvedValue({ rows: [] });
        const element = await createPerson();
        expect(find(element, '[data-id="no-history"]').textContent).toBe(historyEmpty);
        expect(find(element, '[data-id="group"]')).toBeNull();
        expect(element.shadowRoot.querySelector('dl').textContent).toContain(excluded);
        await expect(element).toBeAccessible();
    });

    it('may be gone', async () => {
        load.mockResolvedValue(null);
        const element = await createPerson();
        expect(frame(element, 'empty').textContent).toBe(gone);
        expect(find(element, 'c-user-sync-issues')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows a failure, and a problem of an action', async () => {
        load.mockRejectedValueOnce({ body: { message: '{"code":"BUSY","message":"Too busy."}' } });
        const element = await createPerson();
        expect(frame(element, 'error').textContent).toContain('Too busy.');
        await expect(element).toBeAccessible();
        find(element, 'c-user-sync-page').dispatchEvent(new CustomEvent('refresh'));
        await settle();
        expect(frame(element, 'error')).toBeNull();
        const problem = new CustomEvent('problem', { detail: { code: 'X', message: 'Refused.', cure: '' } });
        find(element, 'c-user-sync-person-actions').dispatchEvent(problem);
        await settle();
        expect(frame(element, 'error').textContent).toContain('Refused.');
    });

    it('is refused to whoever may not look', async () => {
        load.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED","message":"No."}' } });
        const element = await createPerson();
        expect(frame(element, 'no-permission')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('has a history of many pages, undone changes among it', async () => {
        findHistory.mockResolvedValueOnce({ rows: [change], nextKey: 'r1' });
        const element = await createPerson();
        const undone = { id: 'r0', appliedAt: change.appliedAt, undoneAt: change.appliedAt, undoneBy: 'Grace' };
        findHistory.mockResolvedValueOnce({ rows: [undone] });
        find(element, '[data-id="more"]').click();
        await settle();
        expect(findHistory).toHaveBeenLastCalledWith({ userId: '005A', afterKey: 'r1', size: 50 });
        const [, last] = element.shadowRoot.querySelectorAll('[data-id="change"]');
        expect(last.textContent).toContain(created);
        expect(last.textContent).toContain('Grace');
    });

    it('reads itself and its issues again after something was done', async () => {
        const element = await createPerson();
        const [loads, pages] = [load.mock.calls.length, findPage.mock.calls.length];
        find(element, 'c-user-sync-person-actions').dispatchEvent(new CustomEvent('done'));
        await settle();
        expect([load.mock.calls.length, findPage.mock.calls.length]).toEqual([loads + 1, pages + 1]);
    });

    it('gives way to another one', async () => {
        const element = await createPerson();
        load.mockResolvedValue(person({ id: '005B', name: 'Grace' }));
        element.userId = '005B';
        await settle();
        expect(find(element, 'c-user-sync-page').title).toBe('Grace');
        expect(find(element, 'c-user-sync-issues').userId).toBe('005B');
    });
});
