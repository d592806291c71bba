/**
 * Numbers whose Apex type JavaScript cannot tell apart: Integer is a `number`, Long a `bigint`, Double and Decimal are
 * these two classes. A Decimal keeps its scale.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
import { Decimal } from 'decimal.js';

export const BigDecimal = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 40 });
export type BigDecimal = Decimal;

export class ApexDecimal {
    readonly value: Decimal;
    /** Digits after the point, kept through assignments: `1.50` has 2. */
    readonly scale: number;

    constructor(value: Decimal.Value, scale?: number) {
        this.value = new BigDecimal(value);
        this.scale = scale ?? this.value.decimalPlaces();
    }

    /** As `String.valueOf` shows it, with all digits of its scale. */
    toString(): string {
        return this.value.toFixed(this.scale);
    }
}

export class ApexDouble {
    readonly value: number;

    constructor(value: number) {
        this.value = value;
    }

    /** Java's shape: `1.0`, `1.5E10`. */
    toString(): string {
        const size = Math.abs(this.value);
        if (Number.isFinite(this.value) && (size === 0 || (size >= 1e-3 && size < 1e7))) {
            return Number.isInteger(this.value) ? `${this.value}.0` : String(this.value);
        }
        if (!Number.isFinite(this.value)) return String(this.value);
        const [digits = '0', exponent = '0'] = this.value.toExponential().split('e');
        return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
    }
}

/** Wraps as Java's int does. */
export function toInteger(value: number): number {
    return value | 0;
}

export function toLong(value: bigint): bigint {
    return BigInt.asIntN(64, value);
}
