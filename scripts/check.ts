/** `npm run check`: everything that is not a test. Runs every step although one failed, and says at the end which. */
import { spawnSync } from 'node:child_process';

const steps = [
    'format:check',
    'lint',
    'typecheck',
    'check:proportion',
    'check:metadata',
    'check:lockfile',
    'scan:apex'
];

const failed = steps.filter((step) => {
    console.log(`\n> ${step}`);
    return (
        spawnSync('npm', ['run', '--silent', step], { stdio: 'inherit', shell: process.platform === 'win32' })
            .status !== 0
    );
});

console.log(failed.length === 0 ? '\ncheck: all passed' : `\ncheck: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
