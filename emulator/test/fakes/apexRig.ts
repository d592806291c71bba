/** Apex source run on the real language, compiler, runtime and library, with a host that holds no records. */
import { resolveProgram } from '../../src/language/resolveProgram.ts';
import type { SourceFile } from '../../src/language/symbols.ts';
import { DeployedCode } from '../../src/runtime/engine.ts';
import type {
    AccessContext,
    ApexHost,
    AsyncJob,
    DmlCall,
    LimitName,
    Limits,
    QueryOutcome,
    RowOutcome,
    RunningUser
} from '../../src/runtime/host.ts';
import type { FieldDescription, ObjectDescription } from '../../src/runtime/objectDescription.ts';
import type { SoqlQuery } from '../../src/soql/query.ts';
import { createSystemLibrary, systemTypeRegistry } from '../../src/stdlib/systemLibrary.ts';
import { createTypeLibrary } from '../../src/stdlib/typeLibrary.ts';
import { ApexException, ApexLimitExceeded } from '../../src/values/apexObject.ts';
import { ApexSObject } from '../../src/values/apexSObject.ts';
import { fakeField, fakeObject } from './fakeObjects.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

interface QueryCall {
    readonly query: SoqlQuery;
    readonly binds: readonly Value[];
    readonly access: AccessContext;
}

/** Counts, remembers what it was asked, and answers what the test says. */
export class FakeHost implements ApexHost {
    readonly queries: QueryCall[] = [];
    readonly dmlCalls: DmlCall[] = [];
    readonly jobs: AsyncJob[] = [];
    readonly runAsUsers: string[] = [];
    readonly debugLines: string[] = [];
    cpuSteps = 0;
    cpuStepsAllowed = 10_000_000;
    isTest = false;
    answerQuery: (call: QueryCall) => QueryOutcome = () => ({ count: 0, rows: [] });
    answerDml: (call: DmlCall) => readonly RowOutcome[] = (call) => call.records.map(() => success);
    readonly orgId = '00D000000000001AAA';
    readonly entry = 'synchronous';
    readonly eventTrigger = undefined;
    readonly user: RunningUser = {
        id: '005000000000001AAA',
        name: 'Ada Admin',
        username: 'ada@example.com',
        profileId: '00e000000000001AAA',
        roleId: null,
        userType: 'Standard',
        locale: 'en_US',
        language: 'en_US',
        timeZone: 'UTC',
        email: 'ada@example.com',
        firstName: 'Ada',
        lastName: 'Admin'
    };
    readonly limits: Limits = {
        use: (_name: LimitName) => {},
        used: () => 0,
        allowed: () => 100,
        cpuUsedMs: () => this.cpuSteps / 1000,
        cpuAllowedMs: 10_000,
        heapAllowedBytes: 6_000_000,
        useCpuSteps: (steps) => {
            this.cpuSteps += steps;
            if (this.cpuSteps > this.cpuStepsAllowed) throw new ApexLimitExceeded('Apex CPU time limit exceeded');
        }
    };
    private uuids = 0;

    now(): number {
        return 1_790_000_000_000;
    }

    random(): number {
        return 0.5;
    }

    randomBytes(count: number): Buffer {
        return Buffer.alloc(count, ++this.uuids);
    }

    object(name: string): ObjectDescription | undefined {
        return objects.get(name.toLowerCase());
    }

    objects(): Iterable<ObjectDescription> {
        return objects.values();
    }

    objectRights(): { read: boolean; create: boolean; update: boolean; delete: boolean } {
        return { read: true, create: true, update: true, delete: true };
    }

    fieldRights(): { read: boolean; create: boolean; update: boolean } {
        return { read: true, create: true, update: true };
    }

    hasCustomPermission(): boolean {
        return true;
    }

    metadataRecords(): readonly ApexSObject[] {
        return [];
    }

    customLabel(name: string): string {
        return `label ${name}`;
    }

    labelIn(): undefined {
        return undefined;
    }

    query(query: SoqlQuery, binds: readonly Value[], access: AccessContext): QueryOutcome {
        const call = { query, binds, access };
        this.queries.push(call);
        return this.answerQuery(call);
    }

    dml(call: DmlCall): readonly RowOutcome[] {
        this.dmlCalls.push(call);
        return this.answerDml(call);
    }

