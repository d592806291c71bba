/** Starts Java programs of the code analyzer's class path, and says the cure when there is no Java. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const oldestJava = 11;
const cure = `npm run scan:apex needs Java ${oldestJava} or later on the PATH (Debian: apt-get install openjdk-17-jre-headless; macOS: brew install openjdk@17).`;

export interface JavaResult {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** Why Java cannot be used, with the cure; undefined when it can. */
export function javaProblem(command = 'java'): string | undefined {
    const { error, stderr } = spawnSync(command, ['-version'], { encoding: 'utf8' });
    if (error !== undefined) {
        return `Java was not found. ${cure}`;
    }
    const version = Number(/version "(\d+)/.exec(stderr)?.[1]);
    return version >= oldestJava ? undefined : `Java is too old: ${stderr.split('\n')[0] ?? ''}. ${cure}`;
}

/** Runs a main class that ships in the jars of the PMD engine (PMD itself and apex-ls). */
export function runFromPmdEngine(mainClass: string, args: readonly string[]): JavaResult {
    const engine = dirname(
        createRequire(join(process.cwd(), 'package.json')).resolve('@salesforce/code-analyzer-pmd-engine')
    );
    const classPath = join(engine, 'java-lib', '*');
    return spawnSync('java', ['-cp', classPath, mainClass, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
