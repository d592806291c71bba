import { caseNumbers, isEndToEnd, isOfProduct, numbersOf, promiseNumbers } from './acceptanceNumbers.ts';
import { acceptanceReport, type TestCase } from './acceptanceReport.ts';

const report = (numbers: readonly string[], ...tests: readonly TestCase[]) =>
    acceptanceReport(
        numbers,
        { testResults: [{ name: '/project/relay/test/e2e/a.e2e.test.ts', assertionResults: tests }] },
        isEndToEnd
    );

const test = (title: string, status: string, numPassingAsserts?: number): TestCase => ({
    ancestorTitles: ['orgs'],
    title,
    status,
    ...(numPassingAsserts === undefined ? {} : { numPassingAsserts })
});

const passed = (title: string, numPassingAsserts = 1): TestCase => test(title, 'passed', numPassingAsserts);

it('says of each number that its test passed', () => {
    expect(report(['A1', 'P4', 'B10'], passed('A1 brings names'), passed('P4 B10 keep both'))).toEqual({
        lines: ['A1 pass  orgs brings names', 'P4 pass  orgs keep both', 'B10 pass  orgs keep both'],
        isComplete: true
    });
});

it('counts the other tests of a number', () => {
    const { lines } = report(['A1'], passed('A1 brings names'), passed('A1 A2 brings titles'), passed('A10 renames'));
    expect(lines).toEqual(['A1 pass  orgs brings names (+1)']);
});

it('counts every test of a group that has the number', () => {
    const tests = [passed('one'), passed('P8 two', 0)].map((each) => ({ ...each, ancestorTitles: ['P8 B9 triggers'] }));
    expect(report(['P8', 'B9'], ...tests).lines).toEqual([
        'P8 fail  asserts nothing: triggers two',
        'B9 fail  asserts nothing: triggers two'
    ]);
});

it.each([
    ['no test has it', [passed('A10 renames'), passed('brings A1 names')], 'A1 missing  no test has this number'],
    ['a test failed', [passed('A1 one'), test('A1 two', 'failed')], 'A1 fail  failed: orgs two'],
    ['a test was skipped', [test('A1 one', 'pending')], 'A1 fail  did not run: orgs one'],
    ['a test asserts nothing', [passed('A1 one', 2), passed('A1 two', 0)], 'A1 fail  asserts nothing: orgs two'],
    ['no assertion was counted', [test('A1 one', 'passed')], 'A1 fail  asserts nothing: orgs one']
])('is not complete when %s', (_, tests, line) => {
    expect(report(['A1'], ...tests)).toEqual({ lines: [line], isComplete: false });
});

it('counts no test of another kind', () => {
    const name = '/project/model/merge.test.ts';
    const run = { testResults: [{ name, assertionResults: [passed('P3 merges')] }] };
    expect(acceptanceReport(['P3'], run, isOfProduct).lines).toEqual(['P3 missing  no test has this number']);
});

it.each([
    ['/project/relay/test/e2e/guards.e2e.test.ts', true, true],
    ['/project/relay/src/relay.test.ts', false, true],
    ['/project/model/merge.test.ts', false, false],
    ['/project/emulator/test/sfCli.e2e.test.ts', false, false]
])('knows what %s can prove', (path, provesCases, provesPromises) => {
    expect([isEndToEnd(path), isOfProduct(path)]).toEqual([provesCases, provesPromises]);
});

it('reads numbers at the start of a title only', () => {
    expect(numbersOf('P16 B19 set managers')).toEqual(['P16', 'B19']);
    expect(numbersOf('P21 (virtual time) carries edits')).toEqual(['P21']);
    expect(numbersOf('leaves A1 alone')).toEqual([]);
    expect(numbersOf('P3')).toEqual([]);
});

it('demands every number once', () => {
    expect(caseNumbers).toHaveLength(46);
    expect(promiseNumbers).toHaveLength(32);
    expect(promiseNumbers.filter((number) => ['P7', 'P17', 'P20', 'P21', 'P30', 'P40'].includes(number))).toEqual([]);
});
