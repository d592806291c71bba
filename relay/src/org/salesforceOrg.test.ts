import { createVerify, generateKeyPairSync } from 'node:crypto';
import { VirtualClock } from '../../test/virtualClock.ts';
import { answerJson, startWireServer, type WireServer } from '../../test/wireServer.ts';
import { waitUntil } from '../../test/waitUntil.ts';
import { type OrgConnection, OrgError } from './orgConnection.ts';
import { createSalesforceOrg } from './salesforceOrg.ts';

const orgId = '00D000000000001AAA';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const usersAnswer = { orgId, results: [{ row: 0, reason: null, handling: 'DONE' }] };
const envelope = { contract: 1, from: 'a', to: 'b', count: 1, body: '{"ä":1}', signature: 's', later: 'kept' };

let server: WireServer;
let clock: VirtualClock;
let org: OrgConnection;
let answers: ((body: string) => [status: number, answer: unknown])[];
let tokenAnswer: () => [status: number, answer: unknown];

/** Plays the org: the token, then `answers` one after the other; the last one stays. */
beforeEach(async () => {
    answers = [() => [200, usersAnswer]];
    let tokens = 0;
    tokenAnswer = () => [
        200,
        { access_token: `token-${++tokens}`, instance_url: server.url, id: `${server.url}/id/${orgId}/005` }
    ];
    server = await startWireServer((request, response) => {
        const isLogin = request.path === '/services/oauth2/token';
        const answer = answers.length > 1 && !isLogin ? answers.shift() : answers[0];
        const [status, body] = isLogin ? tokenAnswer() : answer!(request.body);
        if (status === 0) {
            response.socket?.destroy();
            return;
        }
        if (body === 'PARTIAL') {
            response
                .writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
                .write('{"orgId":');
            if (status === 200) response.socket?.destroySoon();
            return;
        }
        if (status === 302) return void response.writeHead(302, { location: `${server.url}/elsewhere` }).end();
        answerJson(response, status, body);
    });
    clock = new VirtualClock();
    const local = { address: server.url, isLocal: true };
    const user = { clientId: 'client', username: 'relay@a.example', privateKey, orgId };
    org = createSalesforceOrg({ login: local, pubSub: local, ...user, requestTimeoutMs: 120_000 }, clock);
});

afterEach(() => server.close());

const failure = (): Promise<unknown> => org.postUsers({ envelopes: [envelope] }).catch((error: unknown) => error);
const paths = (): string[] => server.requests.map(({ path }) => path);

