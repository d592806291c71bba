/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm */
import { ApexList, ApexSet, valuesEqual } from '../values/apexCollections.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { storable } from '../runtime/listStore.ts';
import { hashCodeOf } from './hashCode.ts';
import { ListIterator } from './iterator.ts';
import { objectToken } from './schemaTokens.ts';
import { cloneValue } from './sobject.ts';
import { defineType } from './systemType.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

function checked(runtime: ApexRuntime, index: number, limit: number): number {
    if (index < 0 || index >= limit) runtime.fail('System.ListException', `List index out of bounds: ${index}`);
    return index;
}

/** Elements that may be added to and taken from: no loop runs over them. */
export function changeable<Collection extends { readonly iterating: number }>(
    runtime: ApexRuntime,
    self: Collection
): Collection {
    if (self.iterating > 0)
        runtime.fail('System.FinalException', 'Cannot modify a collection while it is being iterated.');
    return self;
}

function addAll(runtime: ApexRuntime, self: ApexList, added: ApexList | ApexSet): void {
    const items = added instanceof ApexList ? added.items : [...added.values()];
    runtime.useCpu(items.length);
    const target = changeable(runtime, self).items;
    for (const item of [...items]) target.push(storable(runtime, self, item));
}

/** Work of a merge sort in statements. */
function sort(runtime: ApexRuntime, self: ApexList, compare: (left: Value, right: Value) => number): void {
    runtime.useCpu(Math.ceil(self.items.length * Math.log2(self.items.length + 1)));
    self.items.sort(compare);
}

export const list = defineType({
    name: 'System.List<T>',
    implements: ['System.Iterable<T>'],
    methods: {
        'void add(T item)': (runtime, self: ApexList, item: Value) =>
            void changeable(runtime, self).items.push(storable(runtime, self, item)),
        'void add(Integer index, T item)': (runtime, self: ApexList, index: number, item: Value) =>
            void changeable(runtime, self).items.splice(
                checked(runtime, index, self.items.length + 1),
                0,
                storable(runtime, self, item)
            ),
        'void addAll(List<T> items)': addAll,
        'void addAll(Set<T> items)': addAll,
        'void clear()': (runtime, self: ApexList) => void changeable(runtime, self).items.splice(0),
        'List<T> clone()': (_, self: ApexList) => new ApexList(self.type, [...self.items]),
        'Boolean contains(T item)': (_, self: ApexList, item: Value) =>
            self.items.some((member) => valuesEqual(member, item)),
        'List<T> deepClone()': (_, self: ApexList) =>
            new ApexList(
                self.type,
                self.items.map((item) => cloneValue(item))
            ),
        'List<T> deepClone(Boolean keepsId, Boolean keepsTimestamps, Boolean keepsAutonumber)': (
            _,
            self: ApexList,
            keepsId: boolean,
            keepsTimestamps: boolean
        ) =>
            new ApexList(
                self.type,
                self.items.map((item) => cloneValue(item, { keepsId, keepsTimestamps }))
            ),
        'Boolean equals(Object other)': (_, self: ApexList, other: Value) => valuesEqual(self, other),
        'T get(Integer index)': (runtime, self: ApexList, index: number) =>
            self.items[checked(runtime, index, self.items.length)],
        'Schema.SObjectType getSObjectType()': (_, self: ApexList) =>
            self.type.kind === 'sobject' && self.type.name !== 'SObject' ? objectToken(self.type.name) : null,
        'Integer hashCode()': hashCodeOf,
        'Integer indexOf(T item)': (_, self: ApexList, item: Value) =>
            self.items.findIndex((member) => valuesEqual(member, item)),
        'Boolean isEmpty()': (_, self: ApexList) => self.items.length === 0,
        'Iterator<T> iterator()': (_, self: ApexList) => new ListIterator(self.items),
        'T remove(Integer index)': (runtime, self: ApexList, index: number) =>
            changeable(runtime, self).items.splice(checked(runtime, index, self.items.length), 1)[0],
        'void set(Integer index, T item)': (runtime, self: ApexList, index: number, item: Value) => {
            self.items[checked(runtime, index, self.items.length)] = storable(runtime, self, item);
        },
        'Integer size()': (_, self: ApexList) => self.items.length,
        'void sort()': (runtime, self: ApexList) => sort(runtime, self, (left, right) => runtime.compare(left, right)),
        'void sort(Comparator<T> comparator)': (runtime, self: ApexList, comparator: Value) =>
            sort(
                runtime,
                self,
                (left, right) => runtime.callMethod(comparator, 'compare(t,t)', [left, right]) as number
            ),
        'String toString()': (runtime, self: ApexList) => runtime.toText(self)
    }
});
