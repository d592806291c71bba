/**
 * `npm run acceptance`: one line per numbered case. Runs the suites that carry them, or with `-- --results FILE` reads the results
 * of `npm test -- --json --outputFile=FILE`. Fails when a number is missing, failed or asserts nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { caseNumbers, isEndToEnd, isOfProduct, promiseNumbers } from './acceptance/acceptanceNumbers.ts';
import { acceptanceReport, type TestRun } from './acceptance/acceptanceReport.ts';
import { runNumberedSuites } from './acceptance/acceptanceRun.ts';

const { results } = parseArgs({ options: { results: { type: 'string' } } }).values;
const resultsFile = results ?? join('.local', 'acceptance.json');
if (results === undefined) {
    runNumberedSuites(resultsFile);
}
const run = JSON.parse(readFileSync(resultsFile, 'utf8')) as TestRun;
const cases = acceptanceReport(caseNumbers, run, isEndToEnd);
const promises = acceptanceReport(promiseNumbers, run, isOfProduct);
console.log([...cases.lines, '', ...promises.lines].join('\n'));
const isComplete = cases.isComplete && promises.isComplete;
console.log(isComplete ? '\nacceptance: ok' : '\nacceptance: not complete');
process.exitCode = isComplete ? 0 : 1;
