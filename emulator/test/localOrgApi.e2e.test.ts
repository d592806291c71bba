/** The network APIs over a whole org: who gets in, what counts, and what is undone. */
import { startLocalOrg, type LocalOrg } from '../src/index.ts';
import { appKeys, consumerKey } from './fakes/fakeOrg.ts';
import { assertion, jwtBearerGrant } from './fakes/jwtBearer.ts';
import { apexMeta, files, manifest, xmlFile } from './fakes/packageFiles.ts';
import { PubSubClient } from './fakes/pubSubClient.ts';

let org: LocalOrg;
let adminId: string;
let token: string;

const sources = {
    'package.xml': manifest({ ApexClass: ['Echo'], CustomObject: ['Order__c'], PermissionSet: ['Caller', 'Clerk'] }),
    'classes/Echo.cls':
        "@RestResource(urlMapping='/echo')\nglobal class Echo {\n    @HttpGet\n    global static String get() {\n        return UserInfo.getUserId();\n    }\n}\n",
    'classes/Echo.cls-meta.xml': apexMeta,
    'objects/Order__c.object': xmlFile(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus><label>Order</label><pluralLabel>Orders</pluralLabel>',
        '<nameField><label>Name</label><type>Text</type></nameField><sharingModel>ReadWrite</sharingModel>',
        '<fields><fullName>Number__c</fullName><externalId>true</externalId><label>Number</label>',
        '<precision>9</precision><scale>0</scale><type>Number</type></fields>'
    ),
    'permissionsets/Caller.permissionset': xmlFile(
        'PermissionSet',
        '<classAccesses><apexClass>Echo</apexClass><enabled>true</enabled></classAccesses><label>Caller</label>'
    ),
    'permissionsets/Clerk.permissionset': xmlFile(
        'PermissionSet',
        '<fieldPermissions><editable>true</editable><field>Order__c.Number__c</field><readable>true</readable>',
        '</fieldPermissions><label>Clerk</label>'
    )
};

async function send(method: string, path: string, body?: unknown, as = token) {
    const response = await fetch(`${org.url}${path.startsWith('/') ? path : `/services/data/v67.0/${path}`}`, {
        method,
        headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function query(soql: string) {
    const { body } = await send('GET', `query?q=${encodeURIComponent(soql)}`);
    return body.records;
}

async function create(object: string, values: object): Promise<string> {
    const { status, body } = await send('POST', `sobjects/${object}`, values);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id;
}

async function createUser(name: string): Promise<string> {
    const [profile] = await query("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    return create('User', {
        ...{ Username: `${name}@acme.example`, LastName: name, Email: `${name}@acme.example`, Alias: name },
        ...{ ProfileId: profile.Id, TimeZoneSidKey: 'Europe/Berlin', LocaleSidKey: 'en_US' },
        ...{ LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' }
    });
}

async function assign(name: string, userId: string): Promise<void> {
    const [{ Id }] = await query(`SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
    await create('PermissionSetAssignment', { AssigneeId: userId, PermissionSetId: Id });
}

async function logIn(username: string) {
    const text = assertion(org.url, Date.now() / 1000 + 60, { sub: username });
    const form = new URLSearchParams({ grant_type: jwtBearerGrant, assertion: text });
    const response = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST', body: form });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
}

beforeAll(async () => {
    org = await startLocalOrg({ name: 'Api', adminUsername: 'admin@acme.example', port: 0 });
    org.registerApp(consumerKey, appKeys.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    adminId = org.userByUsername('admin@acme.example')?.id ?? '';
    token = org.createSession(adminId).token;
    const options = { rollbackOnError: true, testLevel: undefined, runTests: [], ignoreWarnings: false };
    const { components } = org.deploy(adminId, files(sources), { ...options, checkOnly: false });
    expect(components.filter(({ problem }) => problem)).toEqual([]);
    await assign('Clerk', adminId);
});
afterAll(() => org.stop());

it('opens an Apex REST class to those who were given it', async () => {
    const userId = await createUser('caller');
    const { token: own } = org.createSession(userId);
    expect(await send('GET', '/services/apexrest/echo', undefined, own)).toEqual({
        status: 403,
        body: [{ errorCode: 'FORBIDDEN', message: 'You do not have access to the Apex class named: Echo' }]
    });
    await assign('Caller', userId);
    expect(await send('GET', '/services/apexrest/echo', undefined, own)).toEqual({ status: 200, body: userId });
    expect((await send('GET', '/services/apexrest/echo')).body).toBe(adminId);
});

it.each([
    ['deactivated', (id: string) => send('PATCH', `sobjects/User/${id}`, { IsActive: false })],
    [
        'frozen',
        async (id: string) => {
            const [login] = await query(`SELECT Id FROM UserLogin WHERE UserId = '${id}'`);
            return send('PATCH', `sobjects/UserLogin/${login.Id}`, { IsFrozen: true });
        }
    ]
])('lets a %s user neither in nor stay', async (name, lockOut) => {
    const id = await createUser(name.slice(0, 8));
    const username = `${name.slice(0, 8)}@acme.example`;
    const { status, body } = await logIn(username);
    expect(status).toBe(200);
    expect((await send('GET', 'limits', undefined, body['access_token'])).status).toBe(200);
    expect((await lockOut(id)).status).toBe(204);
    expect(await send('GET', 'limits', undefined, body['access_token'])).toEqual({
        status: 401,
        body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]
    });
    const refused = { error: 'invalid_grant', error_description: 'user is inactive' };
    expect(await logIn(username)).toEqual({ status: 400, body: refused });
});

it('counts calls of REST, SOAP and Apex REST, not log-ins and not the Pub/Sub API', async () => {
    const remaining = async (): Promise<number> => {
        const { DailyApiRequests } = (await send('GET', 'limits')).body;
        expect(DailyApiRequests.Max).toBe(15_000);
        return DailyApiRequests.Remaining;
    };
    const before = await remaining();
    await logIn('admin@acme.example');
    const pubSub = new PubSubClient(org.pubSubEndpoint, {
        ...{ accesstoken: token, instanceurl: org.url, tenantid: org.identity.orgId }
    });
    await expect(pubSub.call('GetTopic', { topicName: '/event/None__e' })).rejects.toThrow();
    pubSub.close();
    await fetch(`${org.url}/services/data`);
    expect(await remaining()).toBe(before - 1);
    await send('GET', '/services/apexrest/echo');
    const soap = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></e:Header><e:Body><describeMetadata/></e:Body></e:Envelope>`;
    await fetch(`${org.url}/services/Soap/m/67.0`, { method: 'POST', body: soap });
    expect(await remaining()).toBe(before - 4);
});

it('undoes a composite request that was to succeed as a whole', async () => {
    const url = (path: string): string => `/services/data/v67.0/${path}`;
    const account = { method: 'POST', url: url('sobjects/Account'), referenceId: 'a', body: { Name: 'Undone' } };
    const contact = (LastName?: string) => ({
        ...{ method: 'POST', url: url('sobjects/Contact'), referenceId: 'c' },
        body: { AccountId: '@{a.id}', LastName }
    });
    const failed = await send('POST', 'composite', { allOrNone: true, compositeRequest: [account, contact()] });
    expect(failed.body.compositeResponse).toMatchObject([
        { body: [{ errorCode: 'PROCESSING_HALTED' }] },
        { body: [{ errorCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] }] }
    ]);
    expect(await query("SELECT Id FROM Account WHERE Name = 'Undone'")).toEqual([]);
    const list = [account, contact('Kept')];
    const { body } = await send('POST', 'composite', { allOrNone: true, compositeRequest: list });
    expect(body.compositeResponse).toMatchObject([{ httpStatusCode: 201 }, { httpStatusCode: 201 }]);
    expect(await query("SELECT Account.Name FROM Contact WHERE LastName = 'Kept'")).toMatchObject([
        { Account: { Name: 'Undone' } }
    ]);
});

it('undoes a tree whose children are refused', async () => {
    const tree = (LastName?: string) => ({
        records: [
            {
                ...{ attributes: { type: 'Account', referenceId: 'a' }, Name: 'Tree' },
                Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'c' }, LastName }] }
            }
        ]
    });
    expect(await send('POST', 'composite/tree/Account', tree())).toMatchObject({
        status: 400,
        body: { results: [{ referenceId: 'c', errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] }] }
    });
    expect(await query("SELECT Id FROM Account WHERE Name = 'Tree'")).toEqual([]);
    expect((await send('POST', 'composite/tree/Account', tree('Leaf'))).status).toBe(201);
    expect(await query("SELECT Account.Name FROM Contact WHERE LastName = 'Leaf'")).toMatchObject([
        { Account: { Name: 'Tree' } }
    ]);
});

