/** Executes the commands of README.md against a running `npm start`, in the order in which they stand. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OrgClient } from './localOrgs/orgClient.ts';
import { OrgVisitor } from './localOrgs/orgVisitor.ts';
import { localHost, readPortPlan } from './localOrgs/portPlan.ts';
import { waitUntil } from './localOrgs/waitUntil.ts';
import { type CommandSettings, commandWords, resolveProgram, runSuccessfully } from './test/commandRun.ts';
import { freePort } from './test/freePort.ts';
import { type GuideStep, guideSteps } from './test/guideSteps.ts';
import { sfEnvironment } from './test/sfEnvironment.ts';

const page = readFileSync('README.md', 'utf8');
const pageTimeoutMs = 180_000;
const startTimeoutMs = 90_000;
const resultTimeoutMs = 30_000;
const overview = '/lightning/n/UserSyncOverview';

describe('README.md', () => {
    const running: ChildProcess[] = [];
    let home: string;
    let settings: CommandSettings;

    beforeAll(async () => {
        home = mkdtempSync(join(tmpdir(), 'readme-'));
        const environment = { ...sfEnvironment(home), PORT_BASE: String(await freePortBase()) };
        settings = { folder: resolve('.'), environment };
    });

    afterAll(async () => {
        await Promise.all(running.map(stop));
        rmSync(home, { recursive: true, force: true });
    });

    /** Starts what lives until Ctrl-C and waits until it says so. */
    const startUntilReady = async (line: string): Promise<string> => {
        const [program = '', ...words] = resolveProgram(commandWords(line), settings.folder);
        const child = spawn(program, words, { cwd: settings.folder, env: settings.environment });
        running.push(child);
        let output = '';
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding('utf8').on('data', (text: string) => (output += text));
        }
        await waitUntil(`"${line}" to be ready`, startTimeoutMs, async () => {
            expect({ line, exitCode: child.exitCode, output }).toMatchObject({ exitCode: null });
            return output.includes('Ctrl-C') ? true : undefined;
        });
        return output;
    };

    const replacements: Record<string, (block: readonly string[]) => Promise<void>> = {
        /** `npm ci` is left out: it would pull the ground from under the test that it runs in. */
        async npmCiAndStart([line = '']) {
            const output = await startUntilReady(line.replace(/^npm ci && /, ''));
            expect(output).toMatch(/Org B showed it after \d+ ms/);
            expect(output).toMatch(/in Org B the profile stays Standard User/);
            const commands = [...output.matchAll(/^ +(np[mx] .+)$/gm)].map((match) => match[1] ?? '');
            expect(commands.length).toBeGreaterThan(3);
            expect(commands.filter((command) => !page.includes(command))).toEqual([]);
            expect(shownOutput().filter((shown) => !withoutNumbers(output).includes(shown))).toEqual([]);
        },
        async emptyOrg([line = '']) {
            await startUntilReady(line.replace('8200', String(await freePortBase())));
            const output = await runSuccessfully(
                'npx sf data query --target-org playground --query "SELECT Name FROM Organization"',
                settings
            );
            expect(output).toContain('playground');
        }
    };

    const follow = async (step: GuideStep): Promise<void> => {
        if (step.kind === 'instead') {
            return replacements[step.name]!(step.block);
        }
        const { command, until = '' } = step;
        await waitUntil(until, until === '' ? 0 : resultTimeoutMs, async () => {
            const output = await runSuccessfully(command, settings);
            return output.includes(until) ? true : undefined;
        });
    };

    it(
        'holds commands that work as it says',
        async () => {
            for (const step of guideSteps(page)) {
                await follow(step);
            }
        },
        pageTimeoutMs
    );

    it.each(['orgA', 'orgB'] as const)('lets people into %s, each as far as it says', async (name) => {
        const url = `http://${localHost}:${readPortPlan(settings.environment)[name].http}`;
        const admin = await OrgVisitor.logIn(url, 'Ada Admin');
        const client = new OrgClient(url, admin.accessToken);
        expect(await permissionSetsByName(client)).toEqual({
            'Ada Admin': ['UserSyncAdmin', 'UserSyncApprover'],
            'Demo Viewer': ['UserSyncViewer'],
            'User Sync Integration': ['UserSyncIntegration']
        });
        expect((await admin.open(overview)).status).toBe(200);

        const viewer = await OrgVisitor.logIn(url, 'Demo Viewer');
        expect((await viewer.open('/lightning/page/home')).text).toContain('>User Sync<');
        expect((await viewer.open(overview)).status).toBe(200);

        const standard = await OrgVisitor.logIn(url, 'Demo Standard');
        const home = await standard.open('/lightning/page/home');
        expect(home.text).toContain('There are no apps that Demo Standard may open.');
        expect(home.text).not.toContain('User Sync');
        expect((await standard.open(overview)).status).toBe(404);
    });

    it('has running orgs that end by Ctrl-C without an error', async () => {
        expect(running).toHaveLength(2);
        expect(await Promise.all(running.map(stop))).toEqual([0, 0]);
    });
});

/** Whom an administrator gave something, profiles aside. */
async function permissionSetsByName(client: OrgClient): Promise<Record<string, string[]>> {
    const names: Record<string, string[]> = {};
    const assignments = await client.query(
        `SELECT Assignee.Name, PermissionSet.Name FROM PermissionSetAssignment
        WHERE PermissionSet.IsOwnedByProfile = FALSE ORDER BY PermissionSet.Name`
    );
    for (const { Assignee, PermissionSet } of assignments as unknown as Record<string, { readonly Name: string }>[]) {
        (names[Assignee?.Name ?? ''] ??= []).push(PermissionSet?.Name ?? '');
    }
    return names;
}

/** The lines of the page that `npm start` is said to print. */
function shownOutput(): string[] {
    const lines = /```text\n(.*?)```/s.exec(page)?.[1]?.split('\n') ?? [];
    const shown = lines.filter((line) => line !== '' && line !== '…').map(withoutNumbers);
    expect(shown.length).toBeGreaterThan(10);
    return shown;
}

/** Times, ports and counts differ from run to run. */
function withoutNumbers(text: string): string {
    return text.replace(/ *\d+(\.\d+)?/g, ' 0');
}

/** @returns the exit code; Windows knows no signals, there the process is ended */
async function stop(child: ChildProcess): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGINT');
        await ended;
    }
    return process.platform === 'win32' ? 0 : child.exitCode;
}

/** A base above which the ports of the plan are most likely free too. */
async function freePortBase(): Promise<number> {
    const port = await freePort();
    return port > 65_000 ? port - 100 : port;
}
