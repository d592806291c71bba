import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deployZip } from './deployZip.ts';
import { OrgClient } from './orgClient.ts';

interface Call {
    readonly method: string;
    readonly path: string;
    readonly authorization: string | undefined;
    readonly body: string;
}

describe('the client of an org', () => {
    const calls: Call[] = [];
    let answers: { status: number; body: unknown }[];
    let server: Server;
    let client: OrgClient;

    beforeEach(async () => {
        calls.length = 0;
        server = createServer((request, response) => {
            const chunks: Buffer[] = [];
            request.on('data', (chunk: Buffer) => chunks.push(chunk));
            request.on('end', () => {
                const { method = '', url = '', headers } = request;
                const body = Buffer.concat(chunks).toString('latin1');
                calls.push({ method, path: decodeURIComponent(url), authorization: headers.authorization, body });
                const answer = answers.shift() ?? { status: 500, body: 'no answer is left' };
                response.writeHead(answer.status).end(answer.body === undefined ? '' : JSON.stringify(answer.body));
            });
        }).listen(0, '127.0.0.1');
        await once(server, 'listening');
        client = new OrgClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
    });

    afterEach(async () => {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
    });

    it('queries with its token', async () => {
        answers = [{ status: 200, body: { records: [{ Id: '005A' }] } }];
        expect(await client.queryOne("SELECT Id FROM User WHERE LastName = 'O&B'")).toEqual({ Id: '005A' });
        expect(calls[0]).toMatchObject({
            authorization: 'Bearer token',
            path: "/services/data/v67.0/query?q=SELECT Id FROM User WHERE LastName = 'O&B'"
        });
    });

    it('refuses no row, and more than one, where one is expected', async () => {
        answers = [
            { status: 200, body: { records: [] } },
            { status: 200, body: { records: [{ Id: '1' }, { Id: '2' }] } }
        ];
        await expect(client.queryOne('SELECT Id FROM User')).rejects.toThrow('has 0 rows');
        await expect(client.queryOne('SELECT Id FROM User')).rejects.toThrow('has 2 rows');
    });

    it('says what the org said', async () => {
        answers = [{ status: 400, body: [{ errorCode: 'INVALID_FIELD', message: 'No such column' }] }];
        await expect(client.update('User', '005A', { Nothing: 1 })).rejects.toMatchObject({
            code: 'ORG_REFUSED',
            message: expect.stringMatching(/PATCH sobjects\/User\/005A .*400.*INVALID_FIELD/)
        });
    });

    it('creates 200 records a call and names the one that is refused', async () => {
        const saved = { id: '005A', success: true, errors: [] };
        const refused = { success: false, errors: [{ statusCode: 'DUPLICATE_USERNAME', message: 'taken' }] };
        answers = [
            { status: 200, body: Array.from({ length: 200 }, () => saved) },
            { status: 200, body: [refused] }
        ];
        const records = Array.from({ length: 201 }, (_, index) => ({ LastName: `N${index}` }));
        await expect(client.createAll('User', records)).rejects.toThrow('User 201: DUPLICATE_USERNAME taken');
        expect(calls.map(({ body }) => (JSON.parse(body) as { records: unknown[] }).records.length)).toEqual([200, 1]);
    });

    it('deploys a zip and waits until it is done', async () => {
        const result = { done: false, status: 'Pending', numberComponentsDeployed: 0 };
        answers = [
            { status: 201, body: { id: '0Af1', deployResult: result } },
            { status: 200, body: { id: '0Af1', deployResult: result } },
            {
                status: 200,
                body: { id: '0Af1', deployResult: { done: true, status: 'Succeeded', numberComponentsDeployed: 7 } }
            }
        ];
        expect(await deployZip(client, Buffer.from('zip bytes'))).toBe(7);
        expect(calls[0]?.body).toContain('zip bytes');
        expect(calls[0]?.body).toContain('"rollbackOnError":true');
        expect(calls[2]?.path).toContain('/metadata/deployRequest/0Af1');
    });

    it('names the components that a deployment refused', async () => {
        const componentFailures = [
            {
                componentType: 'ApexClass',
                fullName: 'Broken',
                problem: 'Unexpected token',
                lineNumber: 3,
                columnNumber: 9
            }
        ];
        const deployResult = {
            done: true,
            status: 'Failed',
            numberComponentsDeployed: 0,
            details: { componentFailures }
        };
        answers = [{ status: 201, body: { id: '0Af1', deployResult } }];
        await expect(deployZip(client, Buffer.from(''))).rejects.toMatchObject({
            code: 'DEPLOY_FAILED',
            message: expect.stringContaining('ApexClass Broken (3:9): Unexpected token')
        });
    });
});
