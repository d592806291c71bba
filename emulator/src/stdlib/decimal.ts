/**
 * Decimal, Double and the modes in which they are rounded.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
 */
import { ApexDecimal, ApexDouble, BigDecimal, toLong } from '../values/apexNumbers.ts';
import type { ApexEnumValue } from '../values/apexObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { primitive } from '../values/apexType.ts';
import { formatNumber } from './numberFormat.ts';
import { defineType } from './systemType.ts';

/** The number library's rounding modes. */
const roundingModes: Readonly<Record<string, 0 | 1 | 2 | 3 | 4 | 5 | 6>> = {
    UP: 0,
    DOWN: 1,
    CEILING: 2,
    FLOOR: 3,
    HALF_UP: 4,
    HALF_DOWN: 5,
    HALF_EVEN: 6
};

/** Half even unless a mode is given. */
function rounded(runtime: ApexRuntime, value: BigDecimal, scale: number, mode?: ApexEnumValue): ApexDecimal {
    if (scale < -33 || scale > 33) runtime.fail('System.MathException', `Scale out of range: ${scale}`);
    if (mode?.name !== 'UNNECESSARY')
        return new ApexDecimal(value.toDecimalPlaces(scale, roundingModes[mode?.name ?? 'HALF_EVEN'] ?? 6), scale);
    if (value.decimalPlaces() > scale) runtime.fail('System.MathException', 'Rounding necessary');
    return new ApexDecimal(value, scale);
}

function toWhole(runtime: ApexRuntime, self: ApexDecimal, mode?: ApexEnumValue): bigint {
    return toLong(BigInt(rounded(runtime, self.value, 0, mode).value.toFixed(0)));
}

function divide(
    runtime: ApexRuntime,
    self: ApexDecimal,
    by: ApexDecimal,
    scale: number,
    mode?: ApexEnumValue
): ApexDecimal {
    if (by.value.isZero()) runtime.fail('System.MathException', 'Divide by 0');
    return rounded(runtime, self.value.div(by.value), scale, mode);
}

/** Digits without leading zeros; 1 for zero. */
function precision(self: ApexDecimal): number {
    return self.value
        .toFixed(self.scale)
        .replace(/[-.]/g, '')
        .replace(/^0+(?=\d)/, '').length;
}

/** The digits before the point, cut to 64 bits. */
export function truncated(value: BigDecimal): bigint {
    return toLong(BigInt(value.trunc().toFixed(0)));
}

function parseDecimal(runtime: ApexRuntime, text: string): ApexDecimal {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim())) {
        runtime.fail('System.TypeException', `Invalid decimal: ${text}`);
    }
    const digits = /\.(\d*)$/.exec(text.trim())?.[1];
    return new ApexDecimal(text.trim(), digits?.length);
}

function parseDouble(runtime: ApexRuntime, text: string): ApexDouble {
    if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(text)) {
        runtime.fail('System.TypeException', `Invalid double: ${text}`);
    }
    return new ApexDouble(Number(text));
}

export const decimal = defineType({
    name: 'System.Decimal',
    statics: {
        'Decimal valueOf(Double value)': (_, value: ApexDouble) => new ApexDecimal(value.toString()),
        'Decimal valueOf(Long value)': (_, value: bigint) => new ApexDecimal(value.toString()),
        'Decimal valueOf(String text)': parseDecimal
    },
    methods: {
        'Decimal abs()': (_, self: ApexDecimal) => new ApexDecimal(self.value.abs(), self.scale),
        'Decimal divide(Decimal divisor, Integer scale)': divide,
        'Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)': divide,
        'Double doubleValue()': (_, self: ApexDecimal) => new ApexDouble(self.value.toNumber()),
        'Integer intValue()': (_, self: ApexDecimal) => Number(BigInt.asIntN(32, truncated(self.value))),
        'Long longValue()': (_, self: ApexDecimal) => truncated(self.value),
        'Decimal pow(Integer exponent)': (runtime, self: ApexDecimal, exponent: number) =>
            exponent < 0
                ? runtime.fail('System.MathException', 'Invalid operation')
                : new ApexDecimal(self.value.pow(exponent), self.scale * exponent),
        'String format()': (runtime, self: ApexDecimal) => formatNumber(runtime, self.value),
        'Integer precision()': (_, self: ApexDecimal) => precision(self),
        'Long round()': toWhole,
        'Long round(RoundingMode mode)': toWhole,
        'Integer scale()': (_, self: ApexDecimal) => self.scale,
        'Decimal setScale(Integer scale)': (runtime, self: ApexDecimal, scale: number) =>
            rounded(runtime, self.value, scale),
        'Decimal setScale(Integer scale, RoundingMode mode)': (
            runtime,
            self: ApexDecimal,
            scale: number,
            mode: ApexEnumValue
        ) => rounded(runtime, self.value, scale, mode),
        'Decimal stripTrailingZeros()': (_, self: ApexDecimal) => new ApexDecimal(self.value),
        'String toPlainString()': (_, self: ApexDecimal) => self.toString()
    }
});

export const double = defineType({
    name: 'System.Double',
    statics: {
        'Double valueOf(String text)': parseDouble,
        'Double valueOf(Object value)': (runtime, value: unknown) =>
            typeof value === 'string' ? parseDouble(runtime, value) : runtime.convert(value, primitive('Double'))
    },
    methods: {
        'Integer intValue()': (_, self: ApexDouble) => Number(BigInt.asIntN(32, truncated(new BigDecimal(self.value)))),
        'Long longValue()': (_, self: ApexDouble) => truncated(new BigDecimal(self.value)),
        'Long round()': (_, self: ApexDouble) => BigInt(Math.round(self.value))
    }
});
