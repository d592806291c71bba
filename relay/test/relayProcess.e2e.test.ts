import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { type PubSubServer, replayIdOf, startPubSubServer } from './pubSubServer.ts';
import { compileCache } from './support/compileCache.ts';
import { answerJson, startWireServer, type WireServer } from './wireServer.ts';
import { waitUntil } from './waitUntil.ts';

/** The relay as a process, between two orgs that are real servers on this machine. */
interface OrgServers {
    orgId: string;
    http: WireServer;
    pubSub: PubSubServer;
    saved: { sequence: number; replayId: string | null };
    usersStatus: number;
}

interface RelayProcess {
    child: ChildProcess;
    output: () => string;
    exit: Promise<number | null>;
}

const folder = mkdtempSync(join(tmpdir(), 'relay-process-'));
const keyFile = join(folder, 'key.pem');
const token = 'correct-horse-battery-staple-32-characters';
const mainFile = join(import.meta.dirname, '../src/main.ts');
const apexPath = '/services/apexrest/user-sync/v1';

let a: OrgServers;
let b: OrgServers;
let running: RelayProcess[];

beforeAll(() => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
    running = [];
    [a, b] = await Promise.all([startOrg('00D000000000001AAA', 'b'), startOrg('00D000000000002AAA', 'a')]);
});

afterEach(async () => {
    for (const { child, exit } of running) {
        child.kill('SIGKILL');
        await exit;
    }
    for (const { http, pubSub } of [a, b]) {
        pubSub.close();
        await http.close();
    }
});

async function startOrg(orgId: string, partner: 'a' | 'b'): Promise<OrgServers> {
    const pubSub = await startPubSubServer();
    const saved: OrgServers['saved'] = { sequence: 0, replayId: null };
    const answer = (path: string, body: string): [status: number, answer: unknown] => {
        if (path === '/services/oauth2/token') {
            const id = `${http.url}/id/${orgId}/005000000000001AAA`;
            return [200, { access_token: `${orgId}!AQ.token`, instance_url: http.url, id }];
        }
        if (path === `${apexPath}/status`) {
            const partnerOrgId = (partner === 'a' ? a : b).orgId;
            return [200, { contract: { current: 1, oldest: 1 }, orgId, partnerOrgId, position: saved }];
        }
        const request = JSON.parse(body) as {
            sequence: number;
            replayId: string | null;
            envelopes: { count: number }[];
            changed?: object;
        };
        // Comparing has tests of its own; here it is always put off, so that every call is about an event.
        if (request.changed) return [503, [{ errorCode: 'LATER', message: 'Not now.' }]];
        if (path === `${apexPath}/connection`) {
            Object.assign(saved, { sequence: request.sequence, replayId: request.replayId ?? saved.replayId });
            return [200, { accepted: true, position: saved }];
        }
        if (org.usersStatus !== 200) return [org.usersStatus, [{ errorCode: 'X', message: 'ada@a.example' }]];
        const rows = request.envelopes.flatMap(({ count }) => Array(count).fill(0));
        return [200, { orgId, results: rows.map((_, row) => ({ row, reason: null, handling: 'DONE' })) }];
    };
    const http = await startWireServer(({ path, body }, response) => answerJson(response, ...answer(path, body)));
    const org = { orgId, http, pubSub, saved, usersStatus: 200 };
    return org;
}

function variablesOf(letter: 'A' | 'B', { orgId, http, pubSub }: OrgServers): Record<string, string> {
    return {
        [`ORG_${letter}_LOGIN_URL`]: http.url,
        [`ORG_${letter}_CLIENT_ID`]: 'client',
        [`ORG_${letter}_USERNAME`]: 'relay@a.example',
        [`ORG_${letter}_PRIVATE_KEY_FILE`]: keyFile,
        [`ORG_${letter}_ORG_ID`]: orgId,
        [`ORG_${letter}_PUBSUB_ENDPOINT`]: pubSub.address
    };
}

function start(args: string[], environment: Record<string, string>): RelayProcess {
    const child = spawn(process.execPath, [mainFile, ...args], { env: { ...compileCache, ...environment } });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
    const started = { child, output: () => output, exit };
    running.push(started);
    return started;
}

const run = (more: Record<string, string> = {}): RelayProcess =>
    start(['run'], { ...variablesOf('A', a), ...variablesOf('B', b), HTTP_TOKEN: token, PORT: '0', ...more });

