/** A local org behind the scenarios' face, driven over HTTP by jsforce like any other client. */
import { generateKeyPairSync, createSign } from 'node:crypto';
import JSZip from 'jszip';
import { Connection } from 'jsforce';
import { startLocalOrg, VirtualClock, type LocalOrg, type PlatformRules } from '../../src/index.ts';
import { PubSubClient } from '../fakes/pubSubClient.ts';
import type { OrgUnderTest } from './scenario.ts';

const consumerKey = 'conformance';
const packageTypes: readonly (readonly [folder: string, type: string])[] = [
    ['classes', 'ApexClass'],
    ['triggers', 'ApexTrigger'],
    ['objects', 'CustomObject'],
    ['permissionsets', 'PermissionSet']
];

export interface RunningOrg extends OrgUnderTest {
    readonly org: LocalOrg;
    readonly clock: VirtualClock;
    /** Moves the time; the session would not outlive it, so the client logs in again. */
    passTime(ms: number): Promise<void>;
}

export async function startOrgUnderTest(name: string, rules: Partial<PlatformRules>): Promise<RunningOrg> {
    const clock = new VirtualClock(Date.parse('2026-03-02T09:00:00Z'));
    const org = await startLocalOrg({ name, port: 0, clock, rules, isManual: true, keepAliveMs: 50 });
    let connection = await logIn(org, clock);
    let counter = 0;
    return {
        org,
        clock,
        passTime: async (ms) => {
            await clock.advance(ms);
            connection = await logIn(org, clock);
        },
        deploy: (files) => deploy(connection, files),
        anonymous: (source) => anonymous(connection, source),
        rest: async (method, path, body) => {
            const response = await fetch(`${org.url}/services/data/v${connection.version}${path}`, {
                method,
                headers: {
                    authorization: `Bearer ${connection.accessToken ?? ''}`,
                    'content-type': 'application/json'
                },
                ...(body === undefined ? {} : { body: JSON.stringify(body) })
            });
            const text = await response.text();
            return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
        },
        storedEvents: async (eventName) => {
            const client = new PubSubClient(org.pubSubEndpoint, {
                accesstoken: connection.accessToken ?? '',
                instanceurl: org.url,
                tenantid: org.identity.orgId
            });
            const subscriber = client
                .subscribe()
                .fetch({ topicName: `/event/${eventName}`, replayPreset: 'EARLIEST', numRequested: 100 });
            await subscriber.until(
                () => subscriber.error !== undefined || subscriber.responses.some(({ events }) => events.length === 0)
            );
            subscriber.cancel();
            client.close();
            return subscriber.events.length;
        },
        settle: () => {
            org.drain();
            return Promise.resolve();
        },
        unique: (word) => `${word}.${name}.${++counter}`
    };
}

async function logIn(org: LocalOrg, clock: VirtualClock): Promise<Connection> {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    org.registerApp(consumerKey, publicKey.export({ type: 'spki', format: 'pem' }).toString());
    const connection = new Connection({ loginUrl: org.url, version: '67.0' });
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
        iss: consumerKey,
        sub: org.identity.adminUsername,
        aud: org.url,
        exp: Math.floor(clock.now() / 1000) + 180
    };
    const unsigned = `${part({ alg: 'RS256' })}.${part(claims)}`;
    const assertion = `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey).toString('base64url')}`;
    await connection.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
    return connection;
}

async function deploy(connection: Connection, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const zip = new JSZip();
    for (const [path, content] of Object.entries(files)) zip.file(path, content);
    const types = packageTypes.flatMap(([folder, type]) => {
        const names = Object.keys(files)
            .filter((path) => path.startsWith(`${folder}/`) && !path.endsWith('-meta.xml'))
            .map((path) => path.slice(folder.length + 1).replace(/\.\w+$/, ''));
        return names.length > 0
            ? [`<types>${names.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`]
            : [];
    });
    zip.file(
        'package.xml',
        `<?xml version="1.0" encoding="UTF-8"?><Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>67.0</version></Package>`
    );
    const content = await zip.generateAsync({ type: 'nodebuffer' });
    connection.metadata.pollInterval = 20;
    const result = await connection.metadata
        .deploy(content, { singlePackage: true, rollbackOnError: true })
        .complete(true);
    return [result.details.componentFailures]
        .flat()
        .map(
            ({ fileName, lineNumber, columnNumber, problem }) =>
                `${fileName}:${lineNumber ?? ''}:${columnNumber ?? ''} ${problem ?? ''}`
        );
}

async function anonymous(connection: Connection, source: string): Promise<readonly string[]> {
    const envelope = `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:apex="http://soap.sforce.com/2006/08/apex"><env:Header><apex:SessionHeader><apex:sessionId>${connection.accessToken ?? ''}</apex:sessionId></apex:SessionHeader><apex:DebuggingHeader><apex:debugLevel>DEBUGONLY</apex:debugLevel></apex:DebuggingHeader></env:Header><env:Body><apex:executeAnonymous><apex:String>${escapeXml(source)}</apex:String></apex:executeAnonymous></env:Body></env:Envelope>`;
    const response = await fetch(
        `${connection.instanceUrl}/services/Soap/s/67.0/${connection.accessToken?.split('!')[0] ?? ''}`,
        {
            method: 'POST',
            headers: { 'content-type': 'text/xml', soapaction: '""' },
            body: envelope
        }
    );
    const answer = await response.text();
    const text = unescapeXml(answer);
    const log = unescapeXml(/<debugLog>([\s\S]*?)<\/debugLog>/.exec(answer)?.[1] ?? '');
    const lines = [...log.matchAll(/\|USER_DEBUG\|\[\d+\]\|DEBUG\|(.*)/g)].map((match) => match[1] ?? '');
    const problem = /<compileProblem>([^<]*)/.exec(text)?.[1];
    const exception = /<exceptionMessage>([^<]*)/.exec(text)?.[1];
    return [...lines, ...(problem ? [`COMPILE ${problem}`] : []), ...(exception ? [`EXCEPTION ${exception}`] : [])];
}

function escapeXml(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescapeXml(text: string): string {
    return text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll('&amp;', '&');
}
