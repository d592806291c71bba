/**
 * Values as SOQL compares them: text without case, numbers by value, times by instant. `comparable` does it for fields,
 * `readOperand` for the right side of a condition, where the field's type decides how to read a literal.
 */
import { ApexList, ApexMap, ApexSet } from '../../values/apexCollections.ts';
import { normalizeId } from '../../values/apexId.ts';
import { ApexDecimal, ApexDouble, BigDecimal } from '../../values/apexNumbers.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../values/apexTemporal.ts';
import type { OrderItem, SoqlValue } from '../../soql/query.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { dayRange, dayStartMs, localDay } from './dateRanges.ts';
import { refuse } from './queryRefusal.ts';
import type { Column, QueryContext } from './queryScope.ts';

export type Comparable = string | number | boolean | BigDecimal;

/** A single value has `start` and no `end`; a range of time has both, and the end does not belong to it. */
export interface Operand {
    readonly start: Comparable | null;
    readonly end?: Comparable;
}

export const numberTypes: ReadonlySet<string> = new Set(['int', 'double', 'currency', 'percent']);

function isId(field: PlatformField): boolean {
    return field.type === 'id' || field.type === 'reference';
}

export function comparable(value: unknown, field: PlatformField): Comparable | null {
    if (value === null || value === undefined || value === '') return null;
    if (typeof value === 'string') return isId(field) || field.isCaseSensitive ? value : value.toLowerCase();
    if (value instanceof ApexDecimal) return value.value;
    if (value instanceof ApexDouble) return new BigDecimal(value.value);
    if (value instanceof ApexDate) return value.days;
    if (value instanceof ApexDatetime) return value.epochMs;
    if (value instanceof ApexTime) return value.ms;
    return typeof value === 'bigint' ? new BigDecimal(value.toString()) : (value as number | boolean);
}

/** Negative, 0 or positive. */
export function compareComparables(left: Comparable, right: Comparable): number {
    if (left instanceof BigDecimal || right instanceof BigDecimal) {
        return new BigDecimal(left as BigDecimal | number).comparedTo(right as BigDecimal | number);
    }
    return left < right ? -1 : left > right ? 1 : 0;
}

/** All values of a listed or bound right side. */
export function readOperands(context: QueryContext, field: PlatformField, values: readonly SoqlValue[]): Operand[] {
    return values.flatMap((value) => {
        const items = value.kind === 'bind' ? collectionItems(context.binds[value.index]) : undefined;
        return items?.map((item) => boundOperand(context, field, item)) ?? [readOperand(context, field, value)];
    });
}

function collectionItems(value: unknown): unknown[] | undefined {
    if (value instanceof ApexList) return value.items as unknown[];
    if (value instanceof ApexSet) return [...value.values()] as unknown[];
    return value instanceof ApexMap ? ([...value.keys()] as unknown[]) : undefined;
}

export function readOperand(context: QueryContext, field: PlatformField, value: SoqlValue): Operand {
    switch (value.kind) {
        case 'null':
            return { start: null };
        case 'bind':
            return boundOperand(context, field, context.binds[value.index]);
        case 'string':
            return { start: textOperand(field, value.value) };
        case 'number':
            return { start: numberTypes.has(field.type) ? new BigDecimal(value.text) : wrongType(field) };
        case 'boolean':
            return { start: field.type === 'boolean' ? value.value : wrongType(field) };
        case 'date':
        case 'datetime':
            return { start: literalTime(field, value.kind, value.text) };
        case 'dateLiteral':
            return literalRange(context, field, value.name, value.count);
    }
}

function literalTime(field: PlatformField, type: 'date' | 'datetime', text: string): number {
    const epochMs = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
    if (field.type !== type || Number.isNaN(epochMs)) wrongType(field);
    return type === 'datetime' ? epochMs : epochMs / 86_400_000;
}

function literalRange(context: QueryContext, field: PlatformField, name: string, count: number | undefined): Operand {
    const { timeZone } = context.user;
    const range = dayRange(name, count, localDay(context.nowMs, timeZone));
    if (field.type === 'date') return range;
    if (field.type !== 'datetime') wrongType(field);
    return { start: dayStartMs(range.start, timeZone), end: dayStartMs(range.end, timeZone) };
}

function boundOperand(context: QueryContext, field: PlatformField, value: unknown): Operand {
    if (value instanceof ApexSObject) return { start: value.id };
    if (value !== null && !bindable(field.type, value)) {
        refuse('INVALID_FIELD', `Invalid bind expression type for column ${field.name} of type ${field.type}`);
    }
    if (typeof value === 'string') return { start: textOperand(field, value) };
    if (value instanceof ApexDate && field.type === 'datetime')
        return { start: dayStartMs(value.days, context.user.timeZone) };
    return { start: comparable(value, field) };
}

/** Literals in Apex are checked when they are compiled; the values of dynamic queries come unchecked. */
function bindable(type: string, value: unknown): boolean {
    if (typeof value === 'string') return true;
    if (numberTypes.has(type))
        return (
            ['number', 'bigint'].includes(typeof value) || value instanceof ApexDecimal || value instanceof ApexDouble
        );
    if (type === 'date' || type === 'datetime') return value instanceof ApexDate || value instanceof ApexDatetime;
    if (type === 'time') return value instanceof ApexTime;
    return type === 'boolean' && typeof value === 'boolean';
}

function textOperand(field: PlatformField, text: string): Comparable | null {
    if (text === '') return null;
    if (isId(field)) return normalizeId(text) ?? refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text}`);
    if (numberTypes.has(field.type) || ['boolean', 'date', 'datetime'].includes(field.type)) wrongType(field);
    return comparable(text, field);
}

function wrongType(field: PlatformField): never {
    const type = field.type === 'datetime' ? 'dateTime' : field.type === 'textarea' ? 'string' : field.type;
    const isBare = numberTypes.has(field.type) || ['boolean', 'date', 'datetime'].includes(field.type);
    const quotes = isBare ? 'and should not be enclosed in quotes' : 'and should be enclosed in quotes';
    return refuse(
        'INVALID_FIELD',
        `value of filter criterion for field '${field.name}' must be of type ${type} ${quotes}`
    );
}

/** ORDER BY, stable. Nulls stand where each item says; the parser has put them first where the query says nothing. */
export function sortBy<Subject>(
    subjects: readonly Subject[],
    orderBy: readonly OrderItem[],
    columnOf: (by: OrderItem['by']) => Column<Subject>
): readonly Subject[] {
    const items = orderBy.map((item) => ({ ...item, column: columnOf(item.by) }));
    for (const { column } of items) {
        if (!column.field.isSortable)
            refuse('MALFORMED_QUERY', `field '${column.field.name}' can not be sorted in a query call`);
    }
    const keyed = subjects.map((subject) => ({
        subject,
        keys: items.map(({ column }) => comparable(column.read(subject), column.field))
    }));
    keyed.sort((left, right) => {
        for (const [index, { nulls, descending }] of items.entries()) {
            const [one, other] = [left.keys[index] ?? null, right.keys[index] ?? null];
            if (one === null && other === null) continue;
            if (one === null || other === null) return (one === null) === (nulls === 'first') ? -1 : 1;
            const order = compareComparables(one, other);
            if (order !== 0) return descending ? -order : order;
        }
        return 0;
    });
    return keyed.map(({ subject }) => subject);
}
