/** Makes values of JSON: untyped, or of the type that is asked for. */
import { ApexBlob } from '../values/apexBlob.ts';
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { normalizeId } from '../values/apexId.ts';
import { ApexDecimal, ApexDouble, toInteger, toLong } from '../values/apexNumbers.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import { primitive, typeName } from '../values/apexType.ts';
import type { ApexType, PrimitiveName } from '../values/apexType.ts';
import type { ApexRuntime, ReflectedType } from '../runtime/apexRuntime.ts';
import type { ObjectDescription } from '../runtime/objectDescription.ts';
import { primitiveOfField } from './fieldTypes.ts';
import { jsonError, parseJson } from './jsonText.ts';
import type { JsonValue } from './jsonText.ts';
import { objectType, recordList, stringType } from './listValues.ts';
import { refuse } from './refusal.ts';
import { objectNamed } from './schemaTokens.ts';

interface Reader {
    readonly runtime: ApexRuntime;
    /** Complains about members that the type does not have. */
    readonly isStrict: boolean;
}

export function deserialize(runtime: ApexRuntime, text: string, type: ApexType, isStrict: boolean): unknown {
    return read({ runtime, isStrict }, parseJson(runtime, text), type);
}

/** Integer, Long or Decimal, whatever holds the digits. */
export function untyped(runtime: ApexRuntime, json: JsonValue): unknown {
    switch (json.kind) {
        case 'null':
            return null;
        case 'boolean':
        case 'string':
            return json.value;
        case 'number':
            return untypedNumber(runtime, json.text);
        case 'array':
            return new ApexList(
                objectType,
                json.items.map((item) => untyped(runtime, item))
            );
        case 'object': {
            const map = new ApexMap(stringType, objectType);
            for (const [name, value] of json.entries) map.put(name, untyped(runtime, value));
            return map;
        }
    }
}

function untypedNumber(runtime: ApexRuntime, text: string): unknown {
    if (!/^-?\d+$/.test(text)) return new ApexDecimal(text);
    const whole = BigInt(text);
    if (whole !== toLong(whole)) return refuse(runtime, `the JSON number ${text}, which is no Long`);
    return whole === BigInt(toInteger(Number(whole))) ? Number(whole) : whole;
}

function read(reader: Reader, json: JsonValue, type: ApexType): unknown {
    if (json.kind === 'null') return null;
    switch (type.kind) {
        case 'primitive':
            return readPrimitive(reader, json, type.name);
        case 'list':
            return new ApexList(type.element, readItems(reader, json, type.element));
        case 'set':
            return new ApexSet(type.element, readItems(reader, json, type.element));
        case 'map': {
            const map = new ApexMap(type.key, type.value);
            for (const [name, value] of membersOf(reader, json)) {
                map.put(read(reader, { kind: 'string', value: name }, type.key), read(reader, value, type.value));
            }
            return map;
        }
        case 'sobject':
            return readRecord(reader, json, type.name);
        default:
            return readDeployed(reader, json, type);
    }
}

function membersOf(reader: Reader, json: JsonValue): readonly (readonly [string, JsonValue])[] {
    if (json.kind === 'object') return json.entries;
    return jsonError(reader.runtime, "Malformed JSON: Expected '{' at the beginning of object");
}

function readItems(reader: Reader, json: JsonValue, element: ApexType): unknown[] {
    if (json.kind === 'array') return json.items.map((item) => read(reader, item, element));
    return jsonError(reader.runtime, "Malformed JSON: Expected '[' at the beginning of List/Set");
}

/** By target type, from the text of a string, number or boolean; undefined if the text is no such value. */
const readers: Readonly<Record<Exclude<PrimitiveName, 'Object'>, (text: string) => unknown>> = {
    String: (text) => text,
    Id: (text) => normalizeId(text),
    Boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
    Integer: (text) => (/^-?\d+$/.test(text) && Number(text) === toInteger(Number(text)) ? Number(text) : undefined),
    Long: (text) => (/^-?\d+$/.test(text) && BigInt(text) === toLong(BigInt(text)) ? BigInt(text) : undefined),
    Decimal: (text) => (isNumber(text) ? new ApexDecimal(text, /\.(\d+)$/.exec(text)?.[1]?.length) : undefined),
    Double: (text) => (isNumber(text) ? new ApexDouble(Number(text)) : undefined),
    Date: (text) => ApexDate.parse(text.slice(0, 10)),
    Datetime: readDatetime,
    Time: (text) =>
        /^\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new ApexTime(Date.parse(`1970-01-01T${text}`)) : undefined,
    Blob: (text) => (/^[A-Za-z0-9+/]*={0,2}$/.test(text) ? new ApexBlob(Buffer.from(text, 'base64')) : undefined)
};

