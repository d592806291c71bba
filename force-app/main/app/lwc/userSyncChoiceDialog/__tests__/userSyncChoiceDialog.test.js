import { createElement } from 'lwc';
import UserSyncChoiceDialog from 'c/userSyncChoiceDialog';
import choose from '@salesforce/apex/UserSyncIssuesController.choose';
import previewChoice from '@salesforce/apex/UserSyncIssuesController.previewChoice';
import preview from '@salesforce/label/c.UserSyncChoicePreview';
import { format } from 'c/userSyncFormat';

jest.mock('@salesforce/apex/UserSyncIssuesController.choose', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncIssuesController.previewChoice', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

async function createDialog(properties) {
    const element = createElement('c-user-sync-choice-dialog', { is: UserSyncChoiceDialog });
    Object.assign(element, { issueIds: ['a01', 'a02'] }, properties);
    Object.assign(element, { done: jest.fn(), problem: jest.fn(), cancelled: jest.fn() });
    element.addEventListener('done', ({ detail }) => element.done(detail));
    element.addEventListener('problem', ({ detail }) => element.problem(detail.code));
    element.addEventListener('cancel', element.cancelled);
    document.body.appendChild(element);
    await settle();
    return element;
}

const dialogOf = (element) => element.shadowRoot.querySelector('c-user-sync-dialog');
const confirm = async (element) => {
    dialogOf(element).dispatchEvent(new CustomEvent('confirm', { detail: { reason: '' } }));
    await settle();
};
const choosing = async (element, value) => {
    const group = element.shadowRoot.querySelector('lightning-radio-group');
    group.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    await settle();
};

describe('which side counts', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.clearAllMocks();
    });

    it('cannot be confirmed before a preview', async () => {
        const element = await createDialog();
        expect(dialogOf(element).isBusy).toBe(true);
        expect(previewChoice).not.toHaveBeenCalled();
        await expect(element).toBeAccessible();
    });

    it('is previewed and then written', async () => {
        previewChoice.mockResolvedValue(1);
        choose.mockResolvedValue(1);
        const element = await createDialog();
        await choosing(element, 'THEIRS');
        expect(previewChoice).toHaveBeenCalledWith({ issueIds: ['a01', 'a02'], choice: 'THEIRS' });
        expect(element.shadowRoot.querySelector('[data-id="preview"]').textContent).toBe(format(preview, 1, 2));
        expect(dialogOf(element).isBusy).toBe(false);
        await confirm(element);
        expect(choose).toHaveBeenCalledWith({ issueIds: ['a01', 'a02'], choice: 'THEIRS' });
        expect(element.done).toHaveBeenCalledWith(1);
    });

    it('is previewed at once for a restore', async () => {
        previewChoice.mockResolvedValue(0);
        const element = await createDialog({ isRestore: true });
        expect(previewChoice).toHaveBeenCalledWith({ issueIds: ['a01', 'a02'], choice: 'RESTORE' });
        expect(dialogOf(element).isBusy).toBe(true);
        await expect(element).toBeAccessible();
    });

    it('passes refusals on', async () => {
        previewChoice.mockRejectedValueOnce({ body: { message: '{"code":"TOO_MANY_ROWS"}' } });
        const element = await createDialog();
        await choosing(element, 'OURS');
        expect(element.problem).toHaveBeenCalledWith('TOO_MANY_ROWS');
        previewChoice.mockResolvedValue(2);
        choose.mockRejectedValue({ body: { message: 'Fault' } });
        await choosing(element, 'FILL_BLANKS');
        await confirm(element);
        expect(element.problem).toHaveBeenLastCalledWith('UNKNOWN');
    });

    it('can be left', async () => {
        const element = await createDialog();
        dialogOf(element).dispatchEvent(new CustomEvent('cancel'));
        expect(element.cancelled).toHaveBeenCalled();
    });
});
