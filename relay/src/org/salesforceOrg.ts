import { PassThrough } from 'node:stream';
import { Connection, type HttpRequest, type HttpResponse, OAuth2 } from 'jsforce';
import type { Clock } from '../clock.ts';
import { parseJsonOrUndefined, parseOrUndefined, z } from '../schema.ts';
import { connectionAnswerSchema, digestPageSchema, handlingOf, OrgError, orgStatusSchema } from './orgConnection.ts';
import { type OrgConnection, usersAnswerSchema, usersPageSchema } from './orgConnection.ts';
import { PubSubClient } from './pubSubClient.ts';
import { createSessionSource, type OrgSettings, type Session } from './session.ts';

type Transport = Connection['_transport'];

const apexPath = '/user-sync/v1';
const limitCode = 'REQUEST_LIMIT_EXCEEDED';
const limitProbeMs = 300_000;
const codeSchema = z.string().regex(/^\w{1,60}$/);
const errorAnswerSchema = z.tuple([z.object({ errorCode: codeSchema, message: z.string() })]).rest(z.unknown());

/** A real org: Apex REST through jsforce, events through the Pub/Sub API, one session for both. */
export function createSalesforceOrg(settings: OrgSettings, clock: Clock): OrgConnection {
    const { login, orgId, requestTimeoutMs } = settings;
    const oauth = new OAuth2({ loginUrl: login.address });
    oauth._transport = createTransport(clock, requestTimeoutMs, checkLogin);
    const sessions = createSessionSource(settings, (form) => oauth.requestToken(form).catch(throwAsRetry), clock);
    const pubSub = new PubSubClient(settings, sessions, clock);
    const transport = createTransport(clock, requestTimeoutMs, checkCall);

    let limitedUntilMs = -Infinity;
    /** A spent limit is asked for again once in a while, whoever wants to call. */
    const onFailure = (error: unknown): never => {
        if (error instanceof OrgError && error.code === limitCode) limitedUntilMs = clock.now() + limitProbeMs;
        throw error;
    };

    /** One new token when the session is refused; a second refusal is the caller's. */
    async function call<T>(schema: z.ZodType<T>, send: (connection: Connection) => Promise<unknown>): Promise<T> {
        const sendWith = (session: Session): Promise<unknown> => {
            const connection = new Connection({ ...session, logLevel: 'NONE' });
            connection._transport = transport;
            return send(connection);
        };
        if (clock.now() < limitedUntilMs) throw new OrgError(limitCode, 'PAUSE', 'Not asked again yet.');
        const session = await sessions.current();
        const answer = await sendWith(session)
            .catch(async (error: unknown) => {
                if (!(error instanceof OrgError) || error.code !== 'INVALID_SESSION_ID') throw error;
                return sendWith(await sessions.renewed(session));
            })
            .catch(onFailure);
        // Apex appends an error text to a 200 whose body outgrew the heap.
        const checked = parseOrUndefined(schema, answer);
        if (!checked) throw new OrgError('INVALID_ANSWER', 'HALVE', 'The answer has an unknown shape.');
        return checked;
    }

    return {
        orgId,
        status: () => call(orgStatusSchema, ({ apex }) => apex.get(`${apexPath}/status`)),
        postUsers: (request) => call(usersAnswerSchema, ({ apex }) => apex.post(`${apexPath}/users`, request)),
        postConnection: (body) => call(connectionAnswerSchema, ({ apex }) => apex.post(`${apexPath}/connection`, body)),
        readDigests: ({ groups, ...which }) => {
            const query = { view: 'digest', groups, ...which };
            return call(digestPageSchema, ({ apex }) => apex.get(`${apexPath}/users?${asQuery(query)}`));
        },
        readUsers: (ids) => call(usersPageSchema, ({ apex }) => apex.get(`${apexPath}/users?${asQuery({ ids })}`)),
        subscribe: (topic, replayId, listener) => pubSub.subscribe(topic, replayId, listener)
    };
}

function asQuery(members: object): string {
    const texts = Object.entries(members).map(([name, value]): [string, string] => [name, String(value)]);
    return new URLSearchParams(texts).toString();
}

/**
 * jsforce forms the calls, the exchange is ours: its own would follow a redirect with the token, wait without end for
 * a stalled body, and end the process when a connection breaks in the middle of one.
 */
function createTransport(clock: Clock, timeoutMs: number, check: (answer: HttpResponse) => HttpResponse): Transport {
    const exchange = async ({ url, method, headers, body }: HttpRequest): Promise<HttpResponse> => {
        const timeout = new AbortController();
        const cancelTimeout = clock.setTimer(timeoutMs, () => timeout.abort());
        try {
            const { signal } = timeout;
            const response = await fetch(url, { method, headers, body, redirect: 'manual', signal } as RequestInit);
            const head = { statusCode: response.status, headers: Object.fromEntries(response.headers) };
            return { ...head, body: await response.text() };
        } catch (error) {
            throw timeout.signal.aborted ? new OrgError('TIMEOUT', 'HALVE', 'No answer in time.') : asOrgError(error);
        } finally {
            cancelTimeout();
        }
    };
    return {
        httpRequest: (request) => Object.assign(exchange(request).then(check), { stream: () => new PassThrough() }),
        getRequestStreamCreator: () => () => new PassThrough()
    };
}

/** What matters is whether the call can have arrived. */
function asOrgError(error: unknown): OrgError {
    const { code } = (error as { cause?: { code?: string } }).cause ?? {};
    const mayHaveArrived = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(code ?? '');
    return mayHaveArrived
        ? new OrgError('CONNECTION_LOST', 'HALVE', 'The connection broke before the answer came.', { cause: error })
        : new OrgError('UNREACHABLE', 'RETRY', 'The org cannot be reached.', { cause: error });
}

function checkCall(answer: HttpResponse): HttpResponse {
    const { statusCode, body } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    const [error] = parseOrUndefined(errorAnswerSchema, parseJsonOrUndefined(body)) ?? [];
    const code = statusCode === 401 ? 'INVALID_SESSION_ID' : (error?.errorCode ?? `HTTP_${statusCode}`);
    throw new OrgError(code, handlingOf(statusCode, code), error?.message ?? `HTTP status ${statusCode}.`);
}

function checkLogin(answer: HttpResponse): HttpResponse {
    const { statusCode } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    if (statusCode >= 500 || statusCode === 429) throw new OrgError(`LOGIN_HTTP_${statusCode}`, 'RETRY', 'Not now.');
    throw new OrgError('LOGIN_REFUSED', 'PAUSE', 'The org refuses the login, for example with invalid_grant.');
}

/** Whatever call waits for the login: its rows are not the cause, so they must not be halved. */
function throwAsRetry(error: unknown): never {
    if (!(error instanceof OrgError) || error.handling === 'PAUSE') throw error;
    throw new OrgError(error.code, 'RETRY', error.message, { cause: error });
}
