import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, loadConfig, orgVariables, relayVariables } from './config.ts';
import { defaultDirectionSettings } from './relay.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-config-'));
const keyFile = join(folder, 'key.pem');
const weakKeyFile = join(folder, 'weak.pem');
const exampleFile = join(import.meta.dirname, '../../config/relay.example.env');
const readmeFile = join(import.meta.dirname, '../README.md');

const orgVariable = (org: 'A' | 'B', name: string): string => `ORG_${org}_${name}`;

const org = (letter: 'A' | 'B', number: number): Record<string, string> => ({
    [orgVariable(letter, 'LOGIN_URL')]: `https://org${number}.my.salesforce.com`,
    [orgVariable(letter, 'CLIENT_ID')]: 'client',
    [orgVariable(letter, 'USERNAME')]: `relay@${number}.example`,
    [orgVariable(letter, 'PRIVATE_KEY_FILE')]: keyFile,
    [orgVariable(letter, 'ORG_ID')]: `00D00000000000${number}AAA`
});

const token = 'a'.repeat(32);
const valid: Record<string, string> = { ...org('A', 1), ...org('B', 2), HTTP_TOKEN: token };

beforeAll(() => {
    const write = (file: string, bits: number): void => {
        const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
        writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    };
    write(keyFile, 2048);
    write(weakKeyFile, 1024);
});

afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(environment: Record<string, string>): string[] {
    try {
        loadConfig(environment);
    } catch (error) {
        if (error instanceof ConfigError) return error.message.split('\n');
        throw error;
    }
    return [];
}

/** Variable -> its default: a value, `required` or `none`. */
function documentedDefaults(): Map<string, string> {
    const defaultOf = (variable: { safeParse: (input: unknown) => { success: boolean; data?: unknown } }): string => {
        const { success, data } = variable.safeParse(undefined);
        if (!success) return 'required';
        return typeof data === 'object' && data && 'address' in data
            ? String(data.address)
            : String((data as string | number | undefined) ?? 'none');
    };
    const named = (['A', 'B'] as const).flatMap((letter) =>
        Object.entries(orgVariables.shape).map(
            ([name, schema]) => [orgVariable(letter, name), defaultOf(schema)] as const
        )
    );
    const general = Object.entries(relayVariables.shape).map(([name, schema]) => [name, defaultOf(schema)] as const);
    return new Map([...named, ...general]);
}

