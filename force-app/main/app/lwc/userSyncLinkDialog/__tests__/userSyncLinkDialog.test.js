import { createElement } from 'lwc';
import UserSyncLinkDialog from 'c/userSyncLinkDialog';
import linkTo from '@salesforce/apex/UserSyncIssuesController.linkTo';
import findPage from '@salesforce/apex/UserSyncPeopleController.findPage';
import noCandidate from '@salesforce/label/c.UserSyncLinkNoCandidate';

jest.mock('@salesforce/apex/UserSyncIssuesController.linkTo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPeopleController.findPage', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

async function createDialog(issue) {
    const element = createElement('c-user-sync-link-dialog', { is: UserSyncLinkDialog });
    element.issue = { id: 'a01', ...issue };
    Object.assign(element, { done: jest.fn(), problem: jest.fn(), cancelled: jest.fn() });
    element.addEventListener('done', element.done);
    element.addEventListener('problem', ({ detail }) => element.problem(detail.code));
    element.addEventListener('cancel', element.cancelled);
    document.body.appendChild(element);
    await settle();
    return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const dialogOf = (element) => find(element, 'c-user-sync-dialog');
const search = async (element, value) => {
    const before = findPage.mock.calls.length;
    jest.useFakeTimers();
    for (const typed of [value.slice(0, -1), value]) {
        find(element, '[data-id="search"]').dispatchEvent(new CustomEvent('change', { detail: { value: typed } }));
        jest.advanceTimersByTime(299);
    }
    expect(findPage).toHaveBeenCalledTimes(before);
    jest.advanceTimersByTime(1);
    jest.useRealTimers();
    await settle();
};
const confirm = async (element) => {
    dialogOf(element).dispatchEvent(new CustomEvent('confirm', { detail: { reason: 'Same badge' } }));
    await settle();
};
const ada = { id: '005A', name: 'Ada', username: 'ada@a.example' };

describe('which user is the person', () => {
    beforeEach(() => findPage.mockResolvedValue({ rows: [] }));

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('is the one the issue names, unless another is chosen', async () => {
        const element = await createDialog({ userId: '005A', userName: 'Ada' });
        expect(find(element, 'lightning-radio-group').value).toBe('005A');
        await confirm(element);
        expect(linkTo).toHaveBeenCalledWith({ issueId: 'a01', userId: '005A', reason: 'Same badge' });
        expect(element.done).toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('is searched among those who are linked to nobody', async () => {
        const element = await createDialog();
        expect(dialogOf(element).isBusy).toBe(true);
        findPage.mockResolvedValueOnce({ rows: [ada] });
        findPage.mockResolvedValueOnce({ rows: [{ ...ada, id: '005B', partnerUserId: '005X' }] });
        await search(element, ' ada ');
        expect(findPage.mock.calls.map(([{ search: text, linkState }]) => [text, linkState])).toEqual([
            ['ada', 'Orphaned'],
            ['ada', 'Duplicate']
        ]);
        const group = find(element, 'lightning-radio-group');
        expect(group.options).toEqual([{ value: '005A', label: 'Ada (ada@a.example)' }]);
        group.dispatchEvent(new CustomEvent('change', { detail: { value: '005A' } }));
        await settle();
        expect(dialogOf(element).isBusy).toBe(false);
    });

    it('may be nobody', async () => {
        const element = await createDialog();
        await search(element, 'zed');
        expect(find(element, '[data-id="nobody"]').textContent).toBe(noCandidate);
        await expect(element).toBeAccessible();
    });

    it('passes refusals on', async () => {
        const element = await createDialog({ userId: '005A', userName: 'Ada' });
        linkTo.mockRejectedValueOnce({ body: { message: '{"code":"INVALID_LINK"}' } });
        await confirm(element);
        expect(element.problem).toHaveBeenCalledWith('INVALID_LINK');
        findPage.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED"}' } });
        await search(element, 'ada');
        expect(element.problem).toHaveBeenLastCalledWith('NOT_PERMITTED');
        dialogOf(element).dispatchEvent(new CustomEvent('cancel'));
        expect(element.cancelled).toHaveBeenCalled();
    });
});
