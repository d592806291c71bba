import { createElement } from 'lwc';
import UserSyncIssueActions from 'c/userSyncIssueActions';
import accept from '@salesforce/apex/UserSyncIssuesController.accept';
import retry from '@salesforce/apex/UserSyncIssuesController.retry';
import previewChoice from '@salesforce/apex/UserSyncIssuesController.previewChoice';
import acceptDone from '@salesforce/label/c.UserSyncAcceptDone';
import choiceDone from '@salesforce/label/c.UserSyncChoiceDone';
import linkDone from '@salesforce/label/c.UserSyncLinkDone';
import retryDone from '@salesforce/label/c.UserSyncRetryDone';
import { format } from 'c/userSyncFormat';

jest.mock('@salesforce/apex/UserSyncIssuesController.accept', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.retry', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.choose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.previewChoice', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.linkTo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPeopleController.findPage', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

const issues = [
    { id: 'a01', actions: ['retry', 'accept'] },
    { id: 'a02', actions: ['retry'] },
    { id: 'a03', actions: ['choose'] }
];

async function createActions(properties) {
    const element = createElement('c-user-sync-issue-actions', { is: UserSyncIssueActions });
    Object.assign(element, { issues }, properties);
    Object.assign(element, { done: jest.fn(), told: jest.fn(), problem: jest.fn() });
    element.addEventListener('done', element.done);
    element.addEventListener('problem', ({ detail }) => element.problem(detail));
    element.addEventListener('lightning__showtoast', ({ detail }) => element.told(detail.title));
    document.body.appendChild(element);
    await settle();
    return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const press = async (element, name) => {
    find(element, `[data-name="${name}"]`).click();
    await settle();
};
const names = (element) =>
    [...element.shadowRoot.querySelectorAll('lightning-button')].map(({ dataset }) => dataset.name);

describe('what can be done about issues', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('is nothing while none is chosen', async () => {
        const element = await createActions({ issues: [] });
        expect(names(element)).toEqual([]);
        await expect(element).toBeAccessible();
    });

    it('is done once, however often it is pressed meanwhile', async () => {
        let finish;
        retry.mockReturnValueOnce(new Promise((done) => (finish = done)));
        const element = await createActions();
        await press(element, 'retry');
        await press(element, 'retry');
        expect(retry).toHaveBeenCalledTimes(1);
        finish(1);
        await settle();
        expect(element.done).toHaveBeenCalledTimes(1);
    });

    it('depends on the chosen ones, and linking on a single one', async () => {
        expect(names(await createActions())).toEqual(['retry', 'accept', 'choose']);
        const matches = [
            { id: 'm1', actions: ['link'] },
            { id: 'm2', actions: ['link'] }
        ];
        expect(names(await createActions({ issues: matches }))).toEqual([]);
        expect(names(await createActions({ issues: matches.slice(0, 1) }))).toEqual(['link']);
    });

    it('tries those again that can be', async () => {
        retry.mockResolvedValue(2);
        const element = await createActions();
        await press(element, 'retry');
        expect(retry).toHaveBeenCalledWith({ issueIds: ['a01', 'a02'] });
        expect(element.told).toHaveBeenCalledWith(format(retryDone, 2));
        expect(element.done).toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('passes a refusal on', async () => {
        retry.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED","message":"No."}' } });
        const element = await createActions();
        await press(element, 'retry');
        expect(element.problem).toHaveBeenCalledWith({ code: 'NOT_PERMITTED', message: 'No.', cure: '' });
        expect(element.done).not.toHaveBeenCalled();
    });

    it('accepts with a reason', async () => {
        accept.mockResolvedValue(1);
        const element = await createActions();
        await press(element, 'accept');
        await expect(element).toBeAccessible();
        const confirm = new CustomEvent('confirm', { detail: { reason: 'Agreed' } });
        find(element, 'c-user-sync-dialog').dispatchEvent(confirm);
        await settle();
        expect(accept).toHaveBeenCalledWith({ issueIds: ['a01'], reason: 'Agreed' });
        expect(element.told).toHaveBeenCalledWith(format(acceptDone, 1));
        expect(find(element, 'c-user-sync-dialog')).toBeNull();
    });

    it('does nothing when the question is left', async () => {
        const element = await createActions();
        await press(element, 'accept');
        find(element, 'c-user-sync-dialog').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(find(element, 'c-user-sync-dialog')).toBeNull();
        expect(accept).not.toHaveBeenCalled();
    });

    it('asks which side counts, and restores', async () => {
        previewChoice.mockResolvedValue(1);
        const element = await createActions({ issues: [{ id: 'c1', actions: ['restore'] }] });
        await press(element, 'restore');
        const dialog = find(element, 'c-user-sync-choice-dialog');
        expect(dialog).toMatchObject({ isRestore: true, issueIds: ['c1'] });
        dialog.dispatchEvent(new CustomEvent('done', { detail: 1 }));
        await settle();
        expect(element.told).toHaveBeenCalledWith(format(choiceDone, 1));
        expect(find(element, 'c-user-sync-choice-dialog')).toBeNull();
    });

    it('links one issue', async () => {
        const element = await createActions({ issues: [{ id: 'm1', actions: ['link'] }] });
        await press(element, 'link');
        const dialog = find(element, 'c-user-sync-link-dialog');
        expect(dialog.issue.id).toBe('m1');
        dialog.dispatchEvent(new CustomEvent('problem', { detail: { code: 'INVALID_LINK' } }));
        await settle();
        expect(element.problem).toHaveBeenCalledWith({ code: 'INVALID_LINK' });
        await press(element, 'link');
        find(element, 'c-user-sync-link-dialog').dispatchEvent(new CustomEvent('done'));
        await settle();
        expect(element.told).toHaveBeenCalledWith(linkDone);
    });
});
