/**
 * Follows docs/deploy.md line by line on two empty local orgs; what needs a person or Docker is done through an API instead. The
 * orgs that are the result then show what sf makes of the package: deployed again, tested, retrieved.
 */
import {
    appendFileSync,
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createIntegrationUser } from './localOrgs/integrationUser.ts';
import { localKey } from './localOrgs/localKeys.ts';
import { startRelay } from './localOrgs/relayProcess.ts';
import { waitUntil } from './localOrgs/waitUntil.ts';
import { type CommandSettings, runCommand, runSuccessfully } from './test/commandRun.ts';
import { type ForkedOrg, forkOrg } from './test/forkedOrg.ts';
import { freePort } from './test/freePort.ts';
import { type GuideStep, guideSteps } from './test/guideSteps.ts';
import { sfEnvironment } from './test/sfEnvironment.ts';

jest.setTimeout(240_000);

const guide = 'docs/deploy.md';
const resultTimeoutMs = 30_000;
const relayConsumerKey = 'relay-consumer-key';
const leastCoverage = 90;
const copied = ['force-app', 'config', 'scripts', 'package.json', 'sfdx-project.json', '.forceignore'];

interface SfAnswer {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly result: any;
}

describe(guide, () => {
    let folder: string;
    let settings: CommandSettings;
    let orgs: Record<'a' | 'b', ForkedOrg>;
    let relay: { readonly variables: Record<string, string>; readonly stop?: () => Promise<void> };

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'deploy-guide-'));
        for (const name of copied) {
            cpSync(name, join(folder, name), { recursive: true });
        }
        symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
        settings = { folder, environment: sfEnvironment(join(folder, 'home')) };
        orgs = {
            a: await forkOrg('Acme A', 'admin@acme-a.example', 1),
            b: await forkOrg('Acme B', 'admin@acme-b.example', 2)
        };
        relay = { variables: {} };
    });

    afterAll(async () => {
        await relay.stop?.();
        await Promise.all(Object.values(orgs).map((org) => org.stop()));
        rmSync(folder, { recursive: true, force: true });
    });

    /** What the page asks of a person, by the name that stands beside it. */
    const replacements: Record<string, (block: readonly string[]) => Promise<void>> = {
        async logIn() {
            const { privateKeyFile, publicKeyPem } = localKey(join(folder, 'keys'), 'sf');
            for (const [letter, org] of Object.entries(orgs)) {
                await org.registerApp({ consumerKey: 'sf', publicKeyPem });
                const login = `npx sf org login jwt --alias org-${letter} --instance-url ${org.url} --client-id sf`;
                await run(`${login} --jwt-key-file "${privateKeyFile}" --username ${org.adminUsername}`);
            }
        },
        async createIntegrationUsers() {
            await createIntegrationUser(orgs.a.client, 'user-sync@acme-a.example');
            await createIntegrationUser(orgs.b.client, 'user-sync@acme-b.example');
        },
        async createClientApps() {
            const publicKeyPem = readFileSync(join(folder, '.local', 'relay.crt'), 'utf8');
            for (const org of Object.values(orgs)) {
                await org.registerApp({ consumerKey: relayConsumerKey, publicKeyPem });
            }
        },
        async writeRelayEnvironment(block) {
            const names = block.map((line) => line.split('=', 1)[0] ?? '');
            const values: Record<string, string> = {
                ...relayOrgVariables('ORG_A', orgs.a, 'user-sync@acme-a.example'),
                ...relayOrgVariables('ORG_B', orgs.b, 'user-sync@acme-b.example'),
                HTTP_TOKEN: 'x'.repeat(32)
            };
            expect([...names].sort()).toEqual(Object.keys(values).sort());
            // The image sets these two; the endpoints of real orgs are the default.
            const local = {
                HOST: '127.0.0.1',
                PORT: String(await freePort()),
                ORG_A_PUBSUB_ENDPOINT: orgs.a.pubSubEndpoint,
                ORG_B_PUBSUB_ENDPOINT: orgs.b.pubSubEndpoint
            };
            relay = { variables: { ...values, ...local } };
        },
        async runRelay() {
            relay = { ...relay, stop: await startRelay(relay.variables, join(folder, 'relay.log')) };
        },
        async askWhetherReady() {
            const answer = await fetch(`http://127.0.0.1:${relay.variables['PORT']}/readyz`);
            expect(await answer.json()).toEqual({ ok: true });
        },
        async createTraveller() {
            const a = orgs.a.client;
            const profile = await a.queryOne("SELECT Id FROM Profile WHERE Name = 'Standard User'");
            await a.create('User', {
                ...{ FirstName: 'Ada', LastName: 'Traveller', Alias: 'ada', CommunityNickname: 'ada' },
                ...{ Username: 'ada@acme-a.example', Email: 'ada@acme.example', ProfileId: profile.Id },
                ...{ TimeZoneSidKey: 'Europe/London', LocaleSidKey: 'en_GB', LanguageLocaleKey: 'en_US' },
                EmailEncodingKey: 'UTF-8'
            });
        }
    };

    const relayOrgVariables = (prefix: string, org: ForkedOrg, username: string): Record<string, string> => ({
        [`${prefix}_LOGIN_URL`]: org.url,
        [`${prefix}_CLIENT_ID`]: relayConsumerKey,
        [`${prefix}_USERNAME`]: username,
        [`${prefix}_PRIVATE_KEY_FILE`]: join(folder, '.local', 'relay.key'),
        [`${prefix}_ORG_ID`]: org.orgId
    });

    const run = (command: string): Promise<string> => runSuccessfully(command, settings);

    const follow = async (step: GuideStep): Promise<void> => {
        if (step.kind === 'instead') {
            await replacements[step.name]!(step.block);
        } else if (step.until === undefined) {
            await run(step.command);
        } else {
            const { command, until } = step;
            await waitUntil(until, resultTimeoutMs, async () =>
                (await run(command)).includes(until) ? true : undefined
            );
        }
    };

    const steps = guideSteps(readFileSync(guide, 'utf8'));

    it('names a replacement for everything that is not executed, and no other', () => {
        const names = steps.flatMap((step) => (step.kind === 'instead' ? [step.name] : []));
        expect(names.sort()).toEqual(Object.keys(replacements).sort());
    });

    it('brings the first user from one org to the other', async () => {
        for (const step of steps) {
            await follow(step);
        }
        const b = orgs.b.client;
        const [traveller] = await b.query(
            "SELECT Id, Username FROM User WHERE LastName = 'Traveller' AND IsActive = TRUE"
        );
        expect(traveller).toMatchObject({ Username: 'ada@acme-a.example.b' });
        // Nobody is listed, administrators and the relay's users included.
        expect(await b.query('SELECT SyncId__c, ReasonCode__c FROM UserSyncIssue__c')).toEqual([]);
    });

    const sf = async (command: string): Promise<SfAnswer> =>
        JSON.parse((await runCommand(`npx sf ${command} --target-org org-b --json`, settings)).answer) as SfAnswer;

    /** @returns what sf printed */
    const deployAgain = async (api: 'SOAP' | 'REST'): Promise<string> => {
        const environment = { ...settings.environment, SF_ORG_METADATA_REST_DEPLOY: String(api === 'REST') };
        const command = 'npx sf project deploy start --source-dir force-app --target-org org-b';
        const output = await runSuccessfully(command, { folder, environment });
        expect(output).toContain(`${api} API`);
        expect(output).toContain('Status: Succeeded');
        return output;
    };

    it('leaves orgs to which sf deploys the package again over SOAP', async () => {
        await deployAgain('SOAP');
    });

    it('leaves orgs to which sf deploys it again over REST, and from which it retrieves it file by file', async () => {
        const output = await deployAgain('REST');
        const paths = [...output.matchAll(/\sforce-app\S+(?=\s*$)/gm)].map(([path]) => join(folder, path.trim()));
        expect(paths.length).toBeGreaterThan(100);
        // Quotes in text are entities in what sf writes.
        const content = (path: string): string =>
            readFileSync(path, 'utf8').replaceAll('&apos;', "'").replaceAll('&quot;', '"');
        const deployed = new Map(paths.map((path) => [path, content(path)]));
        for (const path of deployed.keys()) {
            appendFileSync(path, '\n');
        }
        expect(await sf('project retrieve start --source-dir force-app')).toMatchObject({ status: 0 });
        expect(paths.filter((path) => content(path) !== deployed.get(path))).toEqual([]);
    });

    it('leaves orgs that refuse a type error with line and column, and deploy nothing', async () => {
        mkdirSync(join(folder, 'mistake'));
        writeFileSync(
            join(folder, 'mistake/UserSyncMistake.cls'),
            'public class UserSyncMistake {\n    Integer count = UserInfo.getUserId();\n}\n'
        );
        cpSync(
            'force-app/main/shared/classes/UserSyncReason.cls-meta.xml',
            join(folder, 'mistake/UserSyncMistake.cls-meta.xml')
        );
        const { status, result } = await sf('project deploy start --source-dir mistake');
        expect(status).toBe(1);
        expect(result.details.componentFailures).toMatchObject([
            {
                ...{ componentType: 'ApexClass', fullName: 'UserSyncMistake', lineNumber: 2, columnNumber: 21 },
                problem: 'Illegal assignment from String to Integer'
            }
        ]);
        const classes = await orgs.b.client.query("SELECT Name FROM ApexClass WHERE Name LIKE 'UserSync%'");
        expect(classes.length).toBeGreaterThan(100);
        expect(classes.map(({ Name }) => Name)).not.toContain('UserSyncMistake');
    });

    it('leaves orgs where all Apex tests pass, with coverage', async () => {
        const { summary, tests } = (await sf('apex run test -c -w 10 --result-format json')).result;
        expect(tests.filter(({ Outcome }: { Outcome: string }) => Outcome !== 'Pass')).toEqual([]);
        expect(summary).toMatchObject({ outcome: 'Passed', testsRan: tests.length, passing: tests.length });
        expect(parseInt(summary.testRunCoverage, 10)).toBeGreaterThan(leastCoverage);
        const classes = readdirSync('force-app', { recursive: true, encoding: 'utf8' })
            .filter((path) => path.endsWith('Test.cls'))
            .map((path) => path.replace(/^.*[\\/]|\.cls$/g, ''));
        const ran = tests.map(({ ApexClass }: { ApexClass: { Name: string } }) => ApexClass.Name);
        expect([...new Set(ran)].sort()).toEqual(classes.sort());
    });

    it('leaves no updater of sf behind', () => {
        const cache = process.platform === 'darwin' ? 'Library/Caches/sf' : '.cache/sf';
        expect(existsSync(join(folder, 'home', '.sfdx'))).toBe(true);
        expect(existsSync(join(folder, 'home', cache, 'autoupdate'))).toBe(false);
    });
});
