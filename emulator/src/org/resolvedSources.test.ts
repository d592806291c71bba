import { apexMeta, files, manifest, xmlFile } from '../../test/fakes/packageFiles.ts';
import * as binding from '../language/bindTypes.ts';
import { startLocalOrg, type LocalOrg } from '../localOrg.ts';

jest.mock('../language/bindTypes.ts', () => {
    const actual = jest.requireActual<typeof binding>('../language/bindTypes.ts');
    return { ...actual, bindType: jest.fn(actual.bindType) };
});

const bound = jest.mocked(binding.bindType);
let first: LocalOrg;
let second: LocalOrg;
beforeEach(async () => {
    [first, second] = [await startLocalOrg({ name: 'First' }), await startLocalOrg({ name: 'Second' })];
    bound.mockClear();
});
afterEach(() => Promise.all([first.stop(), second.stop()]));

const adminOf = (org: LocalOrg): string => org.userByUsername(org.identity.adminUsername)?.id ?? '';

/** @returns the problems; deploys whatever has none */
function deploy(org: LocalOrg, members: Record<string, string[]>, contents: Record<string, string>): unknown[] {
    const options = {
        checkOnly: false,
        rollbackOnError: true,
        testLevel: undefined,
        runTests: [],
        ignoreWarnings: false
    };
    const all = { 'package.xml': manifest(members), ...contents };
    return org.deploy(adminOf(org), files(all), options).components.flatMap(({ problem }) => problem ?? []);
}

const deployClass = (org: LocalOrg, name: string, body: string): unknown[] =>
    deploy(
        org,
        { ApexClass: [name] },
        { [`classes/${name}.cls`]: `public class ${name} { ${body} }`, [`classes/${name}.cls-meta.xml`]: apexMeta }
    );

function deployTrigger(org: LocalOrg, body: string): unknown[] {
    const meta = apexMeta.replaceAll('ApexClass', 'ApexTrigger');
    const source = `trigger Rule on Account (before insert) { ${body} }`;
    const contents = { 'triggers/Rule.trigger': source, 'triggers/Rule.trigger-meta.xml': meta };
    return deploy(org, { ApexTrigger: ['Rule'] }, contents);
}

const deployField = (org: LocalOrg, type: string, more: string): unknown[] =>
    deploy(
        org,
        { CustomField: ['Account.Mark__c'] },
        {
            'objects/Account.object': xmlFile(
                'CustomObject',
                `<fields><fullName>Mark__c</fullName><label>Mark</label><type>${type}</type>${more}</fields>`
            )
        }
    );

function deployLabel(org: LocalOrg): unknown[] {
    const label = `<labels><fullName>Greeting</fullName><language>en_US</language><protected>false</protected>
        <shortDescription>Greeting</shortDescription><value>Hello</value></labels>`;
    return deploy(
        org,
        { CustomLabels: ['CustomLabels'] },
        { 'labels/CustomLabels.labels': xmlFile('CustomLabels', label) }
    );
}

function debugged(org: LocalOrg, source: string): string | undefined {
    return /\|DEBUG\|(.*)/.exec(org.executeAnonymous(adminOf(org), source).debugLog)?.[1];
}

it('binds classes once for all orgs in which they see the same, whatever triggers come and go', () => {
    const body = 'public static Integer one() { return 1; }';
    expect(deployClass(first, 'Shared', body)).toEqual([]);
    expect(bound).toHaveBeenCalledTimes(1);
    expect(deployClass(second, 'Shared', body)).toEqual([]);
    expect(deployTrigger(second, 'System.debug(Shared.one());')).toEqual([]);
    expect(deployTrigger(second, 'System.debug(Shared.two());')).toEqual([expect.stringContaining('two()')]);
    expect(bound).toHaveBeenCalledTimes(1);
    expect(deployClass(second, 'Shared', body.replaceAll('1', '2'))).toEqual([]);
    expect(bound).toHaveBeenCalledTimes(2);
    expect([first, second].map((org) => debugged(org, 'System.debug(Shared.one());'))).toEqual(['1', '2']);
    expect(debugged(second, "insert new Account(Name = 'A');")).toBe('2');
});

it('binds them anew in an org whose fields are others', () => {
    const reader = 'public static Object mark(Account one) { return one.Mark__c + one.Mark__c; }';
    expect(deployField(first, 'Text', '<length>20</length>')).toEqual([]);
    expect(deployField(second, 'Number', '<precision>5</precision><scale>0</scale>')).toEqual([]);
    for (const org of [first, second]) expect(deployClass(org, 'Reader', reader)).toEqual([]);
    expect(debugged(first, "System.debug(Reader.mark(new Account(Mark__c = '2')));")).toBe('22');
    expect(debugged(second, 'System.debug(Reader.mark(new Account(Mark__c = 2)));')).toBe('4');
});

it('binds them anew in an org that has not the label', () => {
    const greeter = 'public static String text() { return System.Label.Greeting; }';
    expect(deployLabel(first)).toEqual([]);
    expect(deployClass(first, 'Greeter', greeter)).toEqual([]);
    expect(deployClass(second, 'Greeter', greeter)).toEqual([expect.stringContaining('Greeting')]);
});

it('lets a transaction of one org leave the statics and constants of another alone', () => {
    const body = `public static List<String> seen = new List<String>();
        public static String note(String text) { seen.add(text); return String.join(seen, ','); }`;
    for (const org of [first, second]) expect(deployClass(org, 'Notes', body)).toEqual([]);
    for (const org of [first, second, first])
        expect(debugged(org, "Notes.note(UserInfo.getOrganizationId()); System.debug(Notes.note('x'));")).toBe(
            `${org.identity.orgId},x`
        );
});
