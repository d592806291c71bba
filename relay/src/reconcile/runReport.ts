import type { RowResult } from '../org/orgConnection.ts';
import { type Side, sides } from './comparison.ts';

/** What a run found and did, per org that was written to: counts by situation, and a line for each user who was moved. */
export type RunState = 'RUNNING' | 'COMPLETED' | 'STOPPED' | 'CANCELLED' | 'FAILED';

const situations = ['CONFIRMED', 'FOUND', 'ABSENT', 'AMBIGUOUS', 'FOUND_ALREADY_LINKED'] as const;
type CountName = (typeof situations)[number] | 'compared' | 'inStep' | 'refused' | 'written' | 'listed';
export type RunCounts = Record<CountName, number>;

export const emptyCounts = Object.fromEntries(
    [...situations, 'compared', 'inStep', 'refused', 'written', 'listed'].map((name) => [name, 0])
) as RunCounts;

/** Ids and codes only: sync id, user id there, user id here, situation, action, groups, reason. */
export type RunLine = (string | null)[];

export class RunReport {
    state: RunState = 'RUNNING';
    reason: string | null = null;
    compared = 0;
    inStep = 0;
    readonly #results: Record<Side, Map<string, RowResult>> = { A: new Map(), B: new Map() };
    /** User id here -> shared identity that the partner's user came with. */
    readonly #linked: Record<Side, Map<string, string>> = { A: new Map(), B: new Map() };

    /** The last answer about a user counts: a row that was asked for again has several. */
    add(target: Side, result: RowResult): void {
        const sourceId = result.sourceId ?? `row ${result.row}`;
        const { situation, action, targetId, syncId } = result;
        if (situation === 'FOUND' && targetId && action !== 'NONE') this.#linked[target].set(targetId, syncId ?? '');
        this.#results[target].set(sourceId, this.#settled(target, sourceId, result));
    }

    /** Users of this org who were matched and linked in this run. */
    linkedIn(side: Side): Iterable<string> {
        return this.#linked[side].keys();
    }

    rowCount(side: Side): number {
        return this.#results[side].size;
    }

    counts(side: Side): RunCounts {
        const results = [...this.#results[side].values()];
        const count = (test: (result: RowResult) => boolean): number => results.filter(test).length;
        const bySituation = Object.fromEntries(
            situations.map((name) => [name, count(({ situation }) => situation === name)])
        ) as Record<(typeof situations)[number], number>;
        return {
            ...{ compared: this.compared, inStep: this.inStep, ...bySituation },
            refused: count(({ situation }) => !situation),
            written: count(({ action }) => (action ?? 'NONE') !== 'NONE'),
            listed: count(({ handling }) => handling !== 'DONE')
        };
    }

    lines(side: Side): RunLine[] {
        return [...this.#results[side].values()].map((result) => {
            const { syncId, sourceId, targetId, situation, action, groups, reason } = result;
            const cells = [syncId, sourceId, targetId, situation, action, groups?.join(''), reason];
            return cells.map((cell) => cell ?? null);
        });
    }

    toJSON() {
        const { state, reason, compared, inStep } = this;
        const perOrg = sides.map((side) => [side, { counts: this.counts(side), lines: this.lines(side) }]);
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
