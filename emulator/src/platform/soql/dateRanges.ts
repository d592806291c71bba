/**
 * Date literals of SOQL as ranges of days in the user's time zone. Weeks start on Sunday. Quarters and fiscal periods are refused.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm
 */
import { UnsupportedApexError } from '../../errors.ts';
import { ApexDate } from '../../values/apexTemporal.ts';

/** Days since 1970-01-01; the end does not belong to it. */
export interface DayRange {
    readonly start: number;
    readonly end: number;
}

const singleDays: Readonly<Record<string, number>> = { YESTERDAY: -1, TODAY: 0, TOMORROW: 1 };
const offsets: Readonly<Record<string, number>> = { LAST: -1, THIS: 0, NEXT: 1 };

export function dayRange(name: string, count: number | undefined, today: number): DayRange {
    const day = singleDays[name];
    if (day !== undefined) return { start: today + day, end: today + day + 1 };
    const [, which = '', unit = ''] = /^(LAST|THIS|NEXT)_(WEEK|MONTH|YEAR|N_DAYS)$/.exec(name) ?? [];
    const offset = offsets[which];
    if (offset === undefined) throw new UnsupportedApexError(`date literal ${name}`);
    if (unit !== 'N_DAYS') return { start: unitStart(unit, today, offset), end: unitStart(unit, today, offset + 1) };
    // The last n days include today, the next n days do not.
    return offset < 0
        ? { start: today - (count ?? 0), end: today + 1 }
        : { start: today + 1, end: today + 1 + (count ?? 0) };
}

function unitStart(unit: string, today: number, offset: number): number {
    const date = new ApexDate(today).toUtc();
    if (unit === 'WEEK') return today - date.getUTCDay() + offset * 7;
    if (unit === 'YEAR') return ApexDate.of(date.getUTCFullYear() + offset, 1, 1).days;
    return ApexDate.of(date.getUTCFullYear(), date.getUTCMonth() + 1 + offset, 1).days;
}

/** Calendar day of an instant in a zone such as `Europe/Berlin`. */
export function localDay(epochMs: number, timeZone: string): number {
    return Math.floor((epochMs + zoneOffsetMs(epochMs, timeZone)) / 86_400_000);
}

/** Instant at which a calendar day begins in a zone. */
export function dayStartMs(day: number, timeZone: string): number {
    return instantAt(day * 86_400_000, timeZone);
}

/** Instant at which the wall clock of a zone shows the time that UTC shows at `wallClockMs`. */
export function instantAt(wallClockMs: number, timeZone: string): number {
    return wallClockMs - zoneOffsetMs(wallClockMs - zoneOffsetMs(wallClockMs, timeZone), timeZone);
}

function zoneOffsetMs(epochMs: number, timeZone: string): number {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const text = format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '0', minutes = '0'] = /^GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
    return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
}
