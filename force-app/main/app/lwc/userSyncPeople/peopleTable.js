import timeZone from '@salesforce/i18n/timeZone';
import { linkStateIcon, linkStateWord } from 'c/userSyncWords';
import { text } from './labels';

const MOMENT = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', timeZone };

/** Columns of the table; the name opens the person. */
export const columns = [
    {
        label: text.name,
        type: 'button',
        initialWidth: 220,
        typeAttributes: { label: { fieldName: 'name' }, name: 'open', variant: 'base' }
    },
    { label: text.username, fieldName: 'username' },
    {
        label: text.linkState,
        fieldName: 'linkStateText',
        initialWidth: 130,
        cellAttributes: { iconName: { fieldName: 'linkStateIcon' } }
    },
    { label: text.partnerUser, fieldName: 'partnerUserId', initialWidth: 200 },
    { label: text.changedAt, fieldName: 'changedAt', type: 'date', typeAttributes: MOMENT, initialWidth: 160 },
    { label: text.state, fieldName: 'activeText', initialWidth: 110 }
];

/**
 * @param {object} person of UserSyncPeopleController
 * @returns {object} the same with what the table shows in words
 */
export const tableRow = (person) => ({
    ...person,
    linkStateText: linkStateWord(person.linkState),
    linkStateIcon: linkStateIcon(person.linkState),
    activeText: person.isActive ? text.active : text.inactive
});

const csvColumns = [
    [text.name, ({ name }) => name],
    [text.username, ({ username }) => username],
    [text.linkState, ({ linkState }) => linkStateWord(linkState)],
    [text.partnerUser, ({ partnerUserId }) => partnerUserId],
    [text.changedAt, ({ changedAt }) => changedAt],
    [text.state, ({ isActive }) => (isActive ? text.active : text.inactive)]
];

/** First line of the file. */
export const csvHeader = csvColumns.map(([name]) => name);

/**
 * @param {object} person of UserSyncPeopleController
 * @returns {Array<unknown>} its line of the file
 */
export const csvRow = (person) => csvColumns.map(([, valueOf]) => valueOf(person));
