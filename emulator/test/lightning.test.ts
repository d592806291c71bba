/** What pages need of an org: calls of components, applications and tabs, labels, and the check of bundles. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalOrg, type LocalOrg } from '../src/index.ts';
import type { ComponentOutcome, DeployOptions } from '../src/orgServices.ts';
import type { AuraErrorBody, BundleChecker } from '../src/lightningServices.ts';
import { files, manifest, xmlFile } from './fakes/packageFiles.ts';

const options: DeployOptions = {
    checkOnly: false,
    rollbackOnError: true,
    testLevel: undefined,
    runTests: [],
    ignoreWarnings: false
};
const classMeta = xmlFile('ApexClass', '<apiVersion>67.0</apiVersion>', '<status>Active</status>');
const source = `public with sharing class Desk {
    public class DeskException extends Exception { }
    public enum Shade { LIGHT, DARK }
    public class Line {
        @AuraEnabled public String name { get; set; }
        @AuraEnabled public Integer count { get; set; }
        @AuraEnabled public Decimal price { get; set; }
        @AuraEnabled public Date day { get; set; }
        @AuraEnabled public Datetime at { get; set; }
        @AuraEnabled public List<Line> parts { get; set; }
        @AuraEnabled public Shade shade { get; set; }
        public String secret { get; set; }
    }
    @AuraEnabled(cacheable=true)
    public static Map<String, Object> everything(Line line, List<Id> ids, Map<String, Integer> counts, Boolean flag, Long big) {
        line.count += ids.size();
        Map<String, Object> answer = new Map<String, Object>{ 'line' => line, 'counts' => counts, 'flag' => flag, 'big' => big };
        answer.put('seen', line.secret == null ? 'hidden' : line.secret);
        return answer;
    }
    @AuraEnabled(cacheable=true) public static void writes() { insert as system new Account(Name = 'no'); }
    @AuraEnabled public static List<Account> add(String name) {
        insert as system new List<Account>{ new Account(Name = name), new Account(Name = name + '2') };
        return [SELECT Name, Phone, Owner.Username, (SELECT LastName FROM Contacts) FROM Account WHERE Name LIKE :name + '%' WITH SYSTEM_MODE ORDER BY Name];
    }
    @AuraEnabled public static Integer visible() { return [SELECT COUNT() FROM Account WITH USER_MODE]; }
    @AuraEnabled public static void handled() {
        insert as system new Account(Name = 'rolled back');
        throw new AuraHandledException('Ask your administrator.');
    }
    @AuraEnabled public static void own() { throw new DeskException('closed'); }
    @AuraEnabled public static Integer divide(Integer by) { return 1 / by; }
    @AuraEnabled public static void invalid() { insert as system new Account(); }
    @AuraEnabled public static String greeting() { return System.Label.Greeting; }
    @AuraEnabled public static List<Object> wordsFor(String name, String language) {
        Boolean exists = System.Label.translationExists(null, name, language);
        return new List<Object>{ exists, exists ? Label.get('', name, language) : null };
    }
    @AuraEnabled public static String inMyLanguage() { return Label.get(null, 'Greeting'); }
    public static void hidden() { }
}`;
const bundle = (targets: string): Record<string, string> => ({
    'lwc/board/board.js': 'export default class Board {}',
    'lwc/board/board.html': '<template></template>',
    'lwc/board/board.js-meta.xml': xmlFile(
        'LightningComponentBundle',
        '<apiVersion>67.0</apiVersion>',
        '<isExposed>true</isExposed>',
        '<masterLabel>Board</masterLabel>',
        `<targets><target>${targets}</target></targets>`
    )
});
const page = xmlFile(
    'FlexiPage',
    '<flexiPageRegions>',
    '<itemInstances><componentInstance><componentInstanceProperties><name>size</name><value>9</value></componentInstanceProperties>',
    '<componentName>c:board</componentName><identifier>c_board</identifier></componentInstance></itemInstances>',
    '<name>main</name><type>Region</type>',
    '</flexiPageRegions>',
    '<masterLabel>Desk</masterLabel>',
    '<template><name>flexipage:defaultAppHomeTemplate</name></template>',
    '<type>AppPage</type>'
);
const tab = (flexiPage: string): string =>
    xmlFile('CustomTab', `<flexiPage>${flexiPage}</flexiPage>`, '<label>Desk</label>', '<motif>Custom1: Heart</motif>');
const members = {
    ...{
        ApexClass: ['Desk'],
        CustomApplication: ['Office'],
        CustomLabels: ['CustomLabels'],
        CustomTab: ['Desk', 'Side']
    },
    ...{ FlexiPage: ['Desk'], LightningComponentBundle: ['board'], PermissionSet: ['Clerk'], Translations: ['de'] }
};
const app = {
    'package.xml': manifest(members),
    'classes/Desk.cls': source,
    'classes/Desk.cls-meta.xml': classMeta,
    'applications/Office.app': xmlFile(
        'CustomApplication',
        ...['<label>Office</label>', '<navType>Standard</navType>', '<tabs>Side</tabs>', '<tabs>Desk</tabs>'],
        '<uiType>Lightning</uiType>'
    ),
    'labels/CustomLabels.labels': xmlFile(
        'CustomLabels',
        '<labels><fullName>Greeting</fullName><categories>Desk</categories><language>en_US</language><protected>false</protected>',
        '<shortDescription>Greeting</shortDescription><value>Good morning</value></labels>'
    ),
    'tabs/Desk.tab': tab('Desk'),
    'tabs/Side.tab': tab('Desk'),
    'flexipages/Desk.flexipage': page,
    ...bundle('lightning__AppPage'),
    'permissionsets/Clerk.permissionset': xmlFile(
        'PermissionSet',
        '<applicationVisibilities><application>Office</application><visible>true</visible></applicationVisibilities>',
        '<classAccesses><apexClass>Desk</apexClass><enabled>true</enabled></classAccesses>',
        '<label>Clerk</label>',
        '<tabSettings><tab>Desk</tab><visibility>Visible</visibility></tabSettings>',
        '<tabSettings><tab>Side</tab><visibility>Available</visibility></tabSettings>'
    ),
    'translations/de.translation': xmlFile(
        'Translations',
        '<customLabels><label>Guten Morgen</label><name>Greeting</name></customLabels>',
        '<customTabs><label>Tisch</label><name>Desk</name></customTabs>'
    )
};

const checked: string[] = [];
/** Finds names that a bundle imports and the org has not. */
const checker: BundleChecker = {
    prepare: (bundles) => {
        checked.push(...bundles.map(({ name }) => `prepare ${name}`));
        return Promise.resolve();
    },
    check: ({ name, files: own }, world) => {
        const text = String(own.find(({ path }) => path.endsWith('.js'))?.content);
        const missing = [...text.matchAll(/@salesforce\/apex\/(\w+)\.(\w+)/g)].filter(
            ([, className = '', method = '']) => !world.auraMethod(className, method)
        );
        checked.push(`check ${name} ${String(world.hasLabel('Greeting'))}`);
        return missing.map(([specifier]) => ({
            fileName: `lwc/${name}/${name}.js`,
            message: `missing ${specifier}`,
            line: 1,
            column: 8
        }));
    }
};

