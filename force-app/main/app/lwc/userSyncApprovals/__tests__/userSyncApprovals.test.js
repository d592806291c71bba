import { createElement } from 'lwc';
import UserSyncApprovals from 'c/userSyncApprovals';
import approve from '@salesforce/apex/UserSyncApprovalsController.approve';
import findDecided from '@salesforce/apex/UserSyncApprovalsController.findDecided';
import findWaiting from '@salesforce/apex/UserSyncApprovalsController.findWaiting';
import reject from '@salesforce/apex/UserSyncApprovalsController.reject';
import decidedEmpty from '@salesforce/label/c.UserSyncApprovalsDecidedEmpty';
import done from '@salesforce/label/c.UserSyncApprovalsDone';
import rejected from '@salesforce/label/c.UserSyncDecisionRejected';
import waitingEmpty from '@salesforce/label/c.UserSyncApprovalsEmpty';
import { format } from 'c/userSyncFormat';

jest.mock('@salesforce/apex/UserSyncApprovalsController.approve', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncApprovalsController.findDecided', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/UserSyncApprovalsController.findWaiting', () => ({ default: jest.fn() }), {
    virtual: true
});
jest.mock('@salesforce/apex/UserSyncApprovalsController.reject', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

const hold = { id: 'a01', userName: '<b>Ada</b>', message: 'Held.', actions: ['decide'] };

async function createPage() {
    const element = createElement('c-user-sync-approvals', { is: UserSyncApprovals });
    element.told = jest.fn();
    element.addEventListener('lightning__showtoast', ({ detail }) => element.told(detail.title));
    document.body.appendChild(element);
    await settle();
    return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const frame = (element, id) => find(element, 'c-user-sync-page').shadowRoot.querySelector(`[data-id="${id}"]`);
const select = async (element) => {
    const table = find(element, 'lightning-datatable');
    table.dispatchEvent(new CustomEvent('rowselection', { detail: { selectedRows: [table.data[0]] } }));
    await settle();
};
const press = async (element, name) => {
    find(element, `[data-name="${name}"]`).click();
    await settle();
};
const confirm = async (element) => {
    const answer = new CustomEvent('confirm', { detail: { reason: 'Left the company' } });
    find(element, 'c-user-sync-dialog').dispatchEvent(answer);
    await settle();
};

describe('the Approvals page', () => {
    beforeEach(() => {
        findWaiting.mockResolvedValue({ rows: [hold], count: 1 });
        findDecided.mockResolvedValue({ rows: [], count: 0 });
    });

    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('lists what waits, with names as text', async () => {
        const element = await createPage();
        expect(find(element, 'lightning-datatable').data[0].userName).toBe('<b>Ada</b>');
        expect(find(element, '[data-name="approve"]')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it.each([
        ['approve', approve],
        ['reject', reject]
    ])('can %s with a reason', async (name, decide) => {
        decide.mockResolvedValue(1);
        const element = await createPage();
        await select(element);
        await press(element, name);
        await expect(element).toBeAccessible();
        findWaiting.mockResolvedValue({ rows: [], count: 0 });
        await confirm(element);
        expect(decide).toHaveBeenCalledWith({ issueIds: ['a01'], reason: 'Left the company' });
        expect(element.told).toHaveBeenCalledWith(format(done, 1));
        expect(find(element, '[data-id="empty"]').textContent).toBe(waitingEmpty);
        expect(find(element, 'c-user-sync-dialog')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('shows why a decision was refused', async () => {
        approve.mockRejectedValue({ body: { message: '{"code":"INVALID_LINK","message":"Linked already."}' } });
        const element = await createPage();
        await select(element);
        await press(element, 'approve');
        await confirm(element);
        expect(frame(element, 'error').textContent).toContain('Linked already.');
        expect(find(element, 'lightning-datatable').data).toHaveLength(1);
        await expect(element).toBeAccessible();
    });

    it('decides nothing when the question is left', async () => {
        const element = await createPage();
        await select(element);
        await press(element, 'reject');
        find(element, 'c-user-sync-dialog').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(find(element, 'c-user-sync-dialog')).toBeNull();
        expect(reject).not.toHaveBeenCalled();
    });

    it('shows who decided what and why', async () => {
        const element = await createPage();
        const view = find(element, 'lightning-combobox');
        view.dispatchEvent(new CustomEvent('change', { detail: { value: 'decided' } }));
        await settle();
        expect(find(element, '[data-id="empty"]').textContent).toBe(decidedEmpty);
        const decision = { ...hold, decision: 'Rejected', decidedBy: 'Grace', decisionReason: 'Still here' };
        findDecided.mockResolvedValueOnce({ rows: [decision], nextKey: 'a01', count: 2 });
        find(element, 'c-user-sync-page').dispatchEvent(new CustomEvent('refresh'));
        await settle();
        const table = find(element, 'lightning-datatable');
        expect(table.data[0]).toMatchObject({
            decisionText: rejected,
            decidedBy: 'Grace',
            decisionReason: 'Still here'
        });
        expect(table.hideCheckboxColumn).toBe(true);
        findDecided.mockResolvedValueOnce({ rows: [{ ...decision, id: 'a00' }] });
        find(element, '[data-id="more"]').click();
        await settle();
        expect(findDecided).toHaveBeenLastCalledWith({ afterKey: 'a01', size: 50 });
        expect(find(element, 'lightning-datatable').data).toHaveLength(2);
    });

    it('tells who is refused how to get in', async () => {
        findWaiting.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED","message":"No."}' } });
        const element = await createPage();
        expect(frame(element, 'no-permission')).not.toBeNull();
        await expect(element).toBeAccessible();
    });
});
