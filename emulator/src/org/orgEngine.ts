/** Composes one org: schema and records, transactions, the event bus, deployed code. No sockets; no wire formats. */
import { randomBytes } from 'node:crypto';
import type { LocalOrgOptions } from '../localOrgOptions.ts';
import { createSystemLibrary, systemTypeRegistry } from '../stdlib/systemLibrary.ts';
import { systemClock, type OrgClock } from '../platform/clock.ts';
import { DataPlatform } from '../platform/dataPlatform.ts';
import { developerEditionAllocations, EventAllocations } from '../platform/events/eventAllocations.ts';
import { EventBus } from '../platform/events/eventBus.ts';
import { IdGenerator } from '../platform/ids.ts';
import { Logins } from '../platform/logins/logins.ts';
import { allRules, type PlatformRules } from '../platform/platformRules.ts';
import { UsernameRegistry } from '../platform/records/usernameRegistry.ts';
import { standardSchema } from '../platform/schema/standardSchema.ts';
import { ApexJobs } from '../platform/scheduling/apexJobs.ts';
import { OrgHost } from '../platform/transactions/orgHost.ts';
import { TransactionRunner } from '../platform/transactions/transactionRunner.ts';
import { WorkQueue } from '../platform/workQueue.ts';
import { DeployedCode } from '../runtime/engine.ts';
import type { TestRunResult } from '../orgServices.ts';
import type { AuraMethod, BundleChecker } from '../lightningServices.ts';
import { ApiUsage } from './apiUsage.ts';
import { CodeBase } from './codeBase.ts';
import { ComponentStore } from './componentStore.ts';
import type { DeployableOrg } from './deployment.ts';
import { orgUsage } from './orgUsage.ts';
import { Outbox } from './outbox.ts';
import { runTests } from './testRuns.ts';

/** Usernames are unique over all local orgs of this process. */
const usernames = new UsernameRegistry();
let orgCount = 0;

export class OrgEngine implements DeployableOrg {
    readonly name: string;
    readonly adminUsername: string;
    readonly clock: OrgClock;
    readonly rules: PlatformRules;
    readonly ids: IdGenerator;
    readonly bus: EventBus;
    readonly allocations: EventAllocations;
    readonly queue: WorkQueue;
    readonly data: DataPlatform;
    readonly logins: Logins;
    readonly apiUsage: ApiUsage;
    readonly outbox: Outbox;
    readonly code: CodeBase;
    readonly engine: DeployedCode;
    readonly runner: TransactionRunner;
    components = new ComponentStore();
    /** Deployments that succeeded. */
    uiRevision = 0;
    /** Lines of the transaction that runs, for whoever asked for its log. */
    debugLines: string[] = [];
    private readonly options: LocalOrgOptions;

    constructor(options: LocalOrgOptions) {
        this.options = options;
        this.name = options.name;
        this.adminUsername =
            options.adminUsername ?? `admin@${options.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`;
        this.clock = options.clock ?? systemClock;
        this.rules = { ...allRules, ...options.rules };
        this.ids = idsFor(options);
        this.bus = new EventBus(this.clock, this.rules);
        this.allocations = new EventAllocations(this.clock, options.allocations ?? developerEditionAllocations);
        this.queue = new WorkQueue(this.clock, options.isManual ?? false);
        this.data = new DataPlatform({
            schema: standardSchema(),
            clock: this.clock,
            ids: this.ids,
            usernames,
            rules: this.rules,
            seed: {
                orgName: options.name,
                adminUsername: this.adminUsername,
                adminEmail: this.adminUsername,
                language: 'en_US',
                locale: 'en_US',
                timeZone: 'Europe/Berlin',
                licenceCounts: { Salesforce: 1_000, ...options.licences }
            }
        });
        this.outbox = new Outbox(this.data);
        this.apiUsage = new ApiUsage(this.clock);
        this.logins = new Logins(this.clock, this.orgId, randomBytes);
        this.runner = new TransactionRunner(this.transactionEnvironment());
        const host = new OrgHost(this.runner, this.orgFacts());
        this.engine = new DeployedCode({
            host,
            library: createSystemLibrary(),
            systemTypeName: (name) => systemTypeRegistry().find(name)?.info.name
        });
        this.code = new CodeBase(this.engine, () => ({ schema: this.data.schema, components: this.components }));
    }

    get bundleChecker(): BundleChecker | undefined {
        return this.options.bundleChecker;
    }

    get orgId(): string {
        return this.data.seeded.orgId;
    }

    readonly auraMethod = (className: string, methodName: string): AuraMethod | undefined =>
        this.engine.auraMethod(className, methodName);

    runTests(names: readonly string[]): TestRunResult {
        return runTests(this, names);
    }

    /** In a transaction of the user's own, or in the one that is open already. */
    asUser<Result>(userId: string, body: () => Result): Result {
        return this.runner.current ? body() : this.runner.run({ userId, entry: 'synchronous' }, body);
    }

    log(line: string): void {
        this.debugLines.push(line);
        this.options.log?.(line);
    }

    close(): void {
        this.queue.stop();
        this.data.close();
    }

    private transactionEnvironment(): ConstructorParameters<typeof TransactionRunner>[0] {
        const { options } = this;
        return {
            clock: this.clock,
            ids: this.ids,
            rules: this.rules,
            bus: this.bus,
            allocations: this.allocations,
            queue: this.queue,
            jobs: new ApexJobs(this.data),
            deliver: (message, senderId) => {
                this.outbox.add(message, senderId);
            },
            keep: () => {
                this.data.store.forget();
            },
            random: options.random ?? Math.random,
            randomBytes: (count) => (options.random ? deterministicBytes(options.random, count) : randomBytes(count)),
            engine: () => this.engine,
            openSession: () => this.data.openSession(() => this.engine),
            userById: (id) => this.data.userById(id),
            userByUsername: (username) => this.data.userByUsername(username),
            automatedProcessUserId: () => this.data.seeded.automatedProcessId,
            subscriberConfiguration: (objectName) =>
                this.components.subscriberConfiguration(this.code.triggersOn(objectName)),
            publishFault: () => options.faults?.publish?.(),
            log: (line) => {
                this.log(line);
            }
        };
    }

    private orgFacts(): ConstructorParameters<typeof OrgHost>[1] {
        return {
            orgId: this.orgId,
            object: (name) => this.data.schema.object(name),
            objects: () => this.data.schema.objects(),
            orgLimits: () => orgUsage(this),
            customLabel: (name, language) => this.components.customLabel(name, language),
            labelIn: (name, language) => this.components.labelIn(name, language),
            certificate: (name) =>
                this.options.faults?.certificate?.(name) === undefined
                    ? this.components.certificates.get(name)
                    : undefined,
            debug: (line) => {
                this.log(line);
            }
        };
    }
}

/** Another process counts its orgs from 0 too, and clients may meet the orgs of both; not those of a test that decides everything. */
function idsFor({ number, port, isManual }: LocalOrgOptions): IdGenerator {
    if (number !== undefined) return new IdGenerator(number);
    const mayMeetOthers = port !== undefined && isManual !== true;
    return new IdGenerator(orgCount++, mayMeetOthers ? process.pid : undefined);
}

function deterministicBytes(random: () => number, count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256)));
}
