/**
 * List, Set and Map. Sets and maps keep insertion order, which is more than the platform promises and what it does.
 * Membership follows `equals`: Strings by case, Ids by 18 characters, records by their fields, objects of deployed classes by
 * their `equals` and `hashCode` where they define them.
 */
import { ApexDecimal, ApexDouble } from './apexNumbers.ts';
import type { ApexType } from './apexType.ts';
import { ApexBlob } from './apexBlob.ts';
import { ApexEnumValue } from './apexObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from './apexTemporal.ts';
import { ApexSObject } from './apexSObject.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Emitted classes that define `equals` and `hashCode` carry them under these names. */
export interface Equatable {
    apexEquals(other: Value): boolean;
    apexHashCode(): number;
}

function isEquatable(value: Value): value is Equatable {
    return typeof value === 'object' && value !== null && typeof value.apexHashCode === 'function';
}

/** Equal values have equal keys; for collections and objects of deployed classes the key only narrows, `valuesEqual` decides. */
export function hashKey(value: Value): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof ApexDecimal) return `d:${value.value.toString()}`;
    if (value instanceof ApexDouble) return `f:${value.value}`;
    if (value instanceof ApexDate) return `D:${value.days}`;
    if (value instanceof ApexDatetime) return `T:${value.epochMs}`;
    if (value instanceof ApexTime) return `t:${value.ms}`;
    if (value instanceof ApexBlob) return `b:${value.bytes.toString('base64')}`;
    if (value instanceof ApexEnumValue) return `e:${value.typeName}.${value.name}`;
    if (value instanceof ApexSObject) return `s:${value.objectName}${joinKeys([...value.fields].sort(byName).flat())}`;
    if (value instanceof ApexList) return `l:${joinKeys(value.items)}`;
    if (value instanceof ApexSet)
        return `S:${keysOf([...value.values()])
            .sort()
            .join()}`;
    if (value instanceof ApexMap) return `m:${[...value.entries()].map(joinKeys).sort().join()}`;
    return isEquatable(value) ? `h:${value.apexHashCode()}` : value;
}

const identities = new WeakMap<object, number>();
let identityCount = 0;

function keysOf(values: readonly Value[]): string[] {
    return values.map((value) => {
        const key = hashKey(value);
        if (typeof key !== 'object' || key === null) return `${typeof key}${String(key).length}:${String(key)}`;
        if (!identities.has(key)) identities.set(key, ++identityCount);
        return `o${identities.get(key) ?? 0}`;
    });
}

function joinKeys(values: readonly Value[]): string {
    return keysOf(values).join();
}

function byName(left: [string, Value], right: [string, Value]): number {
    return left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0;
}

/** `equals` of Apex: exact for Strings. The operator `==` differs for Strings and numbers of mixed types. */
export function valuesEqual(left: Value, right: Value): boolean {
    if (left === right) return true;
    const key = hashKey(left);
    if (key !== hashKey(right)) return false;
    if (isEquatable(left)) return left.apexEquals(right);
    if (left instanceof ApexList)
        return left.items.every((item, index) => valuesEqual(item, (right as ApexList).items[index]));
    if (left instanceof ApexSet) return [...left.values()].every((item) => (right as ApexSet).has(item));
    if (left instanceof ApexMap) {
        const other = right as ApexMap;
        return [...left.entries()].every(([name, value]) => other.has(name) && valuesEqual(value, other.get(name)));
    }
    return typeof key !== 'object';
}

export class ApexList {
    readonly type: ApexType;
    readonly items: Value[];
    /** How many loops run over it now: until then it cannot change. */
    iterating = 0;

    /** `type` is the element type. The array is taken over, not copied. */
    constructor(type: ApexType, items: Value[] = []) {
        this.type = type;
        this.items = items;
    }
}

export class ApexMap {
    readonly keyType: ApexType;
    readonly valueType: ApexType;
    /** How many loops run over its `keySet()` now. */
    iterating = 0;
    private readonly buckets = new Map<unknown, [Value, Value][]>();
    private count = 0;

    constructor(keyType: ApexType, valueType: ApexType) {
        this.keyType = keyType;
        this.valueType = valueType;
    }

    get size(): number {
        return this.count;
    }

    private find(key: Value): [Value, Value] | undefined {
        return this.buckets.get(hashKey(key))?.find((entry) => valuesEqual(entry[0], key));
    }

    has(key: Value): boolean {
        return this.find(key) !== undefined;
    }

    /** Null if there is no such key. */
    get(key: Value): Value {
        return this.find(key)?.[1] ?? null;
    }

    /** The value it replaces, or null. */
    put(key: Value, value: Value): Value {
        const entry = this.find(key);
        if (entry) {
            const old: Value = entry[1];
            entry[1] = value;
            return old;
        }
        const hash = hashKey(key);
        const bucket = this.buckets.get(hash);
        if (bucket) bucket.push([key, value]);
        else this.buckets.set(hash, [[key, value]]);
        this.count++;
        return null;
    }

    /** The value it removes, or null. */
    remove(key: Value): Value {
        const hash = hashKey(key);
        const bucket = this.buckets.get(hash);
        const index = bucket?.findIndex((entry) => valuesEqual(entry[0], key)) ?? -1;
        if (!bucket || index < 0) return null;
        const [removed] = bucket.splice(index, 1);
        if (bucket.length === 0) this.buckets.delete(hash);
        this.count--;
        return removed?.[1] ?? null;
    }

    clear(): void {
        this.buckets.clear();
        this.count = 0;
    }

    *entries(): IterableIterator<[Value, Value]> {
        for (const bucket of this.buckets.values()) yield* bucket;
    }

    *keys(): IterableIterator<Value> {
        for (const [key] of this.entries()) yield key;
    }

    *values(): IterableIterator<Value> {
        for (const [, value] of this.entries()) yield value;
    }
}

export class ApexSet {
    readonly type: ApexType;
    /** The set is the `keySet()` of this map: what goes here goes there. */
    readonly isView: boolean;
    private readonly members: ApexMap;

    constructor(type: ApexType, values: Iterable<Value> | ApexMap = []) {
        this.type = type;
        this.isView = values instanceof ApexMap;
        this.members = values instanceof ApexMap ? values : new ApexMap(type, type);
        if (!(values instanceof ApexMap)) for (const value of values) this.add(value);
    }

    get iterating(): number {
        return this.members.iterating;
    }

    set iterating(count: number) {
        this.members.iterating = count;
    }

    get size(): number {
        return this.members.size;
    }

    has(value: Value): boolean {
        return this.members.has(value);
    }

    /** True if it was not there. */
    add(value: Value): boolean {
        if (this.members.has(value)) return false;
        this.members.put(value, true);
        return true;
    }

    /** True if it was there. */
    remove(value: Value): boolean {
        if (!this.members.has(value)) return false;
        this.members.remove(value);
        return true;
    }

    clear(): void {
        this.members.clear();
    }

    values(): IterableIterator<Value> {
        return this.members.keys();
    }
}
