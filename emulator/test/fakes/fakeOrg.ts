/**
 * An org in memory for tests of the APIs: the face that they code against, with real queries of the simplest form and no
 * Apex. What a test wants to see differently it overrides.
 */
import { generateKeyPairSync } from 'node:crypto';
import { IdGenerator } from '../../src/platform/ids.ts';
import {
    OrgRequestError,
    type BusEvent,
    type ComponentRecord,
    type DeployOptions,
    type MetadataFile,
    type OrgServices,
    type SaveRequest,
    type Session
} from '../../src/orgServices.ts';
import type { RowOutcome, RunningUser } from '../../src/runtime/host.ts';
import type { ObjectDescription } from '../../src/runtime/objectDescription.ts';
import { parseQuery } from '../../src/soql/parseQuery.ts';
import type { Condition } from '../../src/soql/query.ts';
import { ApexSObject } from '../../src/values/apexSObject.ts';
import { parseComponents } from '../../src/metadata/parseComponents.ts';
import { fakeField, fakeObject } from './fakeObjects.ts';

export const consumerKey = 'TestApp';
export const appKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

const objects = [
    fakeObject('User', '005', [
        fakeField('Username'),
        fakeField('Name'),
        fakeField('LastName'),
        fakeField('Email'),
        fakeField('Title'),
        fakeField('IsActive', 'boolean'),
        fakeField('CreatedDate', 'datetime'),
        fakeField('Level__c', 'double'),
        fakeField('Key__c', 'string', { isExternalId: true }),
        fakeField('ProfileId', 'reference', { referenceTo: ['Profile'], relationshipName: 'Profile' }),
        ...['Alias', 'TimeZoneSidKey', 'LocaleSidKey', 'EmailEncodingKey', 'LanguageLocaleKey'].map((name) =>
            fakeField(name)
        )
    ]),
    fakeObject('Profile', '00e', [fakeField('Name')]),
    fakeObject('Organization', '00D', [
        ...['Name', 'InstanceName', 'NamespacePrefix', 'OrganizationType'].map((name) => fakeField(name)),
        fakeField('IsSandbox', 'boolean'),
        fakeField('TrialExpirationDate', 'datetime')
    ]),
    fakeObject('PermissionSet', '0PS', [fakeField('Name'), fakeField('NamespacePrefix')]),
    fakeObject('PermissionSetAssignment', '0Pa', [
        fakeField('AssigneeId', 'reference'),
        fakeField('PermissionSetId', 'reference')
    ]),
    fakeObject('ApexClass', '01p', [fakeField('Name'), fakeField('NamespacePrefix')]),
    fakeObject(
        'Account',
        '001',
        [
            fakeField('Name'),
            fakeField('Site', 'string', { isExternalId: true }),
            fakeField('Seats__c', 'int'),
            fakeField('Founded__c', 'date'),
            fakeField('Opens__c', 'time'),
            fakeField('Logo__c', 'base64'),
            fakeField('Rating', 'picklist', {
                picklistValues: [{ value: 'Hot', label: 'Very hot', isActive: true, isDefault: false }]
            })
        ],
        {
            childRelationships: [
                { childObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts', isCascadeDelete: true }
            ]
        }
    ),
    fakeObject('Contact', '003', [fakeField('LastName'), fakeField('AccountId', 'reference')]),
    fakeObject('Shipped__e', 'e00', [
        fakeField('Order__c'),
        fakeField('Count__c', 'double'),
        fakeField('IsLate__c', 'boolean'),
        fakeField('When__c', 'datetime')
    ])
];

export class FakeOrg implements OrgServices {
    readonly identity = {
        orgId: '00D0A0000000001EAA',
        name: 'Fake',
        instanceUrl: 'http://127.0.0.1:1',
        adminUsername: 'admin@fake.example'
    };
    readonly records: ApexSObject[] = [];
    readonly components_: ComponentRecord[] = [];
    readonly events: BusEvent[] = [];
    readonly deploys: { files: readonly MetadataFile[]; options: DeployOptions }[] = [];
    readonly ids = new IdGenerator(0);
    readonly adminId = this.ids.next('005');
    nowMs = Date.UTC(2026, 0, 31, 10);
    unreadableFields = new Set<string>();
    apiCalls = 0;
    private readonly sessions = new Map<string, Session>();
    private readonly listeners = new Set<() => void>();

    constructor() {
        const profileId = this.put('Profile', { Id: this.ids.next('00e'), Name: 'System Administrator' });
        const user = {
            Id: this.adminId,
            Username: this.identity.adminUsername,
            Name: 'Admin',
            LastName: 'Admin',
            IsActive: true,
            ProfileId: profileId
        };
        this.put('User', { ...user, Email: 'admin@fake.example', Alias: 'admin' });
        this.put('Organization', {
            Id: this.identity.orgId,
            Name: 'Fake',
            InstanceName: 'LOCAL',
            IsSandbox: false,
            OrganizationType: 'Developer Edition'
        });
        this.put('PermissionSet', { Id: this.ids.next('0PS'), Name: 'Reader', NamespacePrefix: null });
    }

    put(objectName: string, values: Record<string, unknown>): string {
        const record = new ApexSObject(objectName);
        for (const [name, value] of Object.entries(values)) record.fields.set(name, value);
        this.records.push(record);
        return record.id ?? '';
    }

    now = () => this.nowMs;
    newId = (prefix: string) => this.ids.next(prefix);
    registerApp = () => {};
    appPublicKey = (key: string) =>
        key === consumerKey ? appKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString() : undefined;
    userById = (id: string) => this.users().find((user) => user.id === id);
    userByUsername = (username: string) => this.users().find((user) => user.username === username);

    private users(): (RunningUser & { isActive: boolean })[] {
        return this.records
            .filter(({ objectName }) => objectName === 'User')
            .map((record) => ({
                id: record.id ?? '',
                name: String(record.fields.get('Name')),
                username: String(record.fields.get('Username')),
                isActive: record.fields.get('IsActive') !== false,
                ...{
                    profileId: '',
                    roleId: null,
                    userType: 'Standard',
                    locale: 'en_US',
                    language: 'en_US',
                    timeZone: 'UTC'
                },
                ...{ email: 'user@fake.example', firstName: null, lastName: String(record.fields.get('LastName')) }
            }));
    }

    maySignIn = (userId: string) => this.userById(userId)?.isActive === true;
    createSession(userId: string): Session {
        const session = {
            token: `${this.identity.orgId.slice(0, 15)}!${this.sessions.size + 1}`,
            userId,
            expiresAt: Infinity
        };
        this.sessions.set(session.token, session);
        return session;
    }
    session = (token: string) => this.sessions.get(token);
    revokeSession = (token: string) => void this.sessions.delete(token);

    object = (name: string) => objects.find((object) => object.name.toLowerCase() === name.toLowerCase());
    objects = () => objects;
    objectRights = () => ({ read: true, create: true, update: true, delete: true });
    fieldRights = (_userId: string, _object: ObjectDescription, field: string) => ({
        read: !this.unreadableFields.has(field),
        create: true,
        update: true
    });

    query(_userId: string, text: string): ReturnType<OrgServices['query']> {
        const query = parseQuery(text);
        const object = this.object(query.from);
        if (!object) throw new OrgRequestError(400, 'INVALID_TYPE', `sObject type '${query.from}' is not supported.`);
        const where = query.where;
        const found = this.records.filter(
            (record) => record.objectName === object.name && (!where || holds(record, where))
        );
        return {
            query,
            count: query.isCount ? found.length : undefined,
            rows: found.map((record) => this.select(record, object, query.select))
        };
    }

    private select(
        record: ApexSObject,
        object: ObjectDescription,
        items: ReturnType<typeof parseQuery>['select']
    ): ApexSObject {
        const row = new ApexSObject(record.objectName);
        row.fields.set('Id', record.id);
        const queried = new Set<string>();
        for (const item of items) {
            if (item.kind !== 'field') throw new Error(`The fake org has no ${item.kind}`);
            const [first = '', second] = item.path.segments;
            if (second === undefined) {
                const field = object.fields.get(first.toLowerCase());
                if (!field)
                    throw new OrgRequestError(
                        400,
                        'INVALID_FIELD',
                        `No such column '${first}' on entity '${object.name}'.`
                    );
                queried.add(field.name);
                row.fields.set(field.name, record.fields.get(field.name) ?? null);
            } else {
                const parent = this.records.find(({ id }) => id === record.fields.get(`${first}Id`));
                const copy = new ApexSObject(first);
                copy.fields.set(second, parent?.fields.get(second) ?? null);
                row.parents.set(first, copy);
            }
        }
        row.queriedFields = queried;
        return row;
    }

    /** Users and contacts without LastName are refused. */
    save(_userId: string, { operation, records, externalIdField }: SaveRequest): readonly RowOutcome[] {
        return records.map((record): RowOutcome => {
            const required =
                operation === 'insert' && ['User', 'Contact'].includes(record.objectName) ? 'LastName' : undefined;
            if (required && !record.fields.get(required)) {
                const error = {
                    statusCode: 'REQUIRED_FIELD_MISSING',
                    message: `Required fields are missing: [${required}]`,
                    fields: [required]
                };
                return { id: null, isSuccess: false, isCreated: false, errors: [error] };
            }
            const keyField = externalIdField ?? 'Id';
            const existing = this.records.find(
                (other) =>
                    other.objectName === record.objectName && other.fields.get(keyField) === record.fields.get(keyField)
            );
            if (operation === 'delete') this.records.splice(this.records.indexOf(existing ?? record), 1);
            else if (existing && operation !== 'insert')
                for (const [name, value] of record.fields) existing.fields.set(name, value);
            else {
                record.fields.set('Id', this.ids.next(this.object(record.objectName)?.keyPrefix ?? ''));
                this.records.push(record);
            }
            return { id: existing?.id ?? record.id, isSuccess: true, isCreated: !existing, errors: [] };
        });
    }

    inTransaction(_userId: string, body: () => boolean): void {
        const before = [...this.records];
        if (!body()) this.records.splice(0, this.records.length, ...before);
    }

    callApexRest: OrgServices['callApexRest'] = (_userId, { method, path, body, parameters }) => ({
        statusCode: 201,
        headers: new Map([['content-type', 'application/json']]),
        body: Buffer.from(
            JSON.stringify({ method, path, echo: body.toString('latin1'), parameters: Object.fromEntries(parameters) })
        )
    });
    executeAnonymous: OrgServices['executeAnonymous'] = (_userId, source) => ({
        compileProblem: source.includes('nonsense')
            ? { message: 'Unexpected token', position: { file: 'anonymous', line: 2, column: 5 } }
            : undefined,
        exceptionMessage: undefined,
        exceptionStackTrace: undefined,
        line: -1,
        column: -1,
        debugLog: `67.0 APEX_CODE,DEBUG\n10:00:00.0 (1)|USER_DEBUG|[1]|DEBUG|${source}`
    });
    runTests: OrgServices['runTests'] = (_userId, classNames) => ({
        startedAt: this.nowMs,
        methods: (classNames.length > 0 ? classNames : ['HelloTest']).flatMap((className) => [
            {
                className,
                methodName: 'works',
                outcome: 'Pass' as const,
                message: null,
                stackTrace: null,
                runTimeMs: 12
            },
            {
                className,
                methodName: 'fails',
                outcome: 'Fail' as const,
                message: 'System.AssertException: Assertion Failed',
                stackTrace: 'Class.HelloTest.fails: line 5, column 1',
                runTimeMs: 3
            }
        ]),
        coverage: [{ name: 'Hello', kind: 'ApexClass', coveredLines: [1, 2, 3], uncoveredLines: [4] }]
    });

    deploy: OrgServices['deploy'] = (_userId, files, options) => {
        this.deploys.push({ files, options });
        const { components, problems } = parseComponents(files);
        const shared = { id: null, isDeleted: false };
        if (problems.length === 0 && !options.checkOnly) {
            for (const { componentType, fullName, files: own } of components) {
                const times = { createdAt: this.nowMs, lastModifiedAt: this.nowMs };
                this.components_.push({ componentType, fullName, id: this.ids.next('01p'), files: own, ...times });
            }
        }
        return {
            isSuccess: problems.length === 0,
            components: [
                ...components.map(({ componentType, fullName, fileName }) => ({
                    ...shared,
                    ...{ componentType, fullName, fileName, isCreated: true, isChanged: true },
                    ...{ problem: undefined, line: undefined, column: undefined }
                })),
                ...problems.map((problem) => ({ ...shared, ...problem, isCreated: false, isChanged: false }))
            ],
            testRun: options.runTests.length > 0 ? this.runTests('', options.runTests, []) : undefined
        };
    };
    components = () => this.components_;
    prepareDeploy = () => Promise.resolve();

    // A fake org has no pages.
    callAura: OrgServices['callAura'] = () => ({ isSuccess: false, status: 404, body: {} });
    auraMethod = () => undefined;
    customLabel = () => undefined;
    hasCustomPermission = () => false;
    hasUserPermission = () => false;
    lightningApps = () => [];
    lightningTab = () => undefined;
    flexiPage = () => undefined;
    lightningBundles = () => [];
    uiRevision = () => 0;
    sentMessages = () => [];

    countApiCall = () => {
        this.apiCalls++;
    };
    usage = () => new Map([['DailyApiRequests', { max: 15000, remaining: 15000 - this.apiCalls }]]);

    topicObject = (topicName: string) => (topicName === '/event/Shipped__e' ? this.object('Shipped__e') : undefined);
    subscribe: OrgServices['subscribe'] = (_userId, _topicName, from) => {
        let position = from === 'EARLIEST' ? 0 : from === 'LATEST' ? this.events.length : from.after.readUInt32BE();
        if (position > this.events.length) {
            throw new OrgRequestError(
                400,
                'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted',
                'The Replay ID validation failed.'
            );
        }
        let own = () => {};
        return {
            take: (max) => {
                const taken = this.events.slice(position, position + max);
                position += taken.length;
                return taken;
            },
            latestReplayId: () => replayId(position),
            onAvailable: (listener) => {
                own = listener;
                this.listeners.add(own);
            },
            close: () => void this.listeners.delete(own)
        };
    };
    get subscriberCount(): number {
        return this.listeners.size;
    }
    publishEvents: OrgServices['publishEvents'] = (_userId, events) => {
        const results = events.map((record) => {
            const id = replayId(this.events.length + 1);
            this.events.push({
                replayId: id,
                eventUuid: `uuid-${this.events.length + 1}`,
                record,
                publishedAt: this.nowMs
            });
            return { replayId: id, error: undefined };
        });
        for (const listener of this.listeners) listener();
        return results;
    };
}

export function replayId(position: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(position);
    return bytes;
}

function holds(record: ApexSObject, condition: Condition): boolean {
    if (condition.kind === 'and') return condition.operands.every((operand) => holds(record, operand));
    if (condition.kind === 'or') return condition.operands.some((operand) => holds(record, operand));
    if (condition.kind !== 'comparison' || !('segments' in condition.left))
        throw new Error('The fake org has only comparisons');
    const value: unknown = record.fields.get(condition.left.segments[0] ?? '') ?? null;
    return condition.right.some((right) =>
        right.kind === 'null' ? value === null : 'value' in right && right.value === value
    );
}
