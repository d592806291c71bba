/** Values as a field stores them: converted to its type, and checked against its length, range and picklist. */
import type { RowError } from '../../runtime/host.ts';
import type { FieldType } from '../../runtime/objectDescription.ts';
import { ApexBlob } from '../../values/apexBlob.ts';
import { normalizeId } from '../../values/apexId.ts';
import { ApexDecimal, ApexDouble, BigDecimal } from '../../values/apexNumbers.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../values/apexTemporal.ts';
import { recordTime } from '../records/systemWriter.ts';
import { textOf } from '../records/table.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { rowError } from './saveContext.ts';

const textTypes: ReadonlySet<FieldType> = new Set([
    'string',
    'textarea',
    'email',
    'phone',
    'url',
    'picklist',
    'multipicklist'
]);

export function isText(field: PlatformField): boolean {
    return textTypes.has(field.type);
}

type Convert = (value: unknown, field: PlatformField) => unknown;

/** Each answers undefined for what its type cannot hold. JSON's forms of times and numbers are accepted. */
const converters: Partial<Record<FieldType, Convert>> = {
    boolean: (value) => (typeof value === 'boolean' ? value : undefined),
    int: (value) => (toNumber(value)?.isInteger() === true ? toNumber(value)?.toNumber() : undefined),
    double: toDecimal,
    currency: toDecimal,
    percent: toDecimal,
    date: (value) =>
        typeof value === 'string' ? ApexDate.parse(value.slice(0, 10)) : value instanceof ApexDate ? value : undefined,
    datetime: toDatetime,
    time: (value) => (value instanceof ApexTime ? value : undefined),
    base64: (value) =>
        typeof value === 'string'
            ? new ApexBlob(Buffer.from(value, 'base64'))
            : value instanceof ApexBlob
              ? value
              : undefined,
    id: toId,
    reference: toId
};

/** The value in the field's type, null for null; undefined if the type cannot hold it. */
export function convertToField(field: PlatformField, value: unknown): unknown {
    if (value === null || value === undefined) return field.type === 'boolean' ? false : null;
    if (isText(field)) return typeof value === 'string' ? value : undefined;
    return converters[field.type]?.(value, field);
}

function toId(value: unknown): string | null | undefined {
    if (value === '') return null;
    return typeof value === 'string' ? normalizeId(value) : undefined;
}

function toNumber(value: unknown): BigDecimal | undefined {
    if (value instanceof ApexDecimal) return value.value;
    if (value instanceof ApexDouble) return new BigDecimal(value.value);
    if (typeof value === 'number') return new BigDecimal(value);
    return typeof value === 'bigint' ? new BigDecimal(value.toString()) : undefined;
}

/** Stored with the field's scale, rounded half up. */
function toDecimal(value: unknown, { scale }: PlatformField): ApexDecimal | undefined {
    const number = toNumber(value);
    return number && new ApexDecimal(number.toDecimalPlaces(scale, BigDecimal.ROUND_HALF_UP), scale);
}

/** Records keep whole seconds. */
function toDatetime(value: unknown): ApexDatetime | undefined {
    const parsed = typeof value === 'string' ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : NaN;
    const epochMs = value instanceof ApexDatetime ? value.epochMs : parsed;
    return Number.isNaN(epochMs) ? undefined : recordTime(epochMs);
}

export function wrongType(field: PlatformField, value: unknown): RowError {
    const text = textOf(value);
    if (field.type === 'id' || field.type === 'reference') {
        return rowError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, [field.name]);
    }
    return rowError('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${text}`, [
        field.name
    ]);
}

/** Text without surrounding space; e-mail addresses are kept in lower case. */
export function storedText(field: PlatformField, text: string, emptyToNull: boolean): string | null {
    const trimmed = text.trim();
    if (trimmed === '' && emptyToNull) return null;
    return field.type === 'email' ? trimmed.toLowerCase() : trimmed;
}

const emailPattern =
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

export function isEmailAddress(text: string): boolean {
    return emailPattern.test(text);
}

/** What is wrong with a value of the right type; undefined if nothing. */
export function valueProblem(field: PlatformField, value: unknown, restrictsPicklists: boolean): RowError | undefined {
    if (typeof value === 'string' && isText(field)) {
        if (field.length > 0 && value.length > field.length) {
            const message = `${field.label}: data value too large: ${value} (max length=${field.length})`;
            return rowError('STRING_TOO_LONG', message, [field.name]);
        }
        if (field.type === 'email' && !isEmailAddress(value)) {
            return rowError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${value}`, [field.name]);
        }
        return restrictsPicklists ? picklistProblem(field, value) : undefined;
    }
    if (
        value instanceof ApexDecimal &&
        value.value.abs().greaterThanOrEqualTo(new BigDecimal(10).pow(field.precision - field.scale))
    ) {
        const message = `${field.label}: value outside of valid range on numeric field: ${value.toString()}`;
        return rowError('NUMBER_OUTSIDE_VALID_RANGE', message, [field.name]);
    }
    return undefined;
}

/** Restricted picklists take active values only, in the case they were defined. */
export function picklistProblem(field: PlatformField, value: string): RowError | undefined {
    if (!field.isRestrictedPicklist) return undefined;
    const parts = field.type === 'multipicklist' ? value.split(';') : [value];
    const bad = parts.find(
        (part) => !field.picklistValues.some((allowed) => allowed.isActive && allowed.value === part)
    );
    if (bad === undefined) return undefined;
    const message = `${field.label}: bad value for restricted picklist field: ${bad}`;
    return rowError('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', message, [field.name]);
}
