/** What a save means for one group of one user: an edit here, the partner's value arriving, or nothing. */
import { assertion, compareStamps, floorStamp, isAbove, nextEdit, type Stamp } from './stamp.ts';

/** What the record holds before the save: the stored value, what the endpoint submitted, both, or another trigger's. */
export const heldValues = ['STORED', 'SUBMITTED', 'BOTH', 'OTHER'] as const;
export type HeldValue = (typeof heldValues)[number];
/** Whose edits of the group count: the newest of both orgs', only this org's, or only the partner's. */
export const owners = ['NEWEST', 'LOCAL', 'PARTNER'] as const;
export type Owner = (typeof owners)[number];
export type MergeAction = 'KEEP' | 'TAKE' | 'REVERT' | 'EDIT' | 'STOP' | 'ASSERT' | 'DRIFT';

export interface MergeInput {
    readonly stored: Stamp;
    /** Undefined: the partner sent nothing for this group. */
    readonly incoming: Stamp | undefined;
    readonly held: HeldValue;
    readonly nowMs: number;
    readonly localOrigin: string;
    readonly owner?: Owner;
    /** First link under the policy Partner: a floor stamp takes the place of a floor stamp. */
    readonly isFloorTaken?: boolean;
}

export interface MergeDecision {
    readonly action: MergeAction;
    readonly stamp: Stamp;
    /** Of the value on which the decision builds: the winner, or what was stored. */
    readonly base: Stamp;
}

export function decideMerge(input: MergeInput): MergeDecision {
    const { stored, held, nowMs, localOrigin, owner = 'NEWEST' } = input;
    const winner = winnerOf(input);
    if (held === 'SUBMITTED' || held === 'BOTH') {
        if (winner === undefined) {
            return { action: held === 'BOTH' ? 'KEEP' : 'REVERT', stamp: stored, base: stored };
        }
        return owner === 'LOCAL' && held === 'SUBMITTED'
            ? { action: 'ASSERT', stamp: assertion(winner, nowMs, localOrigin), base: winner }
            : { action: 'TAKE', stamp: winner, base: winner };
    }
    if (held === 'STORED' && winner === undefined) {
        return { action: 'KEEP', stamp: stored, base: stored };
    }
    const seen = winner ?? stored;
    if (owner === 'PARTNER') {
        return { action: 'DRIFT', stamp: seen, base: seen };
    }
    const next = nextEdit(seen, nowMs, localOrigin);
    return next === undefined
        ? { action: 'STOP', stamp: seen, base: seen }
        : { action: 'EDIT', stamp: next, base: seen };
}

function winnerOf({ stored, incoming, isFloorTaken }: MergeInput): Stamp | undefined {
    if (incoming === undefined) {
        return undefined;
    }
    const isFirst =
        isFloorTaken === true && compareStamps(incoming, floorStamp) === 0 && compareStamps(stored, floorStamp) === 0;
    return isFirst || isAbove(incoming, stored) ? incoming : undefined;
}

/**
 * Which edit of the partner the author of the group's value had seen: set by an edit on top of the partner's, kept by further edits here,
 * forgotten when the partner's value is taken.
 */
export function seenAfter({ stamp, base }: MergeDecision, stored: Stamp, seen: Stamp): Stamp {
    if (compareStamps(stamp, base) === 0) {
        return compareStamps(stamp, stored) === 0 ? seen : floorStamp;
    }
    return compareStamps(base, floorStamp) === 0 || base.origin === stamp.origin ? seen : base;
}
