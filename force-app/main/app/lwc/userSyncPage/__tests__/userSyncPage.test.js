import { createElement } from 'lwc';
import UserSyncPage from 'c/userSyncPage';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });

const settle = () => Promise.resolve();
const shown = (element) =>
    ['no-permission', 'error', 'loading', 'empty', 'refresh'].filter((id) =>
        element.shadowRoot.querySelector(`[data-id="${id}"]`)
    );
const isContentShown = (element) => element.shadowRoot.querySelector('slot:not([name])') !== null;

async function createPage(properties) {
    const element = createElement('c-user-sync-page', { is: UserSyncPage });
    Object.assign(element, { title: 'A page', emptyText: 'Nothing yet', ...properties });
    document.body.appendChild(element);
    await settle();
    return element;
}

describe('the frame of a page', () => {
    beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-01-02T10:00:00Z') }));
    afterEach(() => {
        document.body.replaceChildren();
        jest.useRealTimers();
    });

    it.each([
        ['loading', { isLoading: true }, false],
        ['empty', { isEmpty: true }, false],
        ['error', { error: { code: 'UNDO_CHANGED', message: 'Changed', cure: 'Look again' } }, true],
        ['error', { error: { code: 'UNKNOWN', message: 'Fault', cure: '' }, isLoading: true }, false],
        [
            'no-permission',
            { error: { code: 'NOT_PERMITTED', message: 'No', cure: '' }, readAt: '2026-01-02T10:00:00Z' },
            false
        ]
    ])('shows %s alone', async (state, properties, isContent) => {
        const element = await createPage(properties);
        expect(shown(element)).toEqual([state]);
        expect(isContentShown(element)).toBe(isContent);
        jest.useRealTimers();
        await expect(element).toBeAccessible();
    });

    it('says message and cure of an error', async () => {
        const element = await createPage({ error: { code: 'X', message: '<b>Changed</b>', cure: 'Look again' } });
        const text = element.shadowRoot.querySelector('[data-id="error"]').textContent;
        expect(text).toContain('<b>Changed</b>');
        expect(text).toContain('Look again');
    });

    it('shows content with an age that grows, and asks for more', async () => {
        const element = await createPage({ readAt: '2026-01-02T10:00:00Z' });
        expect(shown(element)).toEqual(['refresh']);
        const age = () => element.shadowRoot.querySelector('[data-id="age"]').textContent;
        const first = age();
        jest.advanceTimersByTime(120_000);
        await settle();
        expect(age()).not.toBe(first);
        expect(age()).toMatch(/2 (minutes|Minuten)/);
        const asked = jest.fn();
        element.addEventListener('refresh', asked);
        element.shadowRoot.querySelector('[data-id="refresh"]').click();
        expect(asked).toHaveBeenCalledTimes(1);
        document.body.removeChild(element);
        expect(jest.getTimerCount()).toBe(0);
    });
});
