/** Runs the suites that carry numbered cases. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const suites = ['relay/', 'scripts/proof/'];

/** Jest's own output goes to standard error, its results to the file. Tests may fail: the report says which. */
export function runNumberedSuites(resultsFile: string): void {
    mkdirSync(dirname(resultsFile), { recursive: true });
    rmSync(resultsFile, { force: true });
    const jest = resolve('node_modules', 'jest', 'bin', 'jest.js');
    const words = ['--selectProjects', 'node', '--json', `--outputFile=${resultsFile}`, '--testPathPattern', ...suites];
    spawnSync(process.execPath, [jest, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
}
