/**
 * The real command line client against a local org: the commands that this project's users need, besides those of the pages that
 * are executed line by line (README.md, docs/deploy.md).
 */
import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { startLocalOrg, type LocalOrg } from '../src/index.ts';
import { apexMeta, xmlFile } from './fakes/packageFiles.ts';

jest.setTimeout(180_000);

const programs = join(import.meta.dirname, '../../node_modules/.bin');
const folder = mkdtempSync(join(tmpdir(), 'sf-cli-'));
const username = 'admin@acme.example';
let org: LocalOrg;

const field = (label: string) =>
    xmlFile(
        'CustomField',
        '<fullName>Region__c</fullName>',
        `<label>${label}</label>`,
        '<length>80</length>',
        '<type>Text</type>'
    );
const project: Record<string, string> = {
    'sfdx-project.json': JSON.stringify({
        packageDirectories: [{ path: 'force-app', default: true }],
        sourceApiVersion: '67.0'
    }),
    'force-app/classes/Adder.cls':
        'public class Adder {\n    public static Integer add(Integer a, Integer b) {\n        return a + b;\n    }\n}\n',
    'force-app/classes/Adder.cls-meta.xml': apexMeta,
    'force-app/classes/AdderTest.cls':
        '@IsTest\nprivate class AdderTest {\n    @IsTest\n    static void adds() {\n        Assert.areEqual(3, Adder.add(1, 2));\n    }\n}\n',
    'force-app/classes/AdderTest.cls-meta.xml': apexMeta,
    'force-app/classes/Echo.cls':
        "@RestResource(urlMapping='/echo/*')\nglobal with sharing class Echo {\n    @HttpPost\n    global static void post() {\n        RestContext.response.responseBody = RestContext.request.requestBody;\n    }\n}\n",
    'force-app/classes/Echo.cls-meta.xml': apexMeta,
    'force-app/objects/Invoice__c/Invoice__c.object-meta.xml': xmlFile(
        'CustomObject',
        '<deploymentStatus>Deployed</deploymentStatus>',
        '<label>Invoice</label>',
        '<nameField>',
        '    <label>Name</label>',
        '    <type>Text</type>',
        '</nameField>',
        '<pluralLabel>Invoices</pluralLabel>',
        '<sharingModel>ReadWrite</sharingModel>'
    ),
    'force-app/objects/Invoice__c/fields/Region__c.field-meta.xml': field('Region'),
    'force-app/objects/User/fields/Region__c.field-meta.xml': field('It&apos;s a region'),
    'force-app/permissionsets/Clerk.permissionset-meta.xml': xmlFile(
        'PermissionSet',
        ...['Invoice__c', 'User'].flatMap((object) => [
            '<fieldPermissions>',
            '    <editable>true</editable>',
            `    <field>${object}.Region__c</field>`,
            '    <readable>true</readable>',
            '</fieldPermissions>'
        ]),
        '<label>Clerk</label>',
        '<tabSettings>',
        '    <tab>Desk</tab>',
        '    <visibility>Visible</visibility>',
        '</tabSettings>'
    ),
    'force-app/lwc/greeter/greeter.js':
        "import { LightningElement } from 'lwc';\nexport default class Greeter extends LightningElement {}\n",
    'force-app/lwc/greeter/greeter.html': '<template><p>Hello</p></template>\n',
    'force-app/lwc/greeter/greeter.js-meta.xml': xmlFile(
        'LightningComponentBundle',
        '<apiVersion>67.0</apiVersion>',
        '<isExposed>true</isExposed>',
        '<targets>',
        '    <target>lightning__AppPage</target>',
        '</targets>'
    ),
    'force-app/flexipages/Desk.flexipage-meta.xml': xmlFile(
        'FlexiPage',
        '<flexiPageRegions>',
        '    <itemInstances>',
        '        <componentInstance>',
        '            <componentName>greeter</componentName>',
        '        </componentInstance>',
        '    </itemInstances>',
        '    <name>main</name>',
        '    <type>Region</type>',
        '</flexiPageRegions>',
        '<masterLabel>Desk</masterLabel>',
        '<template>',
        '    <name>flexipage:defaultAppHomeTemplate</name>',
        '</template>',
        '<type>AppPage</type>'
    ),
    'force-app/tabs/Desk.tab-meta.xml': xmlFile(
        'CustomTab',
        ...['<flexiPage>Desk</flexiPage>', '<label>Desk</label>', '<motif>Custom1: Heart</motif>']
    ),
    'force-app/applications/Office.app-meta.xml': xmlFile(
        'CustomApplication',
        ...['<label>Office</label>', '<navType>Standard</navType>', '<tabs>Desk</tabs>', '<uiType>Lightning</uiType>']
    ),
    'force-app/labels/CustomLabels.labels-meta.xml': xmlFile(
        'CustomLabels',
        '<labels>',
        '    <fullName>Greeting</fullName>',
        '    <language>en_US</language>',
        '    <protected>false</protected>',
        '    <shortDescription>Greeting</shortDescription>',
        '    <value>Hello</value>',
        '</labels>'
    ),
    'force-app/translations/de.translation-meta.xml': xmlFile(
        'Translations',
        '<customLabels>',
        '    <label>Hallo</label>',
        '    <name>Greeting</name>',
        '</customLabels>'
    ),
    'force-app/groups/Clerks.group-meta.xml': xmlFile(
        'Group',
        ...['<doesIncludeBosses>false</doesIncludeBosses>', '<name>All clerks</name>']
    ),
    'force-app/notificationtypes/Bell.notiftype-meta.xml': xmlFile(
        'CustomNotificationType',
        '<customNotifTypeName>Bell</customNotifTypeName>',
        '<desktop>true</desktop>',
        '<masterLabel>Bell</masterLabel>',
        '<mobile>false</mobile>'
    ),
    'invoices.json': JSON.stringify({
        records: ['North', 'South'].map((Region__c) => ({
            attributes: { type: 'Invoice__c', referenceId: Region__c },
            Region__c
        }))
    }),
    'accounts.json': JSON.stringify({
        records: [
            {
                attributes: { type: 'Account', referenceId: 'acme' },
                Name: 'Acme',
                Contacts: {
                    records: ['Ann', 'Bob'].map((LastName) => ({
                        attributes: { type: 'Contact', referenceId: LastName },
                        LastName
                    }))
                }
            }
        ]
    }),
    'hello.apex': "System.debug('<hello>');\n"
};

