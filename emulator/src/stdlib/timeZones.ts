/** Wall-clock time in named time zones. The only file that knows the time zone library. */
import { DateTime, IANAZone } from 'luxon';

export interface WallClock {
    readonly year: number;
    /** From 1. */
    readonly month: number;
    readonly day: number;
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
    readonly millisecond: number;
}

export function isTimeZone(zone: string): boolean {
    return IANAZone.isValidZone(zone);
}

export function wallClockAt(epochMs: number, zone: string): WallClock {
    return DateTime.fromMillis(epochMs, { zone }).toObject() as WallClock;
}

/** Parts out of range roll over, as `Datetime.newInstance` does. A time that a clock change skips moves forward. */
export function instantOf(clock: WallClock, zone: string): number {
    const rolled = new Date(0);
    rolled.setUTCFullYear(clock.year, clock.month - 1, clock.day);
    rolled.setUTCHours(clock.hour, clock.minute, clock.second, clock.millisecond);
    return DateTime.fromMillis(rolled.getTime(), { zone: 'UTC' }).setZone(zone, { keepLocalTime: true }).toMillis();
}

export function offsetMinutesAt(epochMs: number, zone: string): number {
    return DateTime.fromMillis(epochMs, { zone }).offset;
}

/** `PST`, `GMT+1`: as English writes it. */
export function zoneAbbreviation(epochMs: number, zone: string): string {
    return DateTime.fromMillis(epochMs, { zone, locale: 'en-US' }).offsetNameShort ?? zone;
}

/** `Pacific Standard Time` */
export function zoneName(epochMs: number, zone: string): string {
    return DateTime.fromMillis(epochMs, { zone, locale: 'en-US' }).offsetNameLong ?? zone;
}
