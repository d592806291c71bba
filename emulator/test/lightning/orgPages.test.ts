/** The pages that need no script: log-in, users, and who is let in. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalOrg, startLocalOrg } from '../../src/index.ts';
import { depotFiles } from './depotFiles.ts';

let org: LocalOrg;
let adminId: string;

interface Visit {
    readonly form?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
}

const visit = (path: string, { form, headers = {} }: Visit = {}): Promise<Response> =>
    fetch(`${org.url}${path}`, {
        redirect: 'manual',
        method: form ? 'POST' : 'GET',
        headers: { ...(form ? { origin: org.url } : {}), ...headers },
        ...(form ? { body: new URLSearchParams(form) } : {})
    });

const cookieOf = (userId: string): string =>
    `sid_${org.identity.orgId.slice(0, 15)}=${encodeURIComponent(org.createSession(userId).token)}`;

const asAdmin = (path: string, request: Visit = {}): Promise<Response> =>
    visit(path, { ...request, headers: { ...request.headers, cookie: cookieOf(adminId) } });

const loginToken = async (): Promise<string> =>
    /name="token" value="([\w-]+)"/.exec(await (await visit('/')).text())?.[1] ?? '';

beforeAll(async () => {
    org = await startLocalOrg({
        name: 'Pages & <Co>',
        port: 0,
        pubSubPort: 0,
        log: () => {},
        neighbour: { name: 'Other', url: 'http://127.0.0.1:65000' }
    });
    adminId = org.userByUsername(org.identity.adminUsername)!.id;
});

afterAll(() => org.stop());

describe('log-in', () => {
    it('lets the chosen user in, once for each form', async () => {
        const form = { token: await loginToken(), userId: adminId, startURL: '/lightning/o/User/list?search=a' };
        const answer = await visit('/login', { form });
        expect(answer.headers.get('location')).toBe('/lightning/o/User/list?search=a');
        expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
        expect((await visit('/login', { form })).status).toBe(403);
    });

    it.each([
        ['a form of another page', { headers: { origin: 'http://127.0.0.1:9' } }],
        ['a form from nowhere', { headers: { origin: '' } }]
    ])('refuses %s', async (_what, { headers }) => {
        const form = { token: await loginToken(), userId: adminId };
        const answer = await visit('/login', { form, headers });
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null]);
    });

    it('answers to no other name of this machine', async () => {
        const request = get(`${org.url}/`, { headers: { host: 'evil.example' } });
        const [answer] = (await once(request, 'response')) as [IncomingMessage];
        answer.resume();
        expect(answer.statusCode).toBe(403);
    });

    it('leads to no other site', async () => {
        for (const startURL of ['//evil.example', 'http://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
            const form = { token: await loginToken(), userId: adminId, startURL };
            expect((await visit('/login', { form })).headers.get('location')).toBe('/lightning/page/home');
        }
    });

    it('comes first for who has no session, and leads back', async () => {
        const answer = await visit('/lightning/o/User/list?search=x');
        expect(answer.headers.get('location')).toBe('/?startURL=%2Flightning%2Fo%2FUser%2Flist%3Fsearch%3Dx');
    });

    it('ends by logging out', async () => {
        const cookie = cookieOf(adminId);
        await visit('/secur/logout.jsp', { form: {}, headers: { cookie } });
        expect((await visit('/lightning/page/home', { headers: { cookie } })).status).toBe(302);
    });
});

describe('the front door', () => {
    it('takes a token', async () => {
        const { token } = org.createSession(adminId);
        const answer = await visit(
            `/secur/frontdoor.jsp?sid=${encodeURIComponent(token)}&retURL=/lightning/o/User/list`
        );
        expect(answer.headers.get('location')).toBe('/lightning/o/User/list');
        expect((await visit('/secur/frontdoor.jsp?sid=wrong')).headers.get('set-cookie')).toBeNull();
    });

    it('is opened once by an address that a client asked for', async () => {
        const headers = { authorization: `Bearer ${org.createSession(adminId).token}` };
        const answer = await visit('/services/oauth2/singleaccess?redirect_uri=/lightning/o/User/list', { headers });
        const { frontdoor_uri: address } = (await answer.json()) as { frontdoor_uri: string };
        const path = address.slice(org.url.length);
        expect((await visit(path)).headers.get('location')).toBe('/lightning/o/User/list');
        expect((await visit(path)).headers.get('set-cookie')).toBeNull();
    });
});

describe('pages', () => {
    it('allow scripts of the org only, and frames of the org and its neighbour', async () => {
        const policy = (await asAdmin('/lightning/page/home')).headers.get('content-security-policy') ?? '';
        expect(policy).toContain("default-src 'none'; script-src 'self';");
        expect(policy).toContain("frame-ancestors 'self' http://127.0.0.1:65000");
        const beside = await (await visit('/lightning/beside')).text();
        expect(beside).toContain('<iframe title="Other" src="http://127.0.0.1:65000/"></iframe>');
    });

    it('say what does not exist, here or at all', async () => {
        expect((await asAdmin('/lightning/n/None')).status).toBe(404);
        expect((await asAdmin('/lightning/r/User/0050A0000000099QAA/view')).status).toBe(404);
        expect((await asAdmin('/lightning/setup/Flows/home')).status).toBe(501);
        for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/package.json', '/styles', '/none.css']) {
            expect((await visit(`/lightning/assets/design${path}`)).status).toBe(404);
        }
    });

    it('answer a call of Apex only to a page of the org', async () => {
        const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1:65000' };
        expect((await asAdmin('/lightning/apex', { form: {}, headers })).status).toBe(403);
    });
});

describe('users', () => {
    const newUser = {
        LastName: '<script>alert(1)</script>',
        Alias: 'new',
        Email: 'new@pages.example',
        Username: 'new@pages.example',
        CommunityNickname: 'new',
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'en_US',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        IsActive: 'true'
    };
    let userUrl: string;

    it('are created, with what the platform refuses said at its field', async () => {
        const { rows } = org.query(adminId, "SELECT Id FROM Profile WHERE Name = 'Standard User'");
        const form = { ...newUser, ProfileId: rows[0]?.id ?? '' };
        const refused = await asAdmin('/lightning/o/User/new', { form: { ...form, LastName: '' } });
        expect(refused.status).toBe(422);
        expect(await refused.text()).toMatch(/id="LastName-error"|role="alert"/);
        const created = await asAdmin('/lightning/o/User/new', { form });
        expect(created.status).toBe(302);
        userUrl = (created.headers.get('location') ?? '').replace('/view?saved=1', '');
    });

    it('are shown with markup in their names as text', async () => {
        for (const path of [`${userUrl}/view`, `${userUrl}/edit`, '/lightning/o/User/list?search=%3Cscript']) {
            const text = await (await asAdmin(path)).text();
            expect(text).toContain('&lt;script&gt;alert(1)');
            expect(text).not.toContain('<script>alert');
        }
        expect(await (await visit('/')).text()).not.toContain('<script>alert');
    });

    it('keep what an edit does not name', async () => {
        const answer = await asAdmin(`${userUrl}/edit`, { form: { Title: 'Admiral', IsActive: 'true' } });
        expect(answer.status).toBe(302);
        const { rows } = org.query(
            adminId,
            "SELECT Title, Alias, IsActive FROM User WHERE Username = 'new@pages.example'"
        );
        expect([rows[0]?.get('Title'), rows[0]?.get('Alias'), rows[0]?.get('IsActive')]).toEqual([
            'Admiral',
            'new',
            true
        ]);
    });

    it('are not changed by who may not', async () => {
        const cookie = cookieOf(org.userByUsername('new@pages.example')!.id);
        expect(await (await visit(`/lightning/r/User/${adminId}/view`, { headers: { cookie } })).text()).not.toContain(
            '>Edit<'
        );
        const answer = await visit(`/lightning/r/User/${adminId}/edit`, {
            form: { Title: 'x', IsActive: 'true' },
            headers: { cookie }
        });
        expect(answer.status).not.toBe(302);
        expect(org.query(adminId, `SELECT Title FROM User WHERE Id = '${adminId}'`).rows[0]?.get('Title')).toBeNull();
    });
});

describe('addresses', () => {
    const locationOf = async (path: string): Promise<string | null> => (await asAdmin(path)).headers.get('location');

    it.each([
        ['/lightning', '/lightning/page/home'],
        ['/lightning/app/c__Nothing', '/lightning/page/home'],
        ['/lightning/o/User/home', '/lightning/o/User/list'],
        ['/lightning/setup/ManageUsers/home', '/lightning/o/User/list'],
        ['/lightning/setup/ManageUsers/page?address=%2F005000000000001', '/lightning/r/User/005000000000001/view'],
        ['/005000000000001', '/lightning/r/User/005000000000001/view']
    ])('%s leads on', async (path, location) => {
        expect(await locationOf(path)).toBe(location);
    });

    it('of Setup say that there is none', async () => {
        expect((await asAdmin('/lightning/setup/Flows/home')).status).toBe(501);
    });

    it('of a new user offer a form with the settings of whoever opens it', async () => {
        const [admin] = org.query(adminId, `SELECT TimeZoneSidKey FROM User WHERE Id = '${adminId}'`).rows;
        const form = await (await asAdmin('/lightning/o/User/new')).text();
        expect(form).toContain(String(admin?.get('TimeZoneSidKey')));
    });

    it('of files answer what exists, with its type, and nothing outside', async () => {
        const styles = await visit('/lightning/assets/design/styles/salesforce-lightning-design-system.min.css');
        expect([styles.status, styles.headers.get('content-type')]).toEqual([200, 'text/css;charset=UTF-8']);
        expect((await visit('/lightning/assets/page/page.css')).status).toBe(200);
        for (const path of ['design/%2E%2E/package.json', 'design/styles', 'base/unknown/page.js']) {
            expect((await visit(`/lightning/assets/${path}`)).status).toBe(404);
        }
    });

    it('of tabs answer a page that loads the scripts of the org', async () => {
        org.deploy(adminId, depotFiles(), {
            ...{ checkOnly: false, rollbackOnError: true, testLevel: undefined, runTests: [], ignoreWarnings: false }
        });
        const clerk = org.userByUsername('new@pages.example')!.id;
        org.executeAnonymous(
            adminId,
            `insert new PermissionSetAssignment(AssigneeId = '${clerk}',
                PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Shipper'].Id);`
        );
        const headers = { cookie: cookieOf(clerk) };
        const app = await visit('/lightning/app/c__Depot', { headers });
        expect(app.headers.get('location')).toBe('/lightning/n/Parcels');
        const page = await visit('/lightning/n/Parcels?c__id=1', { headers });
        expect(page.status).toBe(200);
        const text = await page.text();
        for (const address of [/\/lightning\/assets\/components\/[\w-]+\.js/, /\/lightning\/assets\/base\/[^"]+\.js/]) {
            const [path = 'none'] = address.exec(text) ?? [];
            expect([path, (await asAdmin(path)).status]).toEqual([path, 200]);
        }
    }, 60_000);
});
