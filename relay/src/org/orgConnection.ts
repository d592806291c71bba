import { z } from '../schema.ts';

/**
 * What the relay needs of an org, and the shapes of docs/wire-contract.md that it looks at. How the calls travel is
 * not known here: salesforceOrg.ts makes them over the network, a simulation can make them in process.
 */
export interface OrgConnection {
    /** 18 characters; every answer must come from this org. */
    readonly orgId: string;
    /** All calls throw only OrgError. */
    status(): Promise<OrgStatus>;
    postUsers(request: UsersRequest): Promise<UsersAnswer>;
    postConnection(request: ConnectionRequest): Promise<ConnectionAnswer>;
    /** Digests of users, for a comparison. */
    readDigests(request: DigestRequest): Promise<DigestPage>;
    /** Signed envelopes of users, at most 200. Users who do not take part are left out. */
    readUsers(ids: readonly string[]): Promise<UsersPage>;
    /** Events after `replayId`, null for the earliest stored. Does not throw; calls the listener after it returned. */
    subscribe(topic: string, replayId: string | null, listener: EventListener): EventStream;
}

export interface EventStream {
    /** Asks for more events. At most 100 may be outstanding. The first call opens the stream. */
    request(eventCount: number): void;
    /** Ends the stream; the listener hears nothing more. */
    close(): void;
}

export interface EventListener {
    /** The org has accepted the subscription, as far as can be known before the first answer. */
    onOpen(): void;
    /** In stream order. Without events it is a keep-alive. Replay ids are opaque bytes, here as base64. */
    onEvents(events: ReceivedEvent[], latestReplayId: string): void;
    /** The stream is over; called at most once. */
    onEnd(error: OrgError): void;
}

export interface ReceivedEvent {
    replayId: string;
    /** Field API name -> value, or null when the event could not be decoded. */
    fields: Record<string, unknown> | null;
}

export const changeTopic = '/event/UserSyncChange__e';

/** The body is never parsed: it is signed by one org for the other. Unknown members pass through. */
export const envelopeSchema = z.looseObject({
    ...{ contract: z.int(), from: z.string(), to: z.string(), body: z.string(), signature: z.string() },
    count: z.int().min(1).max(200)
});
export type Envelope = z.infer<typeof envelopeSchema>;

export interface UsersRequest {
    envelopes: Envelope[];
    firstRow?: number;
    rowCount?: number;
    /** Plans without writing. */
    dryRun?: boolean;
    /** A dry run that asks the platform too: saves and takes back. */
    probe?: boolean;
    /** What the calls of the run before this one came to; opaque, null in the first call. */
    tally?: string | null;
    /** A run has its deactivations counted before the first is made. */
    deactivations?: 'DEFER' | 'DECIDE';
    /** The run that writes, so that it can be undone as a whole. */
    run?: string;
}

const rowHandling = z.enum(['DONE', 'RETRY', 'LISTED', 'DEFERRED']);
const said = z.string().nullish();
const rowResultSchema = z.object({
    ...{ row: z.int(), handling: rowHandling, reason: said, situation: said, action: said },
    ...{ syncId: said, sourceId: said, targetId: said, groups: z.array(z.string()).nullish(), detail: said }
});
export type RowResult = z.infer<typeof rowResultSchema>;
/** Licences of one kind that a dry run needs, and that were free when it began. */
const licenseSchema = z.object({ name: z.string(), needed: z.int(), free: z.int() });
export type LicenseNeed = z.infer<typeof licenseSchema>;
export const usersAnswerSchema = z.object({
    ...{ orgId: z.string(), results: z.array(rowResultSchema), tally: said },
    licenses: z.array(licenseSchema).nullish()
});
export type UsersAnswer = z.infer<typeof usersAnswerSchema>;

/** Either a cursor or ids: shared identities and User ids of that org. `ignored` names those who take no part, too. */
export type DigestRequest = { groups: string; ignored?: boolean } & (
    { after: string; limit: number; ids?: undefined } | { ids: readonly string[] }
);

/** Shared identity, digest (null: changed without a stamp), User id. */
const digestRowSchema = z.tuple([z.string(), z.string().nullable(), z.string()]);
export type DigestRow = z.infer<typeof digestRowSchema>;
/** Shared identity if there is one, User id, reason code. */
const ignoredUserSchema = z.tuple([z.string().nullable(), z.string(), z.string()]);
export type IgnoredUser = z.infer<typeof ignoredUserSchema>;
export const digestPageSchema = z.object({
    ...{ orgId: z.string(), rows: z.array(digestRowSchema), next: z.string().nullable() },
    ignored: z.array(ignoredUserSchema).nullish(),
    /** By the clock of the org, before it read. */
    readAt: z.int()
});
export type DigestPage = z.infer<typeof digestPageSchema>;

export const usersPageSchema = z.object({ orgId: z.string(), envelopes: z.array(envelopeSchema) });
export type UsersPage = z.infer<typeof usersPageSchema>;

const fieldShapeSchema = z.tuple([z.string().regex(/^\w{1,40}$/), z.int().min(0).max(1_000_000)]).nullable();
const fieldsSchema = z.record(z.string().regex(/^\w{1,80}$/), fieldShapeSchema);
/** How an org maps. Fields that its partner would refuse count as not said, so that no heartbeat fails over them. */
const mappingSchema = z.object({
    digests: z.record(z.string().regex(/^\w$/), z.string().regex(/^\w{1,40}$/)).nullish(),
    fields: fieldsSchema
        .refine((fields) => Object.keys(fields).length <= 200)
        .nullish()
        .catch(null)
});
export type Mapping = z.infer<typeof mappingSchema>;

