/**
 * `node scripts/proof/firstLoad.ts [count] [--dry-run]`: the first load of a large org into an empty one. Users exist in Org A before
 * the package does; then `user-sync reconcile` brings all of them to Org B, after a dry run if wanted, and a second run finds nothing to
 * do. PORT_BASE as for `npm start`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localFolder, orgNamesA, orgNamesB, relayApp } from '../localOrgs/localOrgNames.ts';
import { installPair, type PairedOrg, startPairedOrg } from '../localOrgs/localPair.ts';
import { readPortPlan } from '../localOrgs/portPlan.ts';
import { progress, table } from '../localOrgs/progress.ts';
import { type RelayOrg, relayVariables } from '../localOrgs/relayProcess.ts';
import { type RunningParts, runUntilStopped } from '../localOrgs/runningParts.ts';
import { sampleUsers } from '../localOrgs/sampleUsers.ts';

interface Measured {
    readonly state: string;
    readonly compared: number;
    readonly inStep: number;
    readonly written: number;
    readonly seconds: number;
    readonly callsInA: number;
    readonly callsInB: number;
    readonly relayPeakMB: number;
    readonly orgsMB: number;
}

const userCount = Number(process.argv[2] ?? 10_000);
const memoryIntervalMs = 200;
const bytesPerMB = 2 ** 20;

async function start(parts: RunningParts): Promise<void> {
    const ports = readPortPlan(process.env);
    const licences = { Salesforce: 2 * userCount };
    const a = await startPairedOrg(orgNamesA, ports.orgA, { licences });
    parts.add(() => a.org.stop());
    const b = await startPairedOrg(orgNamesB, ports.orgB, { licences });
    parts.add(() => b.org.stop());
    const profile = await a.client.queryOne("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    const users = sampleUsers({ count: userCount, profileIds: [profile.Id] });
    await a.client.createAll(
        'User',
        users.map((user) => ({ ...user, IsActive: true }))
    );
    progress(`${userCount} users are in Org A`);
    await installPair([a, b]);
    const isForecast = process.argv.includes('--dry-run');
    const planned = isForecast ? await measureRun(a, b, ['--dry-run']) : undefined;
    const runs = [await measureRun(a, b), await measureRun(a, b)] as const;
    const folder = join(localFolder, 'proof');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
        join(folder, `firstLoad-${userCount}.json`),
        `${JSON.stringify({ userCount, planned, runs }, null, 4)}\n`
    );
    const [first, second] = runs;
    const seen = [
        ['users written', first.written, second.written],
        ['users in step when it began', first.inStep, second.inStep],
        ['seconds', first.seconds, second.seconds],
        ['API calls in Org A', first.callsInA, second.callsInA],
        ['API calls in Org B', first.callsInB, second.callsInB],
        ['most memory of the relay, MB', first.relayPeakMB, second.relayPeakMB],
        ['most memory of both orgs together, MB', first.orgsMB, second.orgsMB]
    ] as const;
    if (planned) console.log(`${userCount} users: the dry run plans ${planned.written}, in ${planned.seconds} s`);
    console.log(`${userCount} users: first run, second run`);
    console.log(table(seen.map(([what, one, other]) => [what, `${one}, ${other}`])));
    await parts.stop();
    const isAsPlanned = planned === undefined || planned.written === first.written;
    process.exit(
        isAsPlanned && first.written === userCount && second.written === 0 && second.inStep === userCount ? 0 : 1
    );
}

async function measureRun(a: PairedOrg, b: PairedOrg, args: string[] = []): Promise<Measured> {
    const before = [a, b].map(callCount);
    const startedAt = performance.now();
    const relay = spawn(process.execPath, ['relay/src/main.ts', 'reconcile', '--wait', '--json', ...args], {
        env: { ...process.env, ...variablesOf(a, b) },
        stdio: ['ignore', 'pipe', 'inherit']
    });
    const chunks: Buffer[] = [];
    relay.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    let relayPeakMB = 0;
    let orgsMB = 0;
    const watch = setInterval(() => {
        relayPeakMB = Math.max(relayPeakMB, peakOf(relay.pid));
        orgsMB = Math.max(orgsMB, Math.round(process.memoryUsage().rss / bytesPerMB));
    }, memoryIntervalMs);
    await once(relay, 'close');
    clearInterval(watch);
    const { state, compared, inStep, B } = JSON.parse(Buffer.concat(chunks).toString()) as Omit<Measured, 'written'> & {
        B: { counts: { written: number } };
    };
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    progress(`${state}: ${B.counts.written} written in ${seconds} s`);
    const [callsInA = 0, callsInB = 0] = [a, b].map((org, index) => callCount(org) - (before[index] ?? 0));
    return { state, compared, inStep, written: B.counts.written, seconds, callsInA, callsInB, relayPeakMB, orgsMB };
}

function variablesOf(a: PairedOrg, b: PairedOrg): Record<string, string> {
    const { consumerKey, privateKeyFile } = relayApp();
    const keys = { consumerKey, privateKeyFile: resolve(privateKeyFile) };
    return relayVariables({ port: 0, ...keys, orgA: relayOrg(a), orgB: relayOrg(b) });
}

function relayOrg({ names, org }: PairedOrg): RelayOrg {
    const { url, pubSubEndpoint, identity } = org;
    return { url, pubSubEndpoint, orgId: identity.orgId, username: names.integrationUsername };
}

function callCount({ org }: PairedOrg): number {
    const usage = org.usage().get('DailyApiRequests');
    return usage === undefined ? 0 : usage.max - usage.remaining;
}

/** Of a process on Linux, in MB; 0 where the system does not tell, or the process is gone. */
function peakOf(processId: number | undefined): number {
    try {
        const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${processId}/status`, 'utf8')) ?? [];
        return Math.round(Number(kilobytes) / 1024);
    } catch {
        return 0;
    }
}

await runUntilStopped(start);