const publish = (from: OrgServers, to: OrgServers, count = 1): void => {
    const envelope = {
        contract: 1,
        from: from.orgId,
        to: to.orgId,
        count,
        body: '{"Email":"ada@a.example"}',
        signature: 's'
    };
    from.pubSub.publish({ CreatedDate: Date.now(), CreatedById: '005', Envelope__c: JSON.stringify(envelope) });
};

const usersCalls = (org: OrgServers): number => org.http.requests.filter(({ path }) => path.endsWith('/users')).length;

async function portOf({ output }: RelayProcess): Promise<string> {
    await waitUntil(() => output().includes('"listening"'));
    return /"port":(\d+)/.exec(output())![1]!;
}

describe('relay process', () => {
    it('carries changes both ways, saves its positions on SIGTERM and exits with 0', async () => {
        const relay = run();
        publish(a, b, 3);
        publish(b, a);
        await waitUntil(() => usersCalls(a) === 1 && usersCalls(b) === 1);
        const port = await portOf(relay);
        await waitUntil(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
        const headers = { authorization: `Bearer ${token}` };
        const answer = await (await fetch(`http://127.0.0.1:${port}/status`, { headers })).json();
        expect(answer).toMatchObject({
            isReady: true,
            directions: [{ counts: { rowsDone: 3 } }, { counts: { rowsDone: 1 } }]
        });
        const askedAtMs = Date.now();
        relay.child.kill('SIGTERM');
        expect(await relay.exit).toBe(0);
        expect(Date.now() - askedAtMs).toBeLessThan(10_000);
        expect(b.saved).toEqual({ sequence: 1, replayId: replayIdOf(1).toString('base64') });
        expect(a.saved.replayId).toBe(replayIdOf(1).toString('base64'));
        expect(relay.output()).not.toMatch(/@|AQ\.token|BEGIN|client/);
        expect(relay.output()).toContain('"stopped"');
    });

    it('continues after the saved position when it is started again', async () => {
        const first = run();
        publish(a, b);
        await waitUntil(() => usersCalls(b) === 1);
        first.child.kill('SIGINT');
        expect(await first.exit).toBe(0);
        publish(a, b);
        run();
        await waitUntil(() => usersCalls(b) === 2);
        expect(a.pubSub.fetches.at(-1)).toMatchObject({ replayPreset: 'CUSTOM', replayId: replayIdOf(1) });
    });

    it('repeats what was not saved when it is killed', async () => {
        const first = run();
        publish(a, b);
        await waitUntil(() => usersCalls(b) === 1);
        first.child.kill('SIGKILL');
        await first.exit;
        run();
        await waitUntil(() => usersCalls(b) === 2);
        expect(b.saved.replayId).toBeNull();
    });

    it('reconnects when the streams break', async () => {
        run({ RETRY_FIRST_MS: '1' });
        publish(a, b);
        await waitUntil(() => usersCalls(b) === 1);
        a.pubSub.breakStreams(status.UNAVAILABLE);
        publish(a, b);
        await waitUntil(() => usersCalls(b) === 2);
        expect(a.pubSub.subscriptions).toHaveLength(2);
    });

    it('pauses on 403, is not ready, and stops cleanly nevertheless', async () => {
        b.usersStatus = 403;
        const relay = run();
        const port = await portOf(relay);
        publish(a, b);
        await waitUntil(() => relay.output().includes('"paused"'));
        expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503);
        relay.child.kill('SIGTERM');
        expect(await relay.exit).toBe(0);
        expect(b.saved.replayId).toBeNull();
        expect(relay.output()).not.toContain('ada@');
    });

    it('refuses to start with a faulty configuration, naming every problem, and exits with 2', async () => {
        const relay = start(['run'], {
            ...variablesOf('A', a),
            ORG_A_LOGIN_URL: 'http://evil.test',
            HTTP_TOKEN: 'short'
        });
        expect(await relay.exit).toBe(2);
        for (const name of ['ORG_A_LOGIN_URL', 'ORG_B_LOGIN_URL', 'ORG_B_ORG_ID', 'HTTP_TOKEN']) {
            expect(relay.output()).toContain(`${name}: `);
        }
    });

    it.each([[[]], [['heal']], [['run', 'now']], [['reconcile', '--all']]])(
        'answers %j with its usage and exits with 2',
        async (args) => {
            const relay = start(args, {});
            expect(await relay.exit).toBe(2);
            expect(relay.output()).toMatch(/(No|Unknown) command.*Usage: user-sync run \| doctor .*\n$/);
        }
    );
});
