/**
 * Records as JSON and back. Dates, numbers and nesting are the platform's; so are the texts of type errors.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import type { FieldDescription, FieldType, ObjectDescription } from '../runtime/objectDescription.ts';
import { ApexBlob } from '../values/apexBlob.ts';
import { normalizeId } from '../values/apexId.ts';
import { ApexDecimal, ApexDouble } from '../values/apexNumbers.ts';
import { ApexSObject, type FieldValue } from '../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import type { SelectedNames } from './selectedNames.ts';

export type JsonRecord = Record<string, unknown>;

/**
 * `base` is the URL of the API version, `/services/data/v67.0`.
 * @param selected what of a queried record is shown; all that was queried if left out
 */
export function recordToJson(record: ApexSObject, base: string, selected?: SelectedNames): JsonRecord {
    const isAggregate = record.objectName === 'AggregateResult';
    const url = record.id === null || isAggregate ? {} : { url: `${base}/sobjects/${record.objectName}/${record.id}` };
    const answer: JsonRecord = { attributes: { type: record.objectName, ...url } };
    for (const name of record.queriedFields ?? record.fields.keys()) {
        if (selected?.hasField(name) !== false) answer[name] = valueToJson(record.fields.get(name) ?? null);
    }
    for (const [name, parent] of record.parents)
        answer[name] = parent && recordToJson(parent, base, selected?.parent(name));
    for (const [name, rows] of record.children) {
        const records = (rows.items as ApexSObject[]).map((row) => recordToJson(row, base, selected?.children?.(name)));
        answer[name] = records.length === 0 ? null : { totalSize: records.length, done: true, records };
    }
    return answer;
}

/** `2026-01-31T10:00:00.000+0000` */
export function datetimeToJson(epochMs: number): string {
    return new Date(epochMs).toISOString().replace('Z', '+0000');
}

function valueToJson(value: FieldValue): unknown {
    if (value instanceof ApexDatetime) return datetimeToJson(value.epochMs);
    if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
    if (value instanceof ApexDecimal) return value.value.toNumber();
    if (value instanceof ApexDouble) return value.value;
    if (value instanceof ApexBlob) return value.bytes.toString('base64');
    return typeof value === 'bigint' ? Number(value) : value;
}

/** @throws OrgRequestError 404 NOT_FOUND */
export function requireObject(org: OrgServices, name: string): ObjectDescription {
    const object = org.object(name);
    if (!object) throw new OrgRequestError(404, 'NOT_FOUND', 'The requested resource does not exist');
    return object;
}

/**
 * The record that a request's body describes; `attributes` is left out.
 * @throws OrgRequestError 400 INVALID_FIELD, JSON_PARSER_ERROR, MALFORMED_ID
 */
export function recordFromJson(object: ObjectDescription, body: Readonly<Record<string, unknown>>): ApexSObject {
    const record = new ApexSObject(object.name);
    for (const [name, value] of Object.entries(body)) {
        if (name === 'attributes') continue;
        const field = object.fields.get(name.toLowerCase());
        if (!field)
            throw new OrgRequestError(
                400,
                'INVALID_FIELD',
                `No such column '${name}' on sobject of type ${object.name}`
            );
        record.fields.set(field.name, valueFromJson(field, value));
    }
    return record;
}

/** As `recordFromJson`, for text from a URL. */
export function valueFromText(field: FieldDescription, text: string): FieldValue {
    return valueFromJson(field, text);
}

function valueFromJson(field: FieldDescription, value: unknown): FieldValue {
    if (value === null) return null;
    const read = readers[field.type] ?? textFromJson;
    return read(value, field);
}

const readers: Partial<Record<FieldType, (value: unknown, field: FieldDescription) => FieldValue>> = {
    id: idFromJson,
    reference: idFromJson,
    boolean: booleanFromJson,
    int: (value) => Math.trunc(numberFromJson('int', value)),
    double: decimalFromJson,
    currency: decimalFromJson,
    percent: decimalFromJson,
    date: (value) => parsed('date', value, (text) => ApexDate.parse(text.slice(0, 10))),
    datetime: (value) => parsed('datetime', value, parseDatetime),
    time: (value) => parsed('time', value, parseTime),
    base64: (value) => parsed('base64', value, (text) => new ApexBlob(Buffer.from(text, 'base64')))
};

function textFromJson(value: unknown): string {
    if (typeof value !== 'string') throw cannotRead('string', value);
    return value;
}

function booleanFromJson(value: unknown): boolean {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw cannotRead('boolean', value);
}

function decimalFromJson(value: unknown): ApexDecimal {
    return new ApexDecimal(numberFromJson('double', value));
}

function idFromJson(value: unknown, field: FieldDescription): string | null {
    if (value === '') return null;
    const id = typeof value === 'string' ? normalizeId(value) : undefined;
    if (id !== undefined) return id;
    throw new OrgRequestError(400, 'MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, [
        field.name
    ]);
}

function numberFromJson(type: string, value: unknown): number {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw cannotRead(type, value);
    return number;
}

function parsed<Result>(type: string, value: unknown, parse: (text: string) => Result | undefined): Result {
    const result = typeof value === 'string' ? parse(value) : undefined;
    if (result === undefined) throw cannotRead(type, value);
    return result;
}

/** `2026-01-31T10:00:00Z`, with milliseconds or an offset; a date alone is its midnight in UTC. */
function parseDatetime(text: string): ApexDatetime | undefined {
    const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d*(Z|[+-]\d{2}:?\d{2}))?$/.exec(text);
    if (!match) return undefined;
    const [, date = '', time = '00:00:00', fraction = '', zone = 'Z'] = match;
    const epochMs = Date.parse(`${date}T${time}${fraction}${zone.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')}`);
    return Number.isNaN(epochMs) ? undefined : new ApexDatetime(epochMs);
}

function parseTime(text: string): ApexTime | undefined {
    const epochMs = /^\d{2}:\d{2}:\d{2}/.test(text) ? Date.parse(`1970-01-01T${text.replace(/Z?$/, 'Z')}`) : NaN;
    return Number.isNaN(epochMs) ? undefined : new ApexTime(epochMs);
}

function cannotRead(type: string, value: unknown): OrgRequestError {
    const shown =
        typeof value === 'object' ? '' : ` value ${typeof value === 'string' ? value : JSON.stringify(value)}`;
    const message = `Cannot deserialize instance of ${type} from ${tokenOf(value)}${shown} or request may be missing a required field`;
    return new OrgRequestError(400, 'JSON_PARSER_ERROR', message);
}

function tokenOf(value: unknown): string {
    switch (typeof value) {
        case 'string':
            return 'VALUE_STRING';
        case 'boolean':
            return value ? 'VALUE_TRUE' : 'VALUE_FALSE';
        case 'number':
            return Number.isInteger(value) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
        default:
            return Array.isArray(value) ? 'START_ARRAY' : 'START_OBJECT';
    }
}