describe('configuration', () => {
    it('needs eleven variables; everything else has the documented default', () => {
        const config = loadConfig(valid);
        expect(config.settings).toEqual(defaultDirectionSettings);
        expect(config.http).toEqual({ host: '127.0.0.1', port: 8080, token });
        expect(config.orgA.pubSub.address).toBe('api.pubsub.salesforce.com:7443');
        expect(config.hasPlainTextOrg).toBe(false);
    });

    it('reports all problems together, each with what was expected', () => {
        const problems = problemsOf({
            ...org('B', 2),
            ORG_A_LOGIN_URL: 'http://a.my.salesforce.com',
            ORG_A_PRIVATE_KEY_FILE: join(folder, 'missing.pem'),
            ORG_A_ORG_ID: '005000000000001AAA',
            ORG_B_PRIVATE_KEY_FILE: weakKeyFile,
            ORG_B_PUBSUB_ENDPOINT: 'evil.test:7443',
            ORG_B_USER: 'typo',
            HTTP_TOKEN: 'short',
            PORT: 'eighty',
            LOG_LEVEL: 'loud',
            PROXY_URL: 'socks://x',
            MAX_BATCH_ROWS: '201',
            EXTRA_CA_FILE: keyFile,
            NODE_TLS_REJECT_UNAUTHORIZED: '0'
        });
        const names = problems.map((line) => /^\w+/.exec(line)?.[0]);
        expect(names.sort()).toEqual([
            'EXTRA_CA_FILE',
            'HTTP_TOKEN',
            'LOG_LEVEL',
            'MAX_BATCH_ROWS',
            'NODE_TLS_REJECT_UNAUTHORIZED',
            'ORG_A_CLIENT_ID',
            'ORG_A_LOGIN_URL',
            'ORG_A_ORG_ID',
            'ORG_A_PRIVATE_KEY_FILE',
            'ORG_A_USERNAME',
            'ORG_B_PRIVATE_KEY_FILE',
            'ORG_B_PUBSUB_ENDPOINT',
            'ORG_B_USER',
            'PORT',
            'PROXY_URL'
        ]);
        for (const problem of problems) expect(problem).toMatch(/Expected: \S+/);
    });

    it('never repeats a value', () => {
        const secret = 'S3cret-Value';
        const everything = Object.fromEntries([...documentedDefaults().keys()].map((name) => [name, secret]));
        const problems = problemsOf(everything);
        expect(problems.length).toBeGreaterThan(15);
        expect(problems.join('\n')).not.toContain(secret);
    });

    it('takes an empty variable as unset', () => {
        expect(problemsOf({ ...valid, ORG_A_CLIENT_ID: '' })).toEqual([
            expect.stringMatching(/^ORG_A_CLIENT_ID: is not set/)
        ]);
        expect(loadConfig({ ...valid, PORT: '' }).http.port).toBe(8080);
    });

    it('refuses one org on both sides', () => {
        expect(problemsOf({ ...valid, ORG_B_ORG_ID: valid['ORG_A_ORG_ID']! })).toEqual([
            expect.stringMatching(/two orgs/)
        ]);
    });

    it('accepts plain text on this machine only, and says so', () => {
        const local = { ORG_A_LOGIN_URL: 'http://localhost:7001', ORG_A_PUBSUB_ENDPOINT: '127.0.0.1:7002' };
        expect(loadConfig({ ...valid, ...local }).hasPlainTextOrg).toBe(true);
        const remote = { ORG_A_LOGIN_URL: 'http://a.my.salesforce.com', ORG_A_PUBSUB_ENDPOINT: 'a.test:7002' };
        expect(problemsOf({ ...valid, ...remote })).toHaveLength(2);
    });

    it.each([
        [{}, { startAt: 0 }, false],
        [{ START_POINT: 'now', EVENTS: 'off' }, { startAt: 'NOW' }, true],
        [{ START_POINT: '2030-01-31' }, { startAt: Date.UTC(2030, 0, 31) }, false]
    ])('reads where to start from %j', (variables, reconciliation, isPolling) => {
        expect(loadConfig({ ...valid, ...variables })).toMatchObject({ reconciliation, isPolling });
        expect(problemsOf({ ...valid, START_POINT: 'soon', EVENTS: 'maybe' })).toHaveLength(2);
    });

    it('has an example that names every variable once and shows every default', () => {
        const lines = readFileSync(exampleFile, 'utf8').split('\n');
        const named = lines.flatMap((line) => /^#? ?([A-Z][A-Z_]+)=(.*)$/.exec(line)?.slice(1, 3) ?? []);
        const example = new Map(named.flatMap((name, index) => (index % 2 === 0 ? [[name, named[index + 1]!]] : [])));
        const expected = documentedDefaults();
        expect([...example.keys()].sort()).toEqual([...expected.keys()].sort());
        for (const [name, byDefault] of expected) {
            if (byDefault !== 'required' && byDefault !== 'none')
                expect([name, example.get(name)]).toEqual([name, byDefault]);
        }
    });

    it('is documented variable by variable in the readme', () => {
        const rows = [...readFileSync(readmeFile, 'utf8').matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\| (.*?) +\|$/gm)];
        const shape: Record<string, { description?: string | undefined }> = { ...relayVariables.shape };
        for (const [name, schema] of Object.entries(orgVariables.shape)) {
            for (const letter of ['A', 'B'] as const) shape[orgVariable(letter, name)] = schema;
        }
        const expected = [...documentedDefaults()].map(([name, byDefault]) => [
            name,
            shape[name]?.description,
            byDefault
        ]);
        expect(rows.map(([, name, meaning, byDefault]) => [name, meaning, byDefault])).toEqual(expected);
    });
});
