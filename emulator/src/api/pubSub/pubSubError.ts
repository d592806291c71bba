/**
 * Failures of the Pub/Sub API: a gRPC status, and Salesforce's own code for clients to act on.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/handling-errors.html
 */
import { OrgRequestError } from '../../orgServices.ts';

export type StatusName = 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'PERMISSION_DENIED' | 'UNAUTHENTICATED' | 'INTERNAL';

/** Codes without their prefix `sfdc.platform.eventbus.grpc.` */
const failures = {
    'service.auth.headers.invalid': [
        'UNAUTHENTICATED',
        'The metadata accesstoken, instanceurl and tenantid are required.'
    ],
    'service.auth.error': [
        'UNAUTHENTICATED',
        'An authentication exception occurred. Provide valid authentication via metadata headers.'
    ],
    'service.internal.error': ['INTERNAL', 'An internal error occurred.'],
    'topic.not.found': ['NOT_FOUND', 'The topic was not found. Ensure that its name is correct and that it exists.'],
    'schema.not.found': ['NOT_FOUND', 'The schema was not found.'],
    'subscription.topic.cannot.subscribe': ['PERMISSION_DENIED', 'The user cannot subscribe to the topic.'],
    'subscription.topic.mismatch': ['INVALID_ARGUMENT', 'The topic of a subscription cannot change.'],
    'subscription.fetch.requested.events.invalid': [
        'INVALID_ARGUMENT',
        'The number of requested events must be greater than 0.'
    ],
    'subscription.fetch.replayid.validation.failed': ['INVALID_ARGUMENT', 'The preset CUSTOM needs a replay ID.'],
    'publish.topic.cannot.publish': ['PERMISSION_DENIED', 'The user cannot publish to the topic.'],
    'publish.payload.invalid': ['INVALID_ARGUMENT', 'The payload does not match the schema.']
} as const satisfies Readonly<Record<string, readonly [StatusName, string]>>;

export type FailureCode = keyof typeof failures;

export class PubSubError extends Error {
    readonly statusName: StatusName;
    /** With prefix. */
    readonly errorCode: string;

    constructor(statusName: StatusName, errorCode: string, message: string) {
        super(message);
        this.name = 'PubSubError';
        this.statusName = statusName;
        this.errorCode = errorCode;
    }
}

/** `detail` names what it is about. */
export function failure(code: FailureCode, detail = ''): PubSubError {
    const [statusName, text] = failures[code];
    return new PubSubError(
        statusName,
        `sfdc.platform.eventbus.grpc.${code}`,
        detail === '' ? text : `${text} (${detail})`
    );
}

export function asPubSubError(error: unknown): PubSubError {
    if (error instanceof PubSubError) return error;
    if (!(error instanceof OrgRequestError)) return failure('service.internal.error', String(error));
    const statusName =
        error.status === 404 ? 'NOT_FOUND' : error.status === 403 ? 'PERMISSION_DENIED' : 'INVALID_ARGUMENT';
    return new PubSubError(statusName, error.errorCode, error.message);
}
