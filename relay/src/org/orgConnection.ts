import { z } from '../schema.ts';

/**
 * What the relay needs of an org, and the shapes of docs/wire-contract.md that it looks at. How the calls travel is
 * not known here: salesforceOrg.ts makes them over the network, a simulation can make them in process.
 */
export interface OrgConnection {
    /** 18 characters; every answer must come from this org. */
    readonly orgId: string;
    /** All three calls throw only OrgError. */
    status(): Promise<OrgStatus>;
    postUsers(request: UsersRequest): Promise<UsersAnswer>;
    postConnection(request: ConnectionRequest): Promise<ConnectionAnswer>;
    /**
     * A stream of events after `replayId`, or from the earliest stored one if it is null. Does not throw, and calls
     * the listener only after it has returned.
     */
    subscribe(topic: string, replayId: string | null, listener: EventListener): EventStream;
    /** Drops open sockets. A later call opens them again. */
    close(): void;
}

export interface EventStream {
    /** Asks for more events. At most 100 may be outstanding. The first call opens the stream. */
    request(eventCount: number): void;
    /** Ends the stream; the listener hears nothing more. */
    close(): void;
}

export interface EventListener {
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

export const maxRowsPerEnvelope = 200;

/** The body is never parsed: it is signed by one org for the other. Unknown members pass through. */
export const envelopeSchema = z.looseObject({
    contract: z.int(),
    from: z.string(),
    to: z.string(),
    count: z.int().min(1).max(maxRowsPerEnvelope),
    body: z.string(),
    signature: z.string()
});
export type Envelope = z.infer<typeof envelopeSchema>;

export interface UsersRequest {
    envelopes: Envelope[];
    firstRow?: number;
    rowCount?: number;
}

export const usersAnswerSchema = z.object({
    orgId: z.string(),
    results: z.array(
        z.object({
            row: z.int(),
            action: z.string(),
            reason: z.string().nullable(),
            handling: z.enum(['DONE', 'RETRY', 'LISTED'])
        })
    )
});
export type UsersAnswer = z.infer<typeof usersAnswerSchema>;

const positionSchema = z.object({ sequence: z.int(), replayId: z.string().nullable() });

export const orgStatusSchema = z.object({
    contract: z.object({ current: z.int(), oldest: z.int() }),
    orgId: z.string(),
    partnerOrgId: z.string().nullable(),
    position: positionSchema
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
}

export const connectionAnswerSchema = z.object({ accepted: z.boolean(), position: positionSchema });
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
        return cures[this.code] ?? 'Wait; if it lasts, look at the org status at trust.salesforce.com and at its logs.';
    }
}

const loginCure = 'Pre-authorise the integration user in the External Client App; check client id, key and user name.';

const cures: Partial<Record<string, string>> = {
    INVALID_GRANT: loginCure,
    INVALID_CLIENT: loginCure,
    INVALID_CLIENT_ID: loginCure,
    INVALID_APP_ACCESS: loginCure,
    INVALID_SESSION_ID: 'The org refuses a fresh token: check the login policy of the integration user.',
    UNTRUSTED_INSTANCE: 'The token answer names a host that is not Salesforce: check the login URL.',
    WRONG_ORG: 'The org id is not the configured one: check the pinned ids, above all after a sandbox refresh.',
    NOT_PERMITTED: 'Assign the integration permission set to the relay user.',
    REQUEST_LIMIT_EXCEEDED: 'The daily API limit of the org is spent: wait, or raise it.',
    ORG_NOT_PINNED: 'Enter the partner org id in the settings of the target org.',
    CONTRACT_UNSUPPORTED: 'Deploy the same release of the package in both orgs.',
    DIRECTION_PAUSED: 'An administrator or a guard paused this direction: resume it on the User Sync page of the target.',
    NOT_FOUND: 'Deploy the package in the target org.',
    TOPIC_UNAVAILABLE: 'Deploy the package and let the integration user read the change event.',
    EVENT_LIMIT_EXCEEDED: 'The event delivery allocation of the org is spent: wait, or raise it.',
    ISSUE_REFUSED: 'The target org refuses to record an issue: look at its debug log.'
};

const listedCodes = ['NOT_JSON', 'INVALID_REQUEST', 'INVALID_ENVELOPE', 'BAD_SIGNATURE', 'WRONG_ORG'];

/** The HTTP table of docs/wire-contract.md. An answer that it does not know pauses, because nothing is lost by that. */
export function handlingOf(statusCode: number, errorCode: string): Handling {
    if (statusCode >= 500 || statusCode === 413) return 'HALVE';
    // Salesforce answers 400 to an unhandled Apex exception too; that is a fault of some row, not of the envelope.
    if (statusCode === 400) return listedCodes.includes(errorCode) ? 'LIST' : 'HALVE';
    return 'PAUSE';
}
