/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_date.htm */
import { ApexDate } from '../values/apexTemporal.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { primitive } from '../values/apexType.ts';
import { formatLocalDate, parseLocalDate } from './datePattern.ts';
import { defineType } from './systemType.ts';
import { wallClockAt } from './timeZones.ts';

export function today(runtime: ApexRuntime): ApexDate {
    return localDateOf(runtime.host.now(), runtime.host.user.timeZone);
}

export function localDateOf(epochMs: number, zone: string): ApexDate {
    const { year, month, day } = wallClockAt(epochMs, zone);
    return ApexDate.of(year, month, day);
}

function lastDayOf(year: number, month: number): number {
    return ApexDate.of(year, month + 1, 0)
        .toUtc()
        .getUTCDate();
}

/** The day of the month stays, or becomes the last one of a shorter month. */
export function addMonths(date: ApexDate, months: number): ApexDate {
    const start = date.toUtc();
    const first = ApexDate.of(start.getUTCFullYear(), start.getUTCMonth() + 1 + months, 1).toUtc();
    const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1];
    return ApexDate.of(year, month, Math.min(start.getUTCDate(), lastDayOf(year, month)));
}

function monthsBetween(from: ApexDate, to: ApexDate): number {
    const [start, end] = [from.toUtc(), to.toUtc()];
    return (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
}

/** `2026-01-31`, with or without a time behind it. */
function valueOf(runtime: ApexRuntime, text: string): ApexDate {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text.trim());
    const [year = 0, month = 0, day = 0] = (match ?? []).slice(1).map(Number);
    if (!match || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) {
        return runtime.fail('System.TypeException', `Invalid date: ${text}`);
    }
    return ApexDate.of(year, month, day);
}

export const date = defineType({
    name: 'System.Date',
    statics: {
        'Integer daysInMonth(Integer year, Integer month)': (_, year: number, month: number) => lastDayOf(year, month),
        'Boolean isLeapYear(Integer year)': (_, year: number) => lastDayOf(year, 2) === 29,
        'Date newInstance(Integer year, Integer month, Integer day)': (_, year: number, month: number, day: number) =>
            ApexDate.of(year, month, day),
        'Date parse(String text)': (runtime, text: string) => {
            const parts = parseLocalDate(runtime, text);
            return parts ? ApexDate.of(...parts) : runtime.fail('System.TypeException', `Invalid date: ${text}`);
        },
        'Date today()': today,
        'Date valueOf(String text)': valueOf,
        'Date valueOf(Object value)': (runtime, value: unknown) =>
            typeof value === 'string' ? valueOf(runtime, value) : runtime.convert(value, primitive('Date'))
    },
    methods: {
        'Date addDays(Integer days)': (_, self: ApexDate, days: number) => new ApexDate(self.days + days),
        'Date addMonths(Integer months)': (_, self: ApexDate, months: number) => addMonths(self, months),
        'Date addYears(Integer years)': (_, self: ApexDate, years: number) => addMonths(self, years * 12),
        'Integer day()': (_, self: ApexDate) => self.toUtc().getUTCDate(),
        'Integer dayOfYear()': (_, self: ApexDate) =>
            self.days - ApexDate.of(self.toUtc().getUTCFullYear(), 1, 1).days + 1,
        'Integer daysBetween(Date other)': (_, self: ApexDate, other: ApexDate) => other.days - self.days,
        'String format()': formatLocalDate,
        'Boolean isSameDay(Date other)': (_, self: ApexDate, other: ApexDate) => self.days === other.days,
        'Integer month()': (_, self: ApexDate) => self.toUtc().getUTCMonth() + 1,
        'Integer monthsBetween(Date other)': (_, self: ApexDate, other: ApexDate) => monthsBetween(self, other),
        'Date toStartOfMonth()': (_, self: ApexDate) => new ApexDate(self.days - self.toUtc().getUTCDate() + 1),
        'Date toStartOfWeek()': (_, self: ApexDate) => new ApexDate(self.days - self.toUtc().getUTCDay()),
        'Integer year()': (_, self: ApexDate) => self.toUtc().getUTCFullYear()
    }
});
