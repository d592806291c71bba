/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_math.htm */
import { ApexDecimal, ApexDouble, toInteger, toLong } from '../values/apexNumbers.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { defineType } from './systemType.ts';
import type { StaticBody } from './systemType.ts';

function ofDoubles(compute: (value: number) => number): StaticBody {
    return (_, value: ApexDouble) => new ApexDouble(compute(value.value));
}

/** `wantsLarger` chooses between max and min. */
function choose(wantsLarger: boolean): Record<string, StaticBody> {
    const name = wantsLarger ? 'max' : 'min';
    const ordered = (_: ApexRuntime, left: number | bigint, right: number | bigint): number | bigint =>
        left > right === wantsLarger ? left : right;
    return {
        [`Integer ${name}(Integer left, Integer right)`]: ordered,
        [`Long ${name}(Long left, Long right)`]: ordered,
        [`Double ${name}(Double left, Double right)`]: (_, left: ApexDouble, right: ApexDouble) =>
            left.value > right.value === wantsLarger ? left : right,
        [`Decimal ${name}(Decimal left, Decimal right)`]: (_, left: ApexDecimal, right: ApexDecimal) =>
            left.value.gt(right.value) === wantsLarger ? left : right
    };
}

function remainder<Whole extends number | bigint>(runtime: ApexRuntime, value: Whole, by: Whole): Whole {
    if (Number(by) === 0) return runtime.fail('System.MathException', 'Divide by 0');
    return (typeof value === 'bigint' ? value % (by as bigint) : (value % (by as number)) | 0) as Whole;
}

/** Half even. */
function whole(value: ApexDecimal): bigint {
    return toLong(BigInt(value.value.toDecimalPlaces(0, 6).toFixed(0)));
}

export const math = defineType({
    name: 'System.Math',
    statics: {
        ...choose(true),
        ...choose(false),
        'Integer abs(Integer value)': (_, value: number) => toInteger(Math.abs(value)),
        'Long abs(Long value)': (_, value: bigint) => toLong(value < 0n ? -value : value),
        'Double abs(Double value)': ofDoubles(Math.abs),
        'Decimal abs(Decimal value)': (_, value: ApexDecimal) => new ApexDecimal(value.value.abs(), value.scale),
        'Decimal ceil(Decimal value)': (_, value: ApexDecimal) => new ApexDecimal(value.value.ceil(), 0),
        'Double ceil(Double value)': ofDoubles(Math.ceil),
        'Double exp(Double value)': ofDoubles(Math.exp),
        'Decimal floor(Decimal value)': (_, value: ApexDecimal) => new ApexDecimal(value.value.floor(), 0),
        'Double floor(Double value)': ofDoubles(Math.floor),
        'Double log(Double value)': ofDoubles(Math.log),
        'Double log10(Double value)': ofDoubles(Math.log10),
        'Integer mod(Integer value, Integer divisor)': remainder,
        'Long mod(Long value, Long divisor)': remainder,
        'Double pow(Double base, Double exponent)': (_, base: ApexDouble, exponent: ApexDouble) =>
            new ApexDouble(base.value ** exponent.value),
        'Double random()': (runtime) => new ApexDouble(runtime.host.random()),
        'Integer round(Decimal value)': (_, value: ApexDecimal) => Number(BigInt.asIntN(32, whole(value))),
        'Long roundToLong(Decimal value)': (_, value: ApexDecimal) => whole(value),
        'Decimal signum(Decimal value)': (_, value: ApexDecimal) => new ApexDecimal(value.value.comparedTo(0)),
        'Double sqrt(Double value)': ofDoubles(Math.sqrt)
    }
});