interface CommandResult {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly result: any;
    readonly message?: string;
}

function sf(command: string, ...args: string[]): Promise<CommandResult> {
    const env = {
        ...process.env,
        ...{
            PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
            HOME: folder,
            SF_DISABLE_TELEMETRY: 'true',
            SF_SKIP_NEW_VERSION_CHECK: 'true',
            SF_DISABLE_AUTOUPDATE: 'true',
            SF_DISABLE_LOG_FILE: 'true'
        }
    };
    return new Promise((resolve, reject) => {
        execFile(
            join(programs, 'sf'),
            [...command.split(' '), ...args, '--json'],
            { cwd: folder, env, maxBuffer: 2 ** 26 },
            (error, stdout) => {
                if (stdout.trim() === '') reject(error ?? new Error('sf said nothing'));
                else resolve(JSON.parse(stdout) as CommandResult);
            }
        );
    });
}

async function succeed(command: string, ...args: string[]) {
    const outcome = await sf(command, ...args);
    expect(outcome).toMatchObject({ status: 0 });
    return outcome.result;
}

/** What the org holds, without sf. */
function values(soql: string, field: string): unknown[] {
    return org.query(adminId(), soql).rows.map((row) => row.get(field));
}

function adminId(): string {
    return org.userByUsername(username)?.id ?? '';
}

async function assignClerk(): Promise<void> {
    const [PermissionSetId] = values("SELECT Id FROM PermissionSet WHERE Name = 'Clerk'", 'Id');
    const { status } = await fetch(`${org.url}/services/data/v67.0/sobjects/PermissionSetAssignment`, {
        method: 'POST',
        headers: {
            authorization: `Bearer ${org.createSession(adminId()).token}`,
            'content-type': 'application/json'
        },
        body: JSON.stringify({ AssigneeId: adminId(), PermissionSetId })
    });
    expect(status).toBe(201);
}

