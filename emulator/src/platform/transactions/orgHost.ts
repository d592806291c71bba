/**
 * The platform as running Apex sees it: everything goes to the transaction that runs now. One per org.
 */
import { EmulatorBug } from '../../errors.ts';
import type {
    AccessContext,
    ApexHost,
    AsyncJob,
    DmlCall,
    EventTriggerContext,
    Limits,
    OutgoingMessage,
    QueryOutcome,
    RowError,
    RowOutcome,
    RunningUser
} from '../../runtime/host.ts';
import type { ObjectDescription } from '../../runtime/objectDescription.ts';
import type { SoqlQuery } from '../../soql/query.ts';
import { ApexException } from '../../values/apexObject.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import { checkPublish } from '../events/eventPublisher.ts';
import type { TransactionRunner } from './transactionRunner.ts';
import type { EntryKind, Transaction } from './transaction.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Parts of the org that no transaction changes. */
export interface OrgFacts {
    readonly orgId: string;
    object(name: string): ObjectDescription | undefined;
    objects(): Iterable<ObjectDescription>;
    orgLimits(): ReadonlyMap<string, { readonly max: number; readonly remaining: number }>;
    customLabel(name: string, language: string): string | undefined;
    labelIn(name: string, language: string): string | undefined;
    certificate(developerName: string): { readonly privateKeyPem: string; readonly certificatePem: string } | undefined;
    debug(line: string): void;
}

export class OrgHost implements ApexHost {
    private readonly runner: TransactionRunner;
    private readonly facts: OrgFacts;

    constructor(runner: TransactionRunner, facts: OrgFacts) {
        this.runner = runner;
        this.facts = facts;
    }

    private get transaction(): Transaction {
        const transaction = this.runner.current;
        if (!transaction) throw new EmulatorBug('Apex runs outside a transaction');
        return transaction;
    }

    now(): number {
        return this.runner.environment.clock.now();
    }

    random(): number {
        return this.runner.environment.random();
    }

    randomBytes(count: number): Buffer {
        return this.runner.environment.randomBytes(count);
    }

    get limits(): Limits {
        return this.transaction.limits;
    }

    get user(): RunningUser {
        return this.transaction.frame.user;
    }

    get isTest(): boolean {
        return this.transaction.test !== undefined;
    }

    get orgId(): string {
        return this.facts.orgId;
    }

    get entry(): EntryKind {
        return this.transaction.entry;
    }

    get eventTrigger(): EventTriggerContext | undefined {
        return this.transaction.eventTrigger;
    }

    object(name: string): ObjectDescription | undefined {
        return this.facts.object(name);
    }

    objects(): Iterable<ObjectDescription> {
        return this.facts.objects();
    }

    objectRights(object: ObjectDescription): { read: boolean; create: boolean; update: boolean; delete: boolean } {
        return this.transaction.session.objectRights(this.transaction.frame, object);
    }

    fieldRights(object: ObjectDescription, field: string): { read: boolean; create: boolean; update: boolean } {
        return this.transaction.session.fieldRights(this.transaction.frame, object, field);
    }

    hasCustomPermission(name: string): boolean {
        return this.transaction.session.hasCustomPermission(this.transaction.frame, name);
    }

    metadataRecords(objectName: string): readonly ApexSObject[] {
        return this.transaction.session.metadataRecords(objectName);
    }

    customLabel(name: string): string | undefined {
        return this.facts.customLabel(name, this.user.language);
    }

    labelIn(name: string, language: string): string | undefined {
        return this.facts.labelIn(name, language);
    }

    query(query: SoqlQuery, binds: readonly Value[], access: AccessContext): QueryOutcome {
        return this.transaction.session.query(this.transaction.frame, query, binds, access);
    }

    dml(call: DmlCall): readonly RowOutcome[] {
        return this.transaction.session.dml(this.transaction.frame, call);
    }

    publish(events: readonly ApexSObject[], access: AccessContext, callback: unknown): readonly RowOutcome[] {
        const { transaction } = this;
        const first = events[0];
        const object = first && this.object(first.objectName);
        if (!object) return [];
        if (object.category !== 'event' || events.some((event) => event.objectName !== first.objectName)) {
            throw new ApexException(
                'System.TypeException',
                'Only events of one platform event can be published in one call'
            );
        }
        const isAfterCommit = object.publishBehavior === 'PublishAfterCommit';
        transaction.limits.use(isAfterCommit ? 'dmlStatements' : 'publishImmediateDml');
        const checked = checkPublish(object, events, callback, {
            createdById: this.user.id,
            newEventUuid: () => this.runner.newUuid(),
            mayCreate: (type) => access.mode === 'system' || this.objectRights(type).create,
            refusal: (count): RowError | undefined => this.runner.publishRefusal(count)
        });
        if (checked.call) {
            if (transaction.test || (isAfterCommit && this.runner.environment.rules.publishAfterCommit))
                transaction.publishes.push(checked.call);
            else this.runner.publishNow([checked.call]);
        }
        return checked.outcomes;
    }

    setSavepoint(): number {
        this.limits.use('dmlStatements');
        return this.transaction.setSavepoint();
    }

    rollback(savepoint: number): void {
        this.limits.use('dmlStatements');
        if (!this.transaction.rollback(savepoint)) {
            throw new ApexException('System.TypeException', 'Savepoint is no longer valid');
        }
    }

    enqueue(job: AsyncJob): string {
        const { transaction } = this;
        if (job.kind === 'future') transaction.limits.use('futureCalls');
        if (job.kind === 'queueable') transaction.limits.use('queueableJobs');
        const id = this.runner.environment.jobs.add(job, this.user, this.isTest);
        transaction.jobs.push({ id, job, userId: this.user.id });
        return id;
    }

    send(message: OutgoingMessage): void {
        this.transaction.messages.push({ message, senderId: this.user.id });
    }

    orgLimits(): ReturnType<OrgFacts['orgLimits']> {
        return this.facts.orgLimits();
    }

    abortJob(id: string): void {
        this.runner.environment.jobs.abort(id, this.user.id);
    }

    runAs(userId: string, body: () => void): void {
        const { transaction } = this;
        transaction.limits.use('dmlStatements');
        const user = this.runner.userById(userId);
        if (!user) throw new ApexException('System.TypeException', `No such user: ${userId}`);
        const outer = transaction.frames;
        transaction.frames = [...outer, transaction.frameFor(user)];
        try {
            body();
        } finally {
            transaction.frames = outer;
        }
    }

    startTest(): void {
        this.runner.tests.start(this.transaction);
    }

    stopTest(): void {
        this.runner.tests.stop(this.transaction);
    }

    deliverTestEvents(outcome: 'deliver' | 'fail'): void {
        this.runner.tests.deliverEvents(this.transaction, outcome);
    }

    certificate(
        developerName: string
    ): { readonly privateKeyPem: string; readonly certificatePem: string } | undefined {
        return this.facts.certificate(developerName);
    }

    debug(line: string): void {
        this.facts.debug(line);
    }
}
