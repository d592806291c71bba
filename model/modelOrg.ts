/**
 * One org of the reference model: one user, some groups, a clock of its own and, when given, automation that rewrites what arrives.
 * Messages are full snapshots, as on the wire; who delivers them, how often and in which order is the caller's business.
 */
import { type MergeDecision, type Owner, seenAfter } from './groupMerge.ts';
import { decideWithBugs, wholeUserHeld } from './mistakenMerge.ts';
import { noBugs, type PlantedBugs } from './plantedBug.ts';
import { compareStamps, floorStamp, isAbove, type Stamp } from './stamp.ts';
import { toLocalValue, type ValueMap } from './valueMap.ts';

export interface GroupState {
    readonly value: string;
    readonly stamp: Stamp;
    /** The newest edit of the other org that the author of the value had seen; the floor for none. */
    readonly seen: Stamp;
}

/** An edit made here that lost against one whose author had not seen it. */
export interface Conflict {
    readonly group: number;
    readonly value: string;
    readonly stamp: Stamp;
}

export type Snapshot = readonly GroupState[];
export type FirstLinkPolicy = 'LIST' | 'LOCAL' | 'PARTNER';

/** How this org treats one group; without rules the newest edit wins and values travel as they are. */
export interface GroupRules {
    readonly owner?: Owner;
    readonly isDriftUndone?: boolean;
    readonly firstLink?: FirstLinkPolicy;
    readonly map?: ValueMap;
    readonly initialValue?: string;
}

export interface ModelOrgOptions {
    readonly origin: string;
    readonly groupCount: number;
    /** Runs after every save, like a flow that formats phone numbers. */
    readonly automation?: (value: string) => string;
    readonly rules?: readonly GroupRules[];
    /** Mistakes to make. */
    readonly bugs?: PlantedBugs;
}

interface StoredGroup extends GroupState {
    /** Of the value the stamp belongs to, made under `revision`. */
    readonly hash: string;
    readonly revision: number;
}

export class ModelOrg {
    readonly #options: ModelOrgOptions;
    readonly #groups: StoredGroup[];
    readonly #notes = new Set<string>();
    readonly #conflicts: Conflict[] = [];
    #isLinked = false;
    #hasState = false;
    #revision = 1;
    /** Groups that reached the hop limit, each time they did. */
    stoppedCount = 0;

