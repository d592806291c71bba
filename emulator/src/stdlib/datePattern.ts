/**
 * Java's date patterns, in English, and the short formats of the locale en_US. Letters and locales beyond these are refused.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/text/SimpleDateFormat.html
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { ApexDate, ApexDatetime } from '../values/apexTemporal.ts';
import { refuse } from './refusal.ts';
import { offsetMinutesAt, wallClockAt, zoneAbbreviation, zoneName } from './timeZones.ts';
import type { WallClock } from './timeZones.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

function padded(value: number, width: number): string {
    return String(value).padStart(width, '0');
}

function dayOfYear(clock: WallClock): number {
    return Math.round((Date.UTC(clock.year, clock.month - 1, clock.day) - Date.UTC(clock.year, 0, 1)) / 86_400_000) + 1;
}

function offsetText(minutes: number, separator: string): string {
    const size = Math.abs(minutes);
    return `${minutes < 0 ? '-' : '+'}${padded(Math.trunc(size / 60), 2)}${separator}${padded(size % 60, 2)}`;
}

interface Moment {
    readonly epochMs: number;
    readonly zone: string;
    readonly clock: WallClock;
}

/** By pattern letter; undefined where this many letters are not supported. */
const writers: Readonly<Record<string, (moment: Moment, width: number) => string | undefined>> = {
    y: ({ clock }, width) => (width === 2 ? padded(clock.year % 100, 2) : padded(clock.year, width)),
    M: ({ clock }, width) => {
        const name = months[clock.month - 1] ?? '';
        return width >= 4 ? name : width === 3 ? name.slice(0, 3) : padded(clock.month, width);
    },
    d: ({ clock }, width) => padded(clock.day, width),
    D: ({ clock }, width) => padded(dayOfYear(clock), width),
    E: ({ clock }, width) => {
        const name = days[new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDay()] ?? '';
        return width >= 4 ? name : name.slice(0, 3);
    },
    u: ({ clock }, width) => padded(new Date(Date.UTC(clock.year, clock.month - 1, clock.day)).getUTCDay() || 7, width),
    a: ({ clock }) => (clock.hour < 12 ? 'AM' : 'PM'),
    H: ({ clock }, width) => padded(clock.hour, width),
    k: ({ clock }, width) => padded(clock.hour || 24, width),
    K: ({ clock }, width) => padded(clock.hour % 12, width),
    h: ({ clock }, width) => padded(clock.hour % 12 || 12, width),
    m: ({ clock }, width) => padded(clock.minute, width),
    s: ({ clock }, width) => padded(clock.second, width),
    S: ({ clock }, width) => padded(clock.millisecond, width),
    z: ({ epochMs, zone }, width) => (width >= 4 ? zoneName(epochMs, zone) : zoneAbbreviation(epochMs, zone)),
    Z: ({ epochMs, zone }) => offsetText(offsetMinutesAt(epochMs, zone), ''),
    X: ({ epochMs, zone }, width) => {
        const minutes = offsetMinutesAt(epochMs, zone);
        if (minutes === 0) return 'Z';
        return width === 1 ? offsetText(minutes, '').slice(0, 3) : offsetText(minutes, width === 2 ? '' : ':');
    }
};

export function formatPattern(runtime: ApexRuntime, value: ApexDatetime, pattern: string, zone: string): string {
    const moment: Moment = { epochMs: value.epochMs, zone, clock: wallClockAt(value.epochMs, zone) };
    return pattern.replace(/'((?:[^']|'')*)'|([a-zA-Z])\2*|'/g, (token: string, quoted?: string, letter?: string) => {
        if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
        const text = letter === undefined ? undefined : writers[letter]?.(moment, token.length);
        return text ?? refuse(runtime, `the date pattern ${pattern}: ${token}`);
    });
}

function requireEnglishLocale(runtime: ApexRuntime): void {
    const { locale } = runtime.host.user;
    if (locale !== 'en_US')
        refuse(runtime, `formats of the locale ${locale}; en_US and explicit patterns are supported`);
}

/** `1/31/2026`, as the running user's locale writes it. */
export function formatLocalDate(runtime: ApexRuntime, value: ApexDate): string {
    requireEnglishLocale(runtime);
    const date = value.toUtc();
    return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
}

/** `1/31/2026, 9:05 AM`, as the running user's locale writes it. */
export function formatLocalDatetime(runtime: ApexRuntime, value: ApexDatetime): string {
    requireEnglishLocale(runtime);
    return formatPattern(runtime, value, 'M/d/yyyy, h:mm a', runtime.host.user.timeZone);
}

/** Reads what `formatLocalDate` writes; undefined if the text is no such date. */
export function parseLocalDate(runtime: ApexRuntime, text: string): readonly [number, number, number] | undefined {
    requireEnglishLocale(runtime);
    const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
    return match ? [Number(match[3]), Number(match[1]), Number(match[2])] : undefined;
}
