/** A user of a simulated org, and how it travels: the same row as on the wire, as far as merging and matching look at it. */
import { type ModelOrg, type Snapshot } from '../modelOrg.ts';

/** Merged separately; a manager is a user id in the org and a shared identity on the wire. */
export const groups = ['title', 'phone', 'manager', 'active'] as const;
export const titleGroup = 0;
export const phoneGroup = 1;
export const managerGroup = 2;
export const activeGroup = 3;
export const isOn = '1';
export const isOff = '0';

export interface SimulatedUser {
    readonly id: string;
    syncId: string;
    partnerId: string | undefined;
    readonly username: string;
    /** What matches a user of the other org, like the federation id. */
    readonly matchKey: string;
    readonly state: ModelOrg;
    /** When the save began, which is what a watermark compares, and when others could see it. */
    changedAtMs: number;
    visibleAtMs: number;
}

export interface UserRow {
    readonly syncId: string;
    readonly id: string;
    readonly partnerId: string | undefined;
    readonly username: string;
    readonly matchKey: string;
    readonly groups: Snapshot;
    /** Of the mapping of each group. */
    readonly digests: readonly string[];
}

export type Situation = 'CONFIRMED' | 'FOUND' | 'ABSENT' | 'AMBIGUOUS' | 'FOUND_ALREADY_LINKED';
export type Reason =
    | 'AMBIGUOUS'
    | 'ALREADY_LINKED'
    | 'DUPLICATE_USERNAME'
    | 'FUTURE_STAMP'
    | 'HELD'
    | 'LICENSE_LIMIT_EXCEEDED'
    | 'REFERENCE_WAITING'
    | 'STAMP_REFUSED'
    | 'VALIDATION_FAILED'
    | 'WAITING_FOR_MAPPING';

export interface RowResult {
    readonly syncId: string;
    readonly situation: Situation;
    readonly action: 'CREATE' | 'UPDATE' | 'LINK' | 'NONE';
    readonly groups: readonly number[];
    readonly reasons: readonly Reason[];
    readonly handling: 'DONE' | 'RETRY' | 'LISTED';
}
