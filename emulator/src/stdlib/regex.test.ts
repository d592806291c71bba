import { testApex } from '../../test/fakes/apexTable.ts';
import type { ApexRow } from '../../test/fakes/apexTable.ts';

/** Pattern, text, whether the whole text matches. */
const matching: readonly (readonly [string, string, boolean])[] = [
    ['(?i)straße', 'STRAßE', true],
    ['(?i)[a-c]É', 'Bé', false],
    ['(?i)[^a]', 'A', false],
    ['(?s)a.b', 'a\\nb', true],
    ['a.b', 'a\\nb', false],
    ['a$', 'a', true],
    ['\\\\d{2,3}', '1234', false],
    ['\\\\d{2,3}?', '12', true],
    ['\\\\D\\\\W\\\\S', 'a-b', true],
    ['[\\\\w.-]+@[\\\\w.]+', 'a.b-c@d.e', true],
    ['[^\\\\s]+', 'a b', false],
    ['[\\\\D]', '1', false],
    ['[a-c[x-z]]+', 'abz', true],
    ['[]a]+', 'a]', true],
    ['[a-]+', 'a-', true],
    ['[\\\\t\\\\x41-\\\\u0043]+', '\\tABC', true],
    ['\\\\p{Alpha}+\\\\p{L}\\\\pN', 'aéb1', false],
    ['\\\\p{Alpha}+\\\\p{L}\\\\p{N}', 'abé1', true],
    ['\\\\P{Digit}', 'a', true],
    ['\\\\p{IsLu}', 'A', true],
    ['(?:a|b)(?=c)c', 'bc', true],
    ['(?<x>a)\\\\k<x>', 'aa', true],
    ['(a)\\\\1', 'aa', true],
    ['\\\\Qa.b\\\\E', 'a.b', true],
    ['\\\\Qa.b', 'axb', false],
    ['\\\\Aab\\\\z', 'ab', true],
    ['ab\\\\Z', 'ab', true],
    ['a\\\\Rb', 'a\\r\\nb', true],
    ['\\\\ba\\\\B', 'a', false],
    ['a\\\\.b', 'axb', false],
    ['\\\\h\\\\v', ' \\n', true]
];

describe('the Java pattern', () => {
    testApex(
        matching.map(([pattern, text, isMatch]): ApexRow => [
            `Pattern.matches('${pattern}', '${text}')`,
            String(isMatch)
        ])
    );
});

describe('the regular expression', () => {
    testApex([
        ["'x\\ny'.replaceAll('(?m)^', '>')", "'>x\n>y'"],
        ["'x\\r\\ny\\n'.replaceAll('(?m)$', '<')", "'x<\r\ny<\n<'"],
        ["'x\\n'.replaceAll('^', '>')", "'>x\n'"],
        ["'x\\n'.replaceAll('x$', '<')", "'<\n'"],
        ["'ab'.replaceAll('(?<last>b)', '[${last}]')", "'a[b]'"],
        ["'ab'.split('(?i)B')", "['a']"],
        ["'a'.split('(')", 'System.StringException: Invalid regex: ('],
        ["'a'.split('[')", 'System.StringException: Invalid regex: ['],
        ["'a'.split('[b-a]')", 'System.StringException: Invalid regex: [b-a]'],
        ["'a'.split('a++')", 'refused: the regular expression a++: possessive quantifiers'],
        ["'a'.split('(?>a)')", 'refused: the regular expression (?>a): flags inside the pattern, or atomic groups'],
        ["'a'.split('[a&&b]')", 'refused: the regular expression [a&&b]: && in a character class'],
        ["'a'.split('[^a[b]]')", 'refused: the regular expression [^a[b]]: a class inside a negated class'],
        ["'a'.split('[\\\\Qa\\\\E]')", 'refused: the regular expression [\\Qa\\E]: \\Q in a character class'],
        ["'a'.split('\\\\p{Greek}')", 'refused: the regular expression \\p{Greek}: \\p{Greek}'],
        ["'a'.split('(?i)\\\\p{L}')", 'refused: the regular expression (?i)\\p{L}: \\p with (?i)'],
        ["'a'.split('(?i)(a)\\\\1')", 'refused: the regular expression (?i)(a)\\1: back references with (?i)'],
        ["'a'.split('\\\\G')", 'refused: the regular expression \\G: \\G'],
        ["'a'.split('\\\\x1')", 'refused: the regular expression \\x1: \\x with these digits'],
        ["'a'.split('\\\\k')", 'refused: the regular expression \\k: \\k without a name'],
        ["'a'.split('a{x}')", 'refused: the regular expression a{x}: a brace that is no repetition']
    ]);
});