function isNumber(text: string): boolean {
    return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}

function readDatetime(text: string): ApexDatetime | undefined {
    const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?)(Z|[+-]\d\d:?\d\d)$/.exec(text);
    if (!match) return undefined;
    const epochMs = Date.parse(`${match[1] ?? ''}${(match[2] ?? '').replace(/^(.\d\d):?(\d\d)$/, '$1:$2')}`);
    return Number.isNaN(epochMs) ? undefined : new ApexDatetime(epochMs);
}

function readPrimitive({ runtime }: Reader, json: JsonValue, name: PrimitiveName): unknown {
    if (name === 'Object') return jsonError(runtime, 'Apex Type unsupported in JSON: Object');
    const text =
        json.kind === 'number'
            ? json.text
            : json.kind === 'string' || json.kind === 'boolean'
              ? String(json.value)
              : undefined;
    const value = text === undefined ? undefined : readers[name](text);
    return value ?? jsonError(runtime, 'Illegal value for primitive');
}

function readDeployed(reader: Reader, json: JsonValue, type: ApexType): unknown {
    const { runtime } = reader;
    const reflected = type.kind === 'user' ? runtime.reflect(type.name) : undefined;
    if (!reflected) return jsonError(runtime, `Apex Type unsupported in JSON: ${typeName(type)}`);
    if (reflected.kind === 'enum') return readEnum(runtime, json, reflected);
    const made: unknown = reflected.allocate();
    for (const [name, value] of membersOf(reader, json)) {
        const field =
            reflected.fields.find((candidate) => candidate.name === name) ??
            reflected.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
        if (field && !field.isTransient) field.set(made, read(reader, value, field.type));
        else if (reader.isStrict) jsonError(runtime, `Unknown field: ${reflected.name}.${name}`);
    }
    return made;
}

function readEnum(runtime: ApexRuntime, json: JsonValue, { enumValues }: ReflectedType): unknown {
    const name = json.kind === 'string' ? json.value : '';
    const values = enumValues as readonly { readonly name: string }[];
    return values.find((value) => value.name === name) ?? jsonError(runtime, 'Illegal value for primitive');
}

function readRecord(reader: Reader, json: JsonValue, declaredName: string): ApexSObject {
    const { runtime } = reader;
    const members = membersOf(reader, json);
    const name = declaredName === 'SObject' ? typeInAttributes(runtime, members) : declaredName;
    const object = runtime.host.object(name) ?? jsonError(runtime, `Invalid sobject type: ${name}`);
    const record = new ApexSObject(object.name);
    for (const [member, value] of members) {
        if (member === 'attributes' || readField(reader, record, object, member, value)) continue;
        if (reader.isStrict) jsonError(runtime, `No such column '${member}' on sobject of type ${object.name}`);
    }
    return record;
}

function typeInAttributes(runtime: ApexRuntime, members: readonly (readonly [string, JsonValue])[]): string {
    const attributes = members.find(([member]) => member === 'attributes')?.[1];
    const type =
        attributes?.kind === 'object' ? attributes.entries.find(([member]) => member === 'type')?.[1] : undefined;
    return type?.kind === 'string'
        ? type.value
        : jsonError(runtime, "Cannot deserialize an SObject without its type in 'attributes'");
}

/** False if the object has neither field nor relationship of that name. */
function readField(
    reader: Reader,
    record: ApexSObject,
    object: ObjectDescription,
    name: string,
    json: JsonValue
): boolean {
    const field = object.fields.get(name.toLowerCase());
    if (field) {
        record.fields.set(field.name, read(reader, json, primitive(primitiveOfField(field.type))));
        return true;
    }
    const lookup = [...object.fields.values()].find(
        (other) => other.relationshipName?.toLowerCase() === name.toLowerCase()
    );
    if (lookup?.relationshipName !== undefined) {
        const [target = ''] = lookup.referenceTo;
        const parentName = lookup.referenceTo.length === 1 ? target : 'SObject';
        record.parents.set(lookup.relationshipName, json.kind === 'null' ? null : readRecord(reader, json, parentName));
        return true;
    }
    const child = object.childRelationships.find(
        (other) => other.relationshipName?.toLowerCase() === name.toLowerCase()
    );
    if (child?.relationshipName === undefined) return false;
    const rows = json.kind === 'object' ? json.entries.find(([member]) => member === 'records')?.[1] : undefined;
    const records = rows?.kind === 'array' ? rows.items.map((row) => readRecord(reader, row, child.childObject)) : [];
    record.children.set(
        child.relationshipName,
        recordList(records, objectNamed(reader.runtime, child.childObject).name)
    );
    return true;
}
