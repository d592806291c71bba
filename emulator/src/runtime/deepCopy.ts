/**
 * Copies of values for work that runs later: what the caller changes after enqueueing does not reach it, and what is deployed
 * until then does.
 */
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { ApexException, ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

export interface CopyRules {
    /** Fields of deployed classes that stay null. */
    isTransient(object: ApexObject, key: string): boolean;
    /** A new object of the same class as it is deployed now, fields null; undefined for what is no deployed class. */
    allocate(object: ApexObject): Value;
}

/** Shared and circular references stay so. */
export function deepCopy(value: Value, rules: CopyRules, seen = new Map<object, Value>()): Value {
    if (typeof value !== 'object' || value === null) return value;
    const known: Value = seen.get(value as object);
    if (known !== undefined) return known;
    const copy = (part: Value): Value => deepCopy(part, rules, seen);
    if (value instanceof ApexList) {
        const list = new ApexList(value.type);
        seen.set(value, list);
        for (const item of value.items) list.items.push(copy(item));
        return list;
    }
    if (value instanceof ApexSet) {
        const set = new ApexSet(value.type);
        seen.set(value, set);
        for (const item of value.values()) set.add(copy(item));
        return set;
    }
    if (value instanceof ApexMap) {
        const map = new ApexMap(value.keyType, value.valueType);
        seen.set(value, map);
        for (const [key, item] of value.entries()) map.put(copy(key), copy(item));
        return map;
    }
    if (value instanceof ApexSObject) {
        const record = value.copy();
        seen.set(value, record);
        for (const [name, parent] of value.parents) record.parents.set(name, copy(parent) as ApexSObject | null);
        for (const [name, rows] of value.children) record.children.set(name, copy(rows) as ApexList);
        return record;
    }
    return value instanceof ApexObject ? copyObject(value, copy, rules, seen) : value;
}

function copyObject(
    object: ApexObject,
    copy: (part: Value) => Value,
    rules: CopyRules,
    seen: Map<object, Value>
): ApexObject {
    const made = (rules.allocate(object) ?? Object.create(Object.getPrototypeOf(object) as object)) as Record<
        string,
        Value
    >;
    seen.set(object, made);
    for (const [key, part] of Object.entries(object)) {
        const isStack = object instanceof ApexException && (key === 'stack' || key === 'dmlErrors');
        made[key] = isStack ? part : rules.isTransient(object, key) ? null : copy(part);
    }
    return made as unknown as ApexObject;
}
