/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm */
import { deserialize, untyped } from './jsonDeserialize.ts';
import { serialize } from './jsonSerialize.ts';
import { parseJson } from './jsonText.ts';
import { defineType } from './systemType.ts';
import type { TypeToken } from './type.ts';

export const json = defineType({
    name: 'System.JSON',
    statics: {
        'Object deserialize(String text, Type type)': (runtime, text: string, { of }: TypeToken) =>
            deserialize(runtime, text, of, false),
        'Object deserializeStrict(String text, Type type)': (runtime, text: string, { of }: TypeToken) =>
            deserialize(runtime, text, of, true),
        'Object deserializeUntyped(String text)': (runtime, text: string) => untyped(runtime, parseJson(runtime, text)),
        'String serialize(Object value)': (runtime, value: unknown) => serialize(runtime, value),
        'String serialize(Object value, Boolean? suppressNulls)': (
            runtime,
            value: unknown,
            suppressNulls: boolean | null
        ) => serialize(runtime, value, suppressNulls),
        'String serializePretty(Object value)': (runtime, value: unknown) => serialize(runtime, value, false, true),
        'String serializePretty(Object value, Boolean? suppressNulls)': (
            runtime,
            value: unknown,
            suppressNulls: boolean | null
        ) => serialize(runtime, value, suppressNulls, true)
    }
});
