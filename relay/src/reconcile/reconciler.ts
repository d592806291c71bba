import { sleep } from '../clock.ts';
import { type ConnectionAnswer, type Mapping, OrgError, type RunRequest } from '../org/orgConnection.ts';
import type { Route } from '../pipeline/direction.ts';
import { Stopped } from '../pipeline/recovery.ts';
import { type Side, sides } from './comparison.ts';
import { Run, type RunPlan, RunRecovery } from './run.ts';
import type { RunReport } from './runReport.ts';

/**
 * Compares the orgs again and again, so that what events lose is found. One call per org and interval carries heartbeat,
 * position, watermark, requested runs and the digests of what changed; only users that differ cost more.
 */
export interface ReconciliationOptions {
    /** Changes before are left alone: milliseconds since 1970-01-01 UTC, 0 for the beginning, or the first start. */
    startAt: number | 'NOW';
}

export type ReconcilerStatus = Reconciler['status'];

type Asked = Pick<RunPlan, 'id' | 'kind' | 'isDryRun' | 'isProbe' | 'subject'>;
type Beat = Parameters<Route['position']['beat']>[0];

const linesPerCall = 200;
const maxLines = 1000;
const progressIntervalMs = 60_000;
const openRunsMax = 20;

export class Reconciler {
    readonly #routes: Record<Side, Route>;
    readonly #options: ReconciliationOptions;
    readonly #watermark: Record<Side, number | null> = { A: null, B: null };
    readonly #unsaved: Record<Side, Beat> = { A: {}, B: {} };
    readonly #open = new Map<string, RunRequest>();
    readonly #cancelled = new Set<string>();
    readonly #mappings: Record<Side, Mapping> = { A: {}, B: {} };
    #groups = '';
    #fullComparedAt: number | null = null;
    #startAtMs = 0;
    #isFullDue = false;
    #runningId: string | null = null;
    #finished: Promise<void> = Promise.resolve();
    #status = {
        lastRunAtMs: null as number | null,
        state: null as RunReport['state'] | null,
        reason: null as string | null,
        ...{ runs: 0, moved: 0 }
    };

    /** @param routes by the org they lead to */
    constructor(routes: Record<Side, Route>, options: ReconciliationOptions) {
        this.#routes = routes;
        this.#options = options;
    }

    get status() {
        return { ...this.#status };
    }

    start(onDefect: (error: unknown) => void): void {
        this.#finished = this.#loop().catch((error: unknown) => {
            if (!(error instanceof Stopped)) onDefect(error);
        });
    }

    /** To be called after both directions were asked to stop. */
    async stop(): Promise<void> {
        const { clock, settings } = this.#routes.A.context;
        const timer = new AbortController();
        await Promise.race([this.#finished, sleep(clock, settings.stopTimeoutMs, timer.signal)]);
        timer.abort();
    }

    /** Events were missed for good: the next comparison is of all users. */
    compareAll(): void {
        this.#isFullDue = true;
    }

    /** Reads where earlier runs ended. @throws Stopped */
    async load(): Promise<void> {
        const { signal } = this.#routes.A.context;
        const loaded = Promise.all(sides.map((side) => this.#routes[side].loaded));
        const statuses = await Promise.race([loaded, aborted(signal)]);
        const [a, b] = statuses ?? [];
        if (!a || !b) throw new Stopped();
        for (const [side, status] of [['A', a] as const, ['B', b] as const]) {
            this.#learn(side, status);
            this.#watermark[side] = status.reconciliation?.watermark ?? null;
        }
        const full = [a, b].map(({ reconciliation }) => reconciliation?.fullComparedAt ?? 0);
        this.#fullComparedAt = Math.min(...full) || null;
        const { startAt } = this.#options;
        // Later starts go on from the watermark.
        const isFirst = sides.every((side) => this.#watermark[side] === null);
        const { clock } = this.#routes.A.context;
        this.#startAtMs = startAt !== 'NOW' ? startAt : isFirst ? clock.now() : 0;
    }

    async #loop(): Promise<void> {
        await this.load();
        const { clock, settings, signal } = this.#routes.A.context;
        for (;;) {
            const startedAtMs = clock.now();
            await this.#tick();
            const restMs = startedAtMs + settings.reconcileIntervalMs - clock.now();
            await sleep(clock, Math.max(0, restMs), signal);
            if (signal.aborted) throw new Stopped();
        }
    }

    /** A failed call only costs this turn: what it would have found is found by the next. */
    async #tick(): Promise<void> {
        const { log } = this.#routes.A.context;
        try {
            await this.#compareChanges();
            for (const asked of [...this.#open.values()]) await this.run(asked);
        } catch (error) {
            if (!(error instanceof OrgError)) throw error;
            this.#status = { ...this.#status, state: 'FAILED', reason: error.code };
            log.warn('comparison put off', { code: error.code });
        }
    }

    async #compareChanges(): Promise<void> {
        const kind = this.#kindDue();
        // An answer may change them; one comparison keeps to the ones it began with.
        const groups = this.#groups;
        const after = { A: this.#startOf('A', kind), B: this.#startOf('B', kind) };
        const limit = this.#routes.A.context.settings.digestPageRows;
        const pages: RunPlan['pages'] = {};
        for (const side of sides) {
            const ignored = kind === 'FULL' ? { ignored: true } : {};
            const changed = { after: after[side], groups, limit, ...ignored };
            const answer = await this.#beat(side, { changed });
            pages[side] = answer.changed;
        }
        const plan = { id: this.newId(), kind, isDryRun: false, subject: null, groups, after, pages };
        await this.#execute(plan);
    }

    /** A mapping may change at any time. The partner is told, unless its version would refuse to be. */
    #learn(side: Side, { digests, fields }: Mapping): void {
        const mapping = { digests, fields };
        if (JSON.stringify(mapping) === JSON.stringify(this.#mappings[side])) return;
        this.#mappings[side] = mapping;
        const { A: a, B: b } = this.#mappings;
        this.#groups = sharedGroups(a, b);
        if (a.fields !== undefined) this.#unsaved.A.partner = b;
        if (b.fields !== undefined) this.#unsaved.B.partner = a;
    }

    /** Carries out one run now. @throws OrgError when its report cannot be handed in; Stopped */
    async run(asked: Asked, onProgress?: (report: RunReport, left: number) => void): Promise<RunReport> {
        this.#open.delete(asked.id);
        // Somebody who asks for a comparison of all users means all of them, whenever the relay was started.
        const isOfAll = asked.kind === 'FULL' && this.#options.startAt === 'NOW';
        const startOf = (side: Side): string => (isOfAll ? '0' : this.#startOf(side, asked.kind));
        const after = { A: startOf('A'), B: startOf('B') };
        return this.#execute({ ...asked, groups: this.#groups, after }, onProgress);
    }

    newId(): string {
        const { clock, random } = this.#routes.A.context;
        return `${clock.now().toString(36)}-${Math.floor(random() * 2 ** 48).toString(16)}`;
    }

    cancel(id: string): void {
        this.#cancelled.add(id);
    }

    async #execute(plan: RunPlan, onProgress?: (report: RunReport, left: number) => void): Promise<RunReport> {
        const { clock } = this.#routes.A.context;
        const startedAtMs = clock.now();
        let toldAtMs = startedAtMs;
        const { id } = plan;
        this.#runningId = id;
        const run = new Run(plan, this.#routes, {
            isCancelled: () => this.#cancelled.has(id),
            onProgress: async (report, left) => {
                onProgress?.(report, left);
                if (clock.now() - toldAtMs < progressIntervalMs) return;
                toldAtMs = clock.now();
                await this.#tell(plan, report, startedAtMs, false);
            }
        });
        await run.execute();
        const { report } = run;
        const moved = report.rowCount('A') + report.rowCount('B');
        this.#settle(plan, run);
        this.#status = {
            ...{ lastRunAtMs: clock.now(), state: report.state, reason: report.reason },
            ...{ runs: this.#status.runs + 1, moved: this.#status.moved + moved }
        };
        const isWorthTelling = plan.kind !== 'CHANGES' || moved > 0 || report.state !== 'COMPLETED';
        if (isWorthTelling) await this.#tell(plan, report, startedAtMs, true);
        this.#runningId = null;
        this.#routes.A.context.log.info('compared', {
            ...{ run: id, kind: plan.kind, state: report.state, code: report.reason ?? '', moved },
            ...{ compared: report.compared, inStep: report.inStep, durationMs: clock.now() - startedAtMs }
        });
        return report;
    }

    /** Only a complete run proves that nothing before it is missing. */
    #settle({ kind, isDryRun }: RunPlan, { report, readAt }: Run): void {
        if (report.state !== 'COMPLETED' || isDryRun || kind === 'USER') return;
        for (const side of sides) {
            this.#watermark[side] = readAt[side];
            this.#unsaved[side].watermark = readAt[side];
            if (kind === 'FULL') this.#unsaved[side].fullComparedAt = readAt[side];
        }
        if (kind !== 'FULL') return;
        this.#fullComparedAt = this.#routes.A.context.clock.now();
        this.#isFullDue = false;
    }

    /** Hands the report to both orgs, each what happened in it. */
    async #tell(plan: RunPlan, report: RunReport, startedAtMs: number, isEnd: boolean): Promise<void> {
        const { id, kind, isDryRun, subject } = plan;
        const durationMs = this.#routes.A.context.clock.now() - startedAtMs;
        const { state, reason } = report;
        const head = { id, kind, isDryRun, subject, state, reason, startedAt: startedAtMs, durationMs };
        for (const side of sides) {
            const lines = isEnd ? report.lines(side).slice(0, maxLines) : [];
            for (let firstLine = 0; firstLine === 0 || firstLine < lines.length; firstLine += linesPerCall) {
                const part = lines.slice(firstLine, firstLine + linesPerCall);
                const told = { counts: report.counts(side), licenses: report.licenses[side], firstLine, lines: part };
                await this.#beat(side, { run: { ...head, ...told } });
            }
        }
    }

    async #beat(side: Side, more: Beat): Promise<ConnectionAnswer> {
        const unsaved = this.#unsaved[side];
        const { position, context } = this.#routes[side];
        const answer = await new RunRecovery(context, 'TARGET').run(() => position.beat({ ...unsaved, ...more }));
        if (answer.accepted && this.#unsaved[side] === unsaved) this.#unsaved[side] = {};
        if (answer.mapping) this.#learn(side, answer.mapping);
        for (const asked of answer.runs ?? []) {
            if (asked.isCancelled) this.#cancelled.add(asked.id);
            const isNew = asked.id !== this.#runningId && this.#open.size < openRunsMax;
            if (isNew) this.#open.set(asked.id, asked);
        }
        return answer;
    }

    #kindDue(): 'FULL' | 'CHANGES' {
        const { clock, settings } = this.#routes.A.context;
        const isDaily =
            this.#fullComparedAt === null || clock.now() - this.#fullComparedAt >= settings.reconcileFullIntervalMs;
        return isDaily || this.#isFullDue ? 'FULL' : 'CHANGES';
    }

    #startOf(side: Side, kind: RunPlan['kind']): string {
        const { reconcileOverlapMs } = this.#routes.A.context.settings;
        const from = this.#startAtMs;
        if (kind === 'FULL' && this.#options.startAt !== 'NOW') return String(from);
        const since = (kind === 'FULL' ? this.#fullComparedAt : this.#watermark[side]) ?? from;
        return String(Math.max(from, since - reconcileOverlapMs));
    }
}

/** A group that the orgs map differently would differ for ever; it waits, and so does its comparison. */
function sharedGroups(a: Mapping, b: Mapping): string {
    const shared = Object.keys(a.digests ?? {}).filter((key) => a.digests?.[key] === b.digests?.[key]);
    return shared.sort().join('');
}

function aborted(signal: AbortSignal): Promise<undefined> {
    return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(undefined), { once: true });
        if (signal.aborted) resolve(undefined);
    });
}
