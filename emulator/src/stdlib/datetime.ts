/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_datetime.htm */
import { ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import type { ApexDate } from '../values/apexTemporal.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { primitive } from '../values/apexType.ts';
import { addMonths, localDateOf } from './date.ts';
import { formatLocalDatetime, formatPattern } from './datePattern.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody } from './systemType.ts';
import { instantOf, isTimeZone, wallClockAt } from './timeZones.ts';
import type { WallClock } from './timeZones.ts';

type NumberParts = readonly (number | undefined)[];

function inZone(
    zone: string,
    [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0]: NumberParts
): ApexDatetime {
    return new ApexDatetime(instantOf({ year, month, day, hour, minute, second, millisecond: 0 }, zone));
}

function combined(zone: string, date: ApexDate, time: ApexTime): ApexDatetime {
    const midnight = wallClockAt(date.days * 86_400_000, 'UTC');
    return new ApexDatetime(instantOf({ ...midnight, millisecond: time.ms }, zone));
}

function zoneOf(runtime: ApexRuntime): string {
    return runtime.host.user.timeZone;
}

function valueOf(runtime: ApexRuntime, text: string, zone: string): ApexDatetime {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(text.trim());
    if (!match) return runtime.fail('System.TypeException', `Invalid date/time: ${text}`);
    return inZone(zone, match.slice(1).map(Number));
}

/** Arithmetic with days and less is on the instant: a day has 24 hours. */
function plus(unitMs: number): InstanceBody {
    return (_, self: ApexDatetime, count: number) => new ApexDatetime(self.epochMs + count * unitMs);
}

/** Months and years count on the calendar of UTC. */
function plusMonths(self: ApexDatetime, months: number): ApexDatetime {
    const date = localDateOf(self.epochMs, 'UTC');
    return new ApexDatetime(self.epochMs + (addMonths(date, months).days - date.days) * 86_400_000);
}

function part(name: keyof WallClock): Record<string, InstanceBody> {
    return {
        [`Integer ${name}()`]: (runtime, self: ApexDatetime) => wallClockAt(self.epochMs, zoneOf(runtime))[name],
        [`Integer ${name}Gmt()`]: (_, self: ApexDatetime) => wallClockAt(self.epochMs, 'UTC')[name]
    };
}

function timeOf(self: ApexDatetime, zone: string): ApexTime {
    const { hour, minute, second, millisecond } = wallClockAt(self.epochMs, zone);
    return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond);
}

function formatIn(runtime: ApexRuntime, self: ApexDatetime, pattern: string, zone: string): string {
    return formatPattern(runtime, self, pattern, isTimeZone(zone) ? zone : 'UTC');
}

export const datetime = defineType({
    name: 'System.Datetime',
    statics: {
        'Datetime now()': (runtime) => new ApexDatetime(runtime.host.now()),
        'Datetime newInstance(Long milliseconds)': (_, epochMs: bigint) => new ApexDatetime(Number(epochMs)),
        'Datetime newInstance(Date date, Time time)': (runtime, date: ApexDate, time: ApexTime) =>
            combined(zoneOf(runtime), date, time),
        'Datetime newInstance(Integer year, Integer month, Integer day)': (runtime, ...parts: number[]) =>
            inZone(zoneOf(runtime), parts),
        'Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)':
            (runtime, ...parts: number[]) => inZone(zoneOf(runtime), parts),
        'Datetime newInstanceGmt(Date date, Time time)': (_, date: ApexDate, time: ApexTime) =>
            combined('UTC', date, time),
        'Datetime newInstanceGmt(Integer year, Integer month, Integer day)': (_, ...parts: number[]) =>
            inZone('UTC', parts),
        'Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)':
            (_, ...parts: number[]) => inZone('UTC', parts),
        'Datetime valueOf(String text)': (runtime, text: string) => valueOf(runtime, text, zoneOf(runtime)),
        'Datetime valueOf(Object value)': (runtime, value: unknown) =>
            typeof value === 'string'
                ? valueOf(runtime, value, zoneOf(runtime))
                : runtime.convert(value, primitive('Datetime')),
        'Datetime valueOfGmt(String text)': (runtime, text: string) => valueOf(runtime, text, 'UTC')
    },
    methods: {
        ...part('year'),
        ...part('month'),
        ...part('day'),
        ...part('hour'),
        ...part('minute'),
        ...part('second'),
        ...part('millisecond'),
        'Datetime addDays(Integer days)': plus(86_400_000),
        'Datetime addHours(Integer hours)': plus(3_600_000),
        'Datetime addMinutes(Integer minutes)': plus(60_000),
        'Datetime addSeconds(Integer seconds)': plus(1000),
        'Datetime addMonths(Integer months)': (_, self: ApexDatetime, months: number) => plusMonths(self, months),
        'Datetime addYears(Integer years)': (_, self: ApexDatetime, years: number) => plusMonths(self, years * 12),
        'Date date()': (runtime, self: ApexDatetime) => localDateOf(self.epochMs, zoneOf(runtime)),
        'Date dateGmt()': (_, self: ApexDatetime) => localDateOf(self.epochMs, 'UTC'),
        'String format()': formatLocalDatetime,
        'String format(String pattern)': (runtime, self: ApexDatetime, pattern: string) =>
            formatPattern(runtime, self, pattern, zoneOf(runtime)),
        'String format(String pattern, String timeZone)': formatIn,
        'String formatGmt(String pattern)': (runtime, self: ApexDatetime, pattern: string) =>
            formatPattern(runtime, self, pattern, 'UTC'),
        'Long getTime()': (_, self: ApexDatetime) => BigInt(self.epochMs),
        'Boolean isSameDay(Datetime other)': (runtime, self: ApexDatetime, other: ApexDatetime) =>
            localDateOf(self.epochMs, zoneOf(runtime)).days === localDateOf(other.epochMs, zoneOf(runtime)).days,
        'Time time()': (runtime, self: ApexDatetime) => timeOf(self, zoneOf(runtime)),
        'Time timeGmt()': (_, self: ApexDatetime) => timeOf(self, 'UTC')
    }
});
