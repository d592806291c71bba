/** Comparison, collections, dates and exceptions, as emitted code calls them. */
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { normalizeId } from '../values/apexId.ts';
import { ApexDecimal, ApexDouble } from '../values/apexNumbers.ts';
import { ApexException } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import type { ApexType } from '../values/apexType.ts';
import { storable } from './listStore.ts';
import type { ApexRuntime } from './apexRuntime.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

const millisecondsPerDay = 86_400_000;
/** Records in one turn of `for (List<X> chunk : [SELECT ...])`. */
const chunkSize = 200;

export function nullPointer(): never {
    throw new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
}

function outOfBounds(index: number): never {
    throw new ApexException('System.ListException', `List index out of bounds: ${index}`);
}

/** Ignores case; null is less than every text. */
function compareTexts(left: string | null, right: string | null): number {
    if (left === right) return 0;
    if (left === null) return -1;
    if (right === null) return 1;
    const [small, large] = [left.toLowerCase(), right.toLowerCase()];
    return small === large ? 0 : small < large ? -1 : 1;
}

/** Undefined if either is null: then every relation is false. */
function compareValues(left: Value, right: Value): number | undefined {
    if (left === null || right === null) return undefined;
    if (left instanceof ApexDecimal && right instanceof ApexDecimal) return left.value.comparedTo(right.value);
    if (left instanceof ApexDouble && right instanceof ApexDouble) return left.value - right.value;
    if (left instanceof ApexDate && right instanceof ApexDate) return left.days - right.days;
    if (left instanceof ApexDatetime && right instanceof ApexDatetime) return left.epochMs - right.epochMs;
    if (left instanceof ApexTime && right instanceof ApexTime) return left.ms - right.ms;
    throw new TypeError('relation between values of different types');
}

function shiftDate(operator: '+' | '-', moment: Value, amount: Value): Value {
    const sign = operator === '+' ? 1 : -1;
    const count =
        sign * (amount instanceof ApexDecimal || amount instanceof ApexDouble ? Number(amount.value) : Number(amount));
    if (moment instanceof ApexDate) return new ApexDate(moment.days + Math.trunc(count));
    if (moment instanceof ApexDatetime)
        return new ApexDatetime(Math.round(moment.epochMs + count * millisecondsPerDay));
    return new ApexTime((moment as ApexTime).ms + count);
}

/** Not copied for a list: the caller sees later changes. */
function itemsOf(collection: Value): Value[] {
    if (collection instanceof ApexList) return collection.items;
    if (collection instanceof ApexSet) return [...collection.values()];
    throw new TypeError('elements of a value that is no list or set');
}

