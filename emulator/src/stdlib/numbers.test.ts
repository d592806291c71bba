import { testApex } from '../../test/fakes/apexTable.ts';

describe('Integer, Long, Boolean, Id and Blob', () => {
    testApex([
        ["Integer.valueOf('-12')", '-12'],
        ["Integer.valueOf('1.5')", 'System.TypeException: Invalid integer: 1.5'],
        ["Integer.valueOf('3000000000')", 'System.TypeException: Invalid integer: 3000000000'],
        ["Object text = '7'; return Integer.valueOf(text);", '7'],
        ['Object whole = 7; return Integer.valueOf(whole);', '7'],
        ['Integer one = 1; return one.equals(1);', 'true'],
        ['Integer one = 1; return one.hashCode();', '1'],
        ["Long.valueOf('9223372036854775807')", '9223372036854775807L'],
        ["Long.valueOf('9223372036854775808')", 'System.TypeException: Invalid long: 9223372036854775808'],
        ['Long big = 4294967297L; return big.intValue();', '1'],
        ["Boolean.valueOf('TRUE')", 'true'],
        ["Object text = 'no'; return Boolean.valueOf(text);", 'false'],
        ['Object yes = true; return Boolean.valueOf(yes);', 'true'],
        ["Id.valueOf('001000000000001')", "'001000000000001AAA'"],
        ["Id.valueOf('nonsense')", 'System.StringException: Invalid id: nonsense'],
        ["Id x = '001000000000001AAA'; return x.to15();", "'001000000000001'"],
        ["Id x = '001000000000001AAA'; return x.getSObjectType();", 'Account'],
        [
            "Id x = '0Af000000000001'; return x.getSObjectType();",
            'System.SObjectException: Unable to determine sobject type for id: 0Af000000000001CAA'
        ],
        ["Id x = '001000000000001AAA'; return x.equals('001000000000001');", 'true'],
        ["Blob.valueOf('é')", 'Blob c3a9'],
        ["Blob.valueOf('é').size()", '2'],
        ["Blob.valueOf('é').toString()", "'é'"],
        ["EncodingUtil.convertFromHex('ff').toString()", 'System.StringException: BLOB is not a valid UTF-8 string']
    ]);
});

describe('Decimal and Double', () => {
    testApex([
        ["Decimal.valueOf('1.50')", '1.50'],
        ["Decimal.valueOf('1e3')", '1000'],
        ["Decimal.valueOf('x')", 'System.TypeException: Invalid decimal: x'],
        ['Decimal.valueOf(7L)', '7'],
        ["Decimal.valueOf(Double.valueOf('1.5'))", '1.5'],
        ['(-1.50).abs()', '1.50'],
        ['(10.0).divide(3, 2)', '3.33'],
        ['(10.0).divide(3, 2, System.RoundingMode.UP)', '3.34'],
        ['(10.0).divide(0, 2)', 'System.MathException: Divide by 0'],
        ['(1.5).doubleValue()', '1.5d'],
        ['(2.9).intValue()', '2'],
        ['(-2.9).longValue()', '-2L'],
        ['(1.5).pow(2)', '2.25'],
        ['(1.5).pow(-1)', 'System.MathException: Invalid operation'],
        ['(100.50).precision()', '5'],
        ['(2.5).round()', '2L'],
        ['(2.5).round(System.RoundingMode.HALF_UP)', '3L'],
        ['(1.50).scale()', '2'],
        ['(1.245).setScale(2)', '1.24'],
        ['(1.5).setScale(3)', '1.500'],
        ['(1.245).setScale(2, System.RoundingMode.HALF_UP)', '1.25'],
        ['(1.245).setScale(2, System.RoundingMode.UNNECESSARY)', 'System.MathException: Rounding necessary'],
        ['(1.20).setScale(1, System.RoundingMode.UNNECESSARY)', '1.2'],
        ['(1.2).setScale(40)', 'System.MathException: Scale out of range: 40'],
        ['(1.500).stripTrailingZeros()', '1.5'],
        ['(1.50).toPlainString()', "'1.50'"],
        ["Double.valueOf('1.5')", '1.5d'],
        ["Double.valueOf('x')", 'System.TypeException: Invalid double: x'],
        ["Object text = '2'; return Double.valueOf(text);", '2.0d'],
        ["Object value = Double.valueOf('2'); return Double.valueOf(value);", '2.0d'],
        ["Double.valueOf('2.9').intValue()", '2'],
        ["Double.valueOf('2.9').longValue()", '2L'],
        ["Double.valueOf('2.5').round()", '3L']
    ]);
});

describe('Math', () => {
    testApex([
        ['Math.abs(-2)', '2'],
        ['Math.abs(-2L)', '2L'],
        ["Math.abs(Double.valueOf('-2'))", '2.0d'],
        ['Math.abs(-2.50)', '2.50'],
        ['Math.ceil(1.2)', '2'],
        ["Math.ceil(Double.valueOf('1.2'))", '2.0d'],
        ["Math.exp(Double.valueOf('0'))", '1.0d'],
        ['Math.floor(-1.2)', '-2'],
        ["Math.floor(Double.valueOf('1.8'))", '1.0d'],
        ["Math.log(Double.valueOf('1'))", '0.0d'],
        ["Math.log10(Double.valueOf('100'))", '2.0d'],
        ['Math.max(1, 2)', '2'],
        ['Math.max(3L, 2L)', '3L'],
        ["Math.max(Double.valueOf('1'), Double.valueOf('2'))", '2.0d'],
        ['Math.max(1.5, 1.25)', '1.5'],
        ['Math.min(1, 2)', '1'],
        ['Math.min(3L, 2L)', '2L'],
        ["Math.min(Double.valueOf('1'), Double.valueOf('2'))", '1.0d'],
        ['Math.min(1.5, 1.25)', '1.25'],
        ['Math.mod(-7, 3)', '-1'],
        ['Math.mod(7L, 4L)', '3L'],
        ['Math.mod(7, 0)', 'System.MathException: Divide by 0'],
        ["Math.pow(Double.valueOf('2'), Double.valueOf('3'))", '8.0d'],
        ['Math.random()', '0.5d'],
        ['Math.round(2.5)', '2'],
        ['Math.round(3.5)', '4'],
        ['Math.roundToLong(2.6)', '3L'],
        ['Math.signum(-2.5)', '-1'],
        ["Math.sqrt(Double.valueOf('9'))", '3.0d']
    ]);
});
