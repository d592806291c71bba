/** A data platform with a test engine in the place of deployed code, for the tests of this folder. */
import type {
    AccessContext,
    ApexEngine,
    DmlCall,
    QueryOutcome,
    RowOutcome,
    RunningUser,
    TriggerInvocation
} from '../../runtime/host.ts';
import { parseQuery } from '../../soql/parseQuery.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import { DataPlatform } from '../dataPlatform.ts';
import type { DataSession, ExecutionFrame } from '../dataSession.ts';
import { IdGenerator } from '../ids.ts';
import { allRules } from '../platformRules.ts';
import type { PlatformRules } from '../platformRules.ts';
import { UsernameRegistry } from '../records/usernameRegistry.ts';
import { standardSchema } from '../schema/standardSchema.ts';
import { LimitCounters } from '../transactions/limits.ts';

export const systemMode: AccessContext = { mode: 'system', enforceSharing: false };
export const userMode: AccessContext = { mode: 'user', enforceSharing: true };

export interface TestPlatformOptions {
    readonly number?: number;
    readonly rules?: Partial<PlatformRules>;
    readonly usernames?: UsernameRegistry;
    readonly licenceCounts?: Readonly<Record<string, number>>;
}

export class TestPlatform {
    nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
    readonly platform: DataPlatform;
    readonly session: DataSession;
    /** Stands for the deployed triggers; objects are named in lower case. */
    readonly triggers = new Map<string, (invocation: TriggerInvocation) => void>();
    readonly invocations: TriggerInvocation[] = [];
    frame: ExecutionFrame & { readonly limits: LimitCounters };
    access = systemMode;

    constructor(options: TestPlatformOptions = {}) {
        const number = options.number ?? 1;
        this.platform = new DataPlatform({
            schema: standardSchema(),
            clock: { now: () => this.nowMs },
            ids: new IdGenerator(number),
            usernames: options.usernames ?? new UsernameRegistry(),
            rules: { ...allRules, ...options.rules },
            seed: {
                orgName: `Org ${number}`,
                adminUsername: `admin@org${number}.example`,
                adminEmail: 'admin@example.com',
                language: 'en_US',
                locale: 'en_US',
                timeZone: 'GMT',
                licenceCounts: options.licenceCounts ?? {}
            }
        });
        this.session = this.platform.openSession(() => this.engine);
        this.frame = this.frameOf(this.adminId);
    }

    get adminId(): string {
        return this.platform.seeded.adminId;
    }

    private readonly engine: ApexEngine = {
        hasTriggers: (name) => this.triggers.has(name.toLowerCase()),
        runTriggers: (invocation) => {
            this.invocations.push(invocation);
            this.triggers.get(invocation.objectName.toLowerCase())?.(invocation);
        },
        runAsync: () => {},
        beginTransaction: () => {},
        endTransaction: () => {}
    };

    frameOf(userId: string, isTest = false): ExecutionFrame & { readonly limits: LimitCounters } {
        const user = this.platform.userById(userId) as RunningUser;
        return { user, limits: new LimitCounters('synchronous', true), savedKinds: {}, isTest, seesAllData: false };
    }

    /** A new transaction. */
    begin(userId = this.adminId, isTest = false): void {
        this.session.commit();
        this.frame = this.frameOf(userId, isTest);
    }

    dml(
        operation: DmlCall['operation'],
        records: readonly ApexSObject[],
        more: Partial<DmlCall> = {}
    ): readonly RowOutcome[] {
        return this.session.dml(this.frame, {
            operation,
            records,
            allOrNone: true,
            access: this.access,
            externalIdField: undefined,
            duplicateIds: [],
            options: { triggerUserEmail: false, allowFieldTruncation: false },
            ...more
        });
    }

    query(text: string, binds: Readonly<Record<string, unknown>> = {}): QueryOutcome {
        const query = parseQuery(text);
        return this.session.query(
            this.frame,
            query,
            query.bindNames.map((name) => binds[name]),
            this.access
        );
    }

    /** One column of all rows. */
    column(text: string, field: string, binds: Readonly<Record<string, unknown>> = {}): unknown[] {
        return this.query(text, binds).rows.map((row): unknown => row.get(field));
    }

    profileId(name: string): string {
        for (const row of this.platform.store.table('Profile').find('Name', name)) return row.id;
        throw new Error(`no profile ${name}`);
    }

    newUser(name: string, fields: Readonly<Record<string, unknown>> = {}): ApexSObject {
        return sobject('User', {
            Username: `${name}@org.example`,
            LastName: name,
            Email: `${name}@example.com`,
            Alias: name.slice(0, 8),
            ProfileId: this.profileId('Standard User'),
            TimeZoneSidKey: 'Europe/Berlin',
            LocaleSidKey: 'en_US',
            EmailEncodingKey: 'UTF-8',
            LanguageLocaleKey: 'en_US',
            ...fields
        });
    }

    /** Saves a user and answers the id. */
    addUser(name: string, fields: Readonly<Record<string, unknown>> = {}): string {
        const [outcome] = this.dml('insert', [this.newUser(name, fields)]);
        if (!outcome?.id || !outcome.isSuccess) throw new Error(JSON.stringify(outcome));
        return outcome.id;
    }
}

export function sobject(objectName: string, fields: Readonly<Record<string, unknown>>): ApexSObject {
    const record = new ApexSObject(objectName);
    for (const [name, value] of Object.entries(fields)) record.fields.set(name, value);
    return record;
}
