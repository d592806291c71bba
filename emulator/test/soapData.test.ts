/** Records over the partner WSDL: jsforce where it can, else XML as it goes over the wire. */
import { Connection } from 'jsforce';
import { startLocalOrg, type LocalOrg } from '../src/index.ts';
import { escapeXml, parseXml, type XmlElement } from '../src/metadata/xml.ts';

let org: LocalOrg;
let connection: Connection;
let adminId: string;

beforeAll(async () => {
    org = await startLocalOrg({ name: 'Soap', port: 0 });
    adminId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    connection = new Connection({
        instanceUrl: org.url,
        accessToken: org.createSession(adminId).token,
        version: '67.0'
    });
});

afterAll(() => org.stop());

async function call(body: string, header = '', token = connection.accessToken ?? ''): Promise<XmlElement> {
    const text = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
    const response = await fetch(`${org.url}/services/Soap/u/67.0`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body: text
    });
    const answer = parseXml(await response.text()).child('Body')?.children[0];
    if (!answer) throw new Error('no answer');
    return answer;
}

async function fault(body: string, token?: string): Promise<readonly (string | undefined)[]> {
    const answer = await call(body, '', token);
    const detail = answer.child('detail')?.children[0];
    return [
        answer.textOf('faultcode'),
        detail?.localName,
        detail?.textOf('exceptionCode'),
        answer.textOf('faultstring')
    ];
}

const account = (members: string): string => `<sObjects><type>Account</type>${members}</sObjects>`;
const accountId = (name: string): string =>
    org.query(adminId, `SELECT Id FROM Account WHERE Name = '${name}'`).rows[0]?.id ?? '';
const accountsNamed = (name: string): number =>
    org.query(adminId, `SELECT Id FROM Account WHERE Name LIKE '${name}%'`).rows.length;

it('creates, updates, upserts and deletes with jsforce', async () => {
    const { soap } = connection;
    const [made, refused] = await soap.create([
        { type: 'Account', Name: 'One & only', Phone: '1' },
        { type: 'Account', Phone: '2' }
    ]);
    expect(made).toMatchObject({ success: true, id: expect.stringMatching(/^001/) });
    expect(refused).toMatchObject({
        success: false,
        errors: [{ statusCode: 'REQUIRED_FIELD_MISSING', fields: ['Name'] }]
    });
    const id = made?.id ?? '';
    expect(await soap.update({ type: 'Account', Id: id, Name: 'Two', Phone: null })).toMatchObject({
        success: true,
        id
    });
    expect(await connection.sobject('Account').retrieve(id)).toMatchObject({ Name: 'Two', Phone: null });
    expect(await soap.upsert('Id', [{ type: 'Account', Id: id, Name: 'Three' }])).toMatchObject([
        { success: true, created: false }
    ]);
    expect(await soap.delete([id])).toMatchObject([{ success: true, id }]);
    expect(accountsNamed('T')).toBe(0);
});

it('says who calls, when, and what objects there are', async () => {
    expect(await connection.soap.getUserInfo()).toMatchObject({
        userId: adminId,
        userName: org.identity.adminUsername,
        organizationId: org.identity.orgId,
        userTimeZone: 'Europe/Berlin'
    });
    expect(Date.parse((await connection.soap.getServerTimestamp()).timestamp)).toBeGreaterThan(Date.now() - 60_000);
    const names = (await call('<describeGlobal/>'))
        .child('result')
        ?.all('sobjects')
        .map((object) => object.textOf('name'));
    expect(names).toEqual(expect.arrayContaining(['User', 'Account', 'CronTrigger']));
});

it('saves all or nothing where the header says so', async () => {
    const records = `<create>${account('<Name>Both</Name>')}${account('')}</create>`;
    const header =
        '<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader><EmailHeader><triggerUserEmail>true</triggerUserEmail></EmailHeader>';
    const results = (await call(records, header)).all('result');
    expect(results.map((result) => result.child('errors')?.textOf('statusCode'))).toEqual([
        'ALL_OR_NONE_OPERATION_ROLLED_BACK',
        'REQUIRED_FIELD_MISSING'
    ]);
    expect(accountsNamed('Both')).toBe(0);
});

/** Texts of an element's members, `null` where they are nil. */
function texts(element: XmlElement | undefined, ...names: string[]): (string | null | undefined)[] {
    return names.map((name) => (element?.child(name)?.isNil === true ? null : element?.textOf(name)));
}