    publish(events: readonly ApexSObject[]): readonly RowOutcome[] {
        return events.map(() => success);
    }

    setSavepoint(): number {
        return 0;
    }

    rollback = (): void => {};

    abortJob = (): undefined => undefined;

    send = (): undefined => undefined;

    orgLimits(): ReadonlyMap<string, { max: number; remaining: number }> {
        return new Map();
    }

    enqueue(job: AsyncJob): string {
        this.jobs.push(job);
        return '707000000000001AAA';
    }

    runAs(userId: string, body: () => void): void {
        this.runAsUsers.push(userId);
        body();
    }

    startTest = (): void => {};

    stopTest = (): void => {};

    deliverTestEvents = (): void => {};

    certificate(): undefined {
        return undefined;
    }

    debug(line: string): void {
        this.debugLines.push(line);
    }
}

const success: RowOutcome = { id: null, isSuccess: true, isCreated: true, errors: [] };

const name = fakeField('Name');
const lookup = (name: string, to: string, relationshipName: string): FieldDescription =>
    fakeField(name, 'reference', { referenceTo: [to], relationshipName });

const objects: ReadonlyMap<string, ObjectDescription> = new Map(
    [
        fakeObject(
            'Account',
            '001',
            [name, fakeField('Amount__c', 'currency'), fakeField('IsOpen__c', 'boolean'), fakeField('Size__c', 'int')],
            {
                childRelationships: [
                    { childObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts', isCascadeDelete: false }
                ]
            }
        ),
        fakeObject('Contact', '003', [
            name,
            fakeField('LastName', 'string'),
            lookup('AccountId', 'Account', 'Account')
        ]),
        fakeObject('User', '005', [name, fakeField('Username', 'string'), lookup('ManagerId', 'User', 'Manager')])
    ].map((item) => [item.name.toLowerCase(), item])
);

export interface ApexRig {
    readonly host: FakeHost;
    readonly engine: DeployedCode;
    /** Calls a static method without parameters inside a transaction. */
    call(className: string, methodName: string): Value;
}

/** File names decide: `.trigger` is a trigger, everything else a class. */
export function deployApex(files: Readonly<Record<string, string>>, apiVersion = 67): ApexRig {
    const host = new FakeHost();
    const registry = systemTypeRegistry();
    const types = createTypeLibrary(
        (name) => host.object(name),
        () => true
    );
    const sources = Object.entries(files).map(([file, text]): SourceFile => ({
        file,
        text,
        apiVersion,
        kind: file.endsWith('.trigger') ? 'trigger' : 'class'
    }));
    const program = resolveProgram(sources, types);
    const engine = new DeployedCode({
        host,
        library: createSystemLibrary(),
        systemTypeName: (name) => registry.find(name)?.info.name
    });
    engine.replace(program);
    const call = (className: string, methodName: string): Value => {
        engine.beginTransaction();
        try {
            return engine.fromOutside(() => engine.execution.cell(className)?.k?.[`${methodName.toLowerCase()}()`]?.());
        } finally {
            engine.endTransaction();
        }
    };
    return { host, engine, call };
}

/** Value of `return ...;` in the body of a static method that returns Object. */
export function evaluateApex(body: string, declarations = ''): { readonly rig: ApexRig; readonly value: Value } {
    const rig = deployApex({
        'classes/Probe.cls': `public class Probe { ${declarations}\npublic static Object value() {\n${body}\n} }`
    });
    return { rig, value: rig.call('Probe', 'value') };
}

/** A record as the platform hands it over. */
export function record(objectName: string, fields: Readonly<Record<string, unknown>>): ApexSObject {
    const made = new ApexSObject(objectName);
    for (const [name, value] of Object.entries(fields)) made.fields.set(name, value);
    return made;
}

/** What Apex threw; fails if it threw nothing. */
export function thrown(body: () => unknown): ApexException | ApexLimitExceeded {
    try {
        body();
    } catch (error) {
        if (error instanceof ApexException || error instanceof ApexLimitExceeded) return error;
        throw error;
    }
    throw new Error('nothing was thrown');
}

/** A class whose method `value` has that body. */
export const probe = (body: string, sharing = ''): Record<string, string> => ({
    'classes/Probe.cls': `public ${sharing} class Probe { public static Object value() { ${body} } }`
});
