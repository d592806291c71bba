/** Opens and ends transactions: commit or roll back, then hand events to the bus and jobs to the work queue. */
import { EmulatorBug } from '../../errors.ts';
import type { ApexEngine, EventTriggerContext, OutgoingMessage, RowError, RunningUser } from '../../runtime/host.ts';
import { ApexException, ApexLimitExceeded } from '../../values/apexObject.ts';
import type { OrgClock } from '../clock.ts';
import type { DataSession } from '../dataSession.ts';
import { ApexSubscriptions, type SubscriberConfiguration, type TriggerRun } from '../events/apexSubscriptions.ts';
import type { EventAllocations } from '../events/eventAllocations.ts';
import type { EventBus } from '../events/eventBus.ts';
import { inAnyOrder, type PublishCall } from '../events/eventPublisher.ts';
import { uuidOf, type IdGenerator } from '../ids.ts';
import type { PlatformRules } from '../platformRules.ts';
import type { WorkQueue } from '../workQueue.ts';
import type { ApexJobs } from '../scheduling/apexJobs.ts';
import { scheduleJob } from '../scheduling/jobSchedule.ts';
import { LimitCounters } from './limits.ts';
import { runEventTriggers, subscriberRuns, subscriberUserId } from './eventTriggerRuns.ts';
import { TestTransactions } from './testTransactions.ts';
import { Transaction, type EntryKind, type QueuedJob } from './transaction.ts';

/** What an org hands in; the functions look at its present state. */
export interface TransactionEnvironment {
    readonly clock: OrgClock;
    readonly ids: IdGenerator;
    readonly rules: PlatformRules;
    readonly bus: EventBus;
    readonly allocations: EventAllocations;
    readonly queue: WorkQueue;
    readonly jobs: ApexJobs;
    deliver(message: OutgoingMessage, senderId: string): void;
    /** Makes lasting what was written outside any transaction. */
    readonly keep: () => void;
    random(): number;
    randomBytes(count: number): Buffer;
    engine(): ApexEngine;
    openSession(): DataSession;
    readonly userById: (id: string) => (RunningUser & { readonly isActive: boolean }) | undefined;
    userByUsername(username: string): RunningUser | undefined;
    automatedProcessUserId(): string;
    subscriberConfiguration(objectName: string): SubscriberConfiguration;
    /** Test-only: why the bus takes no event now. */
    publishFault(): string | undefined;
    readonly log: (line: string) => void;
}

export interface TransactionOptions {
    readonly userId: string;
    readonly entry: EntryKind;
    readonly eventTrigger?: EventTriggerContext;
    /** A test: rolled back at its end, whatever happens. */
    readonly test?: { readonly seesAllData: boolean };
    /** Nothing may be written, as in a call whose answer a component caches. */
    readonly isReadOnly?: boolean;
    /** True if what was written stays although `error` ends the transaction. */
    readonly keepsWork?: (error: unknown) => boolean;
}

export class TransactionRunner {
    current: Transaction | undefined;
    readonly environment: TransactionEnvironment;
    readonly subscriptions: ApexSubscriptions;
    readonly tests: TestTransactions;

    constructor(environment: TransactionEnvironment) {
        this.environment = environment;
        this.tests = new TestTransactions(environment, {
            current: () => this.current,
            runPublishCallback: (call, isSuccess) => {
                this.runPublishCallback(call, isSuccess);
            }
        });
        this.subscriptions = new ApexSubscriptions(
            environment.bus,
            subscriberRuns(this.environment, (run) => {
                this.runCommitted(run);
            }),
            environment.rules
        );
    }

    run<T>(options: TransactionOptions, body: () => T): T {
        const { environment } = this;
        const engine = environment.engine();
        const outer = this.current;
        const transaction = this.open(options);
        // Tests of a deployment run on top of what it wrote, which is not theirs to undo.
        const start = transaction.session.setSavepoint();
        this.current = transaction;
        engine.beginTransaction();
        try {
            const result = body();
            if (options.test) transaction.session.rollback(start);
            else this.commit(transaction);
            return result;
        } catch (error) {
            if (!options.test && options.keepsWork?.(error)) this.commit(transaction);
            else transaction.session.rollback(start);
            throw error;
        } finally {
            engine.endTransaction();
            this.current = outer;
        }
    }

    userById(id: string): RunningUser | undefined {
        return this.environment.userById(id);
    }

