/**
 * One org of the reference model: one user, some groups, a clock of its own and, when given, automation that rewrites what arrives.
 * Messages are full snapshots, as on the wire; who delivers them, how often and in which order is the caller's business.
 */
import { decideMerge, type Owner } from './groupMerge.ts';
import { compareStamps, floorStamp, type Stamp } from './stamp.ts';
import { toLocalValue, type ValueMap } from './valueMap.ts';

export interface GroupState {
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
    #isLinked = false;
    #revision = 1;
    /** Groups that reached the hop limit, each time they did. */
    stoppedCount = 0;

    constructor(options: ModelOrgOptions) {
        this.#options = options;
        this.#groups = Array.from({ length: options.groupCount }, (_, group) => {
            const value = options.rules?.[group]?.initialValue ?? '';
            return { value, stamp: floorStamp, hash: this.#hash(value), revision: this.#revision };
        });
    }

    snapshot(): Snapshot {
        return this.#groups.map(({ value, stamp }) => ({ value, stamp }));
    }

    /** What had to be listed: `reason:group`. */
    get notes(): ReadonlySet<string> {
        return this.#notes;
    }

    /** A person's edit; the snapshot is what the org publishes, or undefined when nothing travels. */
    edit(group: number, value: string, nowMs: number): Snapshot | undefined {
        const stored = this.#group(group);
        const saved = this.#options.automation?.(value) ?? value;
        if (saved === stored.value && stored.hash === this.#hash(saved)) {
            return undefined;
        }
        return this.#write(group, saved, stored, nowMs) ? this.snapshot() : undefined;
    }

    /** An edit that no trigger saw. */
    editUnseen(group: number, value: string): void {
        this.#groups[group] = { ...this.#group(group), value };
    }

    /** A new mapping revision: hashes are made anew under the old stamps, so nothing counts as an edit. */
    remap(): void {
        this.#revision++;
    }

    /** Any save of the user: an unseen edit is stamped now, unless the hash is of another revision. */
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
        this.save(nowMs);
        const before = this.#groups.map(({ stamp }) => stamp);
        for (const [group, state] of incoming.entries()) {
            if (!held.has(group)) {
                this.#merge(group, state, isFirstLink, nowMs);
            }
        }
        const isAnswered = this.#groups.some(
            ({ stamp }, group) => stamp !== before[group] && stamp !== incoming[group]?.stamp
        );
        return isAnswered ? this.snapshot() : undefined;
    }

    #merge(group: number, { value: partnerValue, stamp }: GroupState, isFirstLink: boolean, nowMs: number): void {
        const stored = this.#group(group);
        const { owner = 'NEWEST', firstLink = 'LIST', map = { pairs: [] } } = this.#rules(group);
        const { value, isEqual, note } = toLocalValue(map, partnerValue, stored.value);
        const isFloor = [stamp, stored.stamp].every((each) => compareStamps(each, floorStamp) === 0);
        const isFloorTaken = isFirstLink && firstLink === 'PARTNER';
        if (isFloor && !isEqual && (!isFirstLink || firstLink === 'LIST')) {
            this.#notes.add(`CHOICE_NEEDED:${group}`);
        }
        const decision = decideMerge({
            stored: stored.stamp,
            incoming: stamp,
            held: isEqual ? 'BOTH' : 'SUBMITTED',
            nowMs,
            localOrigin: this.#options.origin,
            isFloorTaken,
            owner
        });
        if (decision.action === 'ASSERT') {
            this.#put(group, stored.value, decision.stamp);
        } else if (decision.action === 'TAKE') {
            this.#take(group, { value: isEqual ? stored.value : value, stamp: decision.stamp }, nowMs);
            if (note !== undefined) {
                this.#notes.add(`${note}:${group}`);
            }
        }
    }

    #take(group: number, { value, stamp }: GroupState, nowMs: number): void {
        this.#put(group, value, stamp);
        const saved = this.#options.automation?.(value) ?? value;
        if (saved !== value) {
            this.#write(group, saved, this.#group(group), nowMs);
        }
    }

    #write(group: number, value: string, seen: GroupState, nowMs: number): boolean {
        const { owner = 'NEWEST', isDriftUndone } = this.#rules(group);
        const { action, stamp } = decideMerge({
            stored: seen.stamp,
            incoming: undefined,
            held: 'OTHER',
            nowMs,
            localOrigin: this.#options.origin,
            owner
        });
        const isUndone = action === 'DRIFT' && isDriftUndone === true;
        this.#put(group, isUndone ? seen.value : value, stamp);
        if (action === 'DRIFT') {
            this.#notes.add(`${isUndone ? 'DRIFT_UNDONE' : 'DRIFT'}:${group}`);
        }
        this.stoppedCount += Number(action === 'STOP');
        return action === 'EDIT';
    }

    #put(group: number, value: string, stamp: Stamp): void {
        this.#groups[group] = { value, stamp, hash: this.#hash(value), revision: this.#revision };
    }

    #hash(value: string): string {
        return `${this.#revision}:${value}`;
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