it('reads records by a number that is an external id, and many by their ids', async () => {
    const id = await create('Order__c', { Name: 'Seven', Number__c: 7 });
    const { status, body } = await send('GET', 'sobjects/Order__c/Number__c/7');
    expect([status, body.Id, body.Name]).toEqual([200, id, 'Seven']);
    const unknown = id.replace(/....$/, 'zzz');
    const many = await send('GET', `composite/sobjects/Order__c?ids=${id},${unknown}&fields=Name`);
    const url = `/services/data/v67.0/sobjects/Order__c/${id}`;
    expect(many.body).toEqual([{ attributes: { type: 'Order__c', url }, Name: 'Seven' }, null]);
});

it('shows what a query asked for, empty fields too, and nothing else', async () => {
    const first = await create('Account', { Name: 'Shown' });
    await create('Contact', { LastName: 'Child', AccountId: first });
    const attributes = { type: 'Account', url: `/services/data/v67.0/sobjects/Account/${first}` };
    const where = `WHERE Id = '${first}'`;
    expect(await query(`SELECT Site, a.Name, Owner.Username FROM Account a ${where}`)).toEqual([
        { attributes, Site: null, Name: 'Shown', Owner: expect.not.objectContaining({ Id: expect.anything() }) }
    ]);
    expect(await query(`SELECT Id, (SELECT LastName FROM Contacts) FROM Account ${where}`)).toEqual([
        {
            ...{ attributes, Id: first },
            Contacts: {
                ...{ totalSize: 1, done: true },
                records: [{ attributes: expect.objectContaining({ type: 'Contact' }), LastName: 'Child' }]
            }
        }
    ]);
    const [all] = await query(`SELECT FIELDS(STANDARD) FROM Account ${where} LIMIT 1`);
    expect(all).toMatchObject({ Id: first, Name: 'Shown', Site: null });
    const groups = await query(`SELECT COUNT(Id) many, Name FROM Account ${where} GROUP BY Name`);
    expect(groups).toEqual([{ attributes: { type: 'AggregateResult' }, many: 1, Name: 'Shown' }]);
});
