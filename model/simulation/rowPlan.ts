/** What an org decides about one row before it writes: who is meant, what is refused or waits, which groups are newer. */
import { isAbove } from '../stamp.ts';
import { toLocalUsername } from '../usernameRule.ts';
import type { SimulatedOrg } from './simulatedOrg.ts';
import {
    activeGroup,
    isOff,
    isOn,
    managerGroup,
    type Reason,
    type SimulatedUser,
    type Situation,
    type UserRow
} from './simulatedUser.ts';

export const waitMs = 600_000;
export const refuseMs = 86_400_000;

export interface RowPlan {
    readonly situation: Situation;
    readonly target: SimulatedUser | undefined;
    readonly username: string;
    /** Why nothing of the row is written. */
    readonly refusal: Reason | undefined;
    /** Groups that are not written, each with its reason. */
    readonly held: ReadonlyMap<number, Reason>;
    /** Groups that are newer than what is stored. */
    readonly newer: readonly number[];
}

/** What a run of calls has used up so far; a dry run hands it from call to call. */
export interface Tally {
    creates: number;
    deactivations: number;
    readonly usernames: Set<string>;
    readonly created: Set<string>;
}

export const newTally = (): Tally => ({ creates: 0, deactivations: 0, usernames: new Set(), created: new Set() });

export function planRow(org: SimulatedOrg, row: UserRow, tally: Tally, nowMs: number): RowPlan {
    const { situation, target } = match(org, row);
    const username = localUsername(org, row.username);
    const plan = { situation, target, username };
    const refusal = refusalOf(org, row, plan, tally, nowMs);
    const held = refusal === undefined ? heldGroups(org, row, target, tally, nowMs) : new Map<number, Reason>();
    const newer = row.groups.flatMap(({ stamp }, group) => {
        const stored = target?.state.snapshot()[group]?.stamp;
        return held.has(group) || (stored !== undefined && !isAbove(stamp, stored)) ? [] : [group];
    });
    return { ...plan, refusal, held, newer: refusal === undefined ? newer : [] };
}

/** The chain: shared identity, partner id, match key. Two candidates are never guessed between. */
function match(org: SimulatedOrg, row: UserRow): { situation: Situation; target: SimulatedUser | undefined } {
    const users = org.bugs.has('insertBlindly') && row.partnerId === undefined ? [] : [...org.users.values()];
    const linked = users.find(
        (user) => user.syncId === row.syncId || user.partnerId === row.id || user.id === row.partnerId
    );
    if (linked !== undefined) {
        return { situation: linked.partnerId === row.id ? 'CONFIRMED' : 'FOUND', target: linked };
    }
    const candidates = users.filter(({ matchKey }) => matchKey === row.matchKey);
    if (candidates.length > 1 && !org.bugs.has('guessMatch')) {
        return { situation: 'AMBIGUOUS', target: undefined };
    }
    const [candidate] = candidates;
    if (candidate === undefined) {
        return { situation: 'ABSENT', target: undefined };
    }
    return candidate.partnerId === undefined
        ? { situation: 'FOUND', target: candidate }
        : { situation: 'FOUND_ALREADY_LINKED', target: undefined };
}

function localUsername(org: SimulatedOrg, username: string): string {
    if (org.bugs.has('appendSuffixAlways')) {
        return `${username}.${org.origin.toLowerCase()}`;
    }
    const [local, partner] = org.origin === 'A' ? ['.a', '.b'] : ['.b', '.a'];
    return toLocalUsername(username, { local, partner }) ?? username;
}

function refusalOf(
    org: SimulatedOrg,
    row: UserRow,
    { situation, target, username }: Pick<RowPlan, 'situation' | 'target' | 'username'>,
    tally: Tally,
    nowMs: number
): Reason | undefined {
    if (situation === 'AMBIGUOUS') {
        return 'AMBIGUOUS';
    }
    if (situation === 'FOUND_ALREADY_LINKED') {
        return 'ALREADY_LINKED';
    }
    const aheadMs = Math.max(...row.groups.map(({ stamp }) => stamp.milliseconds)) - nowMs;
    if (aheadMs > waitMs && !org.bugs.has('trustFuture')) {
        return aheadMs > refuseMs ? 'STAMP_REFUSED' : 'FUTURE_STAMP';
    }
    if (org.poisoned.has(row.matchKey)) {
        return 'VALIDATION_FAILED';
    }
    if (target !== undefined) {
        return undefined;
    }
    if (org.takenUsernames.has(username) || tally.usernames.has(username)) {
        return 'DUPLICATE_USERNAME';
    }
    return org.freeLicences() <= tally.creates ? 'LICENSE_LIMIT_EXCEEDED' : undefined;
}

function heldGroups(
    org: SimulatedOrg,
    row: UserRow,
    target: SimulatedUser | undefined,
    tally: Tally,
    nowMs: number
): Map<number, Reason> {
    const held = new Map<number, Reason>();
    for (const [group, digest] of row.digests.entries()) {
        if (digest !== org.digests[group] && !org.bugs.has('applyUnsharedGroups')) {
            held.set(group, 'WAITING_FOR_MAPPING');
        }
    }
    const manager = row.groups[managerGroup]?.value ?? '';
    const isKnown = manager === '' || org.idOf(manager) !== undefined || tally.created.has(manager);
    if (!isKnown && !org.bugs.has('dropUnresolvedReference')) {
        held.set(managerGroup, 'REFERENCE_WAITING');
    }
    if (isDeactivation(row, target) && !held.has(activeGroup) && !org.mayDeactivate(row, tally, nowMs)) {
        held.set(activeGroup, 'HELD');
    }
    return held;
}

export function isDeactivation(row: UserRow, target: SimulatedUser | undefined): boolean {
    const stored = target?.state.snapshot()[activeGroup];
    const incoming = row.groups[activeGroup];
    return stored?.value === isOn && incoming?.value === isOff && isAbove(incoming.stamp, stored.stamp);
}
