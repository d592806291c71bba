/** Finds the endpoint for a request, checks its session, and turns failures into Salesforce's error answers. */
import { UnsupportedApexError } from '../errors.ts';
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { errorAnswer, notFound, type ApiAnswer, type ApiRequest, type Endpoint } from './endpoint.ts';

export type IncomingRequest = Omit<ApiRequest, 'parameters'>;

/** Never rejects: a fault of the emulator is an answer 500 and goes to `onFault`. */
export type ApiRouter = (request: IncomingRequest) => Promise<ApiAnswer>;

export function createRouter(
    org: OrgServices,
    endpoints: readonly Endpoint[],
    onFault: (fault: unknown) => void
): ApiRouter {
    const run = async (request: IncomingRequest): Promise<ApiAnswer> => {
        const { endpoint, parameters } = findEndpoint(endpoints, request);
        if (endpoint.access === 'public') return endpoint.handle({ ...request, parameters });
        const token = bearerToken(request);
        const session = token === undefined ? undefined : org.session(token);
        if (!session) throw new OrgRequestError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
        org.countApiCall();
        const answer = await endpoint.handle({ ...request, parameters, userId: session.userId });
        return { ...answer, headers: { ...answer.headers, 'sforce-limit-info': limitInfo(org) } };
    };
    return async (request) => {
        try {
            return await run(request);
        } catch (error) {
            const refusal = refusalOf(error);
            if (refusal) return refusal;
            onFault(error);
            return errorAnswer(500, 'UNKNOWN_EXCEPTION', error instanceof Error ? error.message : String(error));
        }
    };
}

/** Undefined for a fault of the emulator. */
export function refusalOf(error: unknown): ApiAnswer | undefined {
    if (error instanceof OrgRequestError)
        return errorAnswer(error.status, error.errorCode, error.message, error.fields);
    if (error instanceof UnsupportedApexError) return errorAnswer(501, 'NOT_IMPLEMENTED', error.message);
    return undefined;
}

/** `api-usage=18/15000` */
function limitInfo(org: OrgServices): string {
    const { max = 0, remaining = 0 } = org.usage().get('DailyApiRequests') ?? {};
    return `api-usage=${max - remaining}/${max}`;
}

export function bearerToken({ headers }: Pick<ApiRequest, 'headers'>): string | undefined {
    return /^(?:Bearer|OAuth) (\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
}

/** @throws OrgRequestError 404 NOT_FOUND, 405 METHOD_NOT_ALLOWED, 400 MALFORMED_URL */
export function findEndpoint<Candidate extends Endpoint>(
    endpoints: readonly Candidate[],
    { method, path }: Pick<ApiRequest, 'method' | 'path'>
): { readonly endpoint: Candidate; readonly parameters: Readonly<Record<string, string>> } {
    const atPath = endpoints.filter(({ pattern }) => pattern.test(path));
    if (atPath.length === 0) throw notFound();
    const endpoint = atPath.find((candidate) => candidate.method === '*' || candidate.method === method);
    if (!endpoint) throw new OrgRequestError(405, 'METHOD_NOT_ALLOWED', `HTTP Method '${method}' not allowed.`);
    const groups = Object.entries(endpoint.pattern.exec(path)?.groups ?? {});
    return { endpoint, parameters: Object.fromEntries(groups.map(([name, value]) => [name, decode(value)])) };
}

function decode(value: string): string {
    try {
        return decodeURIComponent(value);
    } catch {
        throw new OrgRequestError(400, 'MALFORMED_URL', 'The URL is not encoded correctly');
    }
}
