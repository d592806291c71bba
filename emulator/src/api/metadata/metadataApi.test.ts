import { ApiClient } from '../../../test/fakes/apiClient.ts';
import { helloPackage, zipOf } from '../../../test/fakes/packageFiles.ts';
import { deployOptions } from './deployResult.ts';
import { DeployJobs, isDone } from './deployJobs.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

async function deployOverRest(zip: Buffer): Promise<Response> {
    const form = new FormData();
    form.append('json', new Blob(['{}'], { type: 'application/json' }));
    form.append('file', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'deploy.zip');
    return fetch(`${client.org.identity.instanceUrl}/services/data/v67.0/metadata/deployRequest`, {
        method: 'POST',
        headers: { authorization: `Bearer ${client.token}` },
        body: form
    });
}

async function soap(operation: string): Promise<string> {
    const text = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${client.token}</sessionId></SessionHeader></e:Header><e:Body>${operation}</e:Body></e:Envelope>`;
    const { body } = await client.send('POST', '/services/Soap/m/67.0', text, { 'content-type': 'text/xml' });
    return body as string;
}

it('a deployment that has not begun can be cancelled, and deploys nothing', async () => {
    const jobs = new DeployJobs(client.org, (fault) => client.faults.push(fault));
    const zip = await zipOf(helloPackage);
    const before = client.org.deploys.length;
    const [first, second] = [0, 1].map(() => jobs.start(client.org.adminId, zip, deployOptions({})));
    expect(jobs.cancel(second!.id).status).toBe('Canceled');
    const third = jobs.start(client.org.adminId, zip, deployOptions({}));
    while (!isDone(third)) await new Promise((resolve) => setImmediate(resolve));
    expect([first!.status, second!.status, client.org.deploys.length - before]).toEqual(['Succeeded', 'Canceled', 2]);
});

it('a deployment that is over stays as it is', async () => {
    const { id } = (await (await deployOverRest(await zipOf(helloPackage))).json()) as { id: string };
    const path = `metadata/deployRequest/${id}`;
    let status = '';
    while (status !== 'Succeeded') status = (await client.get(path)).body.deployResult.status as string;
    const cancelled = await client.send('PATCH', path, { deployResult: { status: 'Canceling' } });
    expect([cancelled.status, cancelled.body.deployResult.status]).toEqual([202, 'Succeeded']);
    const answer = await soap(`<cancelDeploy><String>${id}</String></cancelDeploy>`);
    expect(answer).toMatch(new RegExp(`<done>false</done>\\s*<id>${id}</id>`));
    expect((await client.send('PATCH', path, {})).body[0].errorCode).toBe('INVALID_INPUT');
    expect((await client.get('metadata/deployRequest/0Afnone')).status).toBe(404);
});

it('a body that is no form, and one without a zip, are refused', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data']) {
        const { status, body } = await client.send('POST', 'metadata/deployRequest', 'nothing', {
            'content-type': type
        });
        expect([status, body[0].errorCode]).toEqual([400, 'INVALID_MULTIPART_REQUEST']);
    }
});

it('a retrieve names what it cannot find', async () => {
    const wanted = '<types><members>Nothing</members><name>ApexClass</name></types><version>67.0</version>';
    const started = await soap(`<retrieve><request><unpackaged>${wanted}</unpackaged></request></retrieve>`);
    const id = /<id>(\w+)<\/id>/.exec(started)?.[1] ?? '';
    const answer = await soap(`<checkRetrieveStatus><asyncProcessId>${id}</asyncProcessId></checkRetrieveStatus>`);
    expect(answer.replaceAll('&apos;', "'")).toContain("Entity of type 'ApexClass' named 'Nothing' cannot be found");
});
