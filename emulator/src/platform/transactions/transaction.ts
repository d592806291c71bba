/**
 * The state of one running transaction: its record session, who runs, its limits, and what happens when it commits.
 * A test is one transaction too; what it publishes and enqueues stays inside it.
 */
import type { AsyncJob, ApexHost, EventTriggerContext, OutgoingMessage, RunningUser } from '../../runtime/host.ts';
import type { DataSession, ExecutionFrame } from '../dataSession.ts';
import type { ApexSubscriptions } from '../events/apexSubscriptions.ts';
import type { EventBus } from '../events/eventBus.ts';
import type { PublishCall } from '../events/eventPublisher.ts';
import type { LimitCounters } from './limits.ts';

export type EntryKind = ApexHost['entry'];

export interface QueuedJob {
    readonly id: string;
    readonly job: AsyncJob;
    readonly userId: string;
}

export interface QueuedMessage {
    readonly message: OutgoingMessage;
    readonly senderId: string;
}

/** Events and jobs of a test, which nothing outside ever sees. */
export interface TestWindow {
    readonly bus: EventBus;
    readonly subscriptions: ApexSubscriptions;
    readonly seesAllData: boolean;
    /** Limits outside `startTest`..`stopTest`; undefined while not between the two. */
    outerLimits: LimitCounters | undefined;
}

interface Savepoint {
    readonly sessionSavepoint: number;
    readonly publishCount: number;
    readonly jobCount: number;
    readonly messageCount: number;
}

export class Transaction {
    readonly session: DataSession;
    test: TestWindow | undefined;
    readonly publishes: PublishCall[] = [];
    readonly jobs: QueuedJob[] = [];
    readonly messages: QueuedMessage[] = [];
    entry: EntryKind;
    eventTrigger: EventTriggerContext | undefined;
    limits: LimitCounters;
    frames: readonly ExecutionFrame[];
    private readonly savepoints = new Map<number, Savepoint>();
    private savepointCount = 0;

    constructor(options: {
        session: DataSession;
        user: RunningUser;
        entry: EntryKind;
        limits: LimitCounters;
        test: TestWindow | undefined;
        eventTrigger: EventTriggerContext | undefined;
    }) {
        this.session = options.session;
        this.entry = options.entry;
        this.limits = options.limits;
        this.test = options.test;
        this.eventTrigger = options.eventTrigger;
        this.frames = [this.frameFor(options.user)];
    }

    get frame(): ExecutionFrame {
        return this.frames[this.frames.length - 1] as ExecutionFrame;
    }

    frameFor(user: RunningUser): ExecutionFrame {
        const currentLimits = (): LimitCounters => this.limits;
        return {
            user,
            get limits() {
                return currentLimits();
            },
            savedKinds: {},
            isTest: this.test !== undefined,
            seesAllData: this.test?.seesAllData ?? true
        };
    }

    setSavepoint(): number {
        const savepoint = ++this.savepointCount;
        this.savepoints.set(savepoint, {
            sessionSavepoint: this.session.setSavepoint(),
            publishCount: this.publishes.length,
            jobCount: this.jobs.length,
            messageCount: this.messages.length
        });
        return savepoint;
    }

    /** Events to be published after commit and enqueued jobs go too. Undefined if the savepoint is gone. */
    rollback(savepoint: number): boolean {
        const found = this.savepoints.get(savepoint);
        if (!found) return false;
        this.session.rollback(found.sessionSavepoint);
        this.publishes.length = Math.min(this.publishes.length, found.publishCount);
        this.jobs.length = Math.min(this.jobs.length, found.jobCount);
        this.messages.length = Math.min(this.messages.length, found.messageCount);
        for (const later of [...this.savepoints.keys()]) if (later > savepoint) this.savepoints.delete(later);
        return true;
    }
}
