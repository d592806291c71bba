import lang from '@salesforce/i18n/lang';
import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';
import never from '@salesforce/label/c.UserSyncWordNever';

const UNITS_MS = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 };

/**
 * @param {string} label with `{0}`, `{1}`
 * @param {...(string|number)} values what takes their places
 * @returns {string} the sentence
 */
export function format(label, ...values) {
    return label.replace(/\{(\d)\}/g, (hole, position) => String(values[position] ?? hole));
}

/**
 * @param {string|undefined} iso moment
 * @param {number} now milliseconds since 1970
 * @returns {string} how long ago it was in words, or "never"
 */
export function formatAge(iso, now) {
    if (!iso) {
        return never;
    }
    const elapsedMs = now - Date.parse(iso);
    const unit = Object.keys(UNITS_MS).find((name) => Math.abs(elapsedMs) >= UNITS_MS[name]) ?? 'second';
    const words = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
    return words.format(-Math.round(elapsedMs / UNITS_MS[unit]), unit);
}

/**
 * @param {string|undefined} iso moment
 * @param {object} style of Intl.DateTimeFormat
 * @returns {string} the moment in the time zone of the user, or "never"
 */
export function formatMoment(iso, style = { dateStyle: 'medium', timeStyle: 'short' }) {
    return iso ? new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(Date.parse(iso)) : never;
}

/**
 * @param {number} seconds a span of time
 * @returns {string} the span in the largest unit that fits
 */
export function formatDuration(seconds) {
    const unit = Object.keys(UNITS_MS).find((name) => seconds * 1000 >= UNITS_MS[name]) ?? 'second';
    const words = new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
    return words.format((seconds * 1000) / UNITS_MS[unit]);
}

/**
 * @param {number} value any number
 * @returns {string} as the user writes numbers
 */
export function formatNumber(value) {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}

/**
 * Values that a spreadsheet would take for a formula get an apostrophe in front.
 *
 * @param {string[]} header names of the columns
 * @param {Array<Array<unknown>>} rows values, null for none
 * @returns {string} CSV
 */
export function toCsv(header, rows) {
    return [header, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n');
}

function csvCell(value) {
    const text = value === null || value === undefined ? '' : String(value);
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/**
 * Hands a file to the browser's downloads.
 *
 * @param {string} fileName
 * @param {string} text content
 */
export function download(fileName, text) {
    // The mark tells spreadsheets that the text is UTF-8.
    const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = fileName;
    anchor.click();
    URL.revokeObjectURL(address);
}
