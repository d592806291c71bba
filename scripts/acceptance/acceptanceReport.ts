/** What a test run proves of a list of numbered cases: one line per number, and whether all of them passed. */
import { numbersOf, withoutNumbers } from './acceptanceNumbers.ts';

/** Of Jest's `--json`, what counts here. */
export interface TestRun {
    readonly testResults: readonly {
        readonly name: string;
        readonly assertionResults: readonly TestCase[];
    }[];
}

export interface TestCase {
    readonly ancestorTitles: readonly string[];
    readonly title: string;
    readonly status: string;
    /** Null or absent when it did not run. */
    readonly numPassingAsserts?: number | null;
}

export interface AcceptanceReport {
    readonly lines: readonly string[];
    readonly isComplete: boolean;
}

/** @param isProof whether tests of the file of that path count */
export function acceptanceReport(
    numbers: readonly string[],
    run: TestRun,
    isProof: (path: string) => boolean
): AcceptanceReport {
    const tests = testsByNumber(run, isProof);
    const verdicts = numbers.map((number) => verdictOn(number, tests.get(number) ?? []));
    return { lines: verdicts.map(({ line }) => line), isComplete: verdicts.every(({ isPassed }) => isPassed) };
}

function testsByNumber({ testResults }: TestRun, isProof: (path: string) => boolean): Map<string, TestCase[]> {
    const tests = testResults
        .filter(({ name }) => isProof(name.replaceAll('\\', '/')))
        .flatMap(({ assertionResults }) => assertionResults);
    const byNumber = new Map<string, TestCase[]>();
    for (const test of tests) {
        const numbers = [...test.ancestorTitles, test.title].flatMap(numbersOf);
        for (const number of new Set(numbers)) byNumber.set(number, [...(byNumber.get(number) ?? []), test]);
    }
    return byNumber;
}

function verdictOn(number: string, tests: readonly TestCase[]): { readonly line: string; readonly isPassed: boolean } {
    const say = (word: string, what: string): string => `${number} ${word}  ${what}`;
    const [first] = tests;
    if (first === undefined) return { line: say('missing', 'no test has this number'), isPassed: false };
    const refused = tests.find((test) => refusal(test) !== undefined);
    if (refused) return { line: say('fail', `${refusal(refused) ?? ''}: ${titleOf(refused)}`), isPassed: false };
    const others = tests.length > 1 ? ` (+${tests.length - 1})` : '';
    return { line: say('pass', `${titleOf(first)}${others}`), isPassed: true };
}

/** Why a test proves nothing; undefined when it does. */
function refusal({ status, numPassingAsserts }: TestCase): string | undefined {
    if (status === 'failed') return 'failed';
    if (status !== 'passed') return 'did not run';
    return (numPassingAsserts ?? 0) > 0 ? undefined : 'asserts nothing';
}

function titleOf({ ancestorTitles, title }: TestCase): string {
    return [...ancestorTitles, title].map(withoutNumbers).join(' ');
}
