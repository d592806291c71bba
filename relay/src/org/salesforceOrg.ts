import { PassThrough } from 'node:stream';
import { Connection, OAuth2 } from 'jsforce';
import type { HttpRequest, HttpResponse } from 'jsforce';
import type { Clock } from '../clock.ts';
import { parseJsonOrUndefined, parseOrUndefined, z } from '../schema.ts';
import { HttpTransport } from './httpTransport.ts';
import type { NetworkSettings } from './httpTransport.ts';
import type { OrgAddress } from './orgAddress.ts';
import { connectionAnswerSchema, handlingOf, orgStatusSchema, OrgError, usersAnswerSchema } from './orgConnection.ts';
import type { OrgConnection } from './orgConnection.ts';
import { PubSubClient } from './pubSubClient.ts';
import { SessionSource } from './session.ts';
import type { Credentials, Session, TokenRequest } from './session.ts';

/** A real org: Apex REST through jsforce, events through the Pub/Sub API, one session for both. */
export interface OrgSettings extends Credentials {
    pubSub: OrgAddress;
    network: NetworkSettings;
}

const apexPath = '/user-sync/v1';

const errorCodeSchema = z.string().regex(/^\w{1,60}$/);
const errorAnswerSchema = z.array(z.object({ errorCode: errorCodeSchema, message: z.string() })).min(1);
const tokenErrorSchema = z.object({ error: errorCodeSchema });

export function createSalesforceOrg(settings: OrgSettings, clock: Clock): OrgConnection {
    const http = new HttpTransport(settings.network, clock);
    const sessions = new SessionSource(settings, createTokenRequest(settings.login.address, http), clock);
    const pubSub = new PubSubClient(settings, sessions, clock);

    /** One new token when the session is refused; a second refusal is the caller's. */
    async function call<T>(schema: z.ZodType<T>, send: (connection: Connection) => Promise<unknown>): Promise<T> {
        const session = await sessions.current();
        const answer = await send(connect(session, http)).catch(async (error: unknown) => {
            if (!(error instanceof OrgError) || error.code !== 'INVALID_SESSION_ID') throw asOrgError(error);
            return send(connect(await sessions.renewed(session), http)).catch((again: unknown) => {
                throw asOrgError(again);
            });
        });
        const checked = parseOrUndefined(schema, answer);
        // Apex appends an error text to a 200 whose body outgrew the heap.
        if (!checked) throw new OrgError('INVALID_ANSWER', 'HALVE', 'The answer has an unknown shape.');
        return checked;
    }

    return {
        orgId: settings.orgId,
        status: () => call(orgStatusSchema, ({ apex }) => apex.get(`${apexPath}/status`)),
        postUsers: (request) => call(usersAnswerSchema, ({ apex }) => apex.post(`${apexPath}/users`, request)),
        postConnection: (request) =>
            call(connectionAnswerSchema, ({ apex }) => apex.post(`${apexPath}/connection`, request)),
        subscribe: (topic, replayId, listener) => pubSub.subscribe(topic, replayId, listener),
        close: () => http.close()
    };
}

/** jsforce keeps the session and forms the Apex REST call; the exchange itself is ours. */
function connect(session: Session, http: HttpTransport): Connection {
    const connection = new Connection({ ...session, logLevel: 'NONE' });
    connection._transport = asJsforceTransport(http, throwErrorAnswer);
    return connection;
}

function createTokenRequest(loginUrl: string, http: HttpTransport): TokenRequest {
    const oauth = new OAuth2({ loginUrl });
    oauth._transport = asJsforceTransport(http, throwTokenError);
    return (form) => oauth.requestToken(form);
}

function asJsforceTransport(http: HttpTransport, check: (answer: HttpResponse) => void): Connection['_transport'] {
    const exchange = async ({ url, method, headers = {}, body }: HttpRequest): Promise<HttpResponse> => {
        const answer = await http.exchange({ url, method, headers, body: typeof body === 'string' ? body : undefined });
        check(answer);
        return answer;
    };
    return {
        httpRequest: (request) => Object.assign(exchange(request), { stream: () => new PassThrough() }),
        getRequestStreamCreator: () => () => new PassThrough()
    };
}

function throwErrorAnswer({ statusCode, body }: HttpResponse): void {
    if (statusCode >= 200 && statusCode < 300) return;
    const [error] = parseOrUndefined(errorAnswerSchema, parseJsonOrUndefined(body)) ?? [];
    const code = statusCode === 401 ? 'INVALID_SESSION_ID' : (error?.errorCode ?? `HTTP_${statusCode}`);
    throw new OrgError(code, handlingOf(statusCode, code), error?.message ?? `HTTP status ${statusCode}.`);
}

/** A refused login needs a person; a login that failed for another reason is only repeated. */
function throwTokenError({ statusCode, body }: HttpResponse): void {
    if (statusCode >= 200 && statusCode < 300) return;
    const refusal = parseOrUndefined(tokenErrorSchema, parseJsonOrUndefined(body))?.error.toUpperCase();
    const isRefused = statusCode < 500 && statusCode !== 429;
    throw new OrgError(refusal ?? `LOGIN_HTTP_${statusCode}`, isRefused ? 'PAUSE' : 'RETRY', 'The login failed.');
}

function asOrgError(error: unknown): OrgError {
    return error instanceof OrgError ? error : new OrgError('CALL_FAILED', 'RETRY', 'The call failed.', { cause: error });
}
