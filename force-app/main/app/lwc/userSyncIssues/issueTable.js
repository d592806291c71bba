import timeZone from '@salesforce/i18n/timeZone';
import { decisionWord, issueState, kindWord } from 'c/userSyncWords';
import { text } from './labels';

const MOMENT = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZone };

/** Columns of the table. */
export const columns = [
    { label: text.when, fieldName: 'lastSeenAt', type: 'date', typeAttributes: MOMENT, initialWidth: 160 },
    { label: text.user, fieldName: 'person', initialWidth: 160 },
    { label: text.what, fieldName: 'message', wrapText: true },
    { label: text.group, fieldName: 'groupName', initialWidth: 160 },
    { label: text.reason, fieldName: 'reasonCode', initialWidth: 170 },
    { label: text.state, fieldName: 'state', wrapText: true, initialWidth: 160 },
    {
        label: text.details,
        type: 'button',
        fixedWidth: 90,
        typeAttributes: { label: text.details, name: 'details', variant: 'base' }
    }
];

/**
 * @param {object} issue row of UserSyncIssueRow
 * @returns {object} the same with what the table shows in words
 */
export const tableRow = (issue) => ({
    ...issue,
    person: issue.userName ?? issue.partnerUserId,
    state: issueState(issue)
});

const csvColumns = [
    [text.first, ({ firstSeenAt }) => firstSeenAt],
    [text.when, ({ lastSeenAt }) => lastSeenAt],
    [text.user, ({ userName }) => userName],
    [text.partnerUser, ({ partnerUserId }) => partnerUserId],
    [text.reason, ({ reasonCode }) => reasonCode],
    [text.kind, ({ kind }) => kindWord(kind)],
    [text.group, ({ groupName }) => groupName],
    [text.what, ({ message }) => message],
    [text.cure, ({ cure }) => cure],
    [text.state, issueState],
    [text.decision, ({ decision }) => decisionWord(decision)],
    [text.decidedBy, ({ decidedBy }) => decidedBy],
    [text.decisionReason, ({ decisionReason }) => decisionReason]
];

/** First line of the file. */
export const csvHeader = csvColumns.map(([name]) => name);

/**
 * @param {object} issue row of UserSyncIssueRow
 * @returns {Array<unknown>} its line of the file
 */
export const csvRow = (issue) => csvColumns.map(([, valueOf]) => valueOf(issue));
