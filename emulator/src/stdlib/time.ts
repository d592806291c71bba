/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_time.htm */
import { ApexTime } from '../values/apexTemporal.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody } from './systemType.ts';

function part(unitMs: number, count: number): InstanceBody {
    return (_, self: ApexTime) => Math.trunc(self.ms / unitMs) % count;
}

function plus(unitMs: number): InstanceBody {
    return (_, self: ApexTime, count: number) => new ApexTime(self.ms + count * unitMs);
}

export const time = defineType({
    name: 'System.Time',
    statics: {
        'Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)': (
            _,
            hour: number,
            minute: number,
            second: number,
            millisecond: number
        ) => new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    },
    methods: {
        'Time addHours(Integer hours)': plus(3_600_000),
        'Time addMinutes(Integer minutes)': plus(60_000),
        'Time addSeconds(Integer seconds)': plus(1000),
        'Time addMilliseconds(Integer milliseconds)': plus(1),
        'Integer hour()': part(3_600_000, 24),
        'Integer minute()': part(60_000, 60),
        'Integer second()': part(1000, 60),
        'Integer millisecond()': part(1, 1000)
    }
});
