import { createElement } from 'lwc';
import UserSyncChart from 'c/userSyncChart';

async function createChart(hours) {
    const element = createElement('c-user-sync-chart', { is: UserSyncChart });
    Object.assign(element, { label: 'Changes', description: '6 in 24 hours', hours });
    document.body.appendChild(element);
    await Promise.resolve();
    return element;
}

const hours = [
    { startAt: '2026-01-02T10:00:00.000Z', count: 4 },
    { startAt: '2026-01-02T11:00:00.000Z', count: 0 },
    { startAt: '2026-01-02T12:00:00.000Z', count: 2 }
];

describe('a chart', () => {
    afterEach(() => document.body.replaceChildren());

    it('draws a bar for every hour, as high as its share of the largest', async () => {
        const element = await createChart(hours);
        const heights = [...element.shadowRoot.querySelectorAll('rect')].map((bar) =>
            Number(bar.getAttribute('height'))
        );
        expect(heights).toEqual([92, 0, 46]);
        expect(element.shadowRoot.querySelector('svg').getAttribute('aria-label')).toBe('6 in 24 hours');
        await expect(element).toBeAccessible();
    });

    it('tells the same as a table', async () => {
        const element = await createChart(hours);
        element.shadowRoot.querySelector('[data-id="toggle"]').click();
        await Promise.resolve();
        expect([...element.shadowRoot.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['4', '0', '2']);
        await expect(element).toBeAccessible();
    });

    it('stands without data', async () => {
        const element = await createChart([]);
        expect(element.shadowRoot.querySelectorAll('rect')).toHaveLength(0);
    });
});
