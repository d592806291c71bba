/**
 * An org with many users: every user is merged by the reference model, and around it stands what decides about rows: matching, limits,
 * licences, references, issues. Without a relay or a bus; what it publishes goes to whoever listens.
 */
import { FailedCall } from './failedCall.ts';
import { ModelOrg, type Snapshot } from '../modelOrg.ts';
import type { PlantedBugs } from '../plantedBug.ts';
import { isDeactivation, newTally, planRow, refuseMs, type RowPlan, type Tally } from './rowPlan.ts';
import {
    activeGroup,
    groups,
    isOn,
    managerGroup,
    phoneGroup,
    type Reason,
    type RowResult,
    type SimulatedUser,
    titleGroup,
    type UserRow
} from './simulatedUser.ts';

export interface SimulatedOrgOptions {
    readonly origin: 'A' | 'B';
    readonly bugs: PlantedBugs;
    readonly automation?: ((value: string) => string) | undefined;
    readonly licences?: number;
    /** Deactivations within 24 hours. */
    readonly deactivationLimit?: number;
}

/** Issues that only a person ends. */
const lasting: ReadonlySet<string> = new Set(['CONFLICT', 'HOP_LIMIT_REACHED']);

export class SimulatedOrg {
    readonly origin: 'A' | 'B';
    readonly bugs: PlantedBugs;
    readonly users = new Map<string, SimulatedUser>();
    /** Of the mapping, per group. */
    digests: readonly string[] = groups.map(() => 'v1');
    /** Match keys of users that a validation rule refuses. */
    readonly poisoned = new Set<string>();
    readonly takenUsernames = new Set<string>();
    /** `reason|match key or user id|group` → the row that caused it. */
    readonly issues = new Map<string, UserRow | undefined>();
    readonly #options: SimulatedOrgOptions;
    readonly #deactivatedAtMs: number[] = [];
    #userCount = 0;
    publish: (row: UserRow) => void = () => {};
    publishedCount = 0;
    /** How far its clock is off. */
    skewMs = 0;
    /** Refuses every call, like an org in maintenance. */
    isDown = false;

    constructor(options: SimulatedOrgOptions) {
        this.#options = options;
        this.origin = options.origin;
        this.bugs = options.bugs;
    }

    create(name: string, values: readonly string[], nowMs: number, isPublished = true): SimulatedUser {
        const username = `${name}@x.example`;
        const user = this.#insert(username, name, undefined, nowMs);
        for (const [group, value] of values.entries()) {
            user.state.edit(group, value, nowMs);
        }
        user.state.edit(activeGroup, isOn, nowMs);
        if (isPublished) {
            this.#publishUser(user);
        }
        return user;
    }

    /** Someone who was there before: nobody has decided anything. */
    createUntouched(name: string, values: readonly string[]): SimulatedUser {
        const user = this.#insert(`${name}@x.example`, name, undefined, 0);
        for (const [group, value] of values.entries()) {
            user.state.editUnseen(group, value);
        }
        user.state.editUnseen(activeGroup, isOn);
        return user;
    }

    edit(user: SimulatedUser, group: number, value: string, nowMs: number, visibleAtMs = nowMs): void {
        const snapshot = user.state.edit(group, value, nowMs);
        if (snapshot !== undefined) {
            this.#touch(user, nowMs, visibleAtMs);
            this.#publishUser(user);
        }
    }

    /** An edit while the trigger is off. */
    editUnseen(user: SimulatedUser, group: number, value: string, nowMs: number): void {
        user.state.editUnseen(group, value);
        this.#touch(user, nowMs, nowMs);
    }

    rowOf({ syncId, id, partnerId, username, matchKey, state }: SimulatedUser): UserRow {
        const snapshot = state.snapshot().map((each, group) => {
            const named = group === managerGroup ? this.users.get(each.value)?.syncId : each.value;
            return { ...each, value: named ?? '' };
        });
        return { syncId, id, partnerId, username, matchKey, groups: snapshot, digests: this.digests };
    }

    /** What reconciliation compares; undefined when a value was changed without a stamp. */
    digestOf({ state }: SimulatedUser): string | undefined {
        if (state.hasUnseenEdit && !this.bugs.has('trustTrigger')) {
            return undefined;
        }
        return state
            .snapshot()
            .map(({ stamp, value }, group) => {
                const isComparable = stamp.milliseconds === 0 && group !== managerGroup;
                return `${stamp.milliseconds}.${stamp.counter}${stamp.origin}${isComparable ? value : ''}`;
            })
            .join('|');
    }