    newUuid(): string {
        return uuidOf(this.environment.randomBytes(16));
    }

    publishRefusal(count: number): RowError | undefined {
        const fault = this.environment.publishFault();
        if (fault !== undefined) return { statusCode: 'PLATFORM_EVENT_PUBLISH_FAILED', message: fault, fields: [] };
        if (
            this.current?.test ||
            !this.environment.rules.eventAllocations ||
            this.environment.allocations.tryPublish(count)
        )
            return undefined;
        return {
            statusCode: 'LIMIT_EXCEEDED',
            message: 'The hourly limit for published platform events is exceeded',
            fields: []
        };
    }

    /** Puts the calls on the bus; which of them comes first is not promised, the order within one is. */
    publishNow(calls: readonly PublishCall[]): void {
        const { bus, queue, rules } = this.environment;
        const ordered = rules.eventOrderPerCall ? inAnyOrder(calls, () => this.environment.random()) : calls;
        for (const call of ordered) {
            bus.append(call.object.name, call.events);
            if (call.callback !== null)
                queue.add(() => {
                    this.runPublishCallback(call, true);
                });
            if (this.environment.engine().hasTriggers(call.object.name)) {
                queue.add(() => {
                    this.subscriptions.deliver(call.object.name);
                });
            }
        }
    }

    /** A transaction without Apex around it, for reading; nothing ends it. */
    open(options: TransactionOptions): Transaction {
        const { environment } = this;
        const user = environment.userById(options.userId);
        if (!user) throw new EmulatorBug(`no user ${options.userId} to run as`);
        return new Transaction({
            session: environment.openSession(),
            user,
            entry: options.entry,
            limits: this.newLimits(options.entry, options.isReadOnly),
            test: options.test && this.tests.window(options.test.seesAllData),
            eventTrigger: options.eventTrigger
        });
    }

    private newLimits(entry: EntryKind, isReadOnly = false): LimitCounters {
        return new LimitCounters(entry, this.environment.rules.governorLimits, isReadOnly);
    }

    private commit(transaction: Transaction): void {
        transaction.session.commit();
        this.publishNow(transaction.publishes);
        for (const queued of transaction.jobs) this.schedule(queued);
        for (const { message, senderId } of transaction.messages) this.environment.deliver(message, senderId);
    }

    private schedule({ id, job, userId }: QueuedJob): void {
        const run = (): string | undefined =>
            this.runLogged(() => {
                this.run({ userId, entry: job.kind }, () => {
                    this.environment.engine().runAsync(job, id);
                });
            });
        scheduleJob(this.environment, { id, job, userId, run });
    }

    /** Work without a caller: what it throws can only be logged, as the platform does. Answers it. */
    private runLogged(work: () => void): string | undefined {
        try {
            work();
            return undefined;
        } catch (error) {
            if (!(error instanceof ApexException) && !(error instanceof ApexLimitExceeded)) throw error;
            this.environment.log(`asynchronous Apex failed: ${error.toString()}`);
            return error instanceof ApexException ? error.toString() : `System.LimitException: ${error.message}`;
        }
    }

    private runPublishCallback(call: PublishCall, isSuccess: boolean): void {
        const uuids = call.events.map((event) => event.eventUuid);
        const job = {
            kind: 'publishCallback' as const,
            apexName: isSuccess ? 'onSuccess' : 'onFailure',
            payload: { callback: call.callback, eventUuids: uuids },
            cronExpression: undefined,
            delayMinutes: 0
        };
        const userId = this.environment.automatedProcessUserId();
        const id = this.environment.ids.next('707');
        if (this.current?.test)
            this.tests.runInside(this.current, { userId, entry: 'publishCallback' }, () => {
                this.environment.engine().runAsync(job, id);
            });
        else
            this.runLogged(() => {
                this.run({ userId, entry: 'publishCallback' }, () => {
                    this.environment.engine().runAsync(job, id);
                });
            });
    }

    private runCommitted(run: TriggerRun): void {
        const keepsWork = (error: unknown): boolean =>
            error instanceof ApexLimitExceeded ||
            (error instanceof ApexException && error.typeName !== 'EventBus.RetryableException');
        this.run(
            {
                userId: subscriberUserId(this.environment, run),
                entry: 'eventTrigger',
                eventTrigger: run.context,
                keepsWork
            },
            () => {
                runEventTriggers(this.environment, run);
            }
        );
    }
}
