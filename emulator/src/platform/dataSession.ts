/**
 * Records as one transaction sees and changes them. `dataPlatform.ts` implements it; `transactions/` opens one per
 * transaction and lends it to every frame that runs in it.
 */
import type { AccessContext, DmlCall, QueryOutcome, RowOutcome, RunningUser, Limits } from '../runtime/host.ts';
import type { ObjectDescription } from '../runtime/objectDescription.ts';
import type { SoqlQuery } from '../soql/query.ts';
import type { ApexSObject } from '../values/apexSObject.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/**
 * Who runs, and on whose account: one per transaction, and in a test one more for every `System.runAs`, started test window,
 * event batch and asynchronous job. Limits and the record of mixed DML belong to the frame, rows to the session.
 */
export interface ExecutionFrame {
    readonly user: RunningUser;
    readonly limits: ResettableLimits;
    /** The first objects this frame has saved of either kind, for the mixed-DML rule; kept by the session. */
    readonly savedKinds: { setup?: string; nonSetup?: string };
    readonly isTest: boolean;
    /** In a test: rows that were there before it are visible too. */
    readonly seesAllData: boolean;
}

/** A partial save puts the counters back to their state before its first attempt. */
export interface ResettableLimits extends Limits {
    snapshot(): unknown;
    restore(snapshot: never): void;
}

export interface DataSession {
    query(frame: ExecutionFrame, query: SoqlQuery, binds: readonly Value[], access: AccessContext): QueryOutcome;
    dml(frame: ExecutionFrame, call: DmlCall): readonly RowOutcome[];
    objectRights(
        frame: ExecutionFrame,
        object: ObjectDescription
    ): { read: boolean; create: boolean; update: boolean; delete: boolean };
    fieldRights(
        frame: ExecutionFrame,
        object: ObjectDescription,
        field: string
    ): { read: boolean; create: boolean; update: boolean };
    hasCustomPermission(frame: ExecutionFrame, name: string): boolean;
    hasClassAccess(frame: ExecutionFrame, className: string): boolean;
    metadataRecords(objectName: string): readonly ApexSObject[];
    setSavepoint(): number;
    rollback(savepoint: number): void;
    /** Makes the changes last. A session that ends without it has gone back to where it began. */
    commit(): void;
}