let org: LocalOrg;
let adminId: string;
let clerkId: string;
let guestId: string;

function deploy(contents: Record<string, string>): readonly ComponentOutcome[] {
    return org.deploy(adminId, files(contents), options).components.filter(({ problem }) => problem !== undefined);
}

function newUser(name: string, language: string): string {
    org.executeAnonymous(
        adminId,
        `insert new User(Username = '${name}@lightning.example', LastName = '${name}', Email = 'x@lightning.example', Alias = '${name}',
            TimeZoneSidKey = 'Europe/Berlin', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = '${language}',
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);`
    );
    return org.userByUsername(`${name}@lightning.example`)?.id ?? '';
}

beforeAll(async () => {
    org = await startLocalOrg({ name: 'Lightning', isManual: true, bundleChecker: checker });
    adminId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    expect(deploy(app)).toEqual([]);
    clerkId = newUser('clerk', 'de');
    guestId = newUser('guest', 'en_US');
    org.executeAnonymous(
        adminId,
        `insert new PermissionSetAssignment(AssigneeId = '${clerkId}', PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'Clerk'].Id);`
    );
});

afterAll(() => org.stop());

function call(methodName: string, args: Record<string, unknown> = {}, userId = clerkId, isCacheable = false): unknown {
    const outcome = org.callAura(userId, { className: 'Desk', methodName, args, isCacheable });
    return outcome.isSuccess ? outcome.returnValue : [outcome.status, outcome.body];
}

