import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { parseOrUndefined, z } from '../schema.ts';
import { checkInstanceUrl } from './orgAddress.ts';
import type { OrgAddress } from './orgAddress.ts';
import { OrgError } from './orgConnection.ts';

/**
 * Logs in with the OAuth JWT bearer flow and holds the access token, in memory only. A token is used only if the
 * answer proves that it belongs to the pinned org and to a trusted host.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm
 */
export interface Credentials {
    login: OrgAddress;
    clientId: string;
    username: string;
    privateKey: KeyObject;
    orgId: string;
}

export interface Session {
    readonly instanceUrl: string;
    readonly accessToken: string;
}

/** Sends the form to the login host's token endpoint and returns its JSON answer; throws OrgError. */
export type TokenRequest = (form: { grant_type: string; assertion: string }) => Promise<unknown>;

const assertionLifeSeconds = 180;

const tokenAnswerSchema = z.object({ access_token: z.string().min(1), instance_url: z.string(), id: z.string() });

export class SessionSource {
    readonly #credentials: Credentials;
    readonly #requestToken: TokenRequest;
    readonly #clock: Clock;
    #session: Promise<Session> | undefined;

    constructor(credentials: Credentials, requestToken: TokenRequest, clock: Clock) {
        this.#credentials = credentials;
        this.#requestToken = requestToken;
        this.#clock = clock;
    }

    /** The current session; callers who arrive during a login share it. A failed login is not kept. */
    current(): Promise<Session> {
        if (!this.#session) {
            const login = this.#login();
            this.#session = login;
            login.catch(() => this.#forget(login));
        }
        return this.#session;
    }

    /** A session other than `refused`: many callers with the same refused token cause one login. */
    async renewed(refused: Session): Promise<Session> {
        const held = this.#session;
        if (held && (await held) === refused) this.#forget(held);
        return this.current();
    }

    #forget(session: Promise<Session>): void {
        if (this.#session === session) this.#session = undefined;
    }

    async #login(): Promise<Session> {
        const { login, orgId } = this.#credentials;
        const answer = await this.#requestToken({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            assertion: signAssertion(this.#credentials, this.#clock.now())
        }).catch((error: unknown) => {
            if (error instanceof OrgError && error.handling === 'PAUSE') throw error;
            // Whatever call waits for the login: its rows are not the cause, so that they must not be halved.
            const code = error instanceof OrgError ? error.code : 'LOGIN_FAILED';
            throw new OrgError(code, 'RETRY', 'The login failed.', { cause: error });
        });
        const token = parseOrUndefined(tokenAnswerSchema, answer);
        if (!token) throw new OrgError('INVALID_TOKEN_ANSWER', 'RETRY', 'The token answer has an unknown shape.');
        const instance = checkInstanceUrl(token.instance_url, login);
        if (typeof instance === 'string') throw new OrgError('UNTRUSTED_INSTANCE', 'PAUSE', `instance_url ${instance}.`);
        // .../id/<org id>/<user id>; the 15-character form of an id is a prefix of the 18-character one.
        const answeringOrgId = token.id.split('/').at(-2) ?? '';
        if (answeringOrgId.length < 15 || !orgId.startsWith(answeringOrgId)) {
            throw new OrgError('WRONG_ORG', 'PAUSE', 'The token belongs to another org.');
        }
        return { instanceUrl: instance.address, accessToken: token.access_token };
    }
}

function signAssertion({ login, clientId, username, privateKey }: Credentials, nowMs: number): string {
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = {
        iss: clientId,
        sub: username,
        aud: login.address,
        exp: Math.floor(nowMs / 1000) + assertionLifeSeconds
    };
    const text = `${encode({ alg: 'RS256' })}.${encode(claims)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}
