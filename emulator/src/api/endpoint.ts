/** A request and its answer without any web framework, and the table rows that say who answers what. */
import { OrgRequestError } from '../orgServices.ts';
import { apiVersionPattern } from './apiVersions.ts';

export interface ApiRequest {
    readonly method: string;
    /** Without query, repeated slashes folded. */
    readonly path: string;
    /** Values of the pattern's `:name` parts; `*rest` holds what follows. */
    readonly parameters: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    /** Lower-case names. */
    readonly headers: ReadonlyMap<string, string>;
    readonly body: Buffer;
}

export interface SignedInRequest extends ApiRequest {
    readonly userId: string;
}

export interface ApiAnswer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Buffer | string;
}

export type MaybePromise<Value> = Value | Promise<Value>;

export interface PublicEndpoint {
    readonly access: 'public';
    readonly method: string;
    readonly pattern: RegExp;
    readonly handle: (request: ApiRequest) => MaybePromise<ApiAnswer>;
}

export interface SignedInEndpoint {
    readonly access: 'session';
    readonly method: string;
    readonly pattern: RegExp;
    readonly handle: (request: SignedInRequest) => MaybePromise<ApiAnswer>;
}

export type Endpoint = PublicEndpoint | SignedInEndpoint;

/** Open to everyone; SOAP endpoints check the session of their own header. */
export function openEndpoint(method: string, path: string, handle: PublicEndpoint['handle']): PublicEndpoint {
    return { access: 'public', method, pattern: patternOf(path), handle };
}

export function endpoint(method: string, path: string, handle: SignedInEndpoint['handle']): SignedInEndpoint {
    return { access: 'session', method, pattern: patternOf(path), handle };
}

/** Below `/services/data/v67.0`. */
export function dataEndpoint(method: string, path: string, handle: SignedInEndpoint['handle']): SignedInEndpoint {
    return endpoint(method, `/services/data/v:version${path}`, handle);
}

function patternOf(path: string): RegExp {
    const source = path
        .replaceAll('.', '\\.')
        .replace(/\/\*(\w+)$/, '(?<$1>/.*)')
        .replace(':version', `(?<version>${apiVersionPattern})`)
        .replace(/:(\w+)/g, '(?<$1>[^/]+)');
    return new RegExp(`^${source}/?$`);
}

/** URL of the API version that a request came in by: `/services/data/v67.0`. */
export function dataPath({ parameters }: ApiRequest): string {
    return `/services/data/v${parameters['version'] ?? ''}`;
}

export function json(status: number, body: unknown): ApiAnswer {
    return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(body) };
}

export const noContent: ApiAnswer = { status: 204, headers: {}, body: '' };

export function errorAnswer(
    status: number,
    errorCode: string,
    message: string,
    fields: readonly string[] = []
): ApiAnswer {
    return json(status, [{ message, errorCode, ...(fields.length > 0 ? { fields } : {}) }]);
}

export function notFound(): OrgRequestError {
    return new OrgRequestError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** @throws OrgRequestError 400 JSON_PARSER_ERROR unless the body is a JSON object */
export function jsonObject(request: ApiRequest): Readonly<Record<string, unknown>> {
    let value: unknown;
    try {
        value = JSON.parse(request.body.toString('utf8'));
    } catch (error) {
        throw new OrgRequestError(400, 'JSON_PARSER_ERROR', error instanceof Error ? error.message : 'Malformed JSON');
    }
    if (!isRecord(value))
        throw new OrgRequestError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body must be a JSON object.');
    return value;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
