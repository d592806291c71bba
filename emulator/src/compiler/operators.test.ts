import { evaluateApex } from '../../test/fakes/apexRig.ts';
import { ApexException } from '../values/apexObject.ts';

/** Text of the value, or `Type: message` of the exception. */
function outcome(body: string): string {
    try {
        const { rig, value } = evaluateApex(body);
        return rig.engine.execution.toText(value);
    } catch (error) {
        if (error instanceof ApexException) return error.toString();
        throw error;
    }
}

const divideByZero = 'System.MathException: Divide by 0';
const nullPointer = 'System.NullPointerException: Attempt to de-reference a null object';

/**
 * Rows without a remark follow "Expression Operators" and "Primitive Data Types":
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm
 */
describe('Integer and Long', () => {
    it.each([
        ['return 1 + 2;', '3'],
        ['return 7 / 2;', '3'],
        ['return -7 / 2;', '-3'],
        ['return 7 - 2 * 3;', '1'],
        ['return (7 - 2) * 3;', '15'],
        ['return 1 / 0;', divideByZero],
        ['Integer zero = 0; return 5 / zero;', divideByZero],
        ['Long zero = 0; return 5L / zero;', divideByZero],
        // Java's int and long wrap; the documentation gives only the ranges.
        ['return 2147483647 + 1;', '-2147483648'],
        ['Integer i = -2147483647 - 1; return i - 1;', '2147483647'],
        ['return 65536 * 65536;', '0'],
        ['return 123456789 * 987654321;', '-67153019'],
        ['Integer i = -2147483647 - 1; return -i;', '-2147483648'],
        ['Integer i = -2147483647 - 1; return i / -1;', '-2147483648'],
        ['return 9223372036854775807L + 1;', '-9223372036854775808'],
        ['return 4294967296L * 4294967296L;', '0'],
        ['return 3000000000L / 7;', '428571428'],
        ['return -7L / 2;', '-3'],
        ['Integer i = 2147483647; Long l = i; return l + 1;', '2147483648'],
        ['return 1 << 33;', '2'],
        ['return -8 >> 1;', '-4'],
        ['return -1 >>> 28;', '15'],
        ['return 6 & 3;', '2'],
        ['return 6 | 3;', '7'],
        ['return 6 ^ 3;', '5'],
        ['Integer i; return i + 1;', nullPointer],
        ['Integer i; return 1 - i;', nullPointer],
        ['Integer i; return -i;', nullPointer],
        ['Integer i; i++; return i;', nullPointer],
        ['Long l; return l * 2;', nullPointer],
        ['Integer i = 5; return i++ + i;', '11'],
        ['Integer i = 5; return ++i + i;', '12'],
        ['Integer i = 5; return i-- - --i;', '2'],
        ['Integer i = 5; i += 3; i *= 2; i -= 1; i /= 4; return i;', '3'],
        ['Integer i = 6; i |= 1; i <<= 2; i ^= 4; i &= 31; return i;', '24'],
        ['Integer i = 2147483647; i++; return i;', '-2147483648']
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});

describe('Decimal and Double', () => {
    it.each([
        ['return 1.10 + 2.2;', '3.30'],
        ['return 1.10 - 1.1;', '0.00'],
        ['return 1.5 * 2.25;', '3.375'],
        ['return 1.50 * 2;', '3.00'],
        ['return 0.1 + 0.2;', '0.3'],
        ['return 1.0 / 4.0;', '0.25'],
        ['return 10.00 / 2;', '5.00'],
        // https://force201.wordpress.com/2010/03/12/decimal-scale/
        ['return 1.0 / 3;', '0.333333333333333333333333333333333'],
        ['return 1 / 0.0;', divideByZero],
        ['Double d = 0; return 1 / d;', divideByZero],
        ['Decimal d = 5; return d;', '5'],
        ['Double d = 5; return d;', '5.0'],
        ['Double d = 0.1; Double e = 0.2; return d + e;', '0.30000000000000004'],
        ['Double d = 1.5; Decimal e = d; return e + 1;', '2.5'],
        ['return 1.0 == 1.00;', 'true'],
        ['return 1 == 1.0;', 'true'],
        ['Decimal d; return d + 1;', nullPointer],
        ['Decimal d = 1.5; d += 1; return d;', '2.5'],
        ['Decimal d = 1.5; d++; return d;', '2.5'],
        ['return -(1.50);', '-1.50'],
        ['return 1.5 < 1.50;', 'false'],
        ['return 2.5 >= 2;', 'true']
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});

describe('relations and equality', () => {
    it.each([
        ['return 1 < 2;', 'true'],
        // "If x or y equal null and are Integers, Doubles, Dates, or Datetimes, the expression is false."
        ['Integer i; return i < 1;', 'false'],
        ['Integer i; return i >= 1;', 'false'],
        ['Integer i; Integer j; return i <= j;', 'false'],
        ['Long l; return l > 1;', 'false'],
        ['Decimal d; return d < 1;', 'false'],
        ['Date d; return d <= Date.newInstance(2020, 1, 1);', 'false'],
        ['return Date.newInstance(2020, 1, 2) > Date.newInstance(2020, 1, 1);', 'true'],
        // "A non-null String or ID value is always greater than a null value."
        ["String s; return 'a' > s;", 'true'],
        ["String s; return s < 'a';", 'true'],
        // "The comparison of two strings ... is case-insensitive."
        ["return 'apple' < 'Banana';", 'true'],
        ["return 'b' > 'A';", 'true'],
        ["return 'Abc' == 'aBC';", 'true'],
        ["return 'Abc' != 'aBC';", 'false'],
        ["return 'Abc'.equals('aBC');", 'false'],
        ["String s; return s == 'a';", 'false'],
        ['String s; return s == null;', 'true'],
        ["String s = 'x'; return s != null;", 'true'],
        ['Integer i; return i == 0;', 'false'],
        ['Integer i; return i != null;', 'false'],
        ['return 1L == 1;', 'true'],
        // https://help.salesforce.com/s/articleView?id=000385008
        ["Id a = '001000000000001'; Id b = '001000000000001AAA'; return a == b;", 'true'],
        ["Id a = '001000000000001'; return a;", '001000000000001AAA'],
        ["Id a = 'x'; return a;", 'System.StringException: Invalid id: x'],
        ['return new List<Integer>{1, 2} == new List<Integer>{1, 2};', 'true'],
        ['return new List<Integer>{1, 2} === new List<Integer>{1, 2};', 'false'],
        ["return new Set<String>{'a'} == new Set<String>{'a'};", 'true'],
        ["return new Account(Name = 'a') == new Account(Name = 'a');", 'true'],
        ["return new Account(Name = 'a') === new Account(Name = 'a');", 'false'],
        ['Object a = 1; Object b = 1; return a == b;', 'true'],
        ['Boolean b; if (b) { return 1; } return 2;', nullPointer],
        ['Boolean b; return !b;', nullPointer],
        ['Boolean b; return true && b;', nullPointer],
        ['Boolean b; return false && b;', 'false'],
        ['Boolean b; return true || b;', 'true'],
        ['Boolean b = true; b &= false; return b;', 'false'],
        ['return true ^ true;', 'false']
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});

describe('text', () => {
    it.each([
        ["return 'a' + 1 + 2;", 'a12'],
        ["return 1 + 2 + 'a';", '3a'],
        ["return 'a' + null;", 'anull'],
        ["String s; return s + 'a';", 'nulla'],
        ["String s = 'a'; s += null; return s;", 'anull'],
        ["String s; s += 'b'; return s;", 'nullb'],
        ["return 'x' + true;", 'xtrue'],
        ["return 'x' + 1.50;", 'x1.50'],
        ["Double d = 2; return 'x' + d;", 'x2.0'],
        ["return 'x' + 5L;", 'x5'],
        // Shapes of the following are as observed on the platform; its documentation does not give them.
        ["return '' + Date.newInstance(2026, 1, 31);", '2026-01-31 00:00:00'],
        ["return '' + new List<Integer>{1, null};", '(1, null)'],
        ["return '' + new Set<String>{'a', 'b'};", '{a, b}'],
        ["return '' + new Map<String, Integer>{'a' => 1, 'b' => 2};", '{a=1, b=2}'],
        ["return '' + new Account(Name = 'Acme', Size__c = 3);", 'Account:{Name=Acme, Size__c=3}'],
        ["return '' + new List<Integer>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};", '(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...)'],
        ["return 'it\\'s \\\\ \\n' + 'x';", "it's \\ \nx"]
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});
