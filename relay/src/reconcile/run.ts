import { sleep } from '../clock.ts';
import { type DigestPage, type IgnoredUser, OrgError, type RunRequest } from '../org/orgConnection.ts';
import type { PendingEvent } from '../pipeline/batch.ts';
import type { Route } from '../pipeline/direction.ts';
import { type ExchangeMembers, Forwarder } from '../pipeline/forwarder.ts';
import { Recovery, Stopped } from '../pipeline/recovery.ts';
import { Comparison, otherSide, type Side, sides } from './comparison.ts';
import { RunReport } from './runReport.ts';

/** One comparison of both orgs: reads digests, then moves the users that differ, through the same forwarder as events. */
export interface RunPlan extends Pick<RunRequest, 'id' | 'kind' | 'isDryRun' | 'subject'> {
    /** A dry run that asks the platform too. */
    isProbe?: boolean;
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
export class RunRecovery extends Recovery {
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
    readonly #ignored: Record<Side, IgnoredUser[]> = { A: [], B: [] };
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
        const { kind, after } = this.#plan;
        const isAll = kind === 'FULL' && after.A === '0' && after.B === '0';
        if (isAll && this.#isEmpty('A', comparison) !== this.#isEmpty('B', comparison)) {
            this.report.reason = 'EMPTY_SOURCE';
            return 'STOPPED';
        }
        if (!isAll) for (const side of sides) await this.#lookUp(side, comparison);
        const { compared, inStep, differing } = comparison.result(this.#movesAll);
        Object.assign(this.report, { compared, inStep });
        const total = differing.A.length + differing.B.length;
        for (const source of sides) {
            const back = this.#plan.isDryRun ? [] : this.report.linkedIn(source);
            if (!(await this.#move(source, [...new Set([...differing[source], ...back])], total))) return 'CANCELLED';
        }
        if (isAll) for (const source of sides) this.report.conclude(source, this.#ignored[source]);
        return 'COMPLETED';
    }

    /** Somebody asked for this one user: the orgs are to look at it, whatever they hold. */
    get #movesAll(): boolean {
        return this.#plan.kind === 'USER' && !this.#plan.isDryRun;
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
        for (;;) {
            comparison.add(side, page.rows);
            this.#ignored[side].push(...(page.ignored ?? []));
            if (page.next === null) return true;
            if (this.#control.isCancelled()) return false;
            page = await this.#readPage(side, page.next);
        }
    }

    /** An org whose administrators it names is new, not unreadable. */
    #isEmpty(side: Side, comparison: Comparison): boolean {
        return comparison.count(side) === 0 && !this.#ignored[side].some(([, , reason]) => reason === 'PROTECTED_USER');
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
        const { kind, groups } = this.#plan;
        return this.#read(side, { after, limit, groups, ...(kind === 'FULL' ? { ignored: true } : {}) });
    }

    async #read(side: Side, request: Parameters<Route['context']['target']['readDigests']>[0]): Promise<DigestPage> {
        const { context } = this.#routes[side];
        const page = await new RunRecovery(context, 'TARGET').run(() => context.target.readDigests(request));
        if (page.orgId !== context.target.orgId) throw new OrgError('WRONG_ORG', 'PAUSE', 'Another org answered.');
        return page;
    }

    /**
     * Deactivations are put off until all are counted, because the target makes none of them when they are too many.
     *
     * @returns false when the run was cancelled
     */
    async #move(source: Side, ids: readonly string[], total: number): Promise<boolean> {
        const target = otherSide(source);
        const members = this.#members();
        const listed: string[] = [];
        const forwarder = this.#forwarder(target, members, listed);
        for (const phase of ['DEFER', 'DECIDE'] as const) {
            if (this.#plan.kind !== 'USER') members.deactivations = phase;
            const wanted = phase === 'DEFER' ? ids : this.report.deferredTo(target);
            for (let first = 0; first < wanted.length; first += maxIds) {
                if (this.#control.isCancelled()) return false;
                await this.#carry(source, wanted.slice(first, first + maxIds), forwarder);
                this.#addListed(target, wanted.slice(first, first + maxIds), listed.splice(0));
                const moved = this.report.rowCount('A') + this.report.rowCount('B');
                await this.#control.onProgress(this.report, Math.max(0, total - moved));
            }
        }
        return true;
    }

    async #carry(source: Side, ids: readonly string[], forwarder: Forwarder): Promise<void> {
        const { context } = this.#routes[otherSide(source)];
        const { envelopes } = await new RunRecovery(context, 'SOURCE').run(() => context.source.readUsers(ids));
        const events: PendingEvent[] = envelopes.map((envelope, index) => ({
            // The same in every run, so that what fails in each is one issue.
            replayId: `reconciliation-${source}-${index}`,
            ...{ envelope, publishedAtMs: undefined, openRows: new Set(Array(envelope.count).keys()) }
        }));
        await forwarder.forward(events);
        while (forwarder.retryDueAtMs < Infinity) {
            await sleep(context.clock, forwarder.retryDueAtMs - context.clock.now(), context.signal);
            if (context.signal.aborted) throw new Stopped();
            await forwarder.retryDue();
        }
    }

    /** Who was listed without an answer is who has none; an envelope cannot be looked into. */
    #addListed(target: Side, ids: readonly string[], reasons: readonly string[]): void {
        const unanswered = ids.filter((id) => !this.report.hasResult(target, id)).slice(0, reasons.length);
        const reason = new Set(reasons).size === 1 ? reasons[0] : 'NOT_APPLIED';
        for (const sourceId of unanswered) {
            this.report.add(target, { row: -1, sourceId, action: 'NONE', handling: 'LISTED', reason });
        }
    }

    #members(): ExchangeMembers {
        const { id, isDryRun, isProbe = false } = this.#plan;
        return isDryRun ? { dryRun: true, tally: null, ...(isProbe ? { probe: true } : {}) } : { run: id };
    }

    #forwarder(target: Side, members: ExchangeMembers, listed: string[]): Forwarder {
        const { context, position } = this.#routes[target];
        return new Forwarder(context, position, new RunRecovery(context, 'TARGET'), {
            members: () => members,
            answered: (answer) => {
                members.tally = answer.tally ?? null;
                this.report.licenses[target] = answer.licenses ?? [];
                for (const result of answer.results) this.report.add(target, result);
            },
            listed: (reason, rowCount) => void listed.push(...Array<string>(rowCount).fill(reason))
        });
    }
}
