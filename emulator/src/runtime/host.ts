/**
 * What running Apex needs from a platform, and what a platform needs from running Apex. The runtime and the system library
 * reach records, events, time and limits only through `ApexHost`; the platform reaches deployed code only through `ApexEngine`.
 */
import type { SoqlQuery } from '../soql/query.ts';
import type { DmlOperation } from '../language/boundTree.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { ObjectDescription } from './objectDescription.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Whose rights count for one query or DML call. Sharing counts in user mode always, in system mode if `enforceSharing`. */
export interface AccessContext {
    readonly mode: 'user' | 'system';
    readonly enforceSharing: boolean;
}

export interface QueryOutcome {
    /** For `SELECT count()`: the number, and no rows. */
    readonly count: number | undefined;
    /** Records, or `AggregateResult` records whose fields are the aliases. */
    readonly rows: readonly ApexSObject[];
}

export interface RowError {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
}

/** One per record, in order. Ids are written into the records handed over when an insert succeeds. */
export interface RowOutcome {
    readonly id: string | null;
    readonly isSuccess: boolean;
    readonly isCreated: boolean;
    readonly errors: readonly RowError[];
}

export interface DmlCall {
    readonly operation: DmlOperation;
    readonly records: readonly ApexSObject[];
    readonly allOrNone: boolean;
    readonly access: AccessContext;
    /** API name, for upsert; undefined means Id. */
    readonly externalIdField: string | undefined;
    /** For merge: ids of the records that go. */
    readonly duplicateIds: readonly string[];
    readonly options: DmlOptions;
}

export interface DmlOptions {
    readonly triggerUserEmail: boolean;
    readonly allowFieldTruncation: boolean;
}

export type LimitName =
    | 'queries'
    | 'queryRows'
    | 'aggregateQueries'
    | 'dmlStatements'
    | 'dmlRows'
    | 'publishImmediateDml'
    | 'queueableJobs'
    | 'futureCalls'
    | 'callouts'
    | 'emailInvocations'
    | 'savepoints';

export interface Limits {
    /** Adds and throws ApexLimitExceeded when over. */
    use(name: LimitName, amount?: number): void;
    used(name: LimitName): number;
    allowed(name: LimitName): number;
    /** CPU is a count of executed statements and library work, so that it is the same on every machine. */
    cpuUsedMs(): number;
    readonly cpuAllowedMs: number;
    /** Called by emitted code through the runtime with the statements run since the last call; throws when over. */
    useCpuSteps(steps: number): void;
    readonly heapAllowedBytes: number;
}

export interface RunningUser {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly profileId: string;
    readonly roleId: string | null;
    /** `Standard`, `AutomatedProcess`... */
    readonly userType: string;
    readonly locale: string;
    readonly language: string;
    readonly timeZone: string;
    readonly email: string;
    readonly firstName: string | null;
    readonly lastName: string;
}

export type AsyncKind = 'future' | 'queueable' | 'scheduled' | 'publishCallback';

export interface AsyncJob {
    readonly kind: AsyncKind;
    /** Class, or class and method for `@future`. */
    readonly apexName: string;
    /** What the engine needs to run it later; opaque to the platform. Values were copied when it was enqueued. */
    readonly payload: unknown;
    readonly cronExpression: string | undefined;
    /** Of a scheduled job; unique among them. */
    readonly scheduleName?: string;
    readonly delayMinutes: number;
}

/** What Apex sends to people. */
export type OutgoingMessage =
    | {
          readonly kind: 'email';
          readonly targetUserId: string | null;
          /** Addresses; also ids of users. */
          readonly to: readonly string[];
          readonly cc: readonly string[];
          readonly bcc: readonly string[];
          readonly subject: string | null;
          readonly plainTextBody: string | null;
          readonly htmlBody: string | null;
          readonly senderDisplayName: string | null;
          readonly replyTo: string | null;
      }
    | {
          readonly kind: 'notification';
          readonly typeId: string;
          readonly title: string;
          readonly body: string;
          readonly targetId: string | null;
          readonly targetPageRef: string | null;
          /** Users and groups. */
          readonly recipientIds: readonly string[];
      };

/** One REST request to a class with `@RestResource`. Header and parameter names as sent. */
export interface ApexRestRequest {
    readonly method: string;
    /** Path behind `/services/apexrest`, with leading slash, without query. */
    readonly path: string;
    readonly headers: ReadonlyMap<string, string>;
    readonly parameters: ReadonlyMap<string, string>;
    readonly body: Buffer;
}

