/** `npm run measure`: the numbers of README.md, on two local orgs with the relay between them. PORT_BASE as for `npm start`. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { changeTitle } from './localOrgs/demonstration.ts';
import { secondsToFirstPage } from './localOrgs/firstPage.ts';
import { localFolder, orgNamesA, orgNamesB } from './localOrgs/localOrgNames.ts';
import { installPair, type PairedOrg, startPairedOrg } from './localOrgs/localPair.ts';
import { connectPair } from './localOrgs/pairRelay.ts';
import { localHost, readPortPlan } from './localOrgs/portPlan.ts';
import { progress, table } from './localOrgs/progress.ts';
import { type RunningParts, runUntilStopped } from './localOrgs/runningParts.ts';
import { sampleUsers } from './localOrgs/sampleUsers.ts';
import { waitUntil } from './localOrgs/waitUntil.ts';

/** What the emulator built before. */
const pageCache = join('node_modules', '.cache', 'local-org');
const userCount = 10_000;
const singleChangeCount = 200;
const arrivalTimeoutMs = 300_000;

async function start(parts: RunningParts): Promise<void> {
    const ports = readPortPlan(process.env);
    const firstPages = await measureFirstPages(`http://${localHost}:${ports.orgA.http}`);
    const licences = { Salesforce: 2 * userCount };
    const a = await startPairedOrg(orgNamesA, ports.orgA, { licences });
    parts.add(() => a.org.stop());
    const b = await startPairedOrg(orgNamesB, ports.orgB, { licences });
    parts.add(() => b.org.stop());
    await installPair([a, b]);
    parts.add(await connectPair(a, b, ports.relay, join(localFolder, 'measure.log')));
    const ids = await createUsers(a, b);
    const latencies = await measureLatency(a, b);
    const burst = await measureBurst(a, b, ids);
    console.log(
        table([
            ['npm start: until the first page, nothing cached', `${firstPages.cold.toFixed(1)} s`],
            ['npm start: until the first page, the second time', `${firstPages.warm.toFixed(1)} s`],
            [
                'one change, from the call in A until B shows it',
                `median ${at(latencies, 0.5)} ms, 99 % ${at(latencies, 0.99)} ms`
            ],
            [`${userCount} users changed: API calls that the relay makes in B`, String(burst.callCount)],
            [`${userCount} users changed: events that A delivers`, String(burst.eventCount)],
            [`${userCount} users changed: until the last one is in B`, `${(burst.elapsedMs / 1000).toFixed(1)} s`],
            ['most users of A with the same LastModifiedDate', String(burst.sameSecondCount)],
            [`of ${userCount} users, in B`, String(burst.arrivedCount)]
        ])
    );
    await parts.stop();
    process.exit();
}

/** As on a fresh clone, and as on every day after. */
async function measureFirstPages(url: string): Promise<{ readonly cold: number; readonly warm: number }> {
    rmSync(pageCache, { recursive: true, force: true });
    const cold = await secondsToFirstPage(url);
    const warm = await secondsToFirstPage(url);
    progress(`npm start showed its first page after ${cold.toFixed(1)} s and, again, ${warm.toFixed(1)} s`);
    return { cold, warm };
}

async function createUsers(a: PairedOrg, b: PairedOrg): Promise<string[]> {
    const profile = await a.client.queryOne("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    const users = sampleUsers({ count: userCount, profileIds: [profile.Id] }).map((user) => ({
        ...user,
        IsActive: true
    }));
    const ids = await a.client.createAll('User', users);
    await arrival(b, 'UserSyncPartnerId__c != NULL AND EmployeeNumber != NULL');
    progress(`${userCount} users are in both orgs`);
    return ids;
}

/** @returns milliseconds, in rising order */
async function measureLatency(a: PairedOrg, b: PairedOrg): Promise<number[]> {
    const latencies: number[] = [];
    for (let change = 0; change < singleChangeCount; change += 1) {
        latencies.push(await changeTitle(a.client, b.client, "grace.o'brien.0001@orga.example", `Title ${change}`));
    }
    return latencies.sort((left, right) => left - right);
}

interface Burst {
    readonly callCount: number;
    readonly eventCount: number;
    readonly elapsedMs: number;
    readonly sameSecondCount: number;
    readonly arrivedCount: number;
}

async function measureBurst(a: PairedOrg, b: PairedOrg, ids: readonly string[]): Promise<Burst> {
    const title = 'Changed with all others';
    const callsBefore = used(b, 'DailyApiRequests');
    const eventsBefore = used(a, 'DailyDeliveredPlatformEvents');
    const startedAt = performance.now();
    await a.client.updateAll(
        'User',
        ids.map((id) => ({ id, Title: title }))
    );
    await arrival(b, `Title = '${title}'`);
    const elapsedMs = performance.now() - startedAt;
    const countBySecond = new Map<number, number>();
    for (const row of rows(a, `SELECT LastModifiedDate FROM User WHERE Title = '${title}'`)) {
        const { epochMs } = row.get('LastModifiedDate') as { epochMs: number };
        const second = Math.floor(epochMs / 1000);
        countBySecond.set(second, (countBySecond.get(second) ?? 0) + 1);
    }
    return {
        elapsedMs,
        callCount: used(b, 'DailyApiRequests') - callsBefore,
        eventCount: used(a, 'DailyDeliveredPlatformEvents') - eventsBefore,
        sameSecondCount: Math.max(...countBySecond.values()),
        arrivedCount: rows(b, `SELECT Id FROM User WHERE Title = '${title}'`).length
    };
}

/** Looks into the org from inside, so that waiting makes no API calls. */
async function arrival(b: PairedOrg, condition: string): Promise<void> {
    await waitUntil(`${userCount} users in Org B with ${condition}`, arrivalTimeoutMs, () =>
        rows(b, `SELECT Id FROM User WHERE ${condition}`).length >= userCount ? true : undefined
    );
}

function rows({ org }: PairedOrg, soql: string): ReturnType<PairedOrg['org']['query']>['rows'] {
    return org.query(org.userByUsername(org.identity.adminUsername)?.id ?? '', soql).rows;
}

/** Of an allocation as the `limits` resource shows it. */
function used({ org }: PairedOrg, allocation: string): number {
    const usage = org.usage().get(allocation);
    if (usage === undefined) {
        throw new Error(`The org does not count ${allocation}.`);
    }
    return usage.max - usage.remaining;
}

function at(sorted: readonly number[], share: number): string {
    return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
}

await runUntilStopped(start);
