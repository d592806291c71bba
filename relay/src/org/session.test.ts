import { generateKeyPairSync } from 'node:crypto';
import { VirtualClock } from '../../test/virtualClock.ts';
import { createSessionSource, type SessionSource } from './session.ts';

const orgId = '00D000000000001AAA';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const realLogin = { address: 'https://a.my.salesforce.com', isLocal: false };
const localLogin = { address: 'http://localhost:7001', isLocal: true };

function createSource(login: typeof realLogin, answer: object, onRequest = (): void => {}): SessionSource {
    const pubSub = { address: 'api.pubsub.salesforce.com:7443', isLocal: false };
    const settings = { login, pubSub, clientId: 'c', username: 'u', privateKey, orgId, requestTimeoutMs: 1 };
    const requestToken = async (): Promise<object> => {
        onRequest();
        return answer;
    };
    return createSessionSource(settings, requestToken, new VirtualClock());
}

const answerWith = (instance_url: string, id = `https://login.salesforce.com/id/${orgId}/005`): object => ({
    access_token: 'secret',
    instance_url,
    id
});

describe('session', () => {
    it.each([
        'http://a.my.salesforce.com',
        'https://evil.test',
        'https://salesforce.com.evil.test',
        'https://evilsalesforce.com',
        'https://169.254.169.254',
        'http://169.254.169.254/latest/meta-data',
        'https://a.my.salesforce.com@evil.test',
        'https://user:pw@a.my.salesforce.com',
        'https://a.my.salesforce.com:8443',
        'https://a.my.salesforce.com/redirect?to=x',
        'http://localhost:9000',
        'https://127.0.0.1',
        'http://[::1]:80',
        'https://10.0.0.1',
        'https://0x7f000001',
        'file:///etc/passwd',
        'ftp://a.my.salesforce.com',
        'javascript:alert(1)',
        'not a url',
        ''
    ])('refuses the instance URL %p', async (instanceUrl) => {
        const session = createSource(realLogin, answerWith(instanceUrl)).current();
        await expect(session).rejects.toMatchObject({ code: 'UNTRUSTED_INSTANCE', handling: 'PAUSE' });
    });

    it.each(['https://a.my.salesforce.com', 'https://a--dev.sandbox.my.salesforce.com', 'https://na1.salesforce.com'])(
        'accepts the instance URL %p',
        async (instanceUrl) => {
            const session = await createSource(realLogin, answerWith(instanceUrl)).current();
            expect(session).toEqual({ instanceUrl, accessToken: 'secret' });
        }
    );

    it('accepts a local instance after a local login only', async () => {
        const session = await createSource(localLogin, answerWith('http://localhost:7002')).current();
        expect(session.instanceUrl).toBe('http://localhost:7002');
    });

    it.each(['00D000000000002AAA', '00D00000000000', '', '005000000000001AAA'])(
        'refuses a token of the org %p',
        async (other) => {
            const answer = answerWith('https://a.my.salesforce.com', `https://login.salesforce.com/id/${other}/005`);
            await expect(createSource(realLogin, answer).current()).rejects.toMatchObject({ code: 'WRONG_ORG' });
        }
    );

    it('accepts the org id with 15 characters', async () => {
        const answer = answerWith('https://a.my.salesforce.com', `https://x/id/${orgId.slice(0, 15)}/005`);
        await expect(createSource(realLogin, answer).current()).resolves.toBeDefined();
    });

    it('logs in once for many callers, and once more for many who were refused', async () => {
        let requests = 0;
        const source = createSource(realLogin, answerWith('https://a.my.salesforce.com'), () => (requests += 1));
        const [first] = await Promise.all([source.current(), source.current(), source.current()]);
        expect(requests).toBe(1);
        const renewed = await Promise.all([source.renewed(first), source.renewed(first), source.renewed(first)]);
        expect(requests).toBe(2);
        expect(new Set(renewed).size).toBe(1);
        expect(renewed[0]).not.toBe(first);
    });

    it('does not keep a login that failed', async () => {
        let isDown = true;
        const source = createSource(realLogin, answerWith('https://a.my.salesforce.com'), () => {
            if (isDown) throw new Error('down');
        });
        await expect(source.current()).rejects.toThrow('down');
        isDown = false;
        await expect(source.current()).resolves.toBeDefined();
    });
});
