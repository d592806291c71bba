import { ApiClient } from '../../test/fakes/apiClient.ts';
import { parseXml } from '../metadata/xml.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

async function call(sessionId: string, body: string, header = '') {
    const text = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${sessionId}</sessionId></SessionHeader>${header}</e:Header><e:Body>${body}</e:Body></e:Envelope>`;
    const path = `/services/Soap/s/67.0/${client.org.identity.orgId.slice(0, 15)}`;
    const answer = await client.send('POST', path, text, { 'content-type': 'text/xml', authorization: '' });
    return { status: answer.status, xml: parseXml(answer.body as string) };
}

const run = (source: string) => `<executeAnonymous><apexcode>${source}</apexcode></executeAnonymous>`;

it('anonymous Apex answers with its result, and its log for who asks', async () => {
    const { status, xml } = await call(client.token, run('a &lt; b'), '<DebuggingHeader/>');
    const result = xml.child('Body')?.child('executeAnonymousResponse')?.child('result');
    expect([status, result?.textOf('success'), result?.child('compileProblem')?.isNil]).toEqual([200, 'true', true]);
    expect(xml.child('Header')?.child('DebuggingInfo')?.textOf('debugLog')).toContain('DEBUG|a < b');
    expect((await call(client.token, run('x'))).xml.child('Header')).toBeUndefined();
    expect(client.org.apiCalls).toBe(2);
});

it('faults name their code', async () => {
    const fault = async (token: string, body: string) => {
        const { status, xml } = await call(token, body);
        const element = xml.child('Body')?.child('Fault');
        return [status, element?.textOf('faultcode'), element?.textOf('faultstring')];
    };
    expect(await fault('00D!x', run('x'))).toEqual([
        500,
        'sf:INVALID_SESSION_ID',
        expect.stringContaining('INVALID_SESSION_ID: Invalid Session ID')
    ]);
    expect(await fault(client.token, '<compileClasses/>')).toEqual([
        500,
        'sf:NOT_IMPLEMENTED',
        expect.stringContaining('compileClasses')
    ]);
    expect(await fault(client.token, '')).toEqual([500, 'soapenv:Client', expect.stringContaining('empty')]);
    expect(await fault(client.token, '<x>')).toEqual([500, 'soapenv:Client', expect.any(String)]);
});