/** Keys records by Id, as `new Map<Id, Account>(records)`. */
function keyById(map: ApexMap, records: ApexList): ApexMap {
    for (const [index, record] of records.items.entries()) {
        if (!(record instanceof ApexSObject)) nullPointer();
        if (record.id === null) throw new ApexException('System.ListException', `Row with null Id at index: ${index}`);
        if (map.has(record.id))
            throw new ApexException('System.ListException', `Row with duplicate Id at index: ${index}`);
        map.put(record.id, record);
    }
    return map;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm */
export const valueOperators = {
    nullPointer,
    isLess: (left: Value, right: Value): boolean => left !== null && right !== null && left < right,
    isLessOrEqual: (left: Value, right: Value): boolean => left !== null && right !== null && left <= right,
    isGreater: (left: Value, right: Value): boolean => left !== null && right !== null && left > right,
    isGreaterOrEqual: (left: Value, right: Value): boolean => left !== null && right !== null && left >= right,
    isLessText: (left: string | null, right: string | null) => compareTexts(left, right) < 0,
    isLessOrEqualText: (left: string | null, right: string | null) => compareTexts(left, right) <= 0,
    isGreaterText: (left: string | null, right: string | null) => compareTexts(left, right) > 0,
    isGreaterOrEqualText: (left: string | null, right: string | null) => compareTexts(left, right) >= 0,
    isLessValue: (left: Value, right: Value) => (compareValues(left, right) ?? 0) < 0,
    isLessOrEqualValue: (left: Value, right: Value) => (compareValues(left, right) ?? 1) <= 0,
    isGreaterValue: (left: Value, right: Value) => (compareValues(left, right) ?? 0) > 0,
    isGreaterOrEqualValue: (left: Value, right: Value) => (compareValues(left, right) ?? -1) >= 0,
    equalTexts: (left: string | null, right: string | null): boolean =>
        left === right || (left !== null && right !== null && left.toLowerCase() === right.toLowerCase()),
    equalIds: (left: string | null, right: string | null): boolean =>
        left === right ||
        (left !== null && right !== null && (normalizeId(left) ?? left) === (normalizeId(right) ?? right)),
    /** `when`: exact for Strings, the same constant for enums. */
    isCase: (value: Value, constant: Value): boolean => value === constant,
    shiftDate,
    dateToDatetime: (date: ApexDate | null) =>
        date === null ? null : new ApexDatetime(date.days * millisecondsPerDay),
    toId(text: string | null): string | null {
        if (text === null) return null;
        const id = normalizeId(text);
        if (id === undefined) throw new ApexException('System.StringException', `Invalid id: ${text}`);
        return id;
    },

    elementAt(list: ApexList | null, index: number | null): Value {
        if (list === null || index === null) nullPointer();
        const { items } = list;
        return index >= 0 && index < items.length ? items[index] : outOfBounds(index);
    },
    setElement(list: ApexList | null, index: number | null, value: Value): Value {
        if (list === null || index === null) nullPointer();
        if (index < 0 || index >= list.items.length) outOfBounds(index);
        return (list.items[index] = value);
    },
    /** For a list whose own type may be narrower than the place's. */
    storeElement(runtime: ApexRuntime, list: ApexList | null, index: number | null, value: Value): Value {
        return valueOperators.setElement(list, index, list && storable(runtime, list, value));
    },
    itemsOf,
    /** The set that a loop iterates: itself, or a copy where the class is older than the rule that it cannot change. */
    locked: (runtime: ApexRuntime, set: ApexSet): ApexSet =>
        runtime.apiVersion < 62 ? new ApexSet(set.type, set.values()) : set,
    *chunks(list: ApexList): Generator<ApexList> {
        for (let start = 0; start < list.items.length; start += chunkSize) {
            yield new ApexList(list.type, list.items.slice(start, start + chunkSize));
        }
    },
    newList: (type: ApexType, values: Value[]) => new ApexList(type, [...values]),
    newSet: (type: ApexType, values: Value[]) => new ApexSet(type, values),
    newArray: (type: ApexType, size: number) => new ApexList(type, new Array<Value>(size).fill(null)),
    newMap(keyType: ApexType, valueType: ApexType, entries: readonly [Value, Value][]): ApexMap {
        const map = new ApexMap(keyType, valueType);
        for (const [key, value] of entries) map.put(key, value);
        return map;
    },
    copyMap(keyType: ApexType, valueType: ApexType, source: ApexMap | ApexList): ApexMap {
        const map = new ApexMap(keyType, valueType);
        if (source instanceof ApexList) return keyById(map, source);
        for (const [key, value] of source.entries()) map.put(key, value);
        return map;
    },
    /** `super(...)` of a class derived from Exception. */
    initializeException(exception: ApexException, values: readonly Value[]): void {
        for (const value of values) {
            if (value instanceof ApexException) exception.cause = value;
            else if (value !== null) exception.message = value as string;
        }
    },
    /** A property of a system object; `self` is missing for a static one. The value of the whole is the value set. */
    setProperty(
        runtime: Value,
        property: { set?: (...args: Value[]) => Value },
        value: Value,
        ...self: Value[]
    ): Value {
        if (!property.set) throw new TypeError('a property of the library that is read-only was assigned');
        property.set(runtime, ...self, value);
        return value;
    }
};
