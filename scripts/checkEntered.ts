/** After `npm test -- --coverage` over the emulator's library and APIs: nothing in them may be without a caller. */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { checkEnteredFunctions } from './rules/enteredFunctions.ts';
import { reportFindings } from './rules/finding.ts';

const [coverageFile = '.local/coverage/coverage-final.json'] = process.argv.slice(2);
const coverage: unknown = JSON.parse(readFileSync(coverageFile, 'utf8'));
reportFindings(
    'entered',
    checkEnteredFunctions(coverage, (path) => relative(process.cwd(), path))
);
