import { createElement } from 'lwc';
import UserSyncRuns from 'c/userSyncRuns';
import load from '@salesforce/apex/UserSyncRunsController.load';
import start from '@salesforce/apex/UserSyncRunsController.start';
import empty from '@salesforce/label/c.UserSyncRunsEmpty';
import started from '@salesforce/label/c.UserSyncRunsStarted';
import stateCompleted from '@salesforce/label/c.UserSyncRunStateCompleted';
import data from './data/load.json';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncAdminister', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.load', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncRunsController.start', () => ({ default: jest.fn() }), { virtual: true });
jest.mock(
    '@salesforce/apex/UserSyncRunLinesController.load',
    () => ({ default: () => Promise.resolve({ lines: [], missingCount: 0 }) }),
    { virtual: true }
);

const { runs } = data;
const answer = (more) => ({ readAt: '2026-01-02T10:00:00.000Z', runs, ...more });
const find = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
const page = (element) => element.shadowRoot.querySelector('c-user-sync-page');
const shown = (element) => [...element.shadowRoot.querySelectorAll('[data-key]')].map(({ dataset }) => dataset.key);

async function settle() {
    for (let i = 0; i < 8; i++) {
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
}

async function createRuns(first) {
    load.mockResolvedValue(first);
    const element = createElement('c-user-sync-runs', { is: UserSyncRuns });
    document.body.appendChild(element);
    await settle();
    return element;
}

describe('the runs', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
        jest.resetAllMocks();
    });

    it('are listed newest first', async () => {
        const element = await createRuns(answer());
        expect(shown(element)).toEqual(['run2', 'run1']);
        const cells = [...find(element, 'run').children].map((cell) => cell.textContent);
        expect(cells.slice(2, 7)).toEqual([stateCompleted, '5,000', '4,990', '9', '1']);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('say how to begin when there is none', async () => {
        const element = await createRuns(answer({ runs: [] }));
        expect(find(element, 'empty').textContent).toBe(empty);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('show why they could not be read', async () => {
        load.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED"}' } });
        const element = createElement('c-user-sync-runs', { is: UserSyncRuns });
        document.body.appendChild(element);
        await settle();
        expect(page(element).error.code).toBe('NOT_PERMITTED');
    });

    it('are read further and keep what was read when they are read again', async () => {
        const element = await createRuns(answer({ nextKey: '1|a' }));
        load.mockResolvedValue(answer({ runs: [{ ...runs[1], key: 'run0', createdAt: '2026-01-01T08:00:00.000Z' }] }));
        find(element, 'more').click();
        await settle();
        expect(load).toHaveBeenLastCalledWith({ afterKey: '1|a', isUserRunShown: false });
        expect(shown(element)).toEqual(['run2', 'run1', 'run0']);
        load.mockResolvedValue(answer({ nextKey: '1|a' }));
        page(element).dispatchEvent(new CustomEvent('refresh'));
        await settle();
        expect(shown(element)).toEqual(['run2', 'run1', 'run0']);
        expect(find(element, 'more')).toBeNull();
        const box = find(element, 'user-runs');
        box.checked = true;
        box.dispatchEvent(new CustomEvent('change'));
        await settle();
        expect(load).toHaveBeenLastCalledWith({ afterKey: null, isUserRunShown: true });
        expect(shown(element)).toEqual(['run2', 'run1']);
    });

    it('are asked about again only while one is under way', async () => {
        const element = await createRuns(answer());
        jest.advanceTimersByTime(10_000);
        expect(load).toHaveBeenCalledTimes(1);
        load.mockResolvedValue(answer({ runs: [{ ...runs[0], isOpen: true, state: 'RUNNING' }] }));
        page(element).dispatchEvent(new CustomEvent('refresh'));
        await settle();
        jest.advanceTimersByTime(5000);
        expect(load).toHaveBeenCalledTimes(3);
        document.body.removeChild(element);
        jest.advanceTimersByTime(60_000);
        expect(load).toHaveBeenCalledTimes(3);
    });

    it('begin with a dry run', async () => {
        const element = await createRuns(answer({ runs: [] }));
        const toasts = [];
        element.addEventListener('lightning__showtoast', ({ detail }) => toasts.push(detail.title));
        start.mockResolvedValue('run2');
        load.mockResolvedValue(answer());
        find(element, 'start-dry').click();
        await settle();
        expect(start).toHaveBeenCalledWith({ isDryRun: true });
        expect(toasts).toEqual([started]);
        expect(element.shadowRoot.querySelector('c-user-sync-run').run.key).toBe('run2');
    });

    it('write only after the question', async () => {
        const element = await createRuns(answer());
        find(element, 'start').click();
        await settle();
        expect(start).not.toHaveBeenCalled();
        const dialog = () => element.shadowRoot.querySelector('c-user-sync-dialog');
        dialog().dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(dialog()).toBeNull();
        find(element, 'start').click();
        await settle();
        start.mockRejectedValue({ body: { message: '{"code":"RUN_WAITING","message":"Wait"}' } });
        dialog().dispatchEvent(new CustomEvent('confirm', { detail: { reason: '' } }));
        await settle();
        expect(start).toHaveBeenCalledWith({ isDryRun: false });
        expect(dialog()).toBeNull();
        expect(page(element).error.code).toBe('RUN_WAITING');
    });

    it('open and close their details', async () => {
        const element = await createRuns(answer());
        element.shadowRoot.querySelector('[data-key="run1"]').click();
        await settle();
        const detail = element.shadowRoot.querySelector('c-user-sync-run');
        expect(detail.run.key).toBe('run1');
        detail.dispatchEvent(new CustomEvent('failed', { detail: { code: 'X', message: 'm', cure: '' } }));
        await settle();
        expect(page(element).error.code).toBe('X');
        detail.dispatchEvent(new CustomEvent('close'));
        await settle();
        expect(element.shadowRoot.querySelector('c-user-sync-run')).toBeNull();
    });
});
