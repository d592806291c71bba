import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import UserSyncPeople from 'c/userSyncPeople';
import findPage from '@salesforce/apex/UserSyncPeopleController.findPage';
import load from '@salesforce/apex/UserSyncPersonController.load';
import findHistory from '@salesforce/apex/UserSyncPersonController.findHistory';
import empty from '@salesforce/label/c.UserSyncPeopleEmpty';
import emptyMore from '@salesforce/label/c.UserSyncPeopleMore';
import inactive from '@salesforce/label/c.UserSyncPersonInactive';
import orphaned from '@salesforce/label/c.UserSyncLinkStateOrphaned';

jest.mock('@salesforce/apex/UserSyncPeopleController.findPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.findHistory', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

const mockNavigate = jest.fn();

jest.mock('lightning/navigation', () => {
    const { createTestWireAdapter } = jest.requireActual('@salesforce/wire-service-jest-util');
    const Navigate = Symbol('Navigate');
    const NavigationMixin = (Base) =>
        class extends Base {
            [Navigate](reference) {
                mockNavigate(reference);
            }
        };
    return {
        CurrentPageReference: createTestWireAdapter(jest.fn()),
        NavigationMixin: Object.assign(NavigationMixin, { Navigate })
    };
});

const ada = { id: '005A', name: '<b>Ada</b>', username: 'ada@a.example', isActive: false, linkState: 'Orphaned' };

async function createPage() {
    const element = createElement('c-user-sync-people', { is: UserSyncPeople });
    document.body.appendChild(element);
    await settle();
    return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const frame = (element, id) => find(element, 'c-user-sync-page').shadowRoot.querySelector(`[data-id="${id}"]`);
const changing = async (element, selector, value) => {
    find(element, selector).dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settle();
};

const typing = async (element, value) => {
    jest.useFakeTimers();
    await changing(element, '[data-id="search"]', value);
    jest.advanceTimersByTime(300);
    jest.useRealTimers();
    await settle();
};

describe('the People page', () => {
    beforeEach(() => {
        findPage.mockResolvedValue({ rows: [ada] });
        load.mockResolvedValue(null);
        findHistory.mockResolvedValue({ rows: [] });
        CurrentPageReference.emit({ state: {} });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('lists people with their link in words, names as text', async () => {
        const element = await createPage();
        expect(findPage).toHaveBeenCalledWith({ search: '', linkState: '', afterKey: null, size: 50 });
        expect(find(element, 'lightning-datatable').data[0]).toMatchObject({
            name: '<b>Ada</b>',
            linkStateText: orphaned,
            activeText: inactive
        });
        await expect(element).toBeAccessible();
    });

    it('searches and filters', async () => {
        const element = await createPage();
        await typing(element, 'ada');
        await changing(element, 'lightning-combobox', 'Linked');
        expect(findPage).toHaveBeenLastCalledWith({ search: 'ada', linkState: 'Linked', afterKey: null, size: 50 });
    });

    it('searches once while somebody types', async () => {
        const element = await createPage();
        findPage.mockClear();
        jest.useFakeTimers();
        for (const value of ['a', 'ad', 'ada']) {
            find(element, '[data-id="search"]').dispatchEvent(new CustomEvent('change', { detail: { value } }));
            jest.advanceTimersByTime(299);
        }
        expect(findPage).not.toHaveBeenCalled();
        jest.advanceTimersByTime(1);
        jest.useRealTimers();
        await settle();
        expect(findPage.mock.calls.map(([{ search }]) => search)).toEqual(['ada']);
    });

    it('does not let a slow answer replace a newer one', async () => {
        const element = await createPage();
        let answerSlowly;
        findPage.mockReturnValueOnce(new Promise((resolve) => (answerSlowly = resolve)));
        await typing(element, 'a');
        findPage.mockResolvedValueOnce({ rows: [{ ...ada, id: 'new' }] });
        await typing(element, 'ad');
        answerSlowly({ rows: [{ ...ada, id: 'old' }] });
        await settle();
        expect(find(element, 'lightning-datatable').data[0].id).toBe('new');
    });

    it('says when nobody is found, here or on this page', async () => {
        findPage.mockResolvedValueOnce({ rows: [] });
        const element = await createPage();
        expect(find(element, '[data-id="empty"]').textContent).toBe(empty);
        await expect(element).toBeAccessible();
        findPage.mockResolvedValueOnce({ rows: [], nextKey: '005A Ada' });
        await typing(element, 'x');
        expect(find(element, '[data-id="empty"]').textContent).toBe(emptyMore);
        findPage.mockResolvedValueOnce({ rows: [ada] });
        find(element, '[data-id="more"]').click();
        await settle();
        expect(findPage).toHaveBeenLastCalledWith({ search: 'x', linkState: '', afterKey: '005A Ada', size: 50 });
        expect(find(element, 'lightning-datatable').data).toHaveLength(1);
    });

    it('shows a failure', async () => {
        findPage.mockRejectedValue({ body: { message: '{"code":"BUSY","message":"Too busy."}' } });
        const element = await createPage();
        expect(frame(element, 'error').textContent).toContain('Too busy.');
        await expect(element).toBeAccessible();
    });

    it('tells who is refused how to get in', async () => {
        findPage.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED","message":"No."}' } });
        const element = await createPage();
        expect(frame(element, 'no-permission')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('opens a person and comes back', async () => {
        const element = await createPage();
        const table = find(element, 'lightning-datatable');
        table.dispatchEvent(new CustomEvent('rowaction', { detail: { row: table.data[0] } }));
        await settle();
        expect(mockNavigate.mock.lastCall[0]).toMatchObject({
            attributes: { apiName: 'UserSyncPeople' },
            state: { c__userId: '005A' }
        });
        expect(find(element, 'c-user-sync-person').userId).toBe('005A');
        find(element, '[data-id="back"]').click();
        await settle();
        expect(mockNavigate.mock.lastCall[0].state).toEqual({});
        expect(find(element, 'lightning-datatable')).not.toBeNull();
    });

    it('opens the person the address names', async () => {
        const element = await createPage();
        CurrentPageReference.emit({ state: { c__userId: '005B' } });
        await settle();
        expect(find(element, 'c-user-sync-person').userId).toBe('005B');
    });

    it('writes every page into the file', async () => {
        URL.createObjectURL = jest.fn(() => 'blob:1');
        URL.revokeObjectURL = jest.fn();
        jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
        const element = await createPage();
        findPage.mockResolvedValueOnce({ rows: [ada], nextKey: 'k' }).mockResolvedValueOnce({ rows: [ada] });
        find(element, '[data-id="download"]').click();
        await settle();
        expect(findPage.mock.calls.slice(-2).map(([{ afterKey, size }]) => [afterKey, size])).toEqual([
            [null, 500],
            ['k', 500]
        ]);
        expect(URL.createObjectURL).toHaveBeenCalledTimes(1);
        findPage.mockRejectedValue({ body: { message: '{"code":"BUSY","message":"Too busy."}' } });
        find(element, '[data-id="download"]').click();
        await settle();
        expect(frame(element, 'error').textContent).toContain('Too busy.');
    });
});
