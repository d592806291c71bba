/** A real client against the whole HTTP face: login, data, Apex REST, SOAP. */
import { Connection } from 'jsforce';
import { ApiClient } from '../../test/fakes/apiClient.ts';
import { assertion, jwtBearerGrant } from '../../test/fakes/jwtBearer.ts';
import { helloPackage, manifest, zipOf } from '../../test/fakes/packageFiles.ts';
import { readPackage } from '../metadata/packageFiles.ts';

const client = new ApiClient();
let connection: Connection;

async function login(target: Connection): Promise<void> {
    const { instanceUrl } = client.org.identity;
    await target.authorize({
        grant_type: jwtBearerGrant,
        assertion: assertion(instanceUrl, client.org.now() / 1000 + 60)
    });
}

beforeAll(async () => {
    await client.start();
    connection = new Connection({
        loginUrl: client.org.identity.instanceUrl,
        version: '67.0',
        refreshFn: (expired, callback) => {
            login(expired).then(() => callback(null, expired.accessToken ?? ''), callback);
        }
    });
    await login(connection);
});
afterAll(() => client.stop());

it('queries, also beyond the first batch', async () => {
    for (let index = 0; index < 2500; index++)
        client.org.put('Profile', { Id: client.org.ids.next('00e'), Name: `P${index}` });
    const rows = await connection.query('SELECT Name FROM Profile', { autoFetch: true, maxFetch: 9999 });
    expect(rows.records).toHaveLength(2501);
});

it('creates, updates, upserts and deletes', async () => {
    const users = connection.sobject('User');
    const created = await users.create([{ LastName: 'A' }, { LastName: 'B' }]);
    expect(created.every(({ success }) => success)).toBe(true);
    await users.update({ Id: created[0]!.id!, Title: 'T' });
    expect(await users.retrieve(created[0]!.id!)).toMatchObject({ Title: 'T' });
    expect(await users.upsert({ Key__c: 'k', LastName: 'C' }, 'Key__c')).toMatchObject({ created: true });
    expect(await users.destroy(created[1]!.id!)).toMatchObject({ success: true });
    expect((await users.describe()).fields.map(({ name }) => name)).toContain('Level__c');
});

it('reads many at once, sends composite requests, and knows how many calls are left', async () => {
    const users = connection.sobject('User');
    const created = await users.create([{ LastName: 'M' }, { LastName: 'N' }]);
    const ids = created.map(({ id }) => id ?? '');
    expect(await users.retrieve(ids, { fields: ['LastName'] })).toMatchObject([{ LastName: 'M' }, { LastName: 'N' }]);
    const url = `/services/data/v67.0/sobjects/User/${ids[0]}`;
    const { compositeResponse } = await connection.requestPost<{ compositeResponse: unknown[] }>('/composite', {
        compositeRequest: [
            { method: 'GET', url, referenceId: 'one' },
            { method: 'PATCH', url, referenceId: 'two', body: { Title: '@{one.LastName}' } }
        ]
    });
    expect(compositeResponse).toMatchObject([{ httpStatusCode: 200 }, { httpStatusCode: 204 }]);
    expect(await users.retrieve(ids[0] ?? '')).toMatchObject({ Title: 'M' });
    expect(connection.limitInfo.apiUsage).toEqual({ used: client.org.apiCalls, limit: 15000 });
});

it('gets a new token when the old one has ended, and repeats the call', async () => {
    client.org.revokeSession(connection.accessToken ?? '');
    expect(await connection.apex.post('/things', { a: 1 })).toMatchObject({ method: 'POST', echo: '{"a":1}' });
});

it('deploys over SOAP and over REST, and retrieves what it deployed', async () => {
    const zip = (await zipOf(helloPackage)).toString('base64');
    const deployed = await connection.metadata
        .deploy(zip, { rollbackOnError: true, runTests: ['HelloTest'] })
        .complete(true);
    expect(deployed).toMatchObject({
        status: 'Succeeded',
        success: true,
        numberComponentsDeployed: 1,
        numberTestErrors: 1
    });
    expect(deployed.details.componentSuccesses).toMatchObject([
        { componentType: 'ApexClass', fullName: 'Hello', fileName: 'classes/Hello.cls' },
        { fullName: 'package.xml' }
    ]);
    expect(deployed.details.runTestResult).toMatchObject({ numFailures: 1 });
    expect(client.org.deploys.at(-1)?.options).toEqual({
        checkOnly: false,
        rollbackOnError: true,
        testLevel: undefined,
        runTests: ['HelloTest'],
        ignoreWarnings: false
    });

    const validated = await connection.metadata
        .deployRest(await zipOf(helloPackage), { checkOnly: true, testLevel: 'RunLocalTests' })
        .complete();
    expect(validated).toMatchObject({ status: 'Succeeded', checkOnly: true });
    expect(client.org.deploys.at(-1)?.options).toMatchObject({ checkOnly: true, testLevel: 'RunLocalTests' });

    expect(await connection.metadata.list({ type: 'ApexClass' })).toMatchObject([
        { fullName: 'Hello', type: 'ApexClass' }
    ]);
    const unpackaged = { types: [{ members: ['Hello'], name: 'ApexClass' }], version: '67.0' };
    const retrieved = await connection.metadata.retrieve({ apiVersion: '67.0', unpackaged } as never).complete();
    const files = await readPackage(Buffer.from(retrieved.zipFile, 'base64'));
    expect(files.find(({ path }) => path === 'classes/Hello.cls')?.content.toString()).toBe(
        helloPackage['classes/Hello.cls']
    );
});

it('hears why a deployment failed', async () => {
    const broken = await zipOf({ ...helloPackage, 'package.xml': manifest({ ApexClass: ['Other'] }) });
    const { success, details, status } = await connection.metadata.deploy(broken.toString('base64')).complete(true);
    expect([success, status]).toEqual([false, 'Failed']);
    expect(details.componentFailures).toMatchObject([
        { problem: 'Not in package.xml', problemType: 'Error' },
        { fullName: 'Other' }
    ]);
    const noZip = await connection.metadata.deploy(Buffer.from('no zip').toString('base64')).complete(true);
    expect(noZip).toMatchObject({ status: 'Failed', errorMessage: expect.stringContaining('zip') });
});

it('is told what the SOAP API does not do', async () => {
    await expect(connection.metadata.read('ApexClass' as never, 'Hello')).rejects.toThrow(
        /does not support the SOAP operation readMetadata/
    );
    const { metadataObjects } = await connection.metadata.describe();
    expect(metadataObjects.find(({ xmlName }) => xmlName === 'CustomObject')).toMatchObject({
        directoryName: 'objects',
        childXmlNames: expect.arrayContaining(['CustomField'])
    });
});

it('runs anonymous Apex', async () => {
    expect(await connection.tooling.executeAnonymous('Integer i;')).toMatchObject({ compiled: true, success: true });
});