it('queries in batches', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => account(`<Name>Batch ${index}</Name>`)).join('');
    await call(`<create>${rows}</create>`);
    await call(`<create>${account('<Name>Batch last</Name><AnnualRevenue>15</AnnualRevenue>')}</create>`);
    const soql = "SELECT Name, AnnualRevenue, Owner.Username FROM Account WHERE Name LIKE 'Batch%' ORDER BY Name";
    const header = '<QueryOptions><batchSize>200</batchSize></QueryOptions>';
    const first = (await call(`<query><queryString>${soql}</queryString></query>`, header)).child('result');
    expect(texts(first, 'size', 'done')).toEqual(['201', 'false']);
    expect(first?.all('records').length).toBe(200);
    expect(texts(first?.all('records')[0], 'Name', 'AnnualRevenue')).toEqual(['Batch 0', null]);
    const [locator = ''] = texts(first, 'queryLocator');
    const second = (await call(`<queryMore><queryLocator>${locator ?? ''}</queryLocator></queryMore>`)).child('result');
    expect(texts(second, 'done', 'queryLocator')).toEqual(['true', null]);
    const last = second?.child('records');
    expect(texts(last, 'type', 'Id', 'Name', 'AnnualRevenue')).toEqual(['Account', null, 'Batch last', '15']);
    expect(texts(last?.child('Owner'), 'type', 'Username')).toEqual(['User', org.identity.adminUsername]);
    await call(
        `<create><sObjects><type>Contact</type><LastName>Ann</LastName><AccountId>${accountId('Batch 0')}</AccountId></sObjects></create>`
    );
    const children = "SELECT Id, (SELECT LastName FROM Contacts) FROM Account WHERE Name = 'Batch 0'";
    const parent = (await call(`<queryAll><queryString>${children}</queryString></queryAll>`)).child('result');
    const contacts = parent?.child('records')?.child('Contacts');
    expect([...texts(contacts, 'size'), ...texts(contacts?.child('records'), 'type', 'LastName')]).toEqual([
        '1',
        'Contact',
        'Ann'
    ]);
    const count = (await call('<query><queryString>SELECT COUNT() FROM Account</queryString></query>')).child('result');
    expect([...texts(count, 'size'), count?.all('records').length]).toEqual([String(accountsNamed('')), 0]);
});

it('retrieves by id, in the order of the ids', async () => {
    const ids = `<ids>005000000000001</ids><ids>${adminId}</ids>`;
    const fields = '<fieldList>Id, Username</fieldList><sObjectType>User</sObjectType>';
    const [nobody, user] = (await call(`<retrieve>${fields}${ids}</retrieve>`)).all('result');
    expect(nobody?.isNil).toBe(true);
    expect(texts(user, 'Id', 'Username')).toEqual([adminId, org.identity.adminUsername]);
});

it('answers with faults that name their code', async () => {
    const create = (members: string): string => `<create>${account(members)}</create>`;
    const cases: [string, string, string][] = [
        [create('<Nothing>1</Nothing>'), 'InvalidFieldFault', 'INVALID_FIELD'],
        ['<create><sObjects><type>Nothing</type></sObjects></create>', 'InvalidSObjectFault', 'INVALID_TYPE'],
        [
            `<query><queryString>${escapeXml('SELECT Id FROM')}</queryString></query>`,
            'MalformedQueryFault',
            'MALFORMED_QUERY'
        ],
        [
            '<queryMore><queryLocator>01g-1</queryLocator></queryMore>',
            'InvalidQueryLocatorFault',
            'INVALID_QUERY_LOCATOR'
        ],
        ['<merge/>', 'UnexpectedErrorFault', 'NOT_IMPLEMENTED']
    ];
    for (const [body, type, code] of cases)
        expect(await fault(body)).toEqual([`sf:${code}`, type, code, expect.stringContaining(code)]);
    expect((await fault(create('<AnnualRevenue>much</AnnualRevenue>')))[0]).toBe('soapenv:Client');
    expect(await fault('<getUserInfo/>', 'wrong')).toEqual([
        'sf:INVALID_SESSION_ID',
        'UnexpectedErrorFault',
        'INVALID_SESSION_ID',
        expect.stringContaining('Invalid Session ID')
    ]);
    const many = `<create>${account('<Name>x</Name>').repeat(201)}</create>`;
    expect((await fault(many))[2]).toBe('EXCEEDED_ID_LIMIT');
});
