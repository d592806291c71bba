import { type KeyObject, sign } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { parseOrUndefined, z } from '../schema.ts';
import { checkInstanceUrl, type OrgAddress } from './orgAddress.ts';
import { OrgError } from './orgConnection.ts';

/**
 * Logs in with the OAuth JWT bearer flow and holds the access token, in memory only. A token is used only if the
 * answer proves that it belongs to the pinned org and to a trusted host.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm
 */
export interface OrgSettings {
    login: OrgAddress;
    pubSub: OrgAddress;
    clientId: string;
    username: string;
    privateKey: KeyObject;
    /** 18 characters; no other org is accepted. */
    orgId: string;
    requestTimeoutMs: number;
}

export interface Session {
    readonly instanceUrl: string;
    readonly accessToken: string;
}

const assertionLifeSeconds = 180;
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const tokenAnswerSchema = z.object({ access_token: z.string().min(1), instance_url: z.string(), id: z.string() });

export interface SessionSource {
    /** The current session; callers who arrive during a login share it. A failed login is not kept. */
    current(): Promise<Session>;
    /** A session other than `refused`: many callers with the same refused token cause one login. */
    renewed(refused: Session): Promise<Session>;
}

type TokenRequest = (form: { grant_type: string; assertion: string }) => Promise<unknown>;

/** @param requestToken sends the form to the token endpoint of the login host; throws OrgError */
export function createSessionSource(settings: OrgSettings, requestToken: TokenRequest, clock: Clock): SessionSource {
    let held: Promise<Session> | undefined;
    const forget = (session: Promise<Session>): void => {
        if (held === session) held = undefined;
    };
    const current = (): Promise<Session> => {
        if (held) return held;
        const form = { grant_type: grantType, assertion: signAssertion(settings, clock.now()) };
        const login = requestToken(form).then((answer) => checkToken(settings, answer));
        held = login;
        login.catch(() => forget(login));
        return login;
    };
    const renewed = async (refused: Session): Promise<Session> => {
        const session = held;
        if (session && (await session) === refused) forget(session);
        return current();
    };
    return { current, renewed };
}

function checkToken({ login, orgId }: OrgSettings, answer: unknown): Session {
    const token = parseOrUndefined(tokenAnswerSchema, answer);
    if (!token) throw new OrgError('INVALID_TOKEN_ANSWER', 'RETRY', 'The token answer has an unknown shape.');
    const instance = checkInstanceUrl(token.instance_url, login);
    if (typeof instance === 'string') throw new OrgError('UNTRUSTED_INSTANCE', 'PAUSE', `instance_url ${instance}.`);
    // .../id/<org id>/<user id>; the 15-character form of an id is a prefix of the 18-character one.
    const answeringOrgId = token.id.split('/').at(-2) ?? '';
    const isPinned = answeringOrgId.length >= 15 && orgId.startsWith(answeringOrgId);
    if (!isPinned) throw new OrgError('WRONG_ORG', 'PAUSE', 'The token belongs to another org.');
    return { instanceUrl: instance.address, accessToken: token.access_token };
}

function signAssertion({ login, clientId, username, privateKey }: OrgSettings, nowMs: number): string {
    const exp = Math.floor(nowMs / 1000) + assertionLifeSeconds;
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = `${encode({ alg: 'RS256' })}.${encode({ iss: clientId, sub: username, aud: login.address, exp })}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}
