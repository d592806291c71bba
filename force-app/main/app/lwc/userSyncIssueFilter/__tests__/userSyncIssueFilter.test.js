import { createElement } from 'lwc';
import UserSyncIssueFilter from 'c/userSyncIssueFilter';
import any from '@salesforce/label/c.UserSyncFilterAny';
import hold from '@salesforce/label/c.UserSyncIssueKindHold';

function createFilter(value) {
    const element = createElement('c-user-sync-issue-filter', { is: UserSyncIssueFilter });
    Object.assign(element, { value, reasonCodes: ['DRIFT', 'HELD'] });
    element.filtered = jest.fn();
    element.addEventListener('filter', ({ detail }) => element.filtered(detail));
    document.body.appendChild(element);
    return element;
}

const controlNamed = (element, wanted) =>
    [...element.shadowRoot.querySelectorAll('lightning-combobox, lightning-input')].find(({ name }) => name === wanted);

function change(element, name, value) {
    controlNamed(element, name).dispatchEvent(new CustomEvent('change', { detail: { value } }));
}

describe('the filters', () => {
    afterEach(() => document.body.replaceChildren());

    it('shows what is chosen', async () => {
        const element = createFilter({ isOpen: true, reasonCode: 'HELD' });
        expect(controlNamed(element, 'state').value).toBe('open');
        expect(controlNamed(element, 'reasonCode').options.map(({ label }) => label)).toEqual([any, 'DRIFT', 'HELD']);
        expect(controlNamed(element, 'reasonCode').value).toBe('HELD');
        expect(controlNamed(element, 'kind').options.map(({ label }) => label)).toContain(hold);
        await expect(element).toBeAccessible();
    });

    it.each([
        ['state', 'resolved', { isOpen: false, reasonCode: 'HELD' }],
        ['state', 'any', { isOpen: null, reasonCode: 'HELD' }],
        ['reasonCode', '', { isOpen: true, reasonCode: null }],
        ['kind', 'Hold', { isOpen: true, reasonCode: 'HELD', kind: 'Hold' }],
        ['fromDate', '2026-01-02', { isOpen: true, reasonCode: 'HELD', fromDate: '2026-01-02' }],
        ['toDate', null, { isOpen: true, reasonCode: 'HELD', toDate: null }]
    ])('keeps the others when %s becomes %s', (name, value, expected) => {
        const element = createFilter({ isOpen: true, reasonCode: 'HELD' });
        change(element, name, value);
        expect(element.filtered).toHaveBeenCalledWith(expected);
    });
});
