import { generateKeyPairSync } from 'node:crypto';
import { ApiClient } from '../../test/fakes/apiClient.ts';
import { assertion, jwtBearerGrant } from '../../test/fakes/jwtBearer.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: '' };

function post(fields: Record<string, string>) {
    return client.send('POST', '/services/oauth2/token', new URLSearchParams(fields).toString(), form);
}

function login(text: string) {
    return post({ grant_type: jwtBearerGrant, assertion: text });
}

const soonS = (): number => client.org.now() / 1000 + 180;

describe('the JWT bearer flow', () => {
    it('answers with a token that opens the API', async () => {
        const { instanceUrl, orgId } = client.org.identity;
        const { status, body } = await login(assertion(instanceUrl, soonS()));
        expect(status).toBe(200);
        expect(body).toMatchObject({
            instance_url: instanceUrl,
            id: `${instanceUrl}/id/${orgId}/${client.org.adminId}`,
            token_type: 'Bearer'
        });
        expect(body.access_token.split('!')[0]).toBe(orgId.slice(0, 15));
        const opened = await client.send('GET', 'limits', undefined, { authorization: `Bearer ${body.access_token}` });
        expect(opened.status).toBe(200);
    });

    it.each(['instance', 'instance/', 'localhost', 'https://login.salesforce.com', 'https://test.salesforce.com'])(
        'accepts the audience %s',
        async (name) => {
            const { instanceUrl } = client.org.identity;
            const audience = name
                .replace('instance', instanceUrl)
                .replace(/^localhost$/, instanceUrl.replace('127.0.0.1', 'localhost'));
            expect((await login(assertion(audience, soonS()))).status).toBe(200);
        }
    );

    it('accepts an expiry in milliseconds, as command line clients send it', async () => {
        expect((await login(assertion(client.org.identity.instanceUrl, client.org.now() + 300))).status).toBe(200);
    });

    const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    it.each([
        ['an unknown app', { iss: 'Other' }, undefined, 'invalid_client_id', 'client identifier invalid'],
        ['a foreign key', {}, foreignKey, 'invalid_grant', 'invalid assertion'],
        ['another audience', { aud: 'https://example.com' }, undefined, 'invalid_grant', 'audience is invalid'],
        [
            'an unknown user',
            { sub: 'nobody@fake.example' },
            undefined,
            'invalid_grant',
            "user hasn't approved this consumer"
        ],
        ['an expired assertion', { exp: 1_700_000_000 }, undefined, 'invalid_grant', 'expired authorization code'],
        ['an assertion that never expires', { exp: undefined }, undefined, 'invalid_grant', 'invalid assertion']
    ])('refuses %s', async (_what, claims, key, error, description) => {
        const { status, body } = await login(assertion(client.org.identity.instanceUrl, soonS(), claims, key));
        expect(status).toBe(400);
        expect(body).toEqual({ error, error_description: description });
    });

    it('refuses an inactive user, text that is no assertion, and other grants', async () => {
        client.org.put('User', { Id: '005000000000009AAA', Username: 'gone@fake.example', IsActive: false });
        const gone = await login(assertion(client.org.identity.instanceUrl, soonS(), { sub: 'gone@fake.example' }));
        expect(gone.body).toEqual({ error: 'invalid_grant', error_description: 'user is inactive' });
        expect((await login('x.y.z')).body).toEqual({ error: 'invalid_grant', error_description: 'invalid assertion' });
        expect((await post({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
    });
});

describe('the session', () => {
    it('says whose it is', async () => {
        const { body } = await client.get('/services/oauth2/userinfo');
        expect(body).toMatchObject({
            user_id: client.org.adminId,
            organization_id: client.org.identity.orgId,
            preferred_username: 'admin@fake.example'
        });
        const refused = await client.send('GET', '/services/oauth2/userinfo', undefined, { authorization: 'Bearer x' });
        expect(refused).toEqual({ status: 403, body: 'Bad_OAuth_Token' });
    });

    it('ends when it is revoked', async () => {
        const { token } = client;
        expect(
            (await client.send('POST', '/services/oauth2/revoke', `token=${encodeURIComponent(token)}`, form)).status
        ).toBe(200);
        expect((await client.send('GET', 'limits', undefined, { authorization: `Bearer ${token}` })).status).toBe(401);
    });
});