    clock(nowMs: number): number {
        return nowMs + this.skewMs;
    }

    /** Reads for reconciliation: what was changed without a stamp gets one here, where it was edited. */
    read(user: SimulatedUser, nowMs: number): UserRow {
        if (!this.bugs.has('trustTrigger')) {
            user.state.save(this.clock(nowMs));
        }
        return this.rowOf(user);
    }

    /** Decides as `apply` does and writes nothing; the tally says what earlier calls of the dry run would have used up. */
    predict(rows: readonly UserRow[], tally: Tally, nowMs: number): RowResult[] {
        return rows.map((row) => {
            const plan = planRow(this, row, this.bugs.has('dryRunForgetsTally') ? newTally() : tally, nowMs);
            this.#count(row, plan, tally);
            return resultOf(row, plan);
        });
    }

    apply(rows: readonly UserRow[], worldMs: number): RowResult[] {
        const nowMs = this.clock(worldMs);
        if (this.isDown) {
            throw new FailedCall('The org is down.');
        }
        if (this.bugs.has('blockOnPoison') && rows.some(({ matchKey }) => this.poisoned.has(matchKey))) {
            throw new FailedCall('The call fails for one row.');
        }
        const call = newTally();
        let isBlocked = false;
        return rows.map((row) => {
            const plan = planRow(this, row, this.bugs.has('limitPerCall') ? call : newTally(), nowMs);
            isBlocked ||= this.bugs.has('createsBlockOthers') && plan.refusal === 'LICENSE_LIMIT_EXCEEDED';
            const result = isBlocked ? { ...resultOf(row, plan), handling: 'RETRY' as const } : resultOf(row, plan);
            if (result.handling !== 'RETRY') {
                this.#note(row, plan);
                this.#write(row, plan, nowMs);
                this.#count(row, plan, call);
            }
            return result;
        });
    }

    freeLicences(): number {
        const active = [...this.users.values()].filter(({ state }) => state.snapshot()[activeGroup]?.value === isOn);
        return (this.#options.licences ?? Infinity) - active.length;
    }

    /** An approver releases one held deactivation. */
    release(issue: string, nowMs: number): void {
        const row = this.issues.get(issue);
        const target = row && [...this.users.values()].find(({ partnerId }) => partnerId === row.id);
        if (row && target) {
            this.#merge(target, row, new Set([titleGroup, phoneGroup, managerGroup]), nowMs);
            this.issues.delete(issue);
        }
    }

    mayDeactivate(row: UserRow, tally: Tally, nowMs: number): boolean {
        const { deactivationLimit = Infinity } = this.#options;
        if (this.issues.has(issueKey('HELD', row, activeGroup))) {
            return false;
        }
        const recent = this.#deactivatedAtMs.filter((atMs) => nowMs - atMs < refuseMs).length;
        return tally.deactivations + (this.bugs.has('limitPerCall') ? 0 : recent) < deactivationLimit;
    }

    idOf(syncId: string): string | undefined {
        return [...this.users.values()].find((user) => user.syncId === syncId)?.id;
    }

    /** Whether the difference of this user, or of one of its groups, is listed here. */
    isListed(matchKey: string, group?: number): boolean {
        return [...this.issues.keys()].some((key) => {
            const [, subject, listedGroup] = key.split('|');
            return subject === matchKey && (listedGroup === '' || group === undefined || listedGroup === `${group}`);
        });
    }

    #insert(username: string, matchKey: string, row: UserRow | undefined, nowMs: number): SimulatedUser {
        const id = `${this.origin}${String((this.#userCount += 1)).padStart(4, '0')}`;
        const { automation } = this.#options;
        const options = { origin: this.origin, groupCount: groups.length, bugs: this.bugs };
        const user: SimulatedUser = {
            ...{ id, username, matchKey, syncId: row?.syncId ?? `s${id}`, partnerId: row?.id },
            state: new ModelOrg(automation === undefined ? options : { ...options, automation }),
            ...{ changedAtMs: nowMs, visibleAtMs: nowMs }
        };
        this.users.set(id, user);
        this.takenUsernames.add(username);
        return user;
    }

