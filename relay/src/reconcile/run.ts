import { sleep } from '../clock.ts';
import { type DigestPage, OrgError, type RunRequest } from '../org/orgConnection.ts';
import type { PendingEvent } from '../pipeline/batch.ts';
import type { Route } from '../pipeline/direction.ts';
import { Forwarder } from '../pipeline/forwarder.ts';
import { Recovery, Stopped } from '../pipeline/recovery.ts';
import { Comparison, otherSide, type Side, sides } from './comparison.ts';
import { RunReport } from './runReport.ts';

/** One comparison of both orgs: reads digests, then moves the users that differ, through the same forwarder as events. */
export interface RunPlan extends Pick<RunRequest, 'id' | 'kind' | 'isDryRun' | 'subject'> {
    /** Keys of the groups that both orgs map alike. */
    groups: string;
    /** Where to begin to read each org; not used for one user. */
    after: Record<Side, string>;
    /** Pages that were read already, along with a heartbeat. */
    pages?: Partial<Record<Side, DigestPage | null | undefined>>;
}

export interface RunControl {
    isCancelled: () => boolean;
    /** Called between calls. @throws OrgError */
    onProgress: (report: RunReport, left: number) => Promise<void>;
}

const maxIds = 200;
const maxAttempts = 5;

/** A run gives up where a direction waits for a person: the next run finds the same users again. */
class RunRecovery extends Recovery {
    #attempts = 0;

    override succeeded(): void {
        super.succeeded();
        this.#attempts = 0;
    }

    override async wait(error: OrgError): Promise<void> {
        this.#attempts += 1;
        if (error.handling === 'PAUSE' || this.#attempts >= maxAttempts) throw error;
        await super.wait(error);
    }
}

export class Run {
    readonly report = new RunReport();
    /** Per org, by its own clock: what changed before is settled when the run completes. */
    readonly readAt: Record<Side, number | null> = { A: null, B: null };
    readonly #plan: RunPlan;
    readonly #control: RunControl;
    readonly #routes: Record<Side, Route>;

    /** @param routes by the org they lead to */
    constructor(plan: RunPlan, routes: Record<Side, Route>, control: RunControl) {
        this.#plan = plan;
        this.#routes = routes;
        this.#control = control;
    }

    /** Returns with a final state. @throws Stopped, or a defect */
    async execute(): Promise<void> {
        try {
            this.report.state = await this.#compareAndMove();
        } catch (error) {
            if (!(error instanceof OrgError)) throw error;
            this.report.state = 'FAILED';
            this.report.reason = error.code;
        }
    }

    async #compareAndMove(): Promise<'COMPLETED' | 'STOPPED' | 'CANCELLED'> {
        const comparison = new Comparison();
        if (this.#control.isCancelled()) return 'CANCELLED';
        for (const side of sides) {
            if (!(await this.#readSide(side, comparison))) return 'CANCELLED';
        }
        const isFull = this.#plan.kind === 'FULL' && this.#plan.after.A === '0' && this.#plan.after.B === '0';
        if (isFull && (comparison.count('A') === 0) !== (comparison.count('B') === 0)) {
            this.report.reason = 'EMPTY_SOURCE';
            return 'STOPPED';
        }
        if (!isFull) for (const side of sides) await this.#lookUp(side, comparison);
        const { compared, inStep, differing } = comparison.result();
        Object.assign(this.report, { compared, inStep });
        const total = differing.A.length + differing.B.length;
        for (const source of sides) {
            const back = this.#plan.isDryRun ? [] : this.report.linkedIn(source);
            const ids = [...new Set([...differing[source], ...back])];
            if (!(await this.#move(source, ids, total))) return 'CANCELLED';
        }
        return 'COMPLETED';
    }

    /** @returns false when the run was cancelled */
    async #readSide(side: Side, comparison: Comparison): Promise<boolean> {
        const { kind, subject, after, groups, pages } = this.#plan;
        if (kind === 'USER') {
            comparison.add(side, (await this.#read(side, { ids: [subject ?? ''], groups })).rows);
            return true;
        }
        let page = pages?.[side] ?? (await this.#readPage(side, after[side]));
        this.readAt[side] = page.readAt;
        comparison.add(side, page.rows);
        while (page.next !== null) {
            if (this.#control.isCancelled()) return false;
            page = await this.#readPage(side, page.next);
            comparison.add(side, page.rows);
        }
        return true;
    }

    /** What changed in one org only: the other may hold the same. */
    async #lookUp(side: Side, comparison: Comparison): Promise<void> {
        const missing = comparison.missing(side);
        for (let first = 0; first < missing.length; first += maxIds) {
            const ids = missing.slice(first, first + maxIds);
            comparison.add(side, (await this.#read(side, { ids, groups: this.#plan.groups })).rows);
        }
    }

    #readPage(side: Side, after: string): Promise<DigestPage> {
        const limit = this.#routes[side].context.settings.digestPageRows;
        return this.#read(side, { after, limit, groups: this.#plan.groups });
    }

    async #read(side: Side, request: Parameters<Route['context']['target']['readDigests']>[0]): Promise<DigestPage> {
        const { context } = this.#routes[side];
        const page = await new RunRecovery(context, 'TARGET').run(() => context.target.readDigests(request));
        if (page.orgId !== context.target.orgId) throw new OrgError('WRONG_ORG', 'PAUSE', 'Another org answered.');
        return page;
    }

    /** @returns false when the run was cancelled */
    async #move(source: Side, ids: readonly string[], total: number): Promise<boolean> {
        const target = otherSide(source);
        const { context } = this.#routes[target];
        const forwarder = this.#forwarder(target);
        for (let first = 0; first < ids.length; first += maxIds) {
            if (this.#control.isCancelled()) return false;
            const chunk = ids.slice(first, first + maxIds);
            const reading = new RunRecovery(context, 'SOURCE');
            const { envelopes } = await reading.run(() => context.source.readUsers(chunk));
            const events: PendingEvent[] = envelopes.map((envelope, index) => ({
                replayId: `${this.#plan.id}-${source}-${first + index}`,
                ...{ envelope, publishedAtMs: undefined, openRows: new Set(Array(envelope.count).keys()) }
            }));
            await forwarder.forward(events);
            while (forwarder.retryDueAtMs < Infinity) {
                await sleep(context.clock, forwarder.retryDueAtMs - context.clock.now(), context.signal);
                if (context.signal.aborted) throw new Stopped();
                await forwarder.retryDue();
            }
            const moved = this.report.rowCount('A') + this.report.rowCount('B');
            await this.#control.onProgress(this.report, Math.max(0, total - moved));
        }
        return true;
    }

    #forwarder(target: Side): Forwarder {
        const { context, position } = this.#routes[target];
        const { id, isDryRun } = this.#plan;
        let tally: string | null = null;
        return new Forwarder(context, position, new RunRecovery(context, 'TARGET'), {
            members: () => (isDryRun ? { dryRun: true, tally } : { run: id }),
            answered: (answer) => {
                tally = answer.tally ?? null;
                for (const result of answer.results) this.report.add(target, result);
            }
        });
    }
}
