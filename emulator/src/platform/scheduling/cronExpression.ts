/**
 * Cron expressions: `Seconds Minutes Hours Day_of_month Month Day_of_week Optional_year`, by the wall clock of a time zone.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
import { UnsupportedApexError } from '../../errors.ts';
import { ApexException } from '../../values/apexObject.ts';
import { instantAt, localDay } from '../soql/dateRanges.ts';

export interface CronExpression {
    /** The first time after `epochMs`; undefined if there is none. */
    next(epochMs: number, timeZone: string): number | undefined;
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ');
const lastYear = 2099;
/** Days since 1970-01-01. */
const endDay = Date.UTC(lastYear + 1, 0, 1) / 86_400_000;

type Matcher = (value: number) => boolean;

/** Throws System.StringException; UnsupportedApexError for `W`, `#` and days of the week counted from the end. */
export function parseCron(text: string): CronExpression {
    const parts = text.trim().toUpperCase().split(/\s+/);
    if (parts.length < 6 || parts.length > 7) illegal(text, 'wrong number of fields');
    const [second = '', minute = '', hour = '', day = '', month = '', weekday = '', year = '*'] = parts;
    checkParts(text, { second, minute, day, weekday });
    const read = (part: string, first: number, last: number, names: readonly string[] = []): Matcher =>
        matcherOf(part, first, last, names, text);
    const isHour = read(hour, 0, 23);
    const isMonth = read(month, 1, 12, months);
    const isYear = read(year, 1970, lastYear);
    const isWeekday = read(weekday, 1, 7, weekdays);
    const isDay = day === 'L' ? undefined : read(day, 1, 31);
    const isDate = (date: Date): boolean =>
        isYear(date.getUTCFullYear()) &&
        isMonth(date.getUTCMonth() + 1) &&
        isWeekday(date.getUTCDay() + 1) &&
        (isDay ? isDay(date.getUTCDate()) : isLastOfMonth(date));
    const offsetMs = (Number(minute) * 60 + Number(second)) * 1000;
    return { next: (epochMs, timeZone) => nextTime(epochMs, timeZone, { isDate, isHour, offsetMs }) };
}

/** Each rule that no single field can break. */
function checkParts(
    text: string,
    { second, minute, day, weekday }: Readonly<Record<'second' | 'minute' | 'day' | 'weekday', string>>
): void {
    if (![second, minute].every((part) => /^\d+$/.test(part) && Number(part) <= 59))
        throw new ApexException('System.StringException', `Seconds and minutes must be specified as integers: ${text}`);
    if ((day === '?') === (weekday === '?')) {
        illegal(
            text,
            day === '?'
                ? "'?' can only be specified for Day-of-Month -OR- Day-of-Week."
                : 'Support for specifying both a day-of-week AND a day-of-month parameter is not implemented.'
        );
    }
    if (/[W#]|L/.test(weekday.replace(/[A-Z]{3}/g, '')) || /W|L./.test(day))
        throw new UnsupportedApexError(`the cron expression ${text}`);
}

interface DailyTimes {
    readonly isDate: (date: Date) => boolean;
    readonly isHour: Matcher;
    /** Behind the full hour. */
    readonly offsetMs: number;
}

function nextTime(epochMs: number, timeZone: string, { isDate, isHour, offsetMs }: DailyTimes): number | undefined {
    for (let day = localDay(epochMs, timeZone); day < endDay; day++) {
        const dayMs = day * 86_400_000;
        if (!isDate(new Date(dayMs))) continue;
        for (let hour = 0; hour < 24; hour++) {
            const time = isHour(hour) ? instantAt(dayMs + hour * 3_600_000 + offsetMs, timeZone) : epochMs;
            if (time > epochMs) return time;
        }
    }
    return undefined;
}

function isLastOfMonth(date: Date): boolean {
    return new Date(date.getTime() + 86_400_000).getUTCDate() === 1;
}

/** Lists of values, ranges and steps. */
function matcherOf(part: string, first: number, last: number, names: readonly string[], text: string): Matcher {
    if (part === '?') return () => true;
    const numberOf = (word: string): number => {
        const named = names.indexOf(word);
        const value = named >= 0 ? named + 1 : /^\d+$/.test(word) ? Number(word) : NaN;
        return value >= first && value <= last ? value : illegal(text, `unexpected value ${word}`);
    };
    const values = new Set<number>();
    for (const item of part.split(',')) {
        const [range = '', step] = item.split('/');
        const [from = '', to] = range.split('-');
        const start = range === '*' ? first : numberOf(from);
        const end = range === '*' || (to === undefined && step !== undefined) ? last : numberOf(to ?? from);
        const width = step === undefined ? 1 : Number(step);
        if (!Number.isInteger(width) || width < 1 || end < start) illegal(text, `unexpected value ${item}`);
        for (let value = start; value <= end; value += width) values.add(value);
    }
    return (value) => values.has(value);
}

function illegal(text: string, why: string): never {
    throw new ApexException('System.StringException', `Illegal cron expression format (${why}): ${text}`);
}
