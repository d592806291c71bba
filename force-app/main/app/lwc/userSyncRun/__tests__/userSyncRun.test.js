import { createElement } from 'lwc';
import UserSyncRun from 'c/userSyncRun';
import cancel from '@salesforce/apex/UserSyncRunsController.cancel';
import csv from '@salesforce/apex/UserSyncRunLinesController.csv';
import loadLines from '@salesforce/apex/UserSyncRunLinesController.load';
import previewUndo from '@salesforce/apex/UserSyncRunsController.previewUndo';
import undo from '@salesforce/apex/UserSyncRunsController.undo';
import meaningConfirmed from '@salesforce/label/c.UserSyncSituationConfirmed';
import noLines from '@salesforce/label/c.UserSyncRunNoLines';
import noSituations from '@salesforce/label/c.UserSyncRunNoSituations';
import nobodyHere from '@salesforce/label/c.UserSyncRunNobodyHere';
import wouldWrite from '@salesforce/label/c.UserSyncRunWouldWrite';
import run from './data/run.json';

jest.mock('@salesforce/customPermission/UserSyncAdminister', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncApprove', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.cancel', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.previewUndo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.undo', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunLinesController.csv', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunLinesController.load', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((done) => setTimeout(done));
const find = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
const rows = (element, id) =>
    [...element.shadowRoot.querySelectorAll(`[data-id="${id}"]`)].map((row) =>
        [...row.children].map((cell) => cell.textContent)
    );
const lines = [
    {
        position: 0,
        userName: '<u>Ada</u>',
        partnerUserId: '005P1',
        situation: 'CONFIRMED',
        action: 'UPDATE',
        groups: 't',
        reason: ''
    },
    { position: 1, partnerUserId: '005P2', situation: 'REFUSED', reason: 'INVALID_ROW', message: 'Bad shape' }
];

async function createRun(changes) {
    const element = createElement('c-user-sync-run', { is: UserSyncRun });
    element.run = { ...run, ...changes };
    element.events = [];
    for (const name of ['changed', 'close', 'failed', 'lightning__showtoast']) {
        element.addEventListener(name, ({ type, detail }) => element.events.push(detail?.code ?? type));
    }
    document.body.appendChild(element);
    await settle();
    return element;
}

describe('one run', () => {
    beforeEach(() => loadLines.mockResolvedValue({ lines, nextPosition: 100, missingCount: 5 }));
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    it('shows what it found, by situation and user by user', async () => {
        const element = await createRun();
        expect(rows(element, 'situation')).toEqual([
            ['CONFIRMED', '2', meaningConfirmed],
            ['REFUSED', '1', expect.any(String)]
        ]);
        expect(rows(element, 'count').map(([, count]) => count)).toEqual(['5,000', '4,997', '2', '1']);
        expect(rows(element, 'license')).toEqual([['Salesforce', '3', '1']]);
        expect(rows(element, 'line')).toEqual([
            ['<u>Ada</u>', '005P1', 'CONFIRMED', 'UPDATE', 't', ''],
            [nobodyHere, '005P2', 'REFUSED', '', '', 'INVALID_ROW: Bad shape']
        ]);
        expect(find(element, 'missing').textContent).toMatch(/5/);
        expect(find(element, 'progress').textContent).toMatch(/4[.,]2/);
        await expect(element).toBeAccessible();
    });

    it('shows a run without findings', async () => {
        loadLines.mockResolvedValue({ lines: [], missingCount: 0 });
        const element = await createRun({ situations: [], licenses: undefined, isDryRun: true });
        expect(find(element, 'no-situations').textContent).toBe(noSituations);
        expect(find(element, 'no-lines').textContent).toBe(noLines);
        expect(rows(element, 'count')[2][0]).toBe(wouldWrite);
        expect(find(element, 'undo')).toBeNull();
        await expect(element).toBeAccessible();
    });

    it('reads further lines and those of one situation', async () => {
        const element = await createRun();
        loadLines.mockResolvedValue({ lines: [{ ...lines[0], position: 100 }], missingCount: 5 });
        find(element, 'more').click();
        await settle();
        expect(loadLines).toHaveBeenLastCalledWith({ key: 'run1', situation: '', fromPosition: 100 });
        expect(rows(element, 'line')).toHaveLength(3);
        expect(find(element, 'more')).toBeNull();
        find(element, 'situations').dispatchEvent(new CustomEvent('change', { detail: { value: 'REFUSED' } }));
        await settle();
        expect(loadLines).toHaveBeenLastCalledWith({ key: 'run1', situation: 'REFUSED', fromPosition: 0 });
        expect(rows(element, 'line')).toHaveLength(1);
    });

    it('says nothing of what it found while it is under way', async () => {
        const element = await createRun({ situations: [], isOpen: true, state: 'REQUESTED' });
        expect(find(element, 'no-situations')).toBeNull();
    });

    it('reads its lines anew only when it went on', async () => {
        const element = await createRun({ isOpen: true, state: 'RUNNING', comparedCount: 10 });
        element.run = { ...run, isOpen: true, state: 'RUNNING', comparedCount: 10 };
        await settle();
        expect(loadLines).toHaveBeenCalledTimes(1);
        element.run = { ...run, isOpen: true, state: 'RUNNING', comparedCount: 20 };
        await settle();
        expect(loadLines).toHaveBeenCalledTimes(2);
        expect(find(element, 'progress').textContent).toMatch(/20/);
    });

    it('is cancelled while it is under way', async () => {
        const element = await createRun({ isOpen: true, state: 'RUNNING' });
        find(element, 'cancel').click();
        await settle();
        expect(cancel).toHaveBeenCalledWith({ key: 'run1' });
        expect(element.events).toEqual(['lightning__showtoast', 'changed']);
        element.run = { ...run, isOpen: true, state: 'RUNNING', isCancelRequested: true };
        await settle();
        expect(find(element, 'cancel')).toBeNull();
    });

    it('leads on from a button that goes, and shows only lines of the situation that was chosen last', async () => {
        const element = await createRun({ isOpen: true, state: 'RUNNING' });
        // The stubs of buttons take no focus by themselves.
        element.shadowRoot.querySelectorAll('lightning-button').forEach((button) => (button.tabIndex = 0));
        find(element, 'cancel').focus();
        element.run = { ...run, isOpen: true, state: 'RUNNING', isCancelRequested: true };
        await settle();
        expect(element.shadowRoot.activeElement).toBe(find(element, 'download'));
        const answers = [];
        loadLines.mockImplementation(() => new Promise((done) => answers.push(done)));
        for (const value of ['REFUSED', 'CONFIRMED']) {
            find(element, 'situations').dispatchEvent(new CustomEvent('change', { detail: { value } }));
        }
        answers[1]({ lines: [lines[0]], missingCount: 0 });
        answers[0]({ lines: [lines[1]], missingCount: 0 });
        await settle();
        expect(rows(element, 'line').map(([, , situation]) => situation)).toEqual(['CONFIRMED']);
    });

    it('is undone as the preview said', async () => {
        previewUndo.mockResolvedValue({ revertedCount: 3, keptCount: 1, lines: [] });
        undo.mockResolvedValue(3);
        const element = await createRun();
        find(element, 'undo').click();
        await settle();
        expect(element.shadowRoot.querySelector('c-user-sync-undo-preview').preview.revertedCount).toBe(3);
        await expect(element).toBeAccessible();
        const dialog = element.shadowRoot.querySelector('c-user-sync-dialog');
        dialog.dispatchEvent(new CustomEvent('confirm', { detail: { reason: '' } }));
        await settle();
        expect(undo).toHaveBeenCalledWith({ key: 'run1', expectedCount: 3 });
        expect(element.shadowRoot.querySelector('c-user-sync-dialog')).toBeNull();
        expect(element.events).toEqual(['lightning__showtoast', 'changed']);
    });

    it('is not undone when nothing would come back, or the question is left', async () => {
        previewUndo.mockResolvedValue({ revertedCount: 0, keptCount: 1, lines: [] });
        const element = await createRun();
        find(element, 'undo').click();
        await settle();
        const dialog = element.shadowRoot.querySelector('c-user-sync-dialog');
        expect(dialog.isBusy).toBe(true);
        dialog.dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(element.shadowRoot.querySelector('c-user-sync-dialog')).toBeNull();
        expect(undo).not.toHaveBeenCalled();
    });

    it('is downloaded, and tells when that fails', async () => {
        const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
        URL.createObjectURL = () => 'blob:1';
        URL.revokeObjectURL = () => {};
        csv.mockResolvedValueOnce('a,b');
        const element = await createRun();
        find(element, 'download').click();
        await settle();
        expect(click.mock.contexts[0].download).toBe('user-sync-run-run1.csv');
        csv.mockRejectedValueOnce({ body: { message: '{"code":"NOT_FOUND"}' } });
        find(element, 'download').click();
        await settle();
        find(element, 'close').click();
        expect(element.events).toEqual(['NOT_FOUND', 'close']);
    });
});
