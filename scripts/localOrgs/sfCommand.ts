/** Runs the Salesforce CLI of this project, without a shell and without its telemetry. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { OrgRecord } from './orgClient.ts';
import { SetUpError } from './setUpError.ts';

export interface JwtLogin {
    readonly alias: string;
    readonly username: string;
    readonly url: string;
    readonly consumerKey: string;
    readonly privateKeyFile: string;
}

/**
 * For an sf that calls nobody but the org. `SF_AUTOUPDATE_DISABLE` is not the one to set: an sf from npm then takes the decision
 * as made and starts an updater, which lives on for an hour.
 */
export const quietSf = {
    SF_DISABLE_TELEMETRY: 'true',
    SF_SKIP_NEW_VERSION_CHECK: 'true',
    SF_DISABLE_AUTOUPDATE: 'true'
};

/**
 * Registers the org with sf under the alias, as `sf org login jwt` does for a real org.
 *
 * @throws SetUpError ORG_NOT_RUNNING, LOGIN_FAILED
 */
export async function loginWithSf({ alias, username, url, consumerKey, privateKeyFile }: JwtLogin): Promise<void> {
    await requireRunning(url);
    const { status, output } = await runSf([
        ...['org', 'login', 'jwt', '--alias', alias, '--username', username, '--instance-url', url],
        ...['--client-id', consumerKey, '--jwt-key-file', privateKeyFile]
    ]);
    if (status !== 0) {
        throw new SetUpError(
            'LOGIN_FAILED',
            `sf could not log in to ${url} as ${username}:\n${output}`,
            'Stop the orgs and start them again from this folder: they trust the key under .local/ that they found at start.'
        );
    }
}

/**
 * Queries an org that sf is logged in to.
 *
 * @throws SetUpError QUERY_FAILED
 */
export async function queryWithSf(alias: string, soql: string): Promise<OrgRecord[]> {
    const { status, output } = await runSf(['data', 'query', '--json', '--target-org', alias, '--query', soql]);
    if (status !== 0) {
        throw new SetUpError(
            'QUERY_FAILED',
            `sf could not query ${alias}:\n${output}`,
            `Check the log-in: npx sf org display --target-org ${alias}`
        );
    }
    return (JSON.parse(output) as { result: { records: OrgRecord[] } }).result.records;
}

async function requireRunning(url: string): Promise<void> {
    try {
        await fetch(`${url}/services/data`);
    } catch (cause) {
        throw new SetUpError(
            'ORG_NOT_RUNNING',
            `Nothing answers at ${url}.`,
            'Start the orgs in another terminal (npm start) with the same PORT_BASE.',
            { cause }
        );
    }
}

function runSf(words: readonly string[]): Promise<{ status: number | null; output: string }> {
    return new Promise((done, fail) => {
        const program = resolve('node_modules', '@salesforce', 'cli', 'bin', 'run.js');
        const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, ...quietSf } });
        let output = '';
        let warnings = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
        child.stderr.setEncoding('utf8').on('data', (text: string) => (warnings += text));
        child.once('error', fail);
        child.once('close', (status) => done({ status, output: status === 0 ? output : output + warnings }));
    });
}