    #count(row: UserRow, { situation, refusal, target, username, held }: RowPlan, tally: Tally): void {
        if (refusal !== undefined) {
            return;
        }
        if (situation === 'ABSENT') {
            tally.creates += row.groups[activeGroup]?.value === isOn ? 1 : 0;
            tally.usernames.add(username);
            tally.created.add(row.syncId);
        }
        const isDeactivated = isDeactivation(row, target) && !held.has(activeGroup);
        tally.deactivations += isDeactivated ? 1 : 0;
        // Whoever is deactivated frees a licence for the next create.
        tally.creates -= isDeactivated ? 1 : 0;
    }

    #note(row: UserRow, plan: RowPlan): void {
        const { refusal, held, target } = plan;
        this.#close(row, plan);
        if (refusal !== undefined) {
            if (refusal !== 'VALIDATION_FAILED' || !this.bugs.has('dropPoison')) {
                this.issues.set(issueKey(refusal, row), row);
            }
            return;
        }
        for (const [group, reason] of held) {
            this.issues.set(issueKey(reason, row, group), row);
        }
        for (const [group, incoming] of row.groups.entries()) {
            if (group !== managerGroup && target?.state.isUndecided(group, incoming)) {
                this.issues.set(`CHOICE_NEEDED|${row.matchKey}|${group}`, row);
            }
        }
    }

    #close({ matchKey }: UserRow, { refusal, held }: RowPlan): void {
        for (const key of refusal === undefined ? [...this.issues.keys()] : []) {
            const [reason = '', subject, group] = key.split('|');
            if (subject === matchKey && !lasting.has(reason) && !held.has(Number(group))) {
                this.issues.delete(key);
            }
        }
    }

    #write(row: UserRow, { refusal, target, held, username, situation }: RowPlan, nowMs: number): void {
        if (refusal !== undefined) {
            return;
        }
        const user = target ?? this.#insert(username, row.matchKey, row, nowMs);
        if (situation !== 'CONFIRMED') {
            user.partnerId = row.id;
            const isSmaller = row.syncId < user.syncId && !this.bugs.has('keepOwnSyncId');
            user.syncId = isSmaller ? row.syncId : user.syncId;
            this.#touch(user, nowMs, nowMs);
        }
        if (isDeactivation(row, target) && !held.has(activeGroup)) {
            this.#deactivatedAtMs.push(nowMs);
        }
        this.#merge(user, row, new Set(held.keys()), nowMs);
    }

    #merge(user: SimulatedUser, row: UserRow, held: ReadonlySet<number>, nowMs: number): void {
        const before = JSON.stringify(user.state.snapshot());
        const conflictsBefore = user.state.conflicts.length;
        const stoppedBefore = user.state.stoppedCount;
        const incoming: Snapshot = row.groups.map((each, group) =>
            group === managerGroup ? { ...each, value: this.idOf(each.value) ?? '' } : each
        );
        const reply = user.state.apply(incoming, nowMs, held);
        for (const { group, value } of user.state.conflicts.slice(conflictsBefore)) {
            this.issues.set(`CONFLICT|${row.matchKey}|${group}|${value}`, undefined);
        }
        if (user.state.stoppedCount > stoppedBefore) {
            this.issues.set(`HOP_LIMIT_REACHED|${row.matchKey}|`, undefined);
        }
        if (JSON.stringify(user.state.snapshot()) !== before) {
            this.#touch(user, nowMs, nowMs);
        }
        if (reply !== undefined || this.bugs.has('echo')) {
            this.#publishUser(user);
        }
    }

    #touch(user: SimulatedUser, changedAtMs: number, visibleAtMs: number): void {
        user.changedAtMs = changedAtMs;
        user.visibleAtMs = visibleAtMs;
    }

    #publishUser(user: SimulatedUser): void {
        if (this.bugs.has('skipInactive') && user.state.snapshot()[activeGroup]?.value !== isOn) {
            return;
        }
        this.publishedCount += 1;
        this.publish(this.rowOf(user));
    }
}

export function issueKey(reason: Reason, { matchKey }: UserRow, group?: number): string {
    return `${reason}|${matchKey}|${group ?? ''}`;
}

function resultOf({ syncId }: UserRow, { situation, refusal, held, newer, target }: RowPlan): RowResult {
    const isCreate = situation === 'ABSENT' && refusal === undefined;
    const isLink = situation === 'FOUND' && refusal === undefined;
    const action = isCreate ? 'CREATE' : newer.length > 0 && target ? 'UPDATE' : isLink ? 'LINK' : 'NONE';
    const reasons = refusal === undefined ? [...held.values()] : [refusal];
    const handling = refusal === 'FUTURE_STAMP' ? 'RETRY' : reasons.length > 0 ? 'LISTED' : 'DONE';
    return { syncId, situation, action, groups: newer, reasons, handling };
}
