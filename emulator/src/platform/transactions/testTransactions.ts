/** What a test's transaction is beyond others: it is never committed, and its events and jobs run inside it when the test says so. */
import { EmulatorBug } from '../../errors.ts';
import { ApexException } from '../../values/apexObject.ts';
import { ApexSubscriptions } from '../events/apexSubscriptions.ts';
import { EventBus } from '../events/eventBus.ts';
import type { PublishCall } from '../events/eventPublisher.ts';
import { runEventTriggers, subscriberRuns, subscriberUserId } from './eventTriggerRuns.ts';
import { LimitCounters } from './limits.ts';
import type { EntryKind, TestWindow, Transaction } from './transaction.ts';
import type { TransactionEnvironment, TransactionOptions } from './transactionRunner.ts';

interface RunningTransactions {
    current(): Transaction | undefined;
    runPublishCallback(call: PublishCall, isSuccess: boolean): void;
}

export class TestTransactions {
    private readonly environment: TransactionEnvironment;
    private readonly runner: RunningTransactions;

    constructor(environment: TransactionEnvironment, runner: RunningTransactions) {
        this.environment = environment;
        this.runner = runner;
    }

    /** One test method among several of a class: what it does is undone, and it starts with nothing pending. */
    isolated(body: () => void): void {
        const transaction = this.runner.current();
        if (!transaction?.test) throw new EmulatorBug('only a test is isolated from others');
        const { frames, limits, test } = transaction;
        const savepoint = transaction.setSavepoint();
        Object.assign(transaction, {
            limits: this.newLimits('synchronous'),
            test: this.window(test.seesAllData),
            frames: [transaction.frameFor(transaction.frame.user)]
        });
        try {
            body();
        } finally {
            transaction.rollback(savepoint);
            Object.assign(transaction, { frames, limits, test });
        }
    }

    start(transaction: Transaction): void {
        const test = requireTest(transaction);
        if (test.outerLimits)
            throw new ApexException('System.UnexpectedException', 'Test.startTest() can be called only once');
        test.outerLimits = transaction.limits;
        transaction.limits = this.newLimits('synchronous');
    }

    stop(transaction: Transaction): void {
        const test = requireTest(transaction);
        if (!test.outerLimits)
            throw new ApexException('System.UnexpectedException', 'Test.stopTest() without Test.startTest()');
        this.deliverEvents(transaction, 'deliver');
        this.runJobs(transaction);
        transaction.limits = test.outerLimits;
    }

    deliverEvents(transaction: Transaction, outcome: 'deliver' | 'fail'): void {
        const test = requireTest(transaction);
        const calls = transaction.publishes.splice(0);
        if (outcome === 'deliver') for (const call of calls) test.bus.append(call.object.name, call.events);
        for (const call of calls)
            if (call.callback !== null) this.runner.runPublishCallback(call, outcome === 'deliver');
        for (const name of new Set(calls.map((call) => call.object.name))) test.subscriptions.deliver(name);
    }

    window(seesAllData: boolean): TestWindow {
        const bus = new EventBus(this.environment.clock, this.environment.rules);
        const runs = subscriberRuns(this.environment, (run) => {
            const transaction = this.runner.current();
            if (!transaction) throw new EmulatorBug('a test event is delivered outside its test');
            const savepoint = transaction.setSavepoint();
            try {
                this.runInside(
                    transaction,
                    {
                        userId: subscriberUserId(this.environment, run),
                        entry: 'eventTrigger',
                        eventTrigger: run.context
                    },
                    () => {
                        runEventTriggers(this.environment, run);
                    }
                );
            } catch (error) {
                if (error instanceof ApexException && error.typeName === 'EventBus.RetryableException')
                    transaction.rollback(savepoint);
                throw error;
            }
        });
        return {
            bus,
            subscriptions: new ApexSubscriptions(bus, runs, this.environment.rules),
            seesAllData,
            outerLimits: undefined
        };
    }

    private runJobs(transaction: Transaction): void {
        for (let queued = transaction.jobs.shift(); queued; queued = transaction.jobs.shift()) {
            const { job, id, userId } = queued;
            if (!this.environment.jobs.isWaiting(id)) continue;
            this.runInside(transaction, { userId, entry: job.kind }, () => {
                this.environment.engine().runAsync(job, id);
            });
            if (job.kind !== 'scheduled') this.environment.jobs.finish(id, userId, undefined);
        }
    }

    /** As a transaction of its own as far as Apex can tell (statics, limits, user), but with the rows of the test. */
    runInside(transaction: Transaction, options: TransactionOptions, body: () => void): void {
        const { frames, limits, entry, eventTrigger } = transaction;
        const user = this.environment.userById(options.userId);
        if (!user) throw new EmulatorBug(`no user ${options.userId} to run as`);
        const engine = this.environment.engine();
        transaction.limits = this.newLimits(options.entry);
        transaction.frames = [transaction.frameFor(user)];
        transaction.entry = options.entry;
        transaction.eventTrigger = options.eventTrigger;
        engine.beginTransaction();
        try {
            body();
        } finally {
            engine.endTransaction();
            Object.assign(transaction, { frames, limits, entry, eventTrigger });
        }
    }

    private newLimits(entry: EntryKind): LimitCounters {
        return new LimitCounters(entry, this.environment.rules.governorLimits, false);
    }
}

function requireTest(transaction: Transaction): TestWindow {
    if (!transaction.test) throw new ApexException('System.UnexpectedException', 'Only a test may call this');
    return transaction.test;
}
