/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_boolean.htm */
import { primitive } from '../values/apexType.ts';
import { defineType } from './systemType.ts';

export const boolean = defineType({
    name: 'System.Boolean',
    statics: {
        'Boolean valueOf(String text)': (_, text: string) => text.toLowerCase() === 'true',
        'Boolean valueOf(Object value)': (runtime, value: unknown) =>
            typeof value === 'string' ? value.toLowerCase() === 'true' : runtime.convert(value, primitive('Boolean'))
    }
});
