/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_long.htm */
import { toLong } from '../values/apexNumbers.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { defineType } from './systemType.ts';

function parse(runtime: ApexRuntime, text: string): bigint {
    const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
    if (value !== undefined && value === toLong(value)) return value;
    return runtime.fail('System.TypeException', `Invalid long: ${text}`);
}

export const long = defineType({
    name: 'System.Long',
    statics: { 'Long valueOf(String text)': parse },
    methods: { 'Integer intValue()': (_, self: bigint) => Number(BigInt.asIntN(32, self)) }
});
