/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_timezone.htm */
import type { ApexDatetime } from '../values/apexTemporal.ts';
import { LibraryValue } from './libraryValue.ts';
import { defineType } from './systemType.ts';
import { isTimeZone, offsetMinutesAt } from './timeZones.ts';

type TimeZoneValue = LibraryValue<string>;

/** A zone that is unknown is GMT, as in Java. */
export const timeZone = defineType({
    name: 'System.TimeZone',
    statics: {
        'TimeZone getTimeZone(String id)': (_, zone: string) =>
            new LibraryValue('System.TimeZone', isTimeZone(zone) ? zone : 'GMT')
    },
    methods: {
        'String getID()': (_, self: TimeZoneValue) => self.content,
        'Integer getOffset(Datetime at)': (_, self: TimeZoneValue, at: ApexDatetime) =>
            offsetMinutesAt(at.epochMs, self.content) * 60_000
    }
});
