/** The relay as it runs in production: a process of its own that knows nothing but its environment. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localHost } from './portPlan.ts';
import { SetUpError } from './setUpError.ts';
import { waitUntil } from './waitUntil.ts';

export interface RelayOrg {
    readonly url: string;
    readonly pubSubEndpoint: string;
    readonly orgId: string;
    readonly username: string;
}

export interface RelaySettings {
    readonly port: number;
    readonly orgA: RelayOrg;
    readonly orgB: RelayOrg;
    readonly consumerKey: string;
    readonly privateKeyFile: string;
}

const readyTimeoutMs = 20_000;
const stopTimeoutMs = 10_000;

/**
 * @param variables the relay's own; PORT among them
 * @returns how to stop it, once both directions run
 * @throws SetUpError RELAY_ENDED, WAITED_IN_VAIN
 */
export async function startRelay(variables: Record<string, string>, logFile: string): Promise<() => Promise<void>> {
    mkdirSync(dirname(logFile), { recursive: true });
    const log = openSync(logFile, 'w');
    const relay = spawn(process.execPath, [join('relay', 'src', 'main.ts'), 'run'], {
        env: { ...process.env, ...variables },
        stdio: ['ignore', log, log]
    });
    closeSync(log);
    const stop = (): Promise<void> => stopProcess(relay);
    try {
        await waitUntil('the relay to be ready', readyTimeoutMs, () =>
            isReady(relay, variables['PORT'] ?? '', logFile)
        );
    } catch (error) {
        await stop();
        throw error;
    }
    return stop;
}

export function relayVariables({
    port,
    orgA,
    orgB,
    consumerKey,
    privateKeyFile
}: RelaySettings): Record<string, string> {
    const orgVariables = (prefix: string, org: RelayOrg): Record<string, string> => ({
        [`${prefix}_LOGIN_URL`]: org.url,
        [`${prefix}_CLIENT_ID`]: consumerKey,
        [`${prefix}_USERNAME`]: org.username,
        [`${prefix}_PRIVATE_KEY_FILE`]: privateKeyFile,
        [`${prefix}_ORG_ID`]: org.orgId,
        [`${prefix}_PUBSUB_ENDPOINT`]: org.pubSubEndpoint
    });
    return {
        ...orgVariables('ORG_A', orgA),
        ...orgVariables('ORG_B', orgB),
        HTTP_TOKEN: randomBytes(24).toString('hex'),
        HOST: localHost,
        PORT: String(port)
    };
}

async function isReady(relay: ChildProcess, port: string, logFile: string): Promise<true | undefined> {
    if (relay.exitCode !== null || relay.signalCode !== null) {
        throw new SetUpError('RELAY_ENDED', 'The relay ended while it started.', `Its reason is in ${logFile}.`);
    }
    // Nothing listens yet while the process loads: that is an answer, "not ready".
    const answer = await fetch(`http://${localHost}:${port}/readyz`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
}

async function stopProcess(relay: ChildProcess): Promise<void> {
    if (relay.exitCode !== null || relay.signalCode !== null) {
        return;
    }
    const ended = once(relay, 'exit');
    relay.kill('SIGTERM');
    const impatience = setTimeout(() => relay.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(impatience);
}
