/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_integer.htm */
import { BigDecimal } from '../values/apexNumbers.ts';
import { primitive } from '../values/apexType.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { formatNumber } from './numberFormat.ts';
import { defineType } from './systemType.ts';

function parse(runtime: ApexRuntime, text: string): number {
    const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
    if (value === (value | 0)) return value | 0;
    return runtime.fail('System.TypeException', `Invalid integer: ${text}`);
}

export const integer = defineType({
    name: 'System.Integer',
    statics: {
        'Integer valueOf(String text)': parse,
        'Integer valueOf(Object value)': (runtime, value: unknown) =>
            typeof value === 'string' ? parse(runtime, value) : runtime.convert(value, primitive('Integer'))
    },
    methods: {
        'Boolean equals(Object other)': (_, self: number, other: unknown) => self === other,
        'String format()': (runtime, self: number) => formatNumber(runtime, new BigDecimal(self)),
        'Integer hashCode()': (_, self: number) => self
    }
});
