import timeZone from '@salesforce/i18n/timeZone';
import { decisionWord } from 'c/userSyncWords';
import { text } from './labels';

const MOMENT = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZone };

/** Columns of what waits. */
export const waitingColumns = [
    { label: text.first, fieldName: 'firstSeenAt', type: 'date', typeAttributes: MOMENT, initialWidth: 160 },
    { label: text.user, fieldName: 'userName', initialWidth: 180 },
    { label: text.what, fieldName: 'message', wrapText: true },
    { label: text.group, fieldName: 'groupName', initialWidth: 140 },
    { label: text.partnerUser, fieldName: 'partnerUserId', initialWidth: 200 }
];

/** Columns of what was decided. */
export const decidedColumns = [
    { label: text.decidedAt, fieldName: 'decidedAt', type: 'date', typeAttributes: MOMENT, initialWidth: 160 },
    { label: text.decidedBy, fieldName: 'decidedBy', initialWidth: 160 },
    { label: text.decision, fieldName: 'decisionText', initialWidth: 140 },
    { label: text.decisionReason, fieldName: 'decisionReason', wrapText: true },
    { label: text.user, fieldName: 'userName', initialWidth: 180 },
    { label: text.what, fieldName: 'message', wrapText: true }
];

/**
 * @param {object} issue row of UserSyncIssueRow
 * @returns {object} the same with the decision in words
 */
export const tableRow = (issue) => ({ ...issue, decisionText: decisionWord(issue.decision) });