const positionSchema = z.object({ sequence: z.int(), replayId: z.string().nullable() });

export const orgStatusSchema = z.object({
    contract: z.object({ current: z.int(), oldest: z.int() }),
    ...{ orgId: z.string(), partnerOrgId: z.string().nullable(), position: positionSchema },
    ...{ origin: z.string().nullish(), ...mappingSchema.shape },
    reconciliation: z.object({ watermark: z.int().nullable(), fullComparedAt: z.int().nullable() }).nullish(),
    problems: z.array(z.object({ code: z.string(), message: z.string(), cure: z.string() })).nullish()
});
export type OrgStatus = z.infer<typeof orgStatusSchema>;

export interface Issue {
    replayId: string;
    envelope: Envelope | null;
    row: number | null;
    reason: string;
    message: string;
}

export interface ConnectionRequest {
    sequence: number;
    replayId: string | null;
    issues: Issue[];
    /** Milliseconds by the clock of the org: its changes before are in the partner org, or listed there. */
    watermark?: number | null;
    fullComparedAt?: number | null;
    changed?: { after: string; groups: string; limit: number; ignored?: boolean };
    run?: object;
    partner?: Mapping;
}

const runRequestSchema = z.object({
    ...{ id: z.string(), kind: z.enum(['CHANGES', 'FULL', 'USER']), subject: z.string().nullable() },
    ...{ isDryRun: z.boolean(), isCancelled: z.boolean() }
});
export type RunRequest = z.infer<typeof runRequestSchema>;

export const connectionAnswerSchema = z.object({
    ...{ accepted: z.boolean(), position: positionSchema },
    runs: z.array(runRequestSchema).nullish(),
    ...{ changed: digestPageSchema.nullish(), mapping: mappingSchema.nullish() }
});
export type ConnectionAnswer = z.infer<typeof connectionAnswerSchema>;

/**
 * What to do about a failed call: PAUSE until someone acts and probe seldom; LIST the envelope and go on; HALVE the
 * rows; RETRY the same after a while; RESTART the stream from the earliest event because the replay id is lost.
 */
export type Handling = 'PAUSE' | 'LIST' | 'HALVE' | 'RETRY' | 'RESTART';

/** The one error of an org. `message` may quote the org and goes back to the org only; logs carry `code` alone. */
export class OrgError extends Error {
    override readonly name = 'OrgError';
    readonly code: string;
    readonly handling: Handling;

    constructor(code: string, handling: Handling, message: string, options?: ErrorOptions) {
        super(message, options);
        this.code = code;
        this.handling = handling;
    }

    /** What a person can do about it. */
    get cure(): string {
        return cures[this.code] ?? 'The relay tries again by itself; if it lasts, look at status.salesforce.com.';
    }
}

const cures: Partial<Record<string, string>> = {
    LOGIN_REFUSED: 'Pre-authorise the integration user in the External Client App; check client id, key, user name.',
    INVALID_SESSION_ID: 'The org refuses a fresh token: check the login policy of the integration user.',
    UNTRUSTED_INSTANCE: 'The token answer names a host that is not Salesforce: check the login URL.',
    WRONG_ORG: 'The org id is not the configured one: check the pinned ids, above all after a sandbox refresh.',
    NOT_PERMITTED: 'Assign the integration permission set to the integration user.',
    FORBIDDEN: 'Assign the integration permission set to the integration user.',
    REQUEST_LIMIT_EXCEEDED: 'The daily API limit of the org is spent: wait, or raise it.',
    ORG_NOT_PINNED: 'Enter the partner org id in the settings of the target org.',
    CONTRACT_UNSUPPORTED: 'Deploy the same release of the package in both orgs.',
    DIRECTION_PAUSED: 'Paused by an administrator or a guard: resume it on the User Sync page of the target org.',
    MAPPING_DIFFERS: 'Deploy the same groups and field mappings in both orgs; the groups named wait until then.',
    ORIGINS_EQUAL: 'Give each org a letter of its own in its User Sync Setting, mirrored in the partner org.',
    NOT_FOUND: 'Deploy the package in the org.',
    TOPIC_UNAVAILABLE: 'Deploy the package and let the integration user read the change event.',
    EVENT_LIMIT_EXCEEDED: 'The event delivery allocation of the org is spent: wait, or raise it.'
};

const listedCodes = ['NOT_JSON', 'INVALID_REQUEST', 'INVALID_ENVELOPE', 'BAD_SIGNATURE', 'WRONG_ORG'];

/** The HTTP table of docs/wire-contract.md. An answer that it does not know pauses, because nothing is lost by that. */
export function handlingOf(statusCode: number, errorCode: string): Handling {
    if (statusCode >= 500 || statusCode === 413) return 'HALVE';
    // Salesforce answers 400 to an unhandled Apex exception too; that is a fault of some row, not of the envelope.
    if (statusCode === 400) return listedCodes.includes(errorCode) ? 'LIST' : 'HALVE';
    return 'PAUSE';
}
