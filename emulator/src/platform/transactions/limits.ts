/**
 * Governor limits of one transaction.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm
 */
import type { ApexHost, LimitName, Limits } from '../../runtime/host.ts';
import { ApexLimitExceeded } from '../../values/apexObject.ts';

/** Executed statements that count as one millisecond of CPU, so that limits bite alike on every machine. */
export const cpuStepsPerMs = 2_000;

const synchronousAllowance: Record<LimitName, number> = {
    queries: 100,
    queryRows: 50_000,
    aggregateQueries: 300,
    dmlStatements: 150,
    dmlRows: 10_000,
    publishImmediateDml: 150,
    queueableJobs: 50,
    futureCalls: 50,
    callouts: 100,
    emailInvocations: 10,
    savepoints: Number.POSITIVE_INFINITY
};

const exceededTexts: Record<LimitName, string> = {
    queries: 'Too many SOQL queries',
    queryRows: 'Too many query rows',
    aggregateQueries: 'Too many Aggregate queries',
    dmlStatements: 'Too many DML statements',
    dmlRows: 'Too many DML rows',
    publishImmediateDml: 'Too many publish immediate DML calls',
    queueableJobs: 'Too many queueable jobs added to the queue',
    futureCalls: 'Too many future calls',
    callouts: 'Too many callouts',
    emailInvocations: 'Too many Email Invocations',
    savepoints: 'Too many savepoints'
};

export interface LimitSnapshot {
    readonly used: Record<LimitName, number>;
    readonly cpuSteps: number;
}

export class LimitCounters implements Limits {
    readonly cpuAllowedMs: number;
    readonly heapAllowedBytes: number;
    private readonly allowance: Record<LimitName, number>;
    private readonly isEnforced: boolean;
    private counts: Record<LimitName, number> = emptyCounts();
    private cpuSteps = 0;

    constructor(entry: ApexHost['entry'], isEnforced: boolean, isReadOnly = false) {
        const isAsynchronous = entry === 'future' || entry === 'queueable' || entry === 'scheduled';
        this.isEnforced = isEnforced;
        this.cpuAllowedMs = isAsynchronous ? 60_000 : 10_000;
        this.heapAllowedBytes = isAsynchronous ? 12_000_000 : 6_000_000;
        this.allowance = {
            ...synchronousAllowance,
            ...(isAsynchronous ? { queries: 200, queueableJobs: 1, futureCalls: 0 } : {}),
            ...(isReadOnly ? { dmlStatements: 0, publishImmediateDml: 0, queueableJobs: 0, futureCalls: 0 } : {})
        };
    }

    use(name: LimitName, amount = 1): void {
        this.counts[name] += amount;
        const exceeded = this.counts[name] > this.allowance[name];
        if (exceeded && this.isEnforced)
            throw new ApexLimitExceeded(`${exceededTexts[name]}: ${this.allowance[name] + 1}`);
    }

    used(name: LimitName): number {
        return this.counts[name];
    }

    allowed(name: LimitName): number {
        return this.allowance[name];
    }

    cpuUsedMs(): number {
        return Math.floor(this.cpuSteps / cpuStepsPerMs);
    }

    useCpuSteps(steps: number): void {
        this.cpuSteps += steps;
        if (this.isEnforced && this.cpuSteps > this.cpuAllowedMs * cpuStepsPerMs) {
            throw new ApexLimitExceeded('Apex CPU time limit exceeded');
        }
    }

    /** For partial saves, which put the counters back before they try again, and for `Test.startTest`. */
    snapshot(): LimitSnapshot {
        return { used: { ...this.counts }, cpuSteps: this.cpuSteps };
    }

    restore(snapshot: LimitSnapshot): void {
        this.counts = { ...snapshot.used };
        this.cpuSteps = snapshot.cpuSteps;
    }

    reset(): void {
        this.counts = emptyCounts();
        this.cpuSteps = 0;
    }
}

function emptyCounts(): Record<LimitName, number> {
    const counts = { ...synchronousAllowance };
    for (const name of Object.keys(counts) as LimitName[]) counts[name] = 0;
    return counts;
}
