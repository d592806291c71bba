/**
 * The OAuth 2.0 JWT bearer flow and token revocation.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm
 */
import jwt from 'jsonwebtoken';
import type { OrgServices } from '../orgServices.ts';
import { json, openEndpoint, type ApiAnswer, type ApiRequest, type Endpoint } from './endpoint.ts';

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const clockToleranceS = 180;

class OAuthError extends Error {
    readonly code: string;

    constructor(code: string, description: string) {
        super(description);
        this.code = code;
    }
}

export function oauthEndpoints(org: OrgServices): Endpoint[] {
    return [
        openEndpoint('POST', '/services/oauth2/token', (request) => answerToken(org, request)),
        openEndpoint('POST', '/services/oauth2/revoke', (request) => revoke(org, request))
    ];
}

function answerToken(org: OrgServices, request: ApiRequest): ApiAnswer {
    try {
        return json(200, token(org, new URLSearchParams(request.body.toString('utf8'))));
    } catch (error) {
        if (error instanceof OAuthError) return json(400, { error: error.code, error_description: error.message });
        throw error;
    }
}

function token(org: OrgServices, form: URLSearchParams): unknown {
    if (form.get('grant_type') !== jwtBearer)
        throw new OAuthError('unsupported_grant_type', 'grant type not supported');
    const userId = userOfAssertion(org, form.get('assertion') ?? '');
    const session = org.createSession(userId);
    const { instanceUrl, orgId } = org.identity;
    return {
        access_token: session.token,
        scope: 'api web',
        instance_url: instanceUrl,
        id: `${instanceUrl}/id/${orgId}/${userId}`,
        token_type: 'Bearer',
        issued_at: String(org.now())
    };
}

/** Texts of the errors are the platform's; scripts match on them. */
function userOfAssertion(org: OrgServices, assertion: string): string {
    const claims = jwt.decode(assertion);
    if (!claims || typeof claims === 'string') throw new OAuthError('invalid_grant', 'invalid assertion');
    const publicKey = org.appPublicKey(claims.iss ?? '');
    if (publicKey === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
    try {
        jwt.verify(assertion, publicKey, {
            algorithms: ['RS256'],
            clockTimestamp: Math.floor(org.now() / 1000),
            clockTolerance: clockToleranceS
        });
    } catch (error) {
        if (error instanceof jwt.TokenExpiredError) throw new OAuthError('invalid_grant', 'expired authorization code');
        throw new OAuthError('invalid_grant', 'invalid assertion');
    }
    if (claims.exp === undefined) throw new OAuthError('invalid_grant', 'invalid assertion');
    if (!audiences(claims.aud).some((audience) => isAudience(org.identity.instanceUrl, audience))) {
        throw new OAuthError('invalid_grant', 'audience is invalid');
    }
    const user = org.userByUsername(claims.sub ?? '');
    if (!user) throw new OAuthError('invalid_grant', "user hasn't approved this consumer");
    if (!org.maySignIn(user.id)) throw new OAuthError('invalid_grant', 'user is inactive');
    return user.id;
}

function audiences(claim: string | string[] | undefined): readonly string[] {
    return typeof claim === 'string' ? [claim] : (claim ?? []);
}

/** The two names of the loopback interface are one server. */
function isAudience(instanceUrl: string, audience: string): boolean {
    const plain = (url: string): string => url.replace(/\/+$/, '').replace('//localhost:', '//127.0.0.1:');
    return [instanceUrl, 'https://login.salesforce.com', 'https://test.salesforce.com']
        .map(plain)
        .includes(plain(audience));
}

function revoke(org: OrgServices, request: ApiRequest): ApiAnswer {
    const token = new URLSearchParams(request.body.toString('utf8')).get('token') ?? '';
    if (!org.session(token))
        return json(400, { error: 'unsupported_token_type', error_description: 'this token type is not supported' });
    org.revokeSession(token);
    return { status: 200, headers: {}, body: '' };
}