    constructor(options: ModelOrgOptions) {
        this.#options = options;
        this.#groups = Array.from({ length: options.groupCount }, (_, group) => {
            const value = options.rules?.[group]?.initialValue ?? '';
            return { value, stamp: floorStamp, seen: floorStamp, hash: this.#hash(value), revision: this.#revision };
        });
    }

    snapshot(): Snapshot {
        return this.#groups.map(({ value, stamp, seen }) => ({ value, stamp, seen }));
    }

    /** What had to be listed: `reason:group`. */
    get notes(): ReadonlySet<string> {
        return this.#notes;
    }

    get conflicts(): readonly Conflict[] {
        return this.#conflicts;
    }

    /** Whether a value was changed without a stamp. */
    get hasUnseenEdit(): boolean {
        return [...this.#groups.keys()].some((group) => {
            const { value, hash } = this.#group(group);
            return hash !== this.#hash(value);
        });
    }

    /** Where `incoming` stands against what is stored: at the floor in both orgs and different. */
    isUndecided(group: number, incoming: GroupState): boolean {
        const { map = { pairs: [] } } = this.#rules(group);
        const stored = this.#group(group);
        const isFloor = [incoming.stamp, stored.stamp].every((each) => compareStamps(each, floorStamp) === 0);
        return isFloor && !toLocalValue(map, incoming.value, stored.value).isEqual;
    }

    /** A person's edit; the snapshot is what the org publishes, or undefined when nothing travels. */
    edit(group: number, value: string, nowMs: number): Snapshot | undefined {
        const stored = this.#group(group);
        const saved = this.#options.automation?.(value) ?? value;
        if (saved === stored.value) {
            return undefined;
        }
        this.#hasState = true;
        const isEdited = this.#write(group, saved, stored, nowMs);
        const areOthersEdited = this.save(nowMs) !== undefined;
        return isEdited || areOthersEdited ? this.snapshot() : undefined;
    }

    /** An edit that no trigger saw. Before the first save that one saw, nothing is known that it could differ from. */
    editUnseen(group: number, value: string): void {
        const stored = this.#groups[group] ?? this.#group(group);
        this.#groups[group] = { ...stored, value, hash: this.#hasState ? stored.hash : this.#hash(value) };
    }

    /** A new mapping revision: hashes are made anew under the old stamps, so nothing counts as an edit. */
    remap(): void {
        this.#revision++;
    }

    /** Any save that changes the user: an unseen edit is stamped now, unless the hash is of another revision. */
    save(nowMs: number): Snapshot | undefined {
        let isChanged = false;
        for (const group of this.#groups.keys()) {
            const stored = this.#group(group);
            this.#groups[group] = stored;
            if (stored.hash !== this.#hash(stored.value)) {
                isChanged = this.#write(group, stored.value, stored, nowMs) || isChanged;
            }
        }
        return isChanged ? this.snapshot() : undefined;
    }

    /**
     * Merges what the other org sent, but for the groups on hold; the snapshot is what this org sends back, or undefined for silence.
     */
    apply(incoming: Snapshot, nowMs: number, held: ReadonlySet<number> = new Set()): Snapshot | undefined {
        const isFirstLink = !this.#isLinked;
        this.#isLinked = true;
        const isNew = incoming.some(({ stamp }, group) => !held.has(group) && isAbove(stamp, this.#group(group).stamp));
        if (isFirstLink || isNew) {
            this.#hasState = true;
            this.save(nowMs);
        }
        const before = this.#groups.map(({ stamp }) => stamp);
        const stamps = incoming.map(({ stamp }) => stamp);
        const left = this.#bugs.has('mergeWholeUser') ? wholeUserHeld(before, stamps) : held;
        for (const [group, state] of incoming.entries()) {
            if (!left.has(group)) {
                this.#merge(group, state, isFirstLink, nowMs);
            }
        }
        const isAnswered = this.#groups.some(
            ({ stamp }, group) => stamp !== before[group] && stamp !== incoming[group]?.stamp
        );
        return isAnswered ? this.snapshot() : undefined;
    }

    #merge(group: number, incoming: GroupState, isFirstLink: boolean, nowMs: number): void {
        const { value: partnerValue, stamp } = incoming;
        const stored = this.#group(group);
        const { owner = 'NEWEST', firstLink = 'LIST', map = { pairs: [] } } = this.#rules(group);
        const { value, isEqual, note } = toLocalValue(map, partnerValue, stored.value);
        const isFloorTaken = isFirstLink && firstLink === 'PARTNER';
        if (this.isUndecided(group, incoming) && (!isFirstLink || firstLink === 'LIST')) {
            this.#notes.add(`CHOICE_NEEDED:${group}`);
        }
        const input = {
            stored: stored.stamp,
            incoming: stamp,
            held: isEqual ? ('BOTH' as const) : ('SUBMITTED' as const),
            nowMs,
            localOrigin: this.#options.origin,
            isFloorTaken,
            owner
        };
        const decision = decideWithBugs(input, this.#bugs);
        if (decision.action === 'ASSERT') {
            this.#put(group, stored.value, decision);
        } else if (decision.action === 'TAKE') {
            this.#noteConflict(group, incoming, stored, isEqual);
            const isKept = isEqual || (value === '' && this.#bugs.has('skipCleared'));
            this.#take(group, isKept ? stored.value : value, decision, nowMs);
            if (note !== undefined) {
                this.#notes.add(`${note}:${group}`);
            }
        }
    }

    /** The org that holds the loser notes it, and only when the winner's author had not seen it. */
    #noteConflict(group: number, incoming: GroupState, { value, stamp }: GroupState, isEqual: boolean): void {
        const isOwnEdit = !isEqual && stamp.origin === this.#options.origin;
        if (isOwnEdit && compareStamps(incoming.seen, stamp) !== 0 && !this.#bugs.has('forgetLoser')) {
            this.#conflicts.push({ group, value, stamp });
        }
    }

    #take(group: number, value: string, decision: MergeDecision, nowMs: number): void {
        this.#put(group, value, decision);
        const saved = this.#options.automation?.(value) ?? value;
        if (saved !== value) {
            this.#write(group, saved, this.#group(group), nowMs);
        }
    }

    #write(group: number, value: string, stored: GroupState, nowMs: number): boolean {
        const { owner = 'NEWEST', isDriftUndone } = this.#rules(group);
        const input = { stored: stored.stamp, incoming: undefined, held: 'OTHER' as const, nowMs, owner };
        const decision = decideWithBugs({ ...input, localOrigin: this.#options.origin }, this.#bugs);
        const { action } = decision;
        const isUndone = action === 'DRIFT' && isDriftUndone === true;
        this.#put(group, isUndone ? stored.value : value, decision);
        if (action === 'DRIFT') {
            this.#notes.add(`${isUndone ? 'DRIFT_UNDONE' : 'DRIFT'}:${group}`);
        }
        this.stoppedCount += Number(action === 'STOP');
        return action === 'EDIT';
    }

    #put(group: number, value: string, decision: MergeDecision): void {
        const { stamp, seen } = this.#group(group);
        this.#groups[group] = {
            value,
            stamp: decision.stamp,
            seen: seenAfter(decision, stamp, seen),
            hash: this.#hash(value),
            revision: this.#revision
        };
    }

    #hash(value: string): string {
        return `${this.#revision}:${value}`;
    }

    get #bugs(): PlantedBugs {
        return this.#options.bugs ?? noBugs;
    }

    #rules(group: number): GroupRules {
        return this.#options.rules?.[group] ?? {};
    }

    #group(group: number): StoredGroup {
        const stored = this.#groups[group];
        if (stored === undefined) {
            throw new RangeError(`There is no group ${group}.`);
        }
        return stored.revision === this.#revision
            ? stored
            : { ...stored, hash: this.#hash(stored.value), revision: this.#revision };
    }
}
