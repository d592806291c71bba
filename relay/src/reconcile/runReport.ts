import type { IgnoredUser, LicenseNeed, RowResult } from '../org/orgConnection.ts';
import { otherSide, type Side, sides } from './comparison.ts';

/** What a run found and did, per org that was written to: counts by situation, and a line for each user who was moved. */
export type RunState = 'RUNNING' | 'COMPLETED' | 'STOPPED' | 'CANCELLED' | 'FAILED';

const answered = ['CONFIRMED', 'FOUND', 'ABSENT', 'AMBIGUOUS', 'FOUND_ALREADY_LINKED', 'MISSING', 'TARGET_IGNORED'];
const concluded = ['UNQUALIFIED', 'UNASSIGNED', 'SOURCE_IGNORED', 'SOURCE_MISSING'];
const situations = [...answered, ...concluded];

export type RunCounts = Record<string, number>;

export const emptyCounts: RunCounts = Object.fromEntries(
    [...situations, 'compared', 'inStep', 'refused', 'written', 'listed'].map((name) => [name, 0])
);

/** Ids and codes only: sync id, user id there, user id here, situation, action, groups, reason. */
export type RunLine = (string | null)[];

/** What an org is found to hold when a user of it travels, as the other direction calls it. */
const mirrored = new Map([
    ['MISSING', 'SOURCE_MISSING'],
    ['TARGET_IGNORED', 'UNQUALIFIED'],
    ['ABSENT', 'UNASSIGNED']
]);

export class RunReport {
    state: RunState = 'RUNNING';
    reason: string | null = null;
    compared = 0;
    inStep = 0;
    /** Of a dry run. */
    readonly licenses: Record<Side, LicenseNeed[]> = { A: [], B: [] };
    readonly #results: Record<Side, Map<string, RowResult>> = { A: new Map(), B: new Map() };
    readonly #concluded: Record<Side, RowResult[]> = { A: [], B: [] };
    /** User id here -> shared identity that the partner's user came with. */
    readonly #linked: Record<Side, Map<string, string>> = { A: new Map(), B: new Map() };

    readonly #created: Record<Side, Set<string>> = { A: new Set(), B: new Set() };

    /** The last answer about a user counts: a row that was asked for again has several. */
    add(target: Side, result: RowResult): void {
        const sourceId = result.sourceId ?? `row ${result.row}`;
        const { situation, action, targetId, syncId, handling } = result;
        if (action === 'CREATE' && targetId) this.#created[target].add(targetId);
        // That the source learns whom its user became is part of the create.
        if (this.#created[otherSide(target)].has(sourceId) && handling === 'DONE' && action !== 'UPDATE') return;
        if (situation === 'FOUND' && targetId && action !== 'NONE') this.#linked[target].set(targetId, syncId ?? '');
        const known = this.#results[target].get(sourceId);
        const settled = this.#settled(target, sourceId, result);
        this.#results[target].set(sourceId, known?.handling === 'DEFERRED' ? joined(known, settled) : settled);
    }

    /** Users of this org who were matched and linked, or created, in this run. */
    linkedIn(side: Side): Iterable<string> {
        return [...this.#linked[side].keys(), ...this.#created[side]];
    }

    /** Users of the other org whose rows are to be sent again at the end of the run. */
    deferredTo(target: Side): string[] {
        const rows = [...this.#results[target]];
        return rows.filter(([, { handling }]) => handling === 'DEFERRED').map(([sourceId]) => sourceId);
    }

    hasResult(target: Side, sourceId: string): boolean {
        return this.#results[target].has(sourceId);
    }

    /** What only a comparison of all users knows: who has no counterpart, and who takes no part. @param ignored of this org */
    conclude(source: Side, ignored: readonly IgnoredUser[]): void {
        const target = otherSide(source);
        for (const { syncId, sourceId, targetId, situation, action, reason } of this.#results[source].values()) {
            const name = mirrored.get(situation ?? '');
            if (!name || (action ?? 'NONE') !== 'NONE') continue;
            this.#note(target, { syncId, sourceId: targetId, targetId: sourceId, situation: name, reason });
        }
        const isNamed = new Set(this.#concluded[target].map(({ sourceId }) => sourceId));
        for (const [syncId, sourceId, reason] of ignored) {
            if (!isNamed.has(sourceId)) this.#note(target, { syncId, sourceId, situation: 'SOURCE_IGNORED', reason });
        }
    }

    #note(side: Side, found: Partial<RowResult>): void {
        this.#concluded[side].push({ row: -1, action: 'NONE', handling: 'DONE', ...found });
    }

    rowCount(side: Side): number {
        return this.#results[side].size;
    }

    counts(side: Side): RunCounts {
        const results = [...this.#results[side].values()];
        const all = [...results, ...this.#concluded[side]];
        const count = (test: (result: RowResult) => boolean, of = results): number => of.filter(test).length;
        const bySituation = Object.fromEntries(
            situations.map((name) => [name, count(({ situation }) => situation === name, all)])
        );
        return {
            ...{ compared: this.compared, inStep: this.inStep, ...bySituation },
            CONFIRMED: this.inStep + (bySituation['CONFIRMED'] ?? 0),
            refused: count(({ situation }) => !situation),
            written: count(({ action }) => (action ?? 'NONE') !== 'NONE'),
            listed: count(({ handling }) => handling !== 'DONE')
        };
    }

    /** @param isTold with what the platform said, which is not for storing */
    lines(side: Side, isTold = false): RunLine[] {
        return [...this.#results[side].values(), ...this.#concluded[side]].map((result) => {
            const { syncId, sourceId, targetId, situation, action, groups, reason, detail } = result;
            const cells = [syncId, sourceId, targetId, situation, action, groups?.join(''), reason];
            return [...cells, ...(isTold && detail ? [detail] : [])].map((cell) => cell ?? null);
        });
    }

    toJSON() {
        const { state, reason, compared, inStep } = this;
        const perOrg = sides.map((side) => {
            const licenses = this.licenses[side];
            return [side, { counts: this.counts(side), licenses, lines: this.lines(side, true) }];
        });
        return { state, reason, compared, inStep, ...(Object.fromEntries(perOrg) as Record<Side, object>) };
    }

    /**
     * The way back of a user who was linked on the way there is the second half of one link, written or planned. Of the
     * two shared identities the orgs keep the smaller.
     */
    #settled(target: Side, sourceId: string, result: RowResult): RowResult {
        const linkedId = this.#linked[target === 'A' ? 'B' : 'A'].get(sourceId);
        if (linkedId === undefined) return result;
        const syncId = [linkedId, result.syncId ?? linkedId].sort()[0];
        if (result.situation !== 'FOUND') return { ...result, syncId };
        return { ...result, syncId, situation: 'CONFIRMED', action: result.action === 'LINK' ? 'NONE' : result.action };
    }
}

/** Two answers about one user, the second about what the first one put off. */
function joined(first: RowResult, second: RowResult): RowResult {
    const groups = [...new Set([...(first.groups ?? []), ...(second.groups ?? [])])].sort();
    const action = (second.action ?? 'NONE') === 'NONE' ? first.action : second.action;
    return { ...second, situation: first.situation, action, groups };
}
