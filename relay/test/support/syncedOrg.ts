/** A local org as its tests use it: deployments, Apex and queries in process, the REST API where it has sockets. */
import type { LocalOrg } from '../../../emulator/src/index.ts';
import { OrgClient } from '../../../scripts/localOrgs/orgClient.ts';
import { manifestOf, type MetadataFiles } from './packageFiles.ts';

export type OrgLetter = 'A' | 'B';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Row = Readonly<Record<string, any>>;

export class SyncedOrg {
    readonly letter: OrgLetter;
    readonly org: LocalOrg;
    readonly adminId: string;
    readonly integrationUsername: string;

    constructor(letter: OrgLetter, org: LocalOrg, integrationUsername: string) {
        this.letter = letter;
        this.org = org;
        this.integrationUsername = integrationUsername;
        this.adminId = org.userByUsername(org.identity.adminUsername)!.id;
    }

    get orgId(): string {
        return this.org.identity.orgId;
    }

    get integrationId(): string {
        return this.org.userByUsername(this.integrationUsername)!.id;
    }

    /** The REST API as a user, by default as the administrator. */
    client(userId = this.adminId): OrgClient {
        return new OrgClient(this.org.url, this.org.createSession(userId).token);
    }

    /** All rows, with fields of parents under the name of the relationship. */
    query(soql: string, userId = this.adminId): Row[] {
        return this.org.query(userId, soql).rows.map((row) => ({
            ...Object.fromEntries(row.fields),
            ...Object.fromEntries(
                [...row.parents].map(([name, parent]) => [name, parent && Object.fromEntries(parent.fields)])
            )
        }));
    }

    queryOne(soql: string): Row {
        const [row, ...others] = this.query(soql);
        if (!row || others.length > 0) throw new Error(`not one row for ${soql}`);
        return row;
    }

    profileId(name: string): string {
        return String(this.queryOne(`SELECT Id FROM Profile WHERE Name = '${name}'`)['Id']);
    }

    /** Anonymous Apex in a transaction of its own. @returns what it wrote to the debug log */
    run(source: string, userId = this.adminId): string[] {
        const { compileProblem, exceptionMessage, debugLog } = this.org.executeAnonymous(userId, source);
        const problem = compileProblem?.message ?? exceptionMessage;
        if (problem !== undefined) throw new Error(problem);
        return [...debugLog.matchAll(/\|DEBUG\|(.*)$/gm)].map(([, text = '']) => text);
    }

    /** Gives the administrator a permission set of the package. */
    assignToAdmin(permissionSet: string): void {
        this.run(`insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(),
            PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = '${permissionSet}'].Id);`);
    }

    /** Deploys the files; the manifest is made unless they bring one. */
    deploy(files: MetadataFiles): void {
        const complete = files.has('package.xml') ? files : new Map([...files, ['package.xml', manifestOf(files)]]);
        const outcome = this.org.deploy(
            this.adminId,
            [...complete].map(([path, content]) => ({ path, content: Buffer.from(content) })),
            { checkOnly: false, rollbackOnError: true, testLevel: 'NoTestRun', runTests: [], ignoreWarnings: true }
        );
        if (outcome.isSuccess) return;
        const problems = outcome.components.filter(({ problem }) => problem !== undefined);
        throw new Error(problems.map((one) => `${one.fileName}:${one.line}: ${one.problem}`).join('\n'));
    }

    /** Takes deployed components away again. */
    remove(files: MetadataFiles): void {
        const empty = '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><version>67.0</version></Package>';
        this.deploy(
            new Map([
                ['package.xml', empty],
                ['destructiveChanges.xml', manifestOf(files)]
            ])
        );
    }
}
