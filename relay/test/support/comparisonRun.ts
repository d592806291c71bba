/** Runs of reconciliation as an administrator starts them, and saves that leave no trace for them. */
import type { RelayHost } from './relayChild.ts';
import type { Row, SyncedOrg } from './syncedOrg.ts';

/** What `user-sync reconcile --wait --json` says. */
export interface Told {
    id: string;
    state: string;
    reason: string | null;
    compared: number;
    inStep: number;
    A: ToldSide;
    B: ToldSide;
}

export interface ToldSide {
    counts: Record<string, number>;
    licenses: { name: string; needed: number; free: number }[];
    /** Sync id, user id there, user id here, situation, action, groups, reason; in a probe what the platform said. */
    lines: (string | null)[][];
}

/** Compares both orgs at once. */
export async function compareNow(host: RelayHost, args: string[] = [], more: Record<string, string> = {}) {
    const { code, output } = await host.commandHere(['reconcile', '--wait', '--json', ...args], {
        RETRY_FIRST_MS: '1',
        ...more
    });
    if (!output.startsWith('{')) throw new Error(`The run told nothing: ${code} ${output}`);
    return { code, ...(JSON.parse(output) as Told) };
}

/** Lines about these users of either org. */
export function linesAbout({ lines }: ToldSide, ids: readonly unknown[]): (string | null)[][] {
    return lines.filter(([, sourceId, targetId]) => ids.includes(sourceId) || ids.includes(targetId));
}

/** Situation, action and reason of the one line about a user. */
export function verdict(side: ToldSide, id: unknown): string {
    return linesAbout(side, [id])
        .map(([, , , situation, action, , reason]) => [situation, action, reason].join(' '))
        .join(' + ');
}

/** The stored report of a run. */
export function storedRun(org: SyncedOrg, runId: string): Row {
    const counts = [
        ...['Compared', 'InStep', 'Confirmed', 'Found', 'Absent', 'Ambiguous', 'AlreadyLinked', 'Refused', 'Written'],
        ...['Listed', 'Missing', 'TargetIgnored', 'Unqualified', 'Unassigned', 'SourceIgnored', 'SourceMissing']
    ];
    const fields = [
        ...['State__c', 'Kind__c', 'IsDryRun__c', 'StartedAt__c', 'DurationMs__c', 'Lines__c', 'LinesCount__c'],
        ...['Licenses__c', 'ReasonCode__c', ...counts.map((name) => `${name}Count__c`)]
    ];
    return org.queryOne(`SELECT ${fields.join(', ')} FROM UserSyncRun__c WHERE Key__c = '${runId}'`);
}

/** Saves made meanwhile are stamped by nobody, like those of a bulk load that skips triggers. */
export async function withoutPackage(org: SyncedOrg, work: () => Promise<unknown>): Promise<void> {
    const { files } = org.org
        .components()
        .find(({ componentType, fullName }) => componentType === 'CustomMetadata' && fullName.includes('Setting'))!;
    const deploy = (isEnabled: boolean): void => {
        const changed = files.map(({ path, content }): [string, string] => [
            path,
            content.toString().replace(/(IsEnabled__c<\/field>\s*<value[^>]*>)\w+/, `$1${isEnabled}`)
        ]);
        org.deploy(new Map(changed));
    };
    deploy(false);
    await work();
    deploy(true);
}
