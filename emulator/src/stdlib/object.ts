/**
 * What every value answers to, and the interfaces of the library that deployed classes implement.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
import { valuesEqual } from '../values/apexCollections.ts';
import { hashCodeOf } from './hashCode.ts';
import { abstractMethod, defineType } from './systemType.ts';

export const object = defineType({
    name: 'System.Object',
    methods: {
        'Boolean equals(Object other)': (_, self: unknown, other: unknown) => valuesEqual(self, other),
        'Integer hashCode()': hashCodeOf,
        'String toString()': (runtime, self: unknown) => runtime.toText(self)
    }
});

export const comparable = defineType({
    name: 'System.Comparable',
    kind: 'interface',
    methods: { 'Integer compareTo(Object other)': abstractMethod }
});

export const comparator = defineType({
    name: 'System.Comparator<T>',
    kind: 'interface',
    methods: { 'Integer compare(T left, T right)': abstractMethod }
});

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_interface_System_Callable.htm */
export const callable = defineType({
    name: 'System.Callable',
    kind: 'interface',
    methods: { 'Object call(String action, Map<String, Object> arguments)': abstractMethod }
});
