import { ApiClient } from '../../test/fakes/apiClient.ts';
import { createApi, listen } from './server.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

describe('the HTTP server', () => {
    it('lists versions without a session and names the newest last', async () => {
        const { body } = await client.send('GET', '/services/data', undefined, { authorization: '' });
        expect(body.at(-1)).toEqual({ label: "Summer '26", url: '/services/data/v67.0', version: '67.0' });
        expect(body[0]).toEqual({ label: "Summer '14", url: '/services/data/v31.0', version: '31.0' });
        expect(body.find((row: { version: string }) => row.version === '65.0').label).toBe("Winter '26");
    });

    it('refuses a missing and a wrong session', async () => {
        for (const authorization of ['', 'Bearer 00D!nobody']) {
            const { status, body } = await client.send('GET', 'limits', undefined, { authorization });
            expect(status).toBe(401);
            expect(body).toEqual([{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
        }
    });

    it.each([
        ['an unknown path', 'GET', 'nothing/here', 404, 'NOT_FOUND'],
        ['a version that is not served', 'GET', '/services/data/v99.0/limits', 404, 'NOT_FOUND'],
        ['source tracking', 'GET', 'tooling/sobjects/SourceMember/describe', 404, 'NOT_FOUND'],
        ['a wrong method', 'DELETE', 'limits', 405, 'METHOD_NOT_ALLOWED'],
        ['the Bulk API', 'POST', 'jobs/ingest', 501, 'NOT_IMPLEMENTED'],
        ['a malformed URL', 'GET', 'sobjects/User/%E0%A4%A', 400, 'MALFORMED_URL']
    ])('answers %s in the shape of the platform', async (_what, method, path, status, errorCode) => {
        const answer = await client.send(method, path);
        expect(answer.status).toBe(status);
        expect(answer.body).toEqual([{ errorCode, message: expect.any(String) }]);
    });

    it('folds double slashes', async () => {
        expect((await client.get('//services/data//v67.0/limits')).status).toBe(200);
    });

    it('counts calls with a session, and says how many there were', async () => {
        const before = client.org.apiCalls;
        const { body } = await client.get('limits');
        expect(body).toEqual({ DailyApiRequests: { Max: 15000, Remaining: 15000 - before - 1 } });
        await client.send('GET', '/services/data');
        await client.send('GET', 'limits', undefined, { authorization: 'Bearer nobody' });
        const headers = { authorization: `Bearer ${client.token}` };
        const response = await fetch(`${client.org.identity.instanceUrl}/services/data/v67.0`, { headers });
        expect(response.headers.get('sforce-limit-info')).toBe(`api-usage=${before + 2}/15000`);
    });

    it('answers broken JSON with JSON_PARSER_ERROR', async () => {
        for (const text of ['{"LastName":', '[1]']) {
            const { status, body } = await client.send('POST', 'sobjects/User', text);
            expect([status, body[0].errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
        }
    });

    it('hands Apex REST the bytes as they came and answers with what it set', async () => {
        const { status, body } = await client.send('PUT', '/services/apexrest/things/v1/7?a=b%20c', 'ä{', {
            'content-type': 'text/plain'
        });
        expect(status).toBe(201);
        expect(body).toEqual({
            method: 'PUT',
            path: '/things/v1/7',
            echo: Buffer.from('ä{').toString('latin1'),
            parameters: { a: 'b c' }
        });
    });

    it.each([
        [new Map(), '{}', 'application/json;charset=UTF-8'],
        [new Map([['Content-Type', 'text/csv']]), 'a,b', 'text/csv'],
        [new Map(), '', null]
    ])('gives an Apex REST answer %s %p the content type %p', async (headers, text, type) => {
        const { callApexRest } = client.org;
        client.org.callApexRest = () => ({ statusCode: 200, headers, body: Buffer.from(text) });
        const response = await fetch(`${client.org.identity.instanceUrl}/services/apexrest/x`, {
            headers: { authorization: `Bearer ${client.token}` }
        });
        client.org.callApexRest = callApexRest;
        expect([response.headers.get('content-type'), await response.text()]).toEqual([type, text]);
    });

    it('answers a fault of its own with 500 and reports it', async () => {
        client.org.usage = () => {
            throw new TypeError('broken');
        };
        const { status, body } = await client.get('limits');
        expect([status, body[0].errorCode]).toEqual([500, 'UNKNOWN_EXCEPTION']);
        expect(client.faults).toEqual([new TypeError('broken')]);
    });

    it('writes a fault of its own to the console if nobody else wants it', async () => {
        const written = jest.spyOn(console, 'error').mockImplementation(() => undefined);
        const { token } = client;
        const server = await listen(createApi(Object.assign(client.org, { usage: undefined })), 0);
        await fetch(`${server.url}/services/data/v67.0/limits`, { headers: { authorization: `Bearer ${token}` } });
        await server.close();
        expect(written).toHaveBeenCalledWith(expect.any(TypeError));
        written.mockRestore();
    });
});
