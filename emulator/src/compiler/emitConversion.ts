/** Implicit conversions and casts. Where the static type decides, the conversion is written out; else the runtime checks. */
import type { ApexType, PrimitiveName } from '../values/apexType.ts';
import { sameType } from '../values/apexType.ts';
import type { FunctionScope } from './functionScope.ts';

const conversions: Partial<Record<PrimitiveName, Partial<Record<PrimitiveName, (code: string) => string>>>> = {
    Integer: {
        Long: (code) => (/^\d+$/.test(code) ? `${code}n` : `O.toLong(${code})`),
        Double: (code) => `O.integerToDouble(${code})`,
        Decimal: (code) => `O.integerToDecimal(${code})`
    },
    Long: {
        Integer: (code) => `O.longToInteger(${code})`,
        Double: (code) => `O.longToDouble(${code})`,
        Decimal: (code) => `O.longToDecimal(${code})`
    },
    Double: {
        Integer: (code) => `O.doubleToInteger(${code})`,
        Long: (code) => `O.doubleToLong(${code})`,
        Decimal: (code) => `O.doubleToDecimal(${code})`
    },
    Decimal: {
        Integer: (code) => `O.decimalToInteger(${code})`,
        Long: (code) => `O.decimalToLong(${code})`,
        Double: (code) => `O.decimalToDouble(${code})`
    },
    String: { Id: (code) => `O.toId(${code})` },
    Id: { String: (code) => code },
    Date: { Datetime: (code) => `O.dateToDatetime(${code})` }
};

export function emitConversion(
    code: string,
    from: ApexType,
    to: ApexType,
    scope: FunctionScope,
    isCast: boolean
): string {
    if (sameType(from, to) || from.kind === 'null') return code;
    if (from.kind === 'primitive' && to.kind === 'primitive') {
        const convert = conversions[from.name]?.[to.name];
        if (convert) return convert(code);
    }
    return isCast ? `$.convert(${code}, ${scope.constantType(to)})` : code;
}
