/** The relay as it runs in production: a process of its own between two orgs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RelayOrg, relayVariables } from '../../../scripts/localOrgs/relayProcess.ts';
import { waitUntil } from '../../../scripts/localOrgs/waitUntil.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import type { DirectionStatus, Relay } from '../../src/relay.ts';
import { compileCache } from './compileCache.ts';
import type { OrgPair } from './orgPair.ts';
import type { CommandOutcome } from './relayCommand.ts';
import type { SyncedOrg } from './syncedOrg.ts';

const { runRelayCommand } = outsideJest('relay/test/support/relayCommand.ts');

const mainFile = join(import.meta.dirname, '../../src/main.ts');
const consumerKey = 'user-sync-relay';
const startTimeoutMs = 20_000;

export interface RelayChild {
    status(): Promise<{ isReady: boolean; directions: DirectionStatus[] } & ReturnType<Relay['status']>>;
    /** Everything it wrote so far. */
    output(): string;
    end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts relays for a pair, which get the same key; `clear` ends those that still run. */
export class RelayHost {
    readonly #folder = mkdtempSync(join(tmpdir(), 'relay-e2e-'));
    readonly #keyFile = join(this.#folder, 'relay.pem');
    readonly #pair: OrgPair;
    readonly #running = new Set<ChildProcess>();

    constructor(pair: OrgPair) {
        this.#pair = pair;
        const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
        writeFileSync(this.#keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
        const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
        for (const { org } of [pair.a, pair.b]) org.registerApp(consumerKey, publicKeyPem);
    }

    /** Runs a command that ends by itself, as a person would: in a process of its own. */
    async command(args: string[], more: Record<string, string> = {}): Promise<CommandOutcome> {
        const child = spawn(process.execPath, [mainFile, ...args], { env: { ...this.#variables(), ...more } });
        this.#running.add(child);
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        const [code] = (await once(child, 'close')) as [number];
        this.#running.delete(child);
        return { code, output };
    }

    /** The same in this process, where it takes a tenth of the time. */
    commandHere(args: string[], more: Record<string, string> = {}): Promise<CommandOutcome> {
        return runRelayCommand(args, { ...this.#variables(), ...more });
    }

    #variables(): Record<string, string> {
        return {
            ...compileCache,
            ...relayVariables({
                port: 0,
                orgA: relayOrg(this.#pair.a),
                orgB: relayOrg(this.#pair.b),
                consumerKey,
                privateKeyFile: this.#keyFile
            })
        };
    }

    /** @returns once both directions run */
    async start(more: Record<string, string> = {}): Promise<RelayChild> {
        const variables = this.#variables();
        const child = spawn(process.execPath, [mainFile, 'run'], { env: { ...variables, ...more } });
        this.#running.add(child);
        let output = '';
        for (const stream of [child.stdout, child.stderr])
            stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
        const port = await waitUntil('the relay to listen', startTimeoutMs, async () => {
            if (child.exitCode !== null) throw new Error(`The relay ended:\n${output}`);
            return /"port":(\d+)/.exec(output)?.[1];
        });
        // A test may hold this process longer than the relay keeps a connection open.
        const headers = { authorization: `Bearer ${variables['HTTP_TOKEN']}`, connection: 'close' };
        const relay: RelayChild = {
            status: async () => {
                const answer = await fetch(`http://127.0.0.1:${port}/status`, { headers });
                return (await answer.json()) as Awaited<ReturnType<RelayChild['status']>>;
            },
            output: () => output,
            end: (signal) => this.#end(child, signal)
        };
        await waitUntil('both directions to run', startTimeoutMs, async () =>
            (await relay.status()).isReady ? true : undefined
        );
        return relay;
    }

    async clear(): Promise<void> {
        await Promise.all([...this.#running].map((child) => this.#end(child, 'SIGKILL')));
        rmSync(this.#folder, { recursive: true });
    }

    async #end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
        this.#running.delete(child);
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
    }
}

function relayOrg({ org, integrationUsername }: SyncedOrg): RelayOrg {
    const { url, pubSubEndpoint, identity } = org;
    return { url, pubSubEndpoint, orgId: identity.orgId, username: integrationUsername };
}
