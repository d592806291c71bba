/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_map.htm */
import { ApexList, ApexMap, ApexSet, valuesEqual } from '../values/apexCollections.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { refuse } from './refusal.ts';
import { cloneValue } from './sobject.ts';
import { defineType } from './systemType.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** What becomes of a loop over the key set when the map gains or loses keys is documented nowhere. */
function changing(runtime: ApexRuntime, self: ApexMap): ApexMap {
    return self.iterating > 0 ? refuse(runtime, 'changing a map while its key set is iterated') : self;
}

function put(runtime: ApexRuntime, self: ApexMap, key: Value, value: Value): Value {
    return (self.has(key) ? self : changing(runtime, self)).put(key, value);
}

function copyInto(runtime: ApexRuntime, target: ApexMap, source: ApexMap): ApexMap {
    runtime.useCpu(source.size);
    for (const [key, value] of source.entries()) put(runtime, target, key, value);
    return target;
}

function emptyLike(map: ApexMap): ApexMap {
    return new ApexMap(map.keyType, map.valueType);
}

function putRecords(runtime: ApexRuntime, self: ApexMap, records: ApexList): void {
    records.items.forEach((record: ApexSObject, row) => {
        if (record.id === null) runtime.fail('System.ListException', `Row with null Id at index: ${row}`);
        put(runtime, self, record.id, record);
    });
}

function mapsEqual(left: ApexMap, right: Value): boolean {
    if (!(right instanceof ApexMap) || left.size !== right.size) return false;
    return [...left.entries()].every(([key, value]) => right.has(key) && valuesEqual(value, right.get(key)));
}

export const map = defineType({
    name: 'System.Map<K, V>',
    methods: {
        'void clear()': (runtime, self: ApexMap) => changing(runtime, self).clear(),
        'Map<K, V> clone()': (runtime, self: ApexMap) => copyInto(runtime, emptyLike(self), self),
        'Boolean containsKey(K key)': (_, self: ApexMap, key: Value) => self.has(key),
        'Map<K, V> deepClone()': (_, self: ApexMap) => {
            const copy = emptyLike(self);
            for (const [key, value] of self.entries())
                copy.put(key, cloneValue(value, { keepsId: true, keepsTimestamps: true }));
            return copy;
        },
        'Boolean equals(Object other)': (_, self: ApexMap, other: Value) => mapsEqual(self, other),
        'V get(K key)': (_, self: ApexMap, key: Value) => self.get(key),
        'Boolean isEmpty()': (_, self: ApexMap) => self.size === 0,
        'Set<K> keySet()': (_, self: ApexMap) => new ApexSet(self.keyType, self),
        'V put(K key, V value)': put,
        'void putAll(Map<K, V> entries)': (runtime, self: ApexMap, entries: ApexMap) =>
            void copyInto(runtime, self, entries),
        'void putAll(List<SObject> records)': putRecords,
        'V remove(K key)': (runtime, self: ApexMap, key: Value) => changing(runtime, self).remove(key),
        'Integer size()': (_, self: ApexMap) => self.size,
        'String toString()': (runtime, self: ApexMap) => runtime.toText(self),
        'List<V> values()': (_, self: ApexMap) => new ApexList(self.valueType, [...self.values()])
    }
});