describe('a component calls Apex', () => {
    it('with values of every kind, and gets what is @AuraEnabled', () => {
        const line = {
            name: 'a',
            count: 1,
            price: 1.5,
            day: '2026-03-01',
            at: '2026-03-01T10:00:00.000Z',
            shade: 'DARK'
        };
        const args = {
            line: { ...line, secret: 'told', parts: [{ name: 'part' }] },
            ids: ['001000000000001', '001000000000002AAA'],
            counts: { a: 1 },
            flag: true,
            big: 5_000_000_000
        };
        expect(call('everything', args, clerkId, true)).toEqual({
            line: { ...line, count: 3, parts: [{ name: 'part' }] },
            counts: { a: 1 },
            flag: true,
            big: 5_000_000_000,
            seen: 'hidden'
        });
        expect(call('everything', { line: { count: 'many' } })).toEqual([
            500,
            expect.objectContaining({
                message: "Value provided is invalid for action parameter 'line' of type 'Desk.Line'"
            })
        ]);
    });

    it('as the user, with records as they were read', () => {
        const rows = call('add', { name: 'Aura' }) as Record<string, unknown>[];
        expect(rows).toEqual([
            expect.objectContaining({
                Name: 'Aura',
                Owner: expect.objectContaining({ Username: 'clerk@lightning.example' })
            }),
            expect.objectContaining({ Name: 'Aura2' })
        ]);
        expect(rows[0]).not.toHaveProperty('attributes');
        expect(rows[0]).not.toHaveProperty('Phone');
        expect(call('visible')).toBe(2);
        expect(call('visible', {}, adminId)).toBe(2);
    });

    it('and is told what went wrong, as the platform tells it', () => {
        expect(call('handled')).toEqual([500, { message: 'Ask your administrator.' }]);
        expect(call('visible')).toBe(2);
        expect(call('own')).toEqual([
            500,
            {
                exceptionType: 'Desk.DeskException',
                isUserDefinedException: true,
                message: 'closed',
                stackTrace: expect.stringMatching(/^Class\.Desk\.own: line \d+, column 1$/)
            }
        ]);
        expect(call('divide', { by: 0 })).toEqual([
            500,
            expect.objectContaining({ exceptionType: 'System.MathException', isUserDefinedException: false })
        ]);
        const [status, body] = call('invalid') as [number, AuraErrorBody];
        expect([status, body.message, Object.keys(body.fieldErrors ?? {})]).toEqual([500, undefined, ['Name']]);
        expect(call('writes', {}, clerkId, true)).toEqual([
            500,
            expect.objectContaining({ message: 'Too many DML statements: 1', exceptionType: 'System.LimitException' })
        ]);
    });

    it('only where it may', () => {
        expect(call('greeting', {}, guestId)).toEqual([
            403,
            { errorCode: 'INSUFFICIENT_ACCESS', message: "You do not have access to the Apex class named 'Desk'." }
        ]);
        expect(call('hidden')).toEqual([404, expect.objectContaining({ errorCode: 'NOT_FOUND' })]);
        expect(call('GREETING')).toEqual([404, expect.objectContaining({ errorCode: 'NOT_FOUND' })]);
        expect(call('visible', {}, clerkId, true)).toEqual([
            500,
            { message: 'Apex methods that are to be cached must be marked as @AuraEnabled(cacheable=true)' }
        ]);
        expect(org.auraMethod('desk', 'divide')).toEqual({ isCacheable: false, parameters: ['by'] });
    });
});

