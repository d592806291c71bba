import { createElement } from 'lwc';
import UserSyncPersonActions from 'c/userSyncPersonActions';
import exclude from '@salesforce/apex/UserSyncPersonController.exclude';
import include from '@salesforce/apex/UserSyncPersonController.include';
import link from '@salesforce/apex/UserSyncPersonController.link';
import previewUndo from '@salesforce/apex/UserSyncPersonController.previewUndo';
import syncNow from '@salesforce/apex/UserSyncPersonController.syncNow';
import undo from '@salesforce/apex/UserSyncPersonController.undo';
import unlink from '@salesforce/apex/UserSyncPersonController.unlink';
import excludeDone from '@salesforce/label/c.UserSyncPersonExcludeDone';
import includeDone from '@salesforce/label/c.UserSyncPersonIncludeDone';
import linkDone from '@salesforce/label/c.UserSyncLinkDone';
import syncDone from '@salesforce/label/c.UserSyncPersonSyncDone';
import undoDone from '@salesforce/label/c.UserSyncUndoDone';
import unlinkDone from '@salesforce/label/c.UserSyncPersonUnlinkDone';
import { format } from 'c/userSyncFormat';

jest.mock('@salesforce/apex/UserSyncPersonController.exclude', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.include', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.link', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.previewUndo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.syncNow', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.undo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncPersonController.unlink', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

async function createActions(properties) {
    const element = createElement('c-user-sync-person-actions', { is: UserSyncPersonActions });
    element.person = { id: '005A', name: 'Ada', isExcluded: false, partnerUserId: '005P', ...properties };
    Object.assign(element, { done: jest.fn(), told: jest.fn(), problem: jest.fn() });
    element.addEventListener('done', element.done);
    element.addEventListener('problem', ({ detail }) => element.problem(detail.code));
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
const dialogOf = (element) => find(element, 'c-user-sync-dialog');
const confirm = async (element) => {
    dialogOf(element).dispatchEvent(new CustomEvent('confirm', { detail: { reason: '' } }));
    await settle();
};
const names = (element) =>
    [...element.shadowRoot.querySelectorAll('lightning-button')].map(({ dataset }) => dataset.name);

describe('what can be done about a person', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('depends on how the person stands', async () => {
        expect(names(await createActions())).toEqual(['syncNow', 'exclude', 'undo', 'unlink']);
        expect(names(await createActions({ partnerUserId: undefined }))).toEqual([
            'syncNow',
            'exclude',
            'undo',
            'link'
        ]);
        const excluded = await createActions({ isExcluded: true, partnerUserId: undefined });
        expect(names(excluded)).toEqual(['include', 'undo']);
        await expect(excluded).toBeAccessible();
    });

    it.each([
        ['syncNow', syncNow, {}, syncDone],
        ['include', include, { isExcluded: true }, includeDone]
    ])('does %s at once', async (name, act, properties, told) => {
        const element = await createActions(properties);
        await press(element, name);
        expect(act).toHaveBeenCalledWith({ userId: '005A' });
        expect(element.told).toHaveBeenCalledWith(told);
        expect(element.done).toHaveBeenCalled();
    });

    it.each([
        ['exclude', exclude, excludeDone],
        ['unlink', unlink, unlinkDone]
    ])('asks before %s', async (name, act, told) => {
        const element = await createActions();
        await press(element, name);
        expect(act).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
        await confirm(element);
        expect(act).toHaveBeenCalledWith({ userId: '005A' });
        expect(element.told).toHaveBeenCalledWith(told);
        expect(dialogOf(element)).toBeNull();
    });

    it('links to the user of the partner that was typed', async () => {
        const element = await createActions({ partnerUserId: undefined });
        await press(element, 'link');
        expect(dialogOf(element).isBusy).toBe(true);
        const input = find(element, '[data-id="partner-user"]');
        input.dispatchEvent(new CustomEvent('change', { detail: { value: ' 005P ' } }));
        await settle();
        expect(dialogOf(element).isBusy).toBe(false);
        await confirm(element);
        expect(link).toHaveBeenCalledWith({ userId: '005A', partnerUserId: '005P' });
        expect(element.told).toHaveBeenCalledWith(linkDone);
    });

    it('shows what an undo brings back before it is confirmed', async () => {
        previewUndo.mockResolvedValue({ revertedCount: 2, keptCount: 0, lines: [] });
        undo.mockResolvedValue(2);
        const element = await createActions();
        await press(element, 'undo');
        expect(find(element, 'c-user-sync-undo-preview').preview.revertedCount).toBe(2);
        await confirm(element);
        expect(undo).toHaveBeenCalledWith({ userId: '005A', expectedCount: 2 });
        expect(element.told).toHaveBeenCalledWith(format(undoDone, 2));
    });

    it('has nothing to undo where nothing comes back', async () => {
        previewUndo.mockResolvedValue({ revertedCount: 0, keptCount: 1, lines: [] });
        const element = await createActions();
        await press(element, 'undo');
        expect(dialogOf(element).isBusy).toBe(true);
        dialogOf(element).dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(dialogOf(element)).toBeNull();
    });

    it('leaves the focus where it is when the person arrives late', async () => {
        syncNow.mockResolvedValue(undefined);
        const element = await createActions();
        // The stub of a button takes no focus by itself.
        element.shadowRoot.querySelectorAll('lightning-button').forEach((button) => (button.tabIndex = 0));
        find(element, '[data-name="syncNow"]').focus();
        await press(element, 'syncNow');
        expect(element.shadowRoot.activeElement.dataset.name).toBe('syncNow');
        find(element, '[data-name="exclude"]').focus();
        element.person = { ...element.person };
        await settle();
        expect(element.shadowRoot.activeElement.dataset.name).toBe('exclude');
    });

    it('keeps the focus on the button that takes back what was done, and does nothing twice', async () => {
        let finish;
        include.mockReturnValueOnce(new Promise((done) => (finish = done)));
        const element = await createActions({ isExcluded: true, partnerUserId: undefined });
        const button = find(element, '[data-name="include"]');
        await press(element, 'include');
        await press(element, 'include');
        expect(include).toHaveBeenCalledTimes(1);
        expect(button.disabled).toBeFalsy();
        finish();
        await settle();
        element.person = { ...element.person, isExcluded: false };
        await settle();
        expect(find(element, '[data-name="exclude"]')).toBe(button);
    });

    it('shows no preview of an undo that was left while it was made', async () => {
        let finish;
        previewUndo.mockReturnValueOnce(new Promise((done) => (finish = done)));
        const element = await createActions();
        await press(element, 'undo');
        dialogOf(element).dispatchEvent(new CustomEvent('cancel'));
        await press(element, 'exclude');
        finish({ revertedCount: 2, keptCount: 0, lines: [] });
        await settle();
        expect(find(element, 'c-user-sync-undo-preview')).toBeNull();
    });

    it('passes refusals on', async () => {
        previewUndo.mockRejectedValue({ body: { message: '{"code":"TOO_MANY_RESULTS"}' } });
        syncNow.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED"}' } });
        const element = await createActions();
        await press(element, 'undo');
        expect(element.problem).toHaveBeenCalledWith('TOO_MANY_RESULTS');
        expect(dialogOf(element)).toBeNull();
        await press(element, 'syncNow');
        expect(element.problem).toHaveBeenLastCalledWith('NOT_PERMITTED');
        expect(element.done).not.toHaveBeenCalled();
    });
});
