/** The Salesforce CLI of this project in the hands of an administrator: a folder of its own with what is to be deployed. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { sfApp } from '../../../scripts/localOrgs/localOrgNames.ts';
import { quietSf } from '../../../scripts/localOrgs/sfCommand.ts';
import type { SyncedOrg } from './syncedOrg.ts';
import type { RecordFile } from './testRecords.ts';

const programs = resolve('node_modules', '.bin');

export class SfProject {
    readonly #home = mkdtempSync(join(tmpdir(), 'sf-project-'));
    readonly #logins = new Map<SyncedOrg, Promise<string>>();

    /** Begins to log in; a deployment waits for it. */
    login(org: SyncedOrg): void {
        const { consumerKey, privateKeyFile, publicKeyPem } = sfApp();
        org.org.registerApp(consumerKey, publicKeyPem);
        const login = this.#run(this.#home, [
            ...['org', 'login', 'jwt', '--alias', org.letter, '--username', org.org.identity.adminUsername],
            ...['--instance-url', org.org.url, '--client-id', consumerKey, '--jwt-key-file', resolve(privateKeyFile)]
        ]);
        // Whoever deploys hears of it.
        login.catch(() => undefined);
        this.#logins.set(org, login);
    }

    /** Deploys records as `sf project deploy start` does from a project that holds nothing else. @returns what sf wrote */
    async deploy(org: SyncedOrg, files: readonly RecordFile[]): Promise<string> {
        await this.#logins.get(org);
        const project = join(this.#home, org.letter);
        const write = (path: string, content: string): void => {
            mkdirSync(dirname(join(project, path)), { recursive: true });
            writeFileSync(join(project, path), content);
        };
        const packageDirectories = [{ path: 'main', default: true }];
        write('sfdx-project.json', JSON.stringify({ packageDirectories, sourceApiVersion: '67.0' }));
        for (const [path, content] of files) write(`main/default/${path}-meta.xml`, content);
        return this.#run(project, ['project', 'deploy', 'start', '--target-org', org.letter]);
    }

    clear(): void {
        rmSync(this.#home, { recursive: true, force: true });
    }

    #run(cwd: string, words: readonly string[]): Promise<string> {
        const PATH = `${programs}${delimiter}${process.env['PATH'] ?? ''}`;
        const env = { ...process.env, ...quietSf, PATH, HOME: this.#home, SF_DISABLE_LOG_FILE: 'true' };
        return new Promise((done, fail) => {
            execFile(join(programs, 'sf'), words, { cwd, env }, (error, output, warnings) => {
                if (error) fail(new Error(`sf ${words.join(' ')}\n${output}\n${warnings}`, { cause: error }));
                else done(output);
            });
        });
    }
}
