import { createElement } from 'lwc';
import UserSyncIssueDetail from 'c/userSyncIssueDetail';
import compare from '@salesforce/apex/UserSyncIssuesController.compare';
import accepted from '@salesforce/label/c.UserSyncDecisionAccepted';
import detailsOf from '@salesforce/label/c.UserSyncIssueDetailsOf';
import heldHint from '@salesforce/label/c.UserSyncIssueHeldHint';
import nobody from '@salesforce/label/c.UserSyncIssueNobody';
import { format } from 'c/userSyncFormat';

jest.mock('@salesforce/apex/UserSyncIssuesController.compare', () => ({ default: jest.fn() }), { virtual: true });

const issue = (properties) => ({
    id: 'a01',
    reasonCode: 'DRIFT',
    message: 'It drifted.',
    cure: 'Edit it there.',
    kind: 'Failure',
    userId: '005A',
    userName: '<b>Ada</b> Lovelace',
    groupName: 'Title',
    firstSeenAt: '2026-01-02T10:00:00.000Z',
    lastSeenAt: '2026-01-03T10:00:00.000Z',
    attemptsCount: 1,
    isDeadLetter: false,
    actions: ['retry', 'accept'],
    ...properties
});

function createDetail(properties) {
    const element = createElement('c-user-sync-issue-detail', { is: UserSyncIssueDetail });
    element.issue = issue(properties);
    document.body.appendChild(element);
    return element;
}

const facts = (element) => [...element.shadowRoot.querySelectorAll('[data-id="fact"]')].map((fact) => fact.textContent);

describe('the details of an issue', () => {
    afterEach(() => document.body.replaceChildren());

    it('say what happened, the cure and who decided, as text', async () => {
        const element = createDetail({ decision: 'Accepted', decidedBy: 'Grace', decisionReason: '<i>why</i>' });
        expect(facts(element)).toEqual(
            expect.arrayContaining([
                'It drifted.',
                'Edit it there.',
                accepted,
                'Grace',
                '<i>why</i>',
                '<b>Ada</b> Lovelace'
            ])
        );
        expect(element.shadowRoot.querySelector('b, i')).toBeNull();
        expect(element.shadowRoot.querySelector('c-user-sync-comparison')).toBeNull();
        expect(element.shadowRoot.activeElement.dataset.id).toBe('title');
        await expect(element).toBeAccessible();
    });

    it('name nobody where the issue names nobody', () => {
        const element = createDetail({ userName: undefined });
        expect(element.shadowRoot.querySelector('[data-id="title"]').textContent).toBe(format(detailsOf, nobody));
    });

    it('show approvers both sides of a conflict', () => {
        compare.mockResolvedValue(null);
        const element = createDetail({ reasonCode: 'CONFLICT' });
        expect(element.shadowRoot.querySelector('c-user-sync-comparison').issueId).toBe('a01');
    });

    it('point to the Approvals page for what is held', () => {
        const element = createDetail({ actions: ['decide'] });
        expect(element.shadowRoot.querySelector('[data-id="held"]').textContent).toBe(heldHint);
    });

    it('can be closed', () => {
        const element = createDetail();
        const closed = jest.fn();
        element.addEventListener('close', closed);
        element.shadowRoot.querySelector('[data-id="close"]').click();
        expect(closed).toHaveBeenCalled();
    });
});
