import { createElement } from 'lwc';
import UserSyncDirection from 'c/userSyncDirection';
import pause from '@salesforce/apex/UserSyncOverviewController.pause';
import resume from '@salesforce/apex/UserSyncOverviewController.resume';
import catchingUp from '@salesforce/label/c.UserSyncDirectionCatchingUp';
import inStep from '@salesforce/label/c.UserSyncDirectionInStep';
import licenceExhausted from '@salesforce/label/c.UserSyncDirectionLicenceExhausted';
import partnerUnreachable from '@salesforce/label/c.UserSyncDirectionPartnerUnreachable';
import paused from '@salesforce/label/c.UserSyncDirectionPaused';
import pausedByPartner from '@salesforce/label/c.UserSyncDirectionPausedByPartner';
import pausedBySetting from '@salesforce/label/c.UserSyncDirectionPausedBySetting';
import pausedToast from '@salesforce/label/c.UserSyncDirectionPausedToast';
import setupProblem from '@salesforce/label/c.UserSyncDirectionSetupProblem';

jest.mock('@salesforce/customPermission/UserSyncApprove', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncOverviewController.pause', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncOverviewController.resume', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((done) => setTimeout(done));
const find = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);

async function createDirection(direction) {
    const element = createElement('c-user-sync-direction', { is: UserSyncDirection });
    element.direction = { key: 'INBOUND', state: 'IN_STEP', ...direction };
    element.events = [];
    for (const name of ['changed', 'failed', 'lightning__showtoast']) {
        element.addEventListener(name, ({ type, detail }) =>
            element.events.push([type, detail?.title ?? detail?.code])
        );
    }
    document.body.appendChild(element);
    await settle();
    return element;
}

describe('a direction', () => {
    afterEach(() => {
        document.body.replaceChildren();
        jest.resetAllMocks();
    });

    it.each([
        ['IN_STEP', inStep],
        ['CATCHING_UP', catchingUp],
        ['PARTNER_UNREACHABLE', partnerUnreachable],
        ['LICENCE_EXHAUSTED', licenceExhausted],
        ['SETUP_PROBLEM', setupProblem]
    ])('says %s in words and with an icon', async (state, words) => {
        const element = await createDirection({ state, lagSeconds: 4 });
        expect(find(element, 'state').textContent).toBe(words);
        expect(element.shadowRoot.querySelector('lightning-icon').iconName).toMatch(/^utility:/);
        expect(find(element, 'lag').textContent).toMatch(/ 4 /);
        await expect(element).toBeAccessible();
    });

    it.each([
        [
            { pausedFrom: 'USER', pausedBy: '<i>Ada</i>', pausedAt: '2026-01-02T10:00:00Z', why: 'Moves' },
            /<i>Ada<\/i>.*2026.*Moves/,
            'resume'
        ],
        [{ pausedFrom: 'GUARD', pausedAt: '2026-01-02T10:00:00Z', why: '30 failed' }, /2026.*30 failed/, 'resume'],
        [{ pausedFrom: 'SETTING' }, pausedBySetting, undefined],
        [{ key: 'OUTBOUND', pausedFrom: 'PARTNER' }, pausedByPartner, undefined]
    ])('says who paused it: %j', async (direction, detail, button) => {
        const element = await createDirection({ state: 'PAUSED', ...direction });
        expect(find(element, 'state').textContent).toBe(paused);
        expect(find(element, 'detail').textContent).toMatch(detail);
        expect(['pause', 'resume'].find((id) => find(element, id))).toBe(button);
        await expect(element).toBeAccessible();
    });

    it('is paused with a reason', async () => {
        const element = await createDirection();
        find(element, 'pause').click();
        await settle();
        const dialog = element.shadowRoot.querySelector('c-user-sync-dialog');
        expect(dialog.isReasonRequired).toBe(true);
        await expect(element).toBeAccessible();
        dialog.dispatchEvent(new CustomEvent('confirm', { detail: { reason: 'Moves' } }));
        await settle();
        expect(pause).toHaveBeenCalledWith({ why: 'Moves' });
        expect(element.events).toEqual([
            ['lightning__showtoast', pausedToast],
            ['changed', undefined]
        ]);
        expect(element.shadowRoot.querySelector('c-user-sync-dialog')).toBeNull();
    });

    it('stays when the question is left', async () => {
        const element = await createDirection();
        find(element, 'pause').click();
        await settle();
        element.shadowRoot.querySelector('c-user-sync-dialog').dispatchEvent(new CustomEvent('cancel'));
        await settle();
        expect(element.shadowRoot.querySelector('c-user-sync-dialog')).toBeNull();
        expect(pause).not.toHaveBeenCalled();
    });

    it('is resumed, and tells when it could not be', async () => {
        const element = await createDirection({ state: 'PAUSED', pausedFrom: 'GUARD', why: 'x' });
        resume.mockRejectedValueOnce({ body: { message: '{"code":"NOT_PERMITTED"}' } });
        find(element, 'resume').click();
        await settle();
        expect(element.events).toEqual([['failed', 'NOT_PERMITTED']]);
        find(element, 'resume').click();
        await settle();
        expect(element.events.map(([name]) => name)).toEqual(['failed', 'lightning__showtoast', 'changed']);
    });
});
