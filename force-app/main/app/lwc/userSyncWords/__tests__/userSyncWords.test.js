import {
    decisionWord,
    issueState,
    kindWord,
    linkStateIcon,
    linkStateMeaning,
    linkStateOptions,
    linkStateWord,
    orgWord,
    ownerWord
} from 'c/userSyncWords';
import approved from '@salesforce/label/c.UserSyncDecisionApproved';
import decided from '@salesforce/label/c.UserSyncIssueStateDecided';
import linked from '@salesforce/label/c.UserSyncLinkStateLinked';
import open from '@salesforce/label/c.UserSyncIssueStateOpen';
import partnerOrg from '@salesforce/label/c.UserSyncOrgPartner';
import resolved from '@salesforce/label/c.UserSyncIssueStateResolved';
import retryAt from '@salesforce/label/c.UserSyncIssueStateRetry';
import { format, formatMoment } from 'c/userSyncFormat';

it('has a word for every link state, and an icon and a sentence', () => {
    expect(linkStateOptions.map(({ value }) => value)).toEqual(['Linked', 'Duplicate', 'Orphaned', 'Ignored']);
    expect(linkStateWord('Linked')).toBe(linked);
    for (const { value } of linkStateOptions) {
        expect(linkStateMeaning(value)).not.toBe('');
        expect(linkStateIcon(value)).not.toBe(linkStateIcon('?'));
    }
});

it('shows a code it does not know as it is', () => {
    expect([kindWord('New'), decisionWord('New'), orgWord('New'), ownerWord('New'), linkStateWord('New')]).toEqual(
        Array.from({ length: 5 }, () => 'New')
    );
    expect(decisionWord(undefined)).toBe('');
    expect(linkStateMeaning('New')).toBe('');
});

it('says how it stands with an issue', () => {
    const nextAttemptAt = '2026-01-02T10:00:00Z';
    expect(issueState({})).toBe(open);
    expect(issueState({ nextAttemptAt })).toBe(format(retryAt, formatMoment(nextAttemptAt)));
    expect(issueState({ decision: 'Approved', nextAttemptAt })).toBe(decided);
    expect(issueState({ decision: 'Approved', resolvedAt: nextAttemptAt })).toBe(resolved);
    expect(decisionWord('Approved')).toBe(approved);
    expect(orgWord('PARTNER')).toBe(partnerOrg);
});
