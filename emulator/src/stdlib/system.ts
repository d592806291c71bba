/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_system.htm */
import { ApexDatetime } from '../values/apexTemporal.ts';
import type { ApexEnumValue } from '../values/apexObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { systemAssertMethods } from './assert.ts';
import { asyncMethods } from './async.ts';
import { today } from './date.ts';
import { hashCodeOf } from './hashCode.ts';
import { defineType } from './systemType.ts';

function debug(runtime: ApexRuntime, message: unknown, level = 'DEBUG'): void {
    const line = runtime.stackFrames()[0]?.position.line ?? 0;
    runtime.host.debug(`USER_DEBUG|[${line}]|${level}|${runtime.toText(message)}`);
}

export const system = defineType({
    name: 'System.System',
    statics: {
        ...systemAssertMethods,
        ...asyncMethods,
        'Long currentTimeMillis()': (runtime) => BigInt(runtime.host.now()),
        'void debug(Object message)': debug,
        'void debug(LoggingLevel level, Object message)': (runtime, level: ApexEnumValue, message: unknown) =>
            debug(runtime, message, level.name),
        'Boolean equals(Object left, Object right)': (runtime, left: unknown, right: unknown) =>
            runtime.operatorEquals(left, right),
        'Integer hashCode(Object value)': hashCodeOf,
        'Datetime now()': (runtime) => new ApexDatetime(runtime.host.now()),
        'Date today()': today
    }
});
