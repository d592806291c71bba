/**
 * Arithmetic of Long, Double and Decimal, and conversions between the number types. Conversions keep null.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
import { ApexDecimal, ApexDouble, BigDecimal, toLong } from '../values/apexNumbers.ts';
import { ApexException } from '../values/apexObject.ts';

/**
 * Digits after the point of a quotient that does not end. Observed on the platform, where 1.0 / 3 has 33 of them.
 * https://force201.wordpress.com/2010/03/12/decimal-scale/
 */
const quotientScale = 33;

function divideByZero(): never {
    throw new ApexException('System.MathException', 'Divide by 0');
}

/** As BigDecimal: an exact quotient has the scale `left - right`, or what more it needs. From knowledge, not documented. */
function divideDecimals(left: ApexDecimal, right: ApexDecimal): ApexDecimal {
    if (right.value.isZero()) divideByZero();
    const wide = BigDecimal.clone({ precision: 120 });
    const quotient = new wide(left.value).div(right.value).toDecimalPlaces(quotientScale, BigDecimal.ROUND_HALF_UP);
    return new ApexDecimal(quotient, Math.max(quotient.decimalPlaces(), left.scale - right.scale, 0));
}

function keepNull<From, To>(convert: (value: From) => To): (value: From | null) => To | null {
    return (value) => (value === null ? null : convert(value));
}

/** `1.50` keeps the scale 2 it is written with. */
export function decimalOf(text: string): ApexDecimal {
    const digits = /\.(\d*)$/.exec(text)?.[1];
    return new ApexDecimal(text.replace(/\.$/, ''), digits?.length);
}

/** Truncates and wraps, as a narrowing cast of Java. */
function wrapInteger(value: bigint): number {
    return Number(BigInt.asIntN(32, value));
}

function truncate(value: ApexDecimal): bigint {
    return BigInt(value.value.trunc().toFixed(0));
}

/** Java saturates where a Double does not fit. */
function doubleToLong({ value }: ApexDouble): bigint {
    if (Number.isNaN(value)) return 0n;
    if (value >= 2 ** 63) return 2n ** 63n - 1n;
    return value <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(value));
}

export const numberOperators = {
    divideIntegers: (left: number, right: number): number => (right === 0 ? divideByZero() : (left / right) | 0),
    divideLongs: (left: bigint, right: bigint): bigint => (right === 0n ? divideByZero() : toLong(left / right)),
    /** Java uses the six lowest bits of the distance. */
    shiftLong(operator: string, value: bigint, distance: bigint | number): bigint {
        const bits = BigInt(distance) & 63n;
        if (operator === '<<') return toLong(value << bits);
        return operator === '>>' ? value >> bits : toLong(BigInt.asUintN(64, value) >> bits);
    },
    addDoubles: (left: ApexDouble, right: ApexDouble) => new ApexDouble(left.value + right.value),
    subtractDoubles: (left: ApexDouble, right: ApexDouble) => new ApexDouble(left.value - right.value),
    multiplyDoubles: (left: ApexDouble, right: ApexDouble) => new ApexDouble(left.value * right.value),
    divideDoubles: (left: ApexDouble, right: ApexDouble) =>
        right.value === 0 ? divideByZero() : new ApexDouble(left.value / right.value),
    negateDouble: ({ value }: ApexDouble) => new ApexDouble(-value),
    stepDouble: ({ value }: ApexDouble, by: number) => new ApexDouble(value + by),
    addDecimals: (left: ApexDecimal, right: ApexDecimal) =>
        new ApexDecimal(left.value.plus(right.value), Math.max(left.scale, right.scale)),
    subtractDecimals: (left: ApexDecimal, right: ApexDecimal) =>
        new ApexDecimal(left.value.minus(right.value), Math.max(left.scale, right.scale)),
    multiplyDecimals: (left: ApexDecimal, right: ApexDecimal) =>
        new ApexDecimal(left.value.times(right.value), left.scale + right.scale),
    divideDecimals,
    negateDecimal: ({ value, scale }: ApexDecimal) => new ApexDecimal(value.negated(), scale),
    stepDecimal: ({ value, scale }: ApexDecimal, by: number) => new ApexDecimal(value.plus(by), scale),

    toLong: keepNull((value: number) => BigInt(value)),
    integerToDouble: keepNull((value: number) => new ApexDouble(value)),
    integerToDecimal: keepNull((value: number) => new ApexDecimal(value, 0)),
    longToInteger: keepNull(wrapInteger),
    longToDouble: keepNull((value: bigint) => new ApexDouble(Number(value))),
    longToDecimal: keepNull((value: bigint) => new ApexDecimal(value.toString(), 0)),
    doubleToInteger: keepNull((value: ApexDouble) => {
        const whole = doubleToLong(value);
        return whole > 2147483647n ? 2147483647 : whole < -2147483648n ? -2147483648 : Number(whole);
    }),
    doubleToLong: keepNull(doubleToLong),
    /** Through its text, so that 0.1 stays 0.1. */
    doubleToDecimal: keepNull((value: ApexDouble) => {
        const text = value.toString();
        return text.includes('E') ? new ApexDecimal(text) : decimalOf(text);
    }),
    decimalToInteger: keepNull((value: ApexDecimal) => wrapInteger(truncate(value))),
    decimalToLong: keepNull((value: ApexDecimal) => toLong(truncate(value))),
    decimalToDouble: keepNull((value: ApexDecimal) => new ApexDouble(value.value.toNumber()))
};
