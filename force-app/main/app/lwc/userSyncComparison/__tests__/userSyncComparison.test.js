import { createElement } from 'lwc';
import UserSyncComparison from 'c/userSyncComparison';
import compare from '@salesforce/apex/UserSyncIssuesController.compare';
import differs from '@salesforce/label/c.UserSyncComparisonDiffers';
import emptyWord from '@salesforce/label/c.UserSyncComparisonEmpty';
import lost from '@salesforce/label/c.UserSyncComparisonLost';
import none from '@salesforce/label/c.UserSyncComparisonNone';
import partner from '@salesforce/label/c.UserSyncComparisonPartner';

jest.mock('@salesforce/apex/UserSyncIssuesController.compare', () => ({ default: jest.fn() }), { virtual: true });

const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) {
        // Every turn lets one generation of promises and renderings finish.
        // eslint-disable-next-line no-await-in-loop
        await Promise.resolve();
    }
};

async function createComparison() {
    const element = createElement('c-user-sync-comparison', { is: UserSyncComparison });
    element.issueId = 'a01';
    document.body.appendChild(element);
    await settle();
    return element;
}

const textOf = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`)?.textContent;

describe('both sides', () => {
    afterEach(() => document.body.replaceChildren());

    it('stand beside each other, as text', async () => {
        compare.mockResolvedValue({
            reasonCode: 'CONFLICT',
            otherAt: '2026-01-02T10:00:00.000Z',
            lines: [{ field: 'Title', other: '<img src=x>', isEqual: false }]
        });
        const element = await createComparison();
        expect(compare).toHaveBeenCalledWith({ issueId: 'a01' });
        expect(textOf(element, 'other')).toBe('<img src=x>');
        expect(element.shadowRoot.querySelector('img')).toBeNull();
        expect(textOf(element, 'current')).toBe(emptyWord);
        expect(textOf(element, 'verdict')).toBe(differs);
        expect(element.shadowRoot.querySelectorAll('th')[1].textContent).toContain(lost);
        await expect(element).toBeAccessible();
    });

    it('are named after the orgs while nobody has decided', async () => {
        compare.mockResolvedValue({ reasonCode: 'CHOICE_NEEDED', lines: [{ field: 'Title', isEqual: true }] });
        const element = await createComparison();
        expect(element.shadowRoot.querySelectorAll('th')[1].textContent).toBe(partner);
    });

    it('may not be kept any more', async () => {
        compare.mockResolvedValue(null);
        const element = await createComparison();
        expect(textOf(element, 'empty')).toBe(none);
        await expect(element).toBeAccessible();
    });

    it('are refused to others', async () => {
        compare.mockRejectedValue({ body: { message: '{"code":"NOT_PERMITTED","message":"Only approvers."}' } });
        const element = await createComparison();
        expect(textOf(element, 'error')).toBe('Only approvers.');
        await expect(element).toBeAccessible();
    });

    it('belong to the issue that was opened last', async () => {
        let answerSlowly;
        compare.mockReturnValueOnce(new Promise((resolve) => (answerSlowly = resolve)));
        const element = createElement('c-user-sync-comparison', { is: UserSyncComparison });
        element.issueId = 'a01';
        document.body.appendChild(element);
        compare.mockResolvedValue({ reasonCode: 'CONFLICT', lines: [{ field: 'Title', other: 'Second' }] });
        element.issueId = 'a02';
        await settle();
        answerSlowly({ reasonCode: 'CONFLICT', lines: [{ field: 'Title', other: 'First' }] });
        await settle();
        expect(textOf(element, 'other')).toBe('Second');
    });
});
