import type { DigestRow } from '../org/orgConnection.ts';

/** Which users are not in step, from the digests of both orgs. Pure; digests are opaque. */
export type Side = 'A' | 'B';

export const sides: readonly Side[] = ['A', 'B'];

export function otherSide(side: Side): Side {
    return side === 'A' ? 'B' : 'A';
}

export class Comparison {
    readonly #rows: Record<Side, Map<string, DigestRow>> = { A: new Map(), B: new Map() };

    /** A user who changed while pages were read comes twice; the later row counts. */
    add(side: Side, rows: readonly DigestRow[]): void {
        for (const row of rows) this.#rows[side].set(row[0], row);
    }

    count(side: Side): number {
        return this.#rows[side].size;
    }

    /** Shared identities that only the other side has named so far. */
    missing(side: Side): string[] {
        return [...this.#rows[otherSide(side)].keys()].filter((syncId) => !this.#rows[side].has(syncId));
    }

    /**
     * @param movesAll also users who are in step: the orgs then close what is open about them
     * @returns user ids by the org that they have to travel from
     */
    result(movesAll = false): { compared: number; inStep: number; differing: Record<Side, string[]> } {
        const differing: Record<Side, string[]> = { A: [], B: [] };
        const syncIds = new Set(sides.flatMap((side) => [...this.#rows[side].keys()]));
        let inStep = 0;
        for (const syncId of syncIds) {
            const [a, b] = [this.#rows.A.get(syncId), this.#rows.B.get(syncId)];
            if (a && b && a[1] !== null && a[1] === b[1]) {
                inStep += 1;
                if (!movesAll) continue;
            }
            if (a) differing.A.push(a[2]);
            if (b) differing.B.push(b[2]);
        }
        return { compared: syncIds.size, inStep, differing };
    }
}
