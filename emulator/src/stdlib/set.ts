/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_set.htm */
import { ApexList, ApexSet } from '../values/apexCollections.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { ListIterator } from './iterator.ts';
import { changeable } from './list.ts';
import { refuse } from './refusal.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody } from './systemType.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

function membersOf(runtime: ApexRuntime, values: ApexList | ApexSet): Value[] {
    const members = values instanceof ApexList ? [...values.items] : [...values.values()];
    runtime.useCpu(members.length);
    return members;
}

/** A set of its own may grow; the key set of a map cannot, and what the platform says then is not known here. */
function growing(runtime: ApexRuntime, self: ApexSet): ApexSet {
    return self.isView ? refuse(runtime, 'adding to the key set of a map') : changeable(runtime, self);
}

/** Keeps the members that are, or are not, among `values`. True if any went. */
function keep(runtime: ApexRuntime, self: ApexSet, values: ApexList | ApexSet, wantsListed: boolean): boolean {
    const listed = new ApexSet(self.type, membersOf(runtime, values));
    const going = [...self.values()].filter((member) => listed.has(member) !== wantsListed);
    for (const member of going) changeable(runtime, self).remove(member);
    return going.length > 0;
}

/** The same method for a list and for a set. */
function forBoth(head: string, body: InstanceBody): Record<string, InstanceBody> {
    return { [`Boolean ${head}(List<T> values)`]: body, [`Boolean ${head}(Set<T> values)`]: body };
}

export const set = defineType({
    name: 'System.Set<T>',
    implements: ['System.Iterable<T>'],
    methods: {
        'Boolean add(T value)': (runtime, self: ApexSet, value: Value) => growing(runtime, self).add(value),
        ...forBoth('addAll', (runtime, self: ApexSet, values: ApexList | ApexSet) => {
            const before = self.size;
            for (const value of membersOf(runtime, values)) growing(runtime, self).add(value);
            return self.size > before;
        }),
        'void clear()': (runtime, self: ApexSet) => changeable(runtime, self).clear(),
        'Set<T> clone()': (_, self: ApexSet) => new ApexSet(self.type, self.values()),
        'Boolean contains(T value)': (_, self: ApexSet, value: Value) => self.has(value),
        ...forBoth('containsAll', (runtime, self: ApexSet, values: ApexList | ApexSet) =>
            membersOf(runtime, values).every((value) => self.has(value))
        ),
        'Boolean equals(Object other)': (_, self: ApexSet, other: Value) =>
            other instanceof ApexSet &&
            other.size === self.size &&
            [...other.values()].every((value) => self.has(value)),
        'Boolean isEmpty()': (_, self: ApexSet) => self.size === 0,
        'Iterator<T> iterator()': (_, self: ApexSet) => new ListIterator([...self.values()]),
        'Boolean remove(T value)': (runtime, self: ApexSet, value: Value) => changeable(runtime, self).remove(value),
        ...forBoth('removeAll', (runtime, self: ApexSet, values: ApexList | ApexSet) =>
            keep(runtime, self, values, false)
        ),
        ...forBoth('retainAll', (runtime, self: ApexSet, values: ApexList | ApexSet) =>
            keep(runtime, self, values, true)
        ),
        'Integer size()': (_, self: ApexSet) => self.size,
        'String toString()': (runtime, self: ApexSet) => runtime.toText(self)
    }
});
