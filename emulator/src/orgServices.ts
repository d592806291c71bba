/**
 * A local org as its network APIs see it. `localOrg.ts` implements it by composing language, runtime and platform; the files
 * in `api/` translate between it and HTTP, SOAP and gRPC and decide nothing.
 */
import type { CompileProblem } from './errors.ts';
import type {
    AuraMethod,
    AuraOutcome,
    AuraRequest,
    FlexiPage,
    LightningApp,
    LightningBundle,
    LightningTab
} from './lightningServices.ts';
import type { ApexRestRequest, ApexRestResponse, OutgoingMessage, RowOutcome, RunningUser } from './runtime/host.ts';
import type { ObjectDescription } from './runtime/objectDescription.ts';
import type { SoqlQuery } from './soql/query.ts';
import type { ApexSObject } from './values/apexSObject.ts';

export interface OrgIdentity {
    /** 18 characters. */
    readonly orgId: string;
    readonly name: string;
    /** Scheme, host and port, no trailing slash; known once the org listens. */
    readonly instanceUrl: string;
    readonly adminUsername: string;
}

export interface Session {
    /** `<15-character org id>!...`; the opaque access token. */
    readonly token: string;
    readonly userId: string;
    readonly expiresAt: number;
}

export interface SaveRequest {
    readonly operation: 'insert' | 'update' | 'upsert' | 'delete';
    readonly records: readonly ApexSObject[];
    readonly allOrNone: boolean;
    readonly externalIdField?: string;
    /** Mails that the platform itself sends to users go out. */
    readonly triggerUserEmail?: boolean;
}

/** A failed request as REST reports it: `[{ errorCode, message, fields }]` with this HTTP status. */
export class OrgRequestError extends Error {
    readonly status: number;
    readonly errorCode: string;
    readonly fields: readonly string[];

    constructor(status: number, errorCode: string, message: string, fields: readonly string[] = []) {
        super(message);
        this.name = 'OrgRequestError';
        this.status = status;
        this.errorCode = errorCode;
        this.fields = fields;
    }
}

export interface TestMethodResult {
    readonly className: string;
    readonly methodName: string;
    readonly outcome: 'Pass' | 'Fail' | 'CompileFail' | 'Skip';
    readonly message: string | null;
    readonly stackTrace: string | null;
    readonly runTimeMs: number;
}

export interface CoverageResult {
    readonly name: string;
    readonly kind: 'ApexClass' | 'ApexTrigger';
    readonly coveredLines: readonly number[];
    readonly uncoveredLines: readonly number[];
}

export interface TestRunResult {
    readonly startedAt: number;
    readonly methods: readonly TestMethodResult[];
    readonly coverage: readonly CoverageResult[];
}

export interface AnonymousResult {
    readonly compileProblem: CompileProblem | undefined;
    readonly exceptionMessage: string | undefined;
    readonly exceptionStackTrace: string | undefined;
    /** Where it failed; -1 if it did not. */
    readonly line: number;
    readonly column: number;
    readonly debugLog: string;
}

/** One file of a metadata package, path as in the zip without its root folder: `classes/Invoice.cls`. */
export interface MetadataFile {
    readonly path: string;
    readonly content: Buffer;
}

export interface DeployOptions {
    readonly checkOnly: boolean;
    readonly rollbackOnError: boolean;
    readonly testLevel: 'NoTestRun' | 'RunSpecifiedTests' | 'RunLocalTests' | 'RunAllTestsInOrg' | undefined;
    readonly runTests: readonly string[];
    readonly ignoreWarnings: boolean;
}

export interface ComponentOutcome {
    /** `ApexClass`, `CustomField`... */
    readonly componentType: string;
    readonly fullName: string;
    readonly fileName: string;
    readonly id: string | null;
    readonly isCreated: boolean;
    readonly isChanged: boolean;
    readonly isDeleted: boolean;
    readonly problem: string | undefined;
    readonly line: number | undefined;
    readonly column: number | undefined;
}

export interface DeployOutcome {
    readonly isSuccess: boolean;
    readonly components: readonly ComponentOutcome[];
    readonly testRun: TestRunResult | undefined;
}

/** A component as listMetadata and retrieve know it. */
export interface ComponentRecord {
    readonly componentType: string;
    readonly fullName: string;
    readonly id: string;
    readonly files: readonly MetadataFile[];
    readonly createdAt: number;
    readonly lastModifiedAt: number;
}

interface Sent {
    readonly senderId: string;
    readonly sentAt: number;
}

/** Mail or custom notification that a committed transaction sent. `to` of a mail names the target user's address first. */
export type SentMessage =
    | (Sent & Extract<OutgoingMessage, { kind: 'email' }>)
    | (Sent &
          Extract<OutgoingMessage, { kind: 'notification' }> & {
              /** Developer name of the notification type. */
              readonly typeName: string;
              /** Active users who got it. */
              readonly userIds: readonly string[];
          });

