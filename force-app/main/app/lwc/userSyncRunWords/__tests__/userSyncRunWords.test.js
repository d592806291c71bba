import { kindOf, meaningOf, stateOf } from 'c/userSyncRunWords';
import ambiguous from '@salesforce/label/c.UserSyncSituationAmbiguous';
import cancelling from '@salesforce/label/c.UserSyncRunStateCancelling';
import dryRun from '@salesforce/label/c.UserSyncRunKindDry';
import full from '@salesforce/label/c.UserSyncRunKindFull';
import running from '@salesforce/label/c.UserSyncRunStateRunning';

it('says the codes of runs in words, and unknown ones as they are', () => {
    expect([kindOf({ kind: 'FULL', isDryRun: true }), kindOf({ kind: 'FULL' }), kindOf({ kind: 'NEW' })]).toEqual([
        dryRun,
        full,
        'NEW'
    ]);
    expect(stateOf({ state: 'RUNNING', isOpen: true })).toBe(running);
    expect(stateOf({ state: 'RUNNING', isOpen: true, isCancelRequested: true })).toBe(cancelling);
    expect(stateOf({ state: 'NEW' })).toBe('NEW');
    expect([meaningOf('AMBIGUOUS'), meaningOf('NEW')]).toEqual([ambiguous, 'NEW']);
});