describe('salesforceOrg', () => {
    it('logs in once and sends the envelope as it came, to the path of the contract', async () => {
        expect(await org.postUsers({ envelopes: [envelope], firstRow: 0, rowCount: 1 })).toEqual(usersAnswer);
        await org.postUsers({ envelopes: [envelope] });
        expect(paths()).toEqual(['/services/oauth2/token', ...Array(2).fill('/services/apexrest/user-sync/v1/users')]);
        const [, call] = server.requests;
        expect(call?.headers.authorization).toBe('Bearer token-1');
        expect(JSON.parse(call!.body)).toEqual({ envelopes: [envelope], firstRow: 0, rowCount: 1 });
    });

    it('asserts its identity for three minutes, in seconds, signed with its key', async () => {
        await org.postUsers({ envelopes: [envelope] });
        const form = new URLSearchParams(server.requests[0]!.body);
        const [head, claims, signature] = form.get('assertion')!.split('.') as [string, string, string];
        expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
        expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({
            iss: 'client',
            sub: 'relay@a.example',
            aud: server.url,
            exp: clock.now() / 1000 + 180
        });
        const verify = createVerify('RSA-SHA256').update(`${head}.${claims}`);
        expect(verify.verify(publicKey, signature, 'base64url')).toBe(true);
    });

    it('P25 takes one new token after a 401, shared by all calls, and sends again what was refused', async () => {
        await org.postUsers({ envelopes: [envelope] });
        answers = [() => [401, [{ errorCode: 'INVALID_SESSION_ID', message: 'expired' }]], answers[0]!, answers[0]!];
        answers.unshift(answers[0]!);
        await Promise.all([org.postUsers({ envelopes: [envelope] }), org.postUsers({ envelopes: [envelope] })]);
        expect(paths().filter((path) => path.endsWith('/token'))).toHaveLength(2);
        expect(server.requests.at(-1)?.headers.authorization).toBe('Bearer token-2');
    });

    it('P25 pauses when the new token is refused, too', async () => {
        answers = [() => [401, [{ errorCode: 'INVALID_SESSION_ID', message: 'no' }]]];
        expect(await failure()).toMatchObject({ code: 'INVALID_SESSION_ID', handling: 'PAUSE' });
        expect(server.requests).toHaveLength(4);
    });

    it.each([
        [400, 'BAD_SIGNATURE', 'LIST'],
        [400, 'WRONG_ORG', 'LIST'],
        [400, 'NOT_JSON', 'LIST'],
        [400, 'APEX_ERROR', 'HALVE'],
        [403, 'NOT_PERMITTED', 'PAUSE'],
        [403, 'REQUEST_LIMIT_EXCEEDED', 'PAUSE'],
        [404, 'NOT_FOUND', 'PAUSE'],
        [409, 'CONTRACT_UNSUPPORTED', 'PAUSE'],
        [409, 'DIRECTION_PAUSED', 'PAUSE'],
        [413, 'TOO_MANY_ROWS', 'HALVE'],
        [500, 'APEX_ERROR', 'HALVE'],
        [503, 'SERVER_UNAVAILABLE', 'HALVE']
    ])('reads %i %s as %s', async (status, errorCode, handling) => {
        answers = [() => [status, [{ errorCode, message: 'why', fields: [] }]]];
        expect(await failure()).toMatchObject({ code: errorCode, handling, message: 'why' });
    });

    it('P24 asks an org whose limit is spent once in five minutes, whoever wants to call, and goes on by itself', async () => {
        answers = [() => [403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]]];
        const calls = (): number => paths().filter((path) => path.includes('/apexrest/')).length;
        expect(await failure()).toMatchObject({ code: 'REQUEST_LIMIT_EXCEEDED', handling: 'PAUSE' });
        for (let second = 0; second < 7200; second += 10) {
            expect(await failure()).toMatchObject({ code: 'REQUEST_LIMIT_EXCEEDED' });
            await expect(org.status()).rejects.toMatchObject({ code: 'REQUEST_LIMIT_EXCEEDED' });
            await clock.advance(10_000);
        }
        expect(calls()).toBe(24);
        answers = [() => [200, usersAnswer]];
        await clock.advance(300_000);
        expect(await org.postUsers({ envelopes: [envelope] })).toEqual(usersAnswer);
    });

    it('names a failure by its status when the answer says nothing usable', async () => {
        answers = [() => [500, { status: 'some error <b>occurred</b>' }]];
        expect(await failure()).toMatchObject({ code: 'HTTP_500', handling: 'HALVE' });
    });

    it('halves when a 200 has an unknown shape', async () => {
        answers = [() => [200, 'some error occurred']];
        expect(await failure()).toMatchObject({ code: 'INVALID_ANSWER', handling: 'HALVE' });
    });

    it.each([
        ['a name that is none', { 'Title <b>': ['STRING', 80] }],
        ['a type that is none', { Title: ['A B', 80] }],
        ['a length below zero', { Title: ['STRING', -1] }],
        ['more than can be kept', Object.fromEntries([...Array(201).keys()].map((at) => [`f${at}`, ['STRING', 80]]))],
        ['another shape', ['Title']]
    ])(
        'takes the fields of an org for not said when they have %s, because its partner would refuse them',
        async (_, fields) => {
            const told = { contract: { current: 1, oldest: 1 }, orgId, partnerOrgId: null, digests: { t: 'd1' } };
            answers = [fields, { Title: ['STRING', 80], Floor__c: null }].map((one) => () => [
                200,
                { ...told, position: { sequence: 0, replayId: null }, fields: one }
            ]);
            expect(await org.status()).toMatchObject({ fields: null, digests: { t: 'd1' } });
            expect((await org.status()).fields).toEqual({ Title: ['STRING', 80], Floor__c: null });
        }
    );

    it('does not follow a redirect with the token', async () => {
        answers = [() => [302, null]];
        expect(await failure()).toMatchObject({ code: 'HTTP_302', handling: 'PAUSE' });
        expect(paths()).not.toContain('/elsewhere');
    });

    it('gives up on an org that does not finish its answer in time', async () => {
        answers = [() => [201, 'PARTIAL']];
        const outcome = failure();
        await waitUntil(() => server.requests.length === 2);
        await clock.advance(120_000);
        expect(await outcome).toMatchObject({ code: 'TIMEOUT', handling: 'HALVE' });
        expect(clock.timerCount).toBe(0);
    });

    it.each([
        ['before the answer', 0, null],
        ['in the middle of the answer', 200, 'PARTIAL']
    ])('survives a connection that breaks %s', async (_when, status, body) => {
        answers = [() => [status, body]];
        expect(await failure()).toMatchObject({ code: 'CONNECTION_LOST', handling: 'HALVE' });
    });

    it('waits for an org that cannot be reached', async () => {
        await server.close();
        expect(await failure()).toMatchObject({ code: 'UNREACHABLE', handling: 'RETRY' });
    });

    it.each([
        [400, { error: 'invalid_grant' }, 'LOGIN_REFUSED', 'PAUSE'],
        [401, 'no', 'LOGIN_REFUSED', 'PAUSE'],
        [429, 'later', 'LOGIN_HTTP_429', 'RETRY'],
        [503, 'down', 'LOGIN_HTTP_503', 'RETRY'],
        [200, { access_token: 'x' }, 'INVALID_TOKEN_ANSWER', 'RETRY']
    ])('P25 reads a login that ends with %i %j', async (status, body, code, handling) => {
        tokenAnswer = () => [status, body];
        const error = await failure();
        expect(error).toMatchObject({ code, handling });
        expect((error as OrgError).cure.length).toBeGreaterThan(20);
        expect(server.requests).toHaveLength(1);
    });

    it('does not halve rows because a login was too slow', async () => {
        tokenAnswer = () => [0, null];
        expect(await failure()).toMatchObject({ handling: 'RETRY' });
    });
});
