/** Executes a line of a guide as a reader's terminal would, but without a shell, so that it is the same on every system. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CommandSettings {
    readonly folder: string;
    readonly environment: NodeJS.ProcessEnv;
}

export interface CommandResult {
    readonly status: number | null;
    /** Both streams in the order in which they came. */
    readonly output: string;
    /** Without what it warned of. */
    readonly answer: string;
}

/** Words of a command line; double quotes hold words together, other characters mean themselves. */
export function commandWords(line: string): string[] {
    return [...line.matchAll(/(?:"[^"]*"|[^\s"])+/g)].map(([word]) => word.replaceAll('"', ''));
}

export function runCommand(line: string, { folder, environment }: CommandSettings): Promise<CommandResult> {
    const [program = '', ...words] = resolveProgram(commandWords(line), folder);
    return new Promise((done, fail) => {
        const child = spawn(program, words, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
        let output = '';
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding('utf8').on('data', (text: string) => (output += text));
        }
        let answer = '';
        child.stdout.on('data', (text: string) => (answer += text));
        child.once('error', fail);
        child.once('close', (status) => done({ status, output, answer }));
    });
}

/**
 * @returns what the command printed
 * @throws with that when it fails
 */
export async function runSuccessfully(line: string, settings: CommandSettings): Promise<string> {
    const { status, output } = await runCommand(line, settings);
    if (status !== 0) {
        throw new Error(`"${line}" ended with status ${status ?? 'none'}:\n${output}`);
    }
    return output;
}

/** npm and npx are shell scripts on Windows; what they would start is started directly, with the Node that runs the test. */
export function resolveProgram(words: readonly string[], folder: string): string[] {
    const [program = '', second = '', ...rest] = words;
    if (program === 'npx' && second === 'sf') {
        return [process.execPath, join(folder, 'node_modules', '@salesforce', 'cli', 'bin', 'run.js'), ...rest];
    }
    if (program === 'npm') {
        const [name = '', ...more] = second === 'run' ? rest : [second, ...rest];
        const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
            scripts: Record<string, string>;
        };
        const script = /&& node (\S+)$/.exec(scripts[name] ?? '')?.[1];
        if (script === undefined) {
            throw new Error(`package.json has no script "${name}" that runs a file of ours.`);
        }
        return [process.execPath, script, ...(more[0] === '--' ? more.slice(1) : more)];
    }
    return [...words];
}