beforeAll(async () => {
    org = await startLocalOrg({ name: 'Acme', port: 0 });
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    org.registerApp('TestApp', publicKey.export({ type: 'spki', format: 'pem' }).toString());
    for (const [path, content] of Object.entries({
        ...project,
        'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    })) {
        mkdirSync(join(folder, path, '..'), { recursive: true });
        writeFileSync(join(folder, path), content);
    }
    const login = ['--client-id', 'TestApp', '--jwt-key-file', 'key.pem', '--username', username];
    await succeed('org login jwt', '--instance-url', org.url, ...login, '--alias', 'acme', '--set-default');
});

afterAll(async () => {
    await org.stop();
    rmSync(folder, { recursive: true });
});

it('shows the org', async () => {
    const [display, { other }] = await Promise.all([succeed('org display'), succeed('org list')]);
    expect(display).toMatchObject({ id: org.identity.orgId, username, connectedStatus: 'Connected' });
    expect(other).toMatchObject([{ alias: 'acme', connectedStatus: 'Connected' }]);
});

it('deploys, tests, and retrieves exactly what it deployed', async () => {
    const tests = ['--tests', 'AdderTest'];
    const source = ['--source-dir', 'force-app'];
    const dryRun = await succeed('project deploy start --dry-run --test-level RunSpecifiedTests', ...source, ...tests);
    expect(dryRun).toMatchObject({ status: 'Succeeded', checkOnly: true, numberTestsCompleted: 1 });
    expect(org.components()).toEqual([]);
    const { files } = await succeed('project deploy start', ...source);
    const paths = Object.keys(project).filter((path) => path.startsWith('force-app'));
    expect(new Set(files.map(({ filePath }: { filePath: string }) => relative(folder, filePath)))).toEqual(
        new Set(paths)
    );

    const run = await succeed('apex run test -c --synchronous --result-format json', ...tests);
    expect(run.summary).toMatchObject({
        outcome: 'Passed',
        testsRan: 1,
        passing: 1,
        testRunCoverage: expect.stringContaining('%')
    });

    for (const path of paths) appendFileSync(join(folder, path), '\n');
    const members = [
        ...['ApexClass', 'CustomObject', 'CustomField:User.Region__c', 'PermissionSet:Clerk', 'CustomApplication'],
        ...['CustomLabels', 'CustomNotificationType', 'CustomTab', 'FlexiPage', 'Group', 'LightningComponentBundle'],
        'Translations'
    ];
    await succeed('project retrieve start', ...members.flatMap((name) => ['--metadata', name]));
    for (const path of paths) expect(readFileSync(join(folder, path), 'utf8')).toBe(project[path]);
});

it('reads and writes records once it may', async () => {
    const invoice = (command: string, ...args: string[]) => succeed(command, '--sobject', 'Invoice__c', ...args);
    const refused = await sf('data create record', '--sobject', 'Invoice__c', '--values', 'Region__c=EU');
    expect(refused).toMatchObject({ status: 1, message: "No such column 'Region__c' on sobject of type Invoice__c" });
    await assignClerk();
    const [{ id }] = await Promise.all([
        invoice('data create record', '--values', 'Name=One Region__c=EU'),
        succeed('data import tree --files invoices.json --files accounts.json')
    ]);
    expect(values('SELECT Region__c FROM Invoice__c ORDER BY Region__c', 'Region__c')).toEqual([
        'EU',
        'North',
        'South'
    ]);
    expect(values("SELECT LastName FROM Contact WHERE Account.Name = 'Acme'", 'LastName')).toEqual(['Ann', 'Bob']);
    const [record, { fields }] = await Promise.all([
        invoice('data get record', '--record-id', id),
        invoice('sobject describe')
    ]);
    expect(record).toMatchObject({ Name: 'One', Region__c: 'EU' });
    expect(fields.map(({ name }: { name: string }) => name)).toContain('Region__c');
    await invoice('data delete record', '--record-id', id);
    expect(values('SELECT Name FROM Invoice__c', 'Name')).not.toContain('One');
});

it('runs anonymous Apex and calls Apex REST', async () => {
    const [run, call] = await Promise.all([
        succeed('apex run --file hello.apex'),
        succeed('api request rest /services/apexrest/echo/1 --method POST', '--body', '{"a":1}')
    ]);
    expect(run).toMatchObject({ success: true, logs: expect.stringContaining('DEBUG|<hello>') });
    expect(call).toMatchObject({ statusCode: 200, body: { a: 1 } });
});