/** One stored event of a topic. */
export interface BusEvent {
    /** Opaque, increasing. */
    readonly replayId: Buffer;
    readonly eventUuid: string;
    readonly record: ApexSObject;
    readonly publishedAt: number;
}

export interface EventSubscription {
    /** Next events, at most `max`; empty if there are none yet. */
    take(max: number): readonly BusEvent[];
    /** Replay id up to which everything was handed over or is older. */
    latestReplayId(): Buffer;
    /** Called whenever there may be something to take. */
    onAvailable(listener: () => void): void;
    close(): void;
}

export interface OrgServices {
    readonly identity: OrgIdentity;
    now(): number;
    /** A new 18-character id, for what only the APIs know: deployments, retrieves, test runs. */
    newId(keyPrefix: string): string;

    /** Public keys (PEM certificate or SPKI) of the apps that may log in by JWT bearer, by consumer key. */
    registerApp(consumerKey: string, publicKeyPem: string): void;
    appPublicKey(consumerKey: string): string | undefined;
    /** Undefined if there is no such user; inactive users are returned with `isActive` false. */
    userByUsername(username: string): (RunningUser & { readonly isActive: boolean }) | undefined;
    userById(id: string): (RunningUser & { readonly isActive: boolean }) | undefined;
    /** False for inactive and for frozen users. */
    maySignIn(userId: string): boolean;
    createSession(userId: string): Session;
    /** Undefined if unknown, expired or revoked, and if the user may not sign in any more. */
    session(token: string): Session | undefined;
    revokeSession(token: string): void;

    object(name: string): ObjectDescription | undefined;
    objects(): Iterable<ObjectDescription>;
    /** Rights of a user, as describe and retrieve of whole records show them. */
    objectRights(
        userId: string,
        object: ObjectDescription
    ): { read: boolean; create: boolean; update: boolean; delete: boolean };
    fieldRights(
        userId: string,
        object: ObjectDescription,
        field: string
    ): { read: boolean; create: boolean; update: boolean };
    /** Parses dynamic SOQL (no binds). Throws OrgRequestError 400 MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD. */
    query(
        userId: string,
        text: string
    ): { readonly query: SoqlQuery; readonly count: number | undefined; readonly rows: readonly ApexSObject[] };
    /** In one transaction of its own, in user mode. */
    save(userId: string, request: SaveRequest): readonly RowOutcome[];
    /** Runs `body` in one transaction that is rolled back if it throws or returns false. */
    inTransaction(userId: string, body: () => boolean): void;

    callApexRest(userId: string, request: ApexRestRequest): ApexRestResponse;
    /** In one transaction of its own, which is rolled back if it fails. */
    callAura(userId: string, request: AuraRequest): AuraOutcome;
    /** Undefined unless it is a static `@AuraEnabled` method. The class's name ignores case, the method's does not. */
    auraMethod(className: string, methodName: string): AuraMethod | undefined;
    executeAnonymous(userId: string, source: string): AnonymousResult;
    /** Empty list: all local tests. Methods as `Class.method`. */
    runTests(userId: string, classNames: readonly string[], methodNames: readonly string[]): TestRunResult;

    deploy(userId: string, files: readonly MetadataFile[], options: DeployOptions): DeployOutcome;
    /** Resolves when `deploy` of these files may begin: their bundles are compiled. */
    prepareDeploy(files: readonly MetadataFile[]): Promise<void>;
    components(): readonly ComponentRecord[];

    /** Translation, or the label's own text; undefined if there is no such label. */
    customLabel(name: string, language: string): string | undefined;
    hasCustomPermission(userId: string, name: string): boolean;
    /** `ViewSetup`, `ManageUsers`... */
    hasUserPermission(userId: string, name: string): boolean;
    /** Those the user may open. */
    lightningApps(userId: string): readonly LightningApp[];
    /** Any tab the user may open, in an app or not; undefined if it is hidden or does not exist. */
    lightningTab(userId: string, name: string): LightningTab | undefined;
    flexiPage(name: string): FlexiPage | undefined;
    lightningBundles(): readonly LightningBundle[];
    /** Grows with every deployment that succeeds. */
    uiRevision(): number;

    /** The latest 1,000, oldest first. */
    sentMessages(): readonly SentMessage[];

    /** One call of a client that counts against the daily allocation. */
    countApiCall(): void;
    /** `limits` resource: name -> Max and Remaining. */
    usage(): ReadonlyMap<string, { readonly max: number; readonly remaining: number }>;

    /** Throws OrgRequestError 400 with errorCode of the Pub/Sub API when the replay id is none of this topic's. */
    subscribe(
        userId: string,
        topicName: string,
        from: 'LATEST' | 'EARLIEST' | { readonly after: Buffer }
    ): EventSubscription;
    /** `/event/Foo__e` -> the event's object, or undefined. */
    topicObject(topicName: string): ObjectDescription | undefined;
    publishEvents(
        userId: string,
        events: readonly ApexSObject[]
    ): readonly { readonly replayId: Buffer; readonly error: string | undefined }[];
}
