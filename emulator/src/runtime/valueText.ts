/**
 * Text of values: `String.valueOf(Object)`, concatenation, debug. Shapes of collections, records and objects are as observed
 * on the platform; its documentation does not give them.
 */
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { ApexEnumValue, ApexException, ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDate } from '../values/apexTemporal.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Members of a collection that are shown; the rest is `...`. */
const shownMembers = 10;

export interface TextContext {
    /** Fields of an object of a deployed class, superclass first; undefined for objects of the library. */
    fieldsOf(object: ApexObject): readonly (readonly [string, Value])[] | undefined;
    /** The text of `toString()` where the deployed class defines it. */
    ownText(object: ApexObject): string | undefined;
}

export function toText(value: Value, context: TextContext, seen: readonly object[] = []): string {
    if (value === null) return 'null';
    if (typeof value !== 'object') return String(value);
    if (value instanceof ApexDate) return `${value.toString()} 00:00:00`;
    if (seen.includes(value as object)) return '(already output)';
    const inner = (member: Value): string => toText(member, context, [...seen, value as object]);
    if (value instanceof ApexList) return `(${members(value.items, inner)})`;
    if (value instanceof ApexSet) return `{${members([...value.values()], inner)}}`;
    if (value instanceof ApexMap)
        return `{${members([...value.entries()], ([key, item]) => `${inner(key)}=${inner(item)}`)}}`;
    if (value instanceof ApexSObject) return recordText(value, inner);
    if (value instanceof ApexObject) return objectText(value, context, inner);
    return value instanceof ApexEnumValue ? value.name : String(value);
}

function members<T>(items: readonly T[], text: (item: T) => string): string {
    const shown = items.slice(0, shownMembers).map(text);
    return (items.length > shownMembers ? [...shown, '...'] : shown).join(', ');
}

function recordText(record: ApexSObject, inner: (value: Value) => string): string {
    const fields = [...record.fields].map(([name, value]) => `${name}=${inner(value)}`);
    return `${record.objectName}:{${fields.join(', ')}}`;
}

function objectText(object: ApexObject, context: TextContext, inner: (value: Value) => string): string {
    const own = context.ownText(object);
    if (own !== undefined) return own;
    if (object instanceof ApexException) return object.toString();
    const fields = context.fieldsOf(object);
    // Objects of the library say what they are by their JavaScript toString, if they have one.
    if (!fields) return libraryText(object) ?? `${object.typeName}[]`;
    const name = object.typeName.slice(object.typeName.lastIndexOf('.') + 1);
    return `${name}:[${fields.map(([field, value]) => `${field}=${inner(value)}`).join(', ')}]`;
}

function libraryText(object: ApexObject): string | undefined {
    const { toString } = object as { toString: () => string };
    return toString === Object.prototype.toString ? undefined : toString.call(object);
}
