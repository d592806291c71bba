import { createElement } from 'lwc';
import UserSyncOverview from 'c/userSyncOverview';
import load from '@salesforce/apex/UserSyncOverviewController.load';
import noComparison from '@salesforce/label/c.UserSyncOverviewNoComparison';
import noIssues from '@salesforce/label/c.UserSyncOverviewNoIssues';
import dailyApiRequests from '@salesforce/label/c.UserSyncLimitDailyApiRequests';
import data from './data/load.json';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncOverviewController.load', () => ({ default: jest.fn() }), { virtual: true });

jest.mock('lightning/navigation', () => {
    const Navigate = Symbol('Navigate');
    const NavigationMixin = (Base) =>
        class extends Base {
            [Navigate](detail) {
                this.dispatchEvent(new CustomEvent('navigated', { detail }));
            }
        };
    return { NavigationMixin: Object.assign(NavigationMixin, { Navigate }) };
});

const find = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
const page = (element) => element.shadowRoot.querySelector('c-user-sync-page');

async function settle() {
    for (let i = 0; i < 5; i++) {
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
}

async function createOverview(answer) {
    load.mockResolvedValue(answer);
    const element = createElement('c-user-sync-overview', { is: UserSyncOverview });
    document.body.appendChild(element);
    await settle();
    return element;
}

describe('the overview', () => {
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
        jest.clearAllMocks();
    });

    it('shows how the orgs are', async () => {
        const element = await createOverview(data);
        expect(element.shadowRoot.querySelectorAll('c-user-sync-direction')).toHaveLength(2);
        expect(find(element, 'heartbeat').textContent).toMatch(/2 (minutes|Minuten)/);
        expect(find(element, 'comparison').textContent).toMatch(/4,999.*5,000.*99\.9.*2026/);
        expect(find(element, 'waiting').label).toMatch(/3/);
        expect(find(element, 'excluded').textContent).toMatch(/2,000/);
        expect(find(element, 'problem').textContent).toContain('Create it.');
        const issues = [...element.shadowRoot.querySelectorAll('[data-id="issue"]')];
        expect(issues.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))).toEqual([
            ['12', 'No pair.', 'Add one.'],
            ['3', 'Too many.', 'Decide.']
        ]);
        expect(element.shadowRoot.querySelector('c-user-sync-chart').description).toMatch(/12.* 7 /);
        expect(find(element, 'limit').textContent).toMatch(new RegExp(`${dailyApiRequests}150 .* 15,000`));
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('shows an org where nothing has happened yet', async () => {
        const empty = {
            ...data,
            comparison: undefined,
            openIssues: [],
            problems: [],
            limits: [],
            heartbeatAt: undefined
        };
        const element = await createOverview(empty);
        expect(find(element, 'comparison').textContent).toBe(noComparison);
        expect(find(element, 'no-issues').textContent).toBe(noIssues);
        expect(find(element, 'problem')).toBeNull();
        expect(find(element, 'limit')).toBeNull();
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('does not call an unfinished comparison equal', async () => {
        const element = await createOverview({ ...data, comparison: { ...data.comparison, state: 'STOPPED' } });
        expect(find(element, 'comparison').textContent).toMatch(/2026.*STOPPED/);
    });

    it('asks anew every half minute while it is visible', async () => {
        const element = await createOverview(data);
        jest.advanceTimersByTime(30_000);
        expect(load).toHaveBeenCalledTimes(2);
        const visibility = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
        jest.advanceTimersByTime(90_000);
        expect(load).toHaveBeenCalledTimes(2);
        visibility.mockReturnValue('visible');
        document.dispatchEvent(new CustomEvent('visibilitychange'));
        expect(load).toHaveBeenCalledTimes(3);
        page(element).dispatchEvent(new CustomEvent('refresh'));
        expect(load).toHaveBeenCalledTimes(4);
        await settle();
        document.body.removeChild(element);
        jest.advanceTimersByTime(90_000);
        document.dispatchEvent(new CustomEvent('visibilitychange'));
        expect(load).toHaveBeenCalledTimes(4);
    });

    it('shows a failure and keeps what was read', async () => {
        const element = await createOverview(data);
        load.mockRejectedValueOnce({ body: { message: '{"code":"X","message":"No","cure":"Wait"}' } });
        page(element).dispatchEvent(new CustomEvent('refresh'));
        await settle();
        expect(page(element).error).toEqual({ code: 'X', message: 'No', cure: 'Wait' });
        expect(find(element, 'heartbeat')).not.toBeNull();
        element.shadowRoot
            .querySelector('c-user-sync-direction')
            .dispatchEvent(new CustomEvent('failed', { detail: { code: 'Y' } }));
        await settle();
        expect(page(element).error.code).toBe('Y');
    });

    it('leads to the issues of a reason and to the approvals', async () => {
        const element = await createOverview(data);
        const targets = [];
        element.addEventListener('navigated', ({ detail }) => targets.push(detail));
        element.shadowRoot.querySelector('[data-code="HELD"]').click();
        find(element, 'waiting').click();
        const type = 'standard__navItemPage';
        expect(targets).toEqual([
            { type, attributes: { apiName: 'UserSyncIssues' }, state: { c__reason: 'HELD' } },
            { type, attributes: { apiName: 'UserSyncApprovals' }, state: {} }
        ]);
    });
});
