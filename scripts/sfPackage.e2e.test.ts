/** The package in the hands of the Salesforce CLI: deployed again, tested and retrieved on one of two paired local orgs. */
import { execFile } from 'node:child_process';
import {
    appendFileSync,
    cpSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';
import { orgNamesA, orgNamesB, sfApp } from './localOrgs/localOrgNames.ts';
import type { PairedOrg } from './localOrgs/localPair.ts';
import { freePort } from './test/freePort.ts';
import { outsideJest } from './test/outsideJest.ts';

const { installPair, startPairedOrg } = outsideJest('scripts/localOrgs/localPair.ts');

jest.setTimeout(240_000);

const project = resolve('.');
const copied = ['force-app', 'config', 'sfdx-project.json', '.forceignore'];
const leastCoverage = 90;

interface SfAnswer {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly result: any;
}

describe('sf and the package', () => {
    let folder: string;
    const pair: PairedOrg[] = [];

    beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'sf-package-'));
        for (const name of copied) {
            cpSync(name, join(folder, name), { recursive: true });
        }
        // The pair is set up from the working folder and leaves its filled configuration there.
        process.chdir(folder);
        const a = await startPairedOrg(orgNamesA, { http: await freePort(), pubSub: 0 });
        pair.push(a);
        const b = await startPairedOrg(orgNamesB, { http: await freePort(), pubSub: 0 });
        pair.push(b);
        await installPair([a, b]);
        const { consumerKey, privateKeyFile } = sfApp();
        const login = ['--alias', orgNamesB.alias, '--username', orgNamesB.adminUsername, '--instance-url', b.org.url];
        await succeed('org login jwt', ...login, '--client-id', consumerKey, '--jwt-key-file', privateKeyFile);
    });

    afterAll(async () => {
        process.chdir(project);
        await Promise.all(pair.map(({ org }) => org.stop()));
        rmSync(folder, { recursive: true, force: true });
    });

    const runSf = (words: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<string> => {
        const programs = join(project, 'node_modules', '.bin');
        const env = {
            ...process.env,
            ...{ PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`, HOME: folder },
            ...{ SF_DISABLE_TELEMETRY: 'true', SF_SKIP_NEW_VERSION_CHECK: 'true', SF_AUTOUPDATE_DISABLE: 'true' },
            ...{ SF_DISABLE_LOG_FILE: 'true', ...variables }
        };
        return new Promise((done, fail) => {
            execFile(
                join(programs, 'sf'),
                words,
                { cwd: folder, env, maxBuffer: 2 ** 26 },
                (error, output, warnings) => {
                    if (output === '') {
                        fail(error ?? new Error(warnings));
                    } else {
                        done(output);
                    }
                }
            );
        });
    };

    const sf = async (command: string, ...more: readonly string[]): Promise<SfAnswer> =>
        JSON.parse(await runSf([...command.split(' '), ...more, '--json'])) as SfAnswer;

    const succeed = async (command: string, ...more: readonly string[]) => {
        const answer = await sf(command, ...more);
        expect(answer).toMatchObject({ status: 0 });
        return answer.result;
    };

    const target = ['--target-org', orgNamesB.alias];

    it.each(['SOAP', 'REST'])('deploys it again over %s', async (api) => {
        const words = ['project', 'deploy', 'start', '--source-dir', 'force-app', ...target];
        const output = await runSf(words, { SF_ORG_METADATA_REST_DEPLOY: String(api === 'REST') });
        expect(output).toContain(`${api} API`);
        expect(output).toContain('Status: Succeeded');
    });

    it('is told line and column of a type error, and nothing is deployed', async () => {
        mkdirSync('mistake');
        writeFileSync(
            'mistake/UserSyncMistake.cls',
            'public class UserSyncMistake {\n    Integer count = UserInfo.getUserId();\n}\n'
        );
        cpSync('force-app/main/shared/classes/UserSyncReason.cls-meta.xml', 'mistake/UserSyncMistake.cls-meta.xml');
        const { status, result } = await sf('project deploy start --source-dir mistake', ...target);
        expect(status).toBe(1);
        expect(result.details.componentFailures).toMatchObject([
            {
                ...{ componentType: 'ApexClass', fullName: 'UserSyncMistake', lineNumber: 2, columnNumber: 21 },
                problem: 'Illegal assignment from String to Integer'
            }
        ]);
        expect(pair[1]?.org.components().map(({ fullName }) => fullName)).not.toContain('UserSyncMistake');
    });

    it('runs all its Apex tests, with coverage', async () => {
        const { result } = await sf('apex run test -c -w 10 --result-format json', ...target);
        const { summary, tests } = result;
        expect(tests.filter(({ Outcome }: { Outcome: string }) => Outcome !== 'Pass')).toEqual([]);
        expect(summary).toMatchObject({ outcome: 'Passed', testsRan: tests.length, passing: tests.length });
        expect(parseInt(summary.testRunCoverage, 10)).toBeGreaterThan(leastCoverage);
        const classes = readdirSync('force-app', { recursive: true, encoding: 'utf8' })
            .filter((path) => path.endsWith('Test.cls'))
            .map((path) => path.replace(/^.*[\\/]|\.cls$/g, ''));
        const ran = tests.map(({ ApexClass }: { ApexClass: { Name: string } }) => ApexClass.Name);
        expect([...new Set(ran)].sort()).toEqual(classes.sort());
    });

    it('retrieves what was deployed, file by file', async () => {
        const { files } = await succeed('project deploy start --dry-run --source-dir force-app', ...target);
        const paths: string[] = files.map(({ filePath }: { filePath: string }) =>
            relative(folder, resolve(folder, filePath))
        );
        expect(paths.length).toBeGreaterThan(100);
        // Quotes in text are entities in what sf writes.
        const content = (path: string): string =>
            readFileSync(path, 'utf8').replaceAll('&apos;', "'").replaceAll('&quot;', '"');
        const deployed = new Map(paths.map((path) => [path, content(path)]));
        for (const path of paths) {
            appendFileSync(path, '\n');
        }
        await succeed('project retrieve start --source-dir force-app', ...target);
        const different = paths.filter((path) => content(path) !== deployed.get(path));
        expect(different).toEqual([]);
    });
});
