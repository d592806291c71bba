/**
 * Iteration over collections, and the interfaces with which deployed classes take part in it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_iterable.htm
 */
import { ApexList } from '../values/apexCollections.ts';
import type { ApexSet } from '../values/apexCollections.ts';
import { ApexObject } from '../values/apexObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { defineType } from './systemType.ts';

export class ListIterator extends ApexObject {
    readonly typeName = 'System.ListIterator';
    private readonly items: readonly unknown[];
    private at = 0;

    constructor(items: readonly unknown[]) {
        super();
        this.items = items;
    }

    hasNext(): boolean {
        return this.at < this.items.length;
    }

    next(runtime: ApexRuntime): unknown {
        if (!this.hasNext()) runtime.fail('System.NoSuchElementException', 'Iterator has no more elements.');
        return this.items[this.at++];
    }
}

export const iterable = defineType({
    name: 'System.Iterable<T>',
    kind: 'interface',
    methods: {
        'Iterator<T> iterator()': (_, self: ApexList | ApexSet) =>
            new ListIterator(self instanceof ApexList ? self.items : [...self.values()])
    }
});

/** Objects of deployed classes answer by themselves and do not come here. */
export const iterator = defineType({
    name: 'System.Iterator<T>',
    kind: 'interface',
    methods: {
        'Boolean hasNext()': (_, self: ListIterator) => self.hasNext(),
        'T next()': (runtime, self: ListIterator) => self.next(runtime)
    }
});

export const listIterator = defineType({ name: 'System.ListIterator', implements: ['System.Iterator<Object>'] });
