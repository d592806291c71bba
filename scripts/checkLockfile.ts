/** `npm run check:lockfile`: where packages come from, and that none runs anything at install. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { reportFindings } from './rules/finding.ts';
import { checkLockfile } from './rules/lockfile.ts';

const findings = checkLockfile(readFileSync('package-lock.json', 'utf8'), readFileSync('package.json', 'utf8'));
const lint = spawnSync(
    'lockfile-lint',
    [
        '--path',
        'package-lock.json',
        '--type',
        'npm',
        '--validate-https',
        '--validate-integrity',
        '--allowed-hosts',
        'npm'
    ],
    { encoding: 'utf8', shell: process.platform === 'win32' }
);
if (lint.status !== 0) {
    const message = lint.error?.message ?? `${lint.stdout}${lint.stderr}`.trim();
    findings.push({ path: 'package-lock.json', message: `lockfile-lint: ${message}` });
}
reportFindings('lockfile', findings);
