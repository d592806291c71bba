import { createElement } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import UserSyncIssues from 'c/userSyncIssues';
import findPage from '@salesforce/apex/UserSyncIssuesController.findPage';
import findReasonCodes from '@salesforce/apex/UserSyncIssuesController.findReasonCodes';
import retry from '@salesforce/apex/UserSyncIssuesController.retry';
import empty from '@salesforce/label/c.UserSyncIssuesEmpty';
import count from '@salesforce/label/c.UserSyncIssuesCount';
import countMore from '@salesforce/label/c.UserSyncIssuesCountMore';
import stateDead from '@salesforce/label/c.UserSyncIssueStateDead';
import stateOpen from '@salesforce/label/c.UserSyncIssueStateOpen';
import ofPerson from '@salesforce/label/c.UserSyncIssuesOfPerson';
import { format, formatNumber } from 'c/userSyncFormat';

jest.mock('@salesforce/apex/UserSyncIssuesController.findPage', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.findReasonCodes', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/UserSyncIssuesController.retry', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.accept', () => ({ default: jest.fn() }), { virtual: true });

const issue = (properties) => ({
    id: 'a01',
    reasonCode: 'DRIFT',
    message: 'It drifted.',
    cure: 'Edit it there.',
    kind: 'Failure',
    userId: '005A',
    userName: '<b>Ada</b> Lovelace',
    groupName: 'Title',
    firstSeenAt: '2026-01-02T10:00:00.000Z',
    lastSeenAt: '2026-01-03T10:00:00.000Z',
    attemptsCount: 1,
    isDeadLetter: false,
    actions: ['retry', 'accept'],
    ...properties
});

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

const pageOf = (rows, nextKey) => ({ rows, nextKey, count: rows.length });

async function createPage(properties) {
    const element = createElement('c-user-sync-issues', { is: UserSyncIssues });
    Object.assign(element, properties);
    document.body.appendChild(element);
    await settle();
    return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const frame = (element, id) => find(element, 'c-user-sync-page').shadowRoot.querySelector(`[data-id="${id}"]`);

describe('the Issues page', () => {
    beforeEach(() => {
        findReasonCodes.mockResolvedValue(['DRIFT', 'HELD']);
        findPage.mockResolvedValue(pageOf([issue()]));
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('lists what is open, with names as text', async () => {
        const element = await createPage();
        expect(findPage).toHaveBeenCalledWith({ filter: { isOpen: true }, afterKey: null, size: 50 });
        const [row] = find(element, 'lightning-datatable').data;
        expect(row).toMatchObject({ person: '<b>Ada</b> Lovelace', message: 'It drifted.', state: stateOpen });
        expect(find(element, '[data-id="count"]').textContent).toContain(format(count, 1));
        expect(find(element, '[data-id="more"]')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('keeps what is selected when it is read anew, and no rows of an older filter', async () => {
        findPage.mockResolvedValue(pageOf([issue(), issue({ id: 'a02' })], 'next'));
        const element = await createPage();
        const table = find(element, 'lightning-datatable');
        table.dispatchEvent(new CustomEvent('rowselection', { detail: { selectedRows: [{ id: 'a02' }] } }));
        find(element, 'c-user-sync-page').dispatchEvent(new CustomEvent('refresh'));
        await settle();
        expect(table.selectedRows).toEqual(['a02']);
        let finish;
        findPage.mockReturnValueOnce(new Promise((done) => (finish = done)));
        find(element, '[data-id="more"]').click();
        findPage.mockResolvedValue(pageOf([issue({ id: 'a03' })]));
        find(element, 'c-user-sync-issue-filter').dispatchEvent(
            new CustomEvent('filter', { detail: { kind: 'Hold' } })
        );
        await settle();
        finish(pageOf([issue({ id: 'a04' })]));
        await settle();
        expect(table.data.map(({ id }) => id)).toEqual(['a03']);
        expect(table.selectedRows).toEqual([]);
    });

    it('says that nothing is wrong', async () => {
        findPage.mockResolvedValue(pageOf([]));
        const element = await createPage();
        expect(find(element, '[data-id="empty"]').textContent).toBe(empty);
        expect(find(element, 'lightning-datatable')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows a failure and what was read before it', async () => {
        const element = await createPage();
        findPage.mockRejectedValue({ body: { message: '{"code":"BUSY","message":"Too busy.","cure":"Wait."}' } });
        find(element, 'c-user-sync-page').dispatchEvent(new CustomEvent('refresh'));
        await settle();
        expect(frame(element, 'error').textContent).toContain('Too busy.');
        expect(find(element, 'lightning-datatable').data).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('tells who is refused how to get in', async () => {
        findPage.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED","message":"No.","cure":"Ask."}' } });
        const element = await createPage();
        expect(frame(element, 'no-permission')).not.toBeNull();
        await expect(element).toBeAccessible();
    });

    it('filters, also by the reason another page links with', async () => {
        const element = await createPage();
        CurrentPageReference.emit({ state: { c__reason: 'HELD' } });
        await settle();
        expect(findPage.mock.lastCall[0].filter).toEqual({ isOpen: true, reasonCode: 'HELD' });
        const filter = find(element, 'c-user-sync-issue-filter');
        expect(filter.value).toEqual({ isOpen: true, reasonCode: 'HELD' });
        filter.dispatchEvent(new CustomEvent('filter', { detail: { isOpen: false } }));
        await settle();
        expect(findPage.mock.lastCall[0].filter).toEqual({ isOpen: false });
        expect(findReasonCodes).toHaveBeenCalledTimes(1);
    });

    it('does not let a slow answer replace a newer one', async () => {
        const element = await createPage();
        let answerSlowly;
        findPage.mockReturnValueOnce(new Promise((resolve) => (answerSlowly = resolve)));
        find(element, 'c-user-sync-issue-filter').dispatchEvent(
            new CustomEvent('filter', { detail: { kind: 'Hold' } })
        );
        findPage.mockResolvedValueOnce(pageOf([issue({ id: 'new' })]));
        find(element, 'c-user-sync-issue-filter').dispatchEvent(new CustomEvent('filter', { detail: {} }));
        await settle();
        answerSlowly(pageOf([issue({ id: 'old' })]));
        await settle();
        expect(find(element, 'lightning-datatable').data.map(({ id }) => id)).toEqual(['new']);
    });

    it('reads on from where the page ended', async () => {
        findPage.mockResolvedValueOnce({ ...pageOf([issue()], 'a01'), count: 2001 });
        const element = await createPage();
        expect(find(element, '[data-id="count"]').textContent).toContain(format(countMore, formatNumber(2000)));
        findPage.mockResolvedValueOnce(pageOf([issue({ id: 'a00', isDeadLetter: true, attemptsCount: 5 })]));
        find(element, '[data-id="more"]').click();
        await settle();
        expect(findPage.mock.lastCall[0]).toMatchObject({ afterKey: 'a01' });
        expect(find(element, 'lightning-datatable').data.map(({ state }) => state)).toEqual([
            stateOpen,
            format(stateDead, 5)
        ]);
    });

    it('opens the details of a row and closes them', async () => {
        const element = await createPage();
        const table = find(element, 'lightning-datatable');
        table.dispatchEvent(new CustomEvent('rowaction', { detail: { row: table.data[0] } }));
        await settle();
        expect(find(element, 'c-user-sync-issue-detail').issue.id).toBe('a01');
        find(element, 'c-user-sync-issue-detail').dispatchEvent(new CustomEvent('close'));
        await settle();
        expect(find(element, 'c-user-sync-issue-detail')).toBeNull();
    });

    it('hands the selection to the actions and reads anew when one is done', async () => {
        retry.mockResolvedValue(1);
        const element = await createPage();
        const table = find(element, 'lightning-datatable');
        expect(table.hideCheckboxColumn).toBe(false);
        table.dispatchEvent(new CustomEvent('rowselection', { detail: { selectedRows: [table.data[0]] } }));
        await settle();
        const actions = find(element, 'c-user-sync-issue-actions');
        expect(actions.issues).toHaveLength(1);
        findPage.mockResolvedValue(pageOf([]));
        actions.shadowRoot.querySelector('[data-name="retry"]').click();
        await settle();
        expect(retry).toHaveBeenCalledWith({ issueIds: ['a01'] });
        expect(find(element, '[data-id="empty"]')).not.toBeNull();
    });

    it('writes every page into the file', async () => {
        let content;
        URL.createObjectURL = jest.fn((blob) => {
            content = blob;
            return 'blob:1';
        });
        URL.revokeObjectURL = jest.fn();
        jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
        const element = await createPage();
        findPage.mockResolvedValueOnce(pageOf([issue({ userName: '=cmd()' })], 'a01'));
        findPage.mockResolvedValueOnce(pageOf([issue({ id: 'a00' })]));
        find(element, '[data-id="download"]').click();
        await settle();
        expect(findPage.mock.calls.slice(-2).map(([{ afterKey, size }]) => [afterKey, size])).toEqual([
            [null, 500],
            ['a01', 500]
        ]);
        const reader = new FileReader();
        const text = await new Promise((resolve) => {
            reader.onload = () => resolve(reader.result);
            reader.readAsText(content);
        });
        expect(text.split('\r\n')).toHaveLength(3);
        expect(text).toContain("'=cmd()");
    });

    it('shows the issues of one person without filters', async () => {
        const element = await createPage({ userId: '005A' });
        expect(findPage).toHaveBeenCalledWith({ filter: { userId: '005A' }, afterKey: null, size: 50 });
        expect(find(element, 'c-user-sync-issue-filter')).toBeNull();
        expect(find(element, 'c-user-sync-page').title).toBe(ofPerson);
        element.userId = '005B';
        await settle();
        expect(findPage.mock.lastCall[0].filter).toEqual({ userId: '005B' });
        expect(findReasonCodes).not.toHaveBeenCalled();
    });
});