export interface ApexRestResponse {
    readonly statusCode: number;
    readonly headers: ReadonlyMap<string, string>;
    readonly body: Buffer;
}

export interface ApexHost {
    now(): number;
    /** 0 inclusive to 1 exclusive. */
    random(): number;
    randomBytes(count: number): Buffer;
    readonly limits: Limits;
    readonly user: RunningUser;
    readonly isTest: boolean;
    readonly orgId: string;
    /** Names the transaction's kind for `System.isFuture()`, `isQueueable()`, and limits. */
    readonly entry: 'synchronous' | AsyncKind | 'eventTrigger';

    object(name: string): ObjectDescription | undefined;
    objects(): Iterable<ObjectDescription>;
    /** Rights of the running user on an object and its fields (CRUD, FLS). */
    objectRights(object: ObjectDescription): { read: boolean; create: boolean; update: boolean; delete: boolean };
    fieldRights(object: ObjectDescription, field: string): { read: boolean; create: boolean; update: boolean };
    hasCustomPermission(name: string): boolean;
    /** Custom metadata, without counting a query; all records of the type. */
    metadataRecords(objectName: string): readonly ApexSObject[];
    /** In the language of the running user, or in the label's own; undefined when there is no such label. */
    customLabel(name: string): string | undefined;
    /** In that language only: the label's own, or that of a translation. */
    labelIn(name: string, language: string): string | undefined;

    /** Counts against the limits. Throws ApexException (System.QueryException). Binds are Apex values. */
    query(query: SoqlQuery, binds: readonly Value[], access: AccessContext): QueryOutcome;
    /** Counts, runs triggers; never throws for row errors: the caller makes a DmlException of them when `allOrNone`. */
    dml(call: DmlCall): readonly RowOutcome[];
    /** Immediately or after commit, as the event's definition says. Never throws for rows; `id` is the EventUuid. */
    publish(events: readonly ApexSObject[], access: AccessContext, callback: unknown): readonly RowOutcome[];
    setSavepoint(): number;
    rollback(savepoint: number): void;

    /** The job's id, that of its CronTrigger if it is scheduled. Throws System.AsyncException, System.StringException. */
    enqueue(job: AsyncJob): string;
    abortJob(id: string): void;
    /** Leaves when the transaction commits; never out of a test. */
    send(message: OutgoingMessage): void;
    /** Allocations of the org by name. */
    orgLimits(): ReadonlyMap<string, { readonly max: number; readonly remaining: number }>;
    /** `System.runAs`: changes `user` (and the mixed-DML record) for the duration of `body`. */
    runAs(userId: string, body: () => void): void;
    /** `Test.startTest()`: fresh limits; `stopTest()`: restores them and drains events and async jobs. */
    startTest(): void;
    stopTest(): void;
    /** `Test.getEventBus().deliver()` / `fail()`. */
    deliverTestEvents(outcome: 'deliver' | 'fail'): void;
    /** Event trigger being run: its retries, and the checkpoint it sets. Undefined elsewhere. */
    readonly eventTrigger: EventTriggerContext | undefined;

    /** RSA keys of the org's certificates, by developer name. Undefined if there is none. */
    certificate(developerName: string): { readonly privateKeyPem: string; readonly certificatePem: string } | undefined;
    /** `System.debug` and what the platform itself logs. */
    debug(line: string): void;
}

export interface EventTriggerContext {
    readonly retries: number;
    lastError: string;
    /** Replay id of the last event that need not be sent again. */
    resumeCheckpoint: string | null;
}

export interface TriggerInvocation {
    readonly objectName: string;
    readonly timing: 'before' | 'after';
    readonly operation: 'insert' | 'update' | 'delete' | 'undelete';
    /** At most 200 records (2,000 events). Undefined on delete. Before triggers change them in place. */
    readonly newRecords: readonly ApexSObject[] | undefined;
    /** Same order as `newRecords`. Undefined on insert and undelete. */
    readonly oldRecords: readonly ApexSObject[] | undefined;
}

/** Deployed code, as the platform calls it. Every call runs inside a transaction that the platform has opened. */
export interface ApexEngine {
    hasTriggers(objectName: string): boolean;
    /** Runs all triggers for that timing, in order of name. ApexExceptions go to the caller. */
    runTriggers(invocation: TriggerInvocation): void;
    runAsync(job: AsyncJob, jobId: string): void;
    /** Forgets the statics of the transaction that ends; called for every transaction. */
    beginTransaction(): void;
    endTransaction(): void;
}