describe('a user sees', () => {
    it('applications and tabs that a permission set shows, in the language of the user', () => {
        const desk = { name: 'Desk', label: 'Tisch', page: { kind: 'flexiPage', name: 'Desk' } };
        expect(org.lightningApps(clerkId)).toEqual([
            { name: 'Office', label: 'Office', description: null, tabs: [desk] }
        ]);
        expect(org.lightningTab(clerkId, 'Side')?.label).toBe('Desk');
        expect(org.lightningApps(adminId)).toEqual([]);
        expect(org.lightningTab(guestId, 'Desk')).toBeUndefined();
        expect(org.flexiPage('Desk')?.regions).toEqual([
            { name: 'main', components: [{ namespace: 'c', name: 'board', properties: { size: '9' } }] }
        ]);
    });

    it('labels in the language of the user', () => {
        expect(call('greeting')).toBe('Guten Morgen');
        expect(call('greeting', {}, adminId)).toBe('Good morning');
        expect(org.customLabel('Greeting', 'de')).toBe('Guten Morgen');
        expect(org.customLabel('Greeting', 'fr')).toBe('Good morning');
        const words = (name: string, language: string): unknown => call('wordsFor', { name, language });
        expect(words('Greeting', 'de')).toEqual([true, 'Guten Morgen']);
        expect(words('greeting', 'en_US')).toEqual([true, 'Good morning']);
        expect(words('Greeting', 'fr')).toEqual([false, null]);
        expect(words('Farewell', 'de')).toEqual([false, null]);
        expect(call('inMyLanguage')).toBe('Guten Morgen');
    });
});

describe('a deployment', () => {
    it.each([
        [
            'a page with a component that does not exist',
            { FlexiPage: ['Bad'] },
            { 'flexipages/Bad.flexipage': page.replace('c:board', 'c:nothing') },
            "We couldn't retrieve the design time component information for component c:nothing."
        ],
        [
            'a page with a component for another place',
            { LightningComponentBundle: ['board'], FlexiPage: ['Desk'] },
            { ...bundle('lightning__HomePage'), 'flexipages/Desk.flexipage': page },
            "The component c:board isn't available for the target lightning__AppPage."
        ],
        [
            'a tab without its page',
            { CustomTab: ['Bad'] },
            { 'tabs/Bad.tab': tab('Nowhere') },
            'In field: flexiPage - no FlexiPage named Nowhere found'
        ]
    ])('refuses %s', (_, named, contents, problem) => {
        expect(deploy({ 'package.xml': manifest(named), ...contents })).toMatchObject([{ problem }]);
    });

    it('asks the compiler of components about all of them, and is undone when it refuses one', async () => {
        const revision = org.uiRevision();
        const changed = {
            ...bundle('lightning__AppPage'),
            'lwc/board/board.js': "import go from '@salesforce/apex/Desk.go';"
        };
        const contents = { 'package.xml': manifest({ LightningComponentBundle: ['board'] }), ...changed };
        checked.length = 0;
        await org.prepareDeploy(files(contents));
        expect(deploy(contents)).toMatchObject([
            {
                componentType: 'LightningComponentBundle',
                fullName: 'board',
                problem: 'missing @salesforce/apex/Desk.go',
                line: 1,
                column: 8
            }
        ]);
        expect(checked).toEqual(['prepare board', 'check board true']);
        expect(org.uiRevision()).toBe(revision);
        const [board] = org.lightningBundles();
        expect(String(board?.files.find(({ path }) => path.endsWith('board.js'))?.content)).toContain('class Board');
        const withMethod = {
            'classes/Desk.cls': source.replace('hidden()', 'hidden() { }\n@AuraEnabled public static void go()'),
            'classes/Desk.cls-meta.xml': classMeta
        };
        const both = {
            ...contents,
            ...withMethod,
            'package.xml': manifest({ ApexClass: ['Desk'], LightningComponentBundle: ['board'] })
        };
        expect(deploy(both)).toEqual([]);
        expect(
            deploy({ 'package.xml': manifest({ ApexClass: ['Desk'] }), ...withMethod, 'classes/Desk.cls': source })
        ).toMatchObject([{ fullName: 'board', problem: 'missing @salesforce/apex/Desk.go' }]);
        expect(call('go')).toBeNull();
    });
});
