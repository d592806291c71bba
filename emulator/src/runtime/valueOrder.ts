/** Equality of values whose static types are unknown, and the natural order of `List.sort`. */
import { valuesEqual } from '../values/apexCollections.ts';
import { ApexDecimal, ApexDouble, BigDecimal } from '../values/apexNumbers.ts';
import { ApexEnumValue } from '../values/apexObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Numbers by value whatever their types, Strings by case, the rest as `equals`. */
export function operatorEquals(left: Value, right: Value): boolean {
    if (left === right) return true;
    if (left === null || right === null) return false;
    const number = numberOf(left);
    const other = number && numberOf(right);
    return number && other ? number.equals(other) : valuesEqual(left, right);
}

function numberOf(value: Value): BigDecimal | undefined {
    if (typeof value === 'number') return new BigDecimal(value);
    if (typeof value === 'bigint') return new BigDecimal(value.toString());
    if (value instanceof ApexDecimal) return value.value;
    return value instanceof ApexDouble ? new BigDecimal(value.value) : undefined;
}

/** Nulls first; Strings by case, by code units. Undefined where the values have no natural order. */
export function compare(left: Value, right: Value): number | undefined {
    if (left === right) return 0;
    if (left === null) return -1;
    if (right === null) return 1;
    const number = numberOf(left);
    const other = numberOf(right);
    if (number && other) return number.comparedTo(other);
    const [first, second] = [orderKey(left), orderKey(right)];
    if (first === undefined || second === undefined || typeof first !== typeof second) return undefined;
    return first < second ? -1 : first > second ? 1 : 0;
}

function orderKey(value: Value): string | number | undefined {
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return Number(value);
    if (value instanceof ApexDate) return value.days;
    if (value instanceof ApexDatetime) return value.epochMs;
    if (value instanceof ApexTime) return value.ms;
    return value instanceof ApexEnumValue ? value.ordinal : undefined;
}
