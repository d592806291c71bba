/**
 * The relay between two simulated orgs: forwards events, keeps a position that is saved in the target org, and reconciles by digests.
 * What it holds itself is lost in a crash.
 */
import { noBugs, type PlantedBugs } from '../plantedBug.ts';
import type { LossyBus } from './lossyBus.ts';
import type { SimulatedOrg } from './simulatedOrg.ts';
import type { RowResult, SimulatedUser, UserRow } from './simulatedUser.ts';

export type Side = 0 | 1;
export const sides: readonly Side[] = [0, 1];
const otherSide = (side: Side): Side => (side === 0 ? 1 : 0);

/** What outlives the relay. */
export interface SavedState {
    /** Per direction, by the org it leads from. */
    readonly positions: [number, number];
    /** Per org: its changes before are in the other org or listed there. */
    readonly watermarksMs: [number, number];
}

export const newSavedState = (): SavedState => ({ positions: [0, 0], watermarksMs: [0, 0] });

const batchRows = 4;
export const overlapMs = 900_000;

const unanswered = { situation: 'CONFIRMED', action: 'NONE', groups: [], reasons: [], handling: 'RETRY' } as const;

const knownOr = (position: number): number => (Number.isSafeInteger(position) ? position : -1);

export class SimulatedRelay {
    readonly #orgs: readonly [SimulatedOrg, SimulatedOrg];
    readonly #buses: readonly [LossyBus, LossyBus];
    readonly #saved: SavedState;
    readonly #bugs: PlantedBugs;
    #positions: [number, number];
    readonly #again: [UserRow[], UserRow[]] = [[], []];
    #isFullDue = false;

    constructor(
        orgs: readonly [SimulatedOrg, SimulatedOrg],
        buses: readonly [LossyBus, LossyBus],
        saved: SavedState,
        bugs: PlantedBugs = noBugs
    ) {
        this.#orgs = orgs;
        this.#buses = buses;
        this.#saved = saved;
        this.#bugs = bugs;
        // What is no position is one that the bus does not know.
        this.#positions = [knownOr(saved.positions[0]), knownOr(saved.positions[1])];
    }

    /** @param isCrashed whether it ends after the target answered and before the position is saved */
    forward(from: Side, nowMs: number, isCrashed = false): void {
        const bus = this.#buses[from];
        const events = bus.read(this.#positions[from], batchRows);
        if (events === undefined) {
            this.#positions[from] = this.#bugs.has('latestWhenExpired') ? bus.latest : bus.earliest;
            this.#isFullDue ||= !this.#bugs.has('latestWhenExpired');
            return;
        }
        const last = events.at(-1)?.position ?? this.#positions[from];
        if (this.#bugs.has('savePositionEarly')) {
            this.#saved.positions[from] = last;
            if (isCrashed) {
                return;
            }
        }
        const rows = [...this.#again[from], ...events.map(({ row }) => row)];
        const results = this.#orgs[otherSide(from)].apply(rows, nowMs);
        this.#again[from] = rows.filter((_, index) => results[index]?.handling === 'RETRY');
        this.#positions[from] = last;
        if (!isCrashed && this.#again[from].length === 0) {
            this.#saved.positions[from] = Math.max(this.#saved.positions[from], last);
        }
    }

    isBehind(from: Side): boolean {
        const events = this.#buses[from].read(this.#positions[from], 1);
        return this.#again[from].length > 0 || events === undefined || events.length > 0;
    }

    /** Compares what changed since the watermarks, or everybody, and moves who differs in both directions. */
    reconcile(nowMs: number, isFull = false): void {
        if (this.#bugs.has('trustBus')) {
            return;
        }
        const isAll = isFull || this.#isFullDue;
        const changed = sides.map((side) =>
            this.#changedUsers(side, isAll ? 0 : this.#saved.watermarksMs[side], nowMs)
        );
        let isComplete = true;
        for (const side of sides) {
            const users = this.#differing(side, changed);
            const rows = users.map((user) => this.#orgs[side].read(user, nowMs));
            isComplete = this.#move(side, rows, nowMs).every(({ handling }) => handling !== 'RETRY') && isComplete;
        }
        if (isComplete || this.#bugs.has('watermarkAfterFailure')) {
            for (const side of sides) {
                this.#saved.watermarksMs[side] = this.#orgs[side].clock(nowMs);
            }
            this.#isFullDue = false;
        }
    }

    #move(side: Side, rows: readonly UserRow[], nowMs: number): RowResult[] {
        const target = this.#orgs[otherSide(side)];
        if (target.isDown) {
            return rows.map(({ syncId }) => ({ ...unanswered, syncId }));
        }
        return Array.from({ length: Math.ceil(rows.length / batchRows) }, (_, index) =>
            target.apply(rows.slice(index * batchRows, (index + 1) * batchRows), nowMs)
        ).flat();
    }

    #changedUsers(side: Side, watermarkMs: number, nowMs: number): SimulatedUser[] {
        const isStrict = this.#bugs.has('strictWatermark');
        return [...this.#orgs[side].users.values()].filter(
            ({ changedAtMs, visibleAtMs }) =>
                visibleAtMs <= this.#orgs[side].clock(nowMs) &&
                (isStrict ? watermarkMs === 0 || changedAtMs > watermarkMs : changedAtMs >= watermarkMs - overlapMs)
        );
    }

    /** Users of this side who changed in either org and whose digests differ, or who have nobody on the other side. */
    #differing(side: Side, changed: readonly SimulatedUser[][]): SimulatedUser[] {
        const [org, other] = [this.#orgs[side], this.#orgs[otherSide(side)]];
        const others = new Map([...other.users.values()].map((user) => [user.syncId, user]));
        const named = new Set(changed.flat().map(({ syncId }) => syncId));
        return [...org.users.values()].filter((user) => {
            const partner = others.get(user.syncId);
            const digest = org.digestOf(user);
            const isSame = partner && digest !== undefined && digest === other.digestOf(partner);
            return named.has(user.syncId) && !isSame;
        });
    }
}
