/** Apex that a real org runs and the local org does not: refused by name and place, never run differently. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalOrg, type LocalOrg } from '../src/index.ts';

let org: LocalOrg;
let userId: string;

beforeAll(async () => {
    org = await startLocalOrg({ name: 'refusals', isManual: true });
    userId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
});

afterAll(() => org.stop());

describe('refuses by name', () => {
    it.each([
        ['type System.HttpRequest', 'HttpRequest r = new HttpRequest();'],
        ['type System.Http', 'Http h;'],
        ['type System.Security', 'Security.stripInaccessible(null, null);'],
        ['type Messaging.MassEmailMessage', 'Messaging.MassEmailMessage m;'],
        [
            'method Messaging.SingleEmailMessage.setTemplateId',
            'new Messaging.SingleEmailMessage().setTemplateId(null);'
        ],
        ['type System.Approval', 'Approval.lock((Id) null);'],
        ['type Database.QueryLocator', 'Database.QueryLocator l;'],
        ['method System.Database.executeBatch', 'Database.executeBatch(null);'],
        ['method System.Test.createStub', 'Test.createStub(null, null);'],
        ['method System.JSON.createParser', `JSON.createParser('{}');`],
        ['method System.String.swapCase', `String s = 'a'.swapCase();`],
        ['standard object Opportunity', 'List<Opportunity> o;'],
        ['standard object Case', 'Object o = [SELECT Id FROM Case];'],
        ['SOSL', `Object o = [FIND 'x' IN ALL FIELDS RETURNING Account];`],
        ['SOQL LIKE with a collection', 'List<String> l; Object o = [SELECT Id FROM User WHERE Name LIKE :l];'],
        [
            'Contact.Account by external id in DML',
            `insert new Contact(LastName = 'a', Account = new Account(Name = 'b'));`
        ],
        [
            'merge',
            `Account a = new Account(Name = 'a'); Account b = new Account(Name = 'b'); insert a; insert b; merge a b;`
        ],
        [
            'changing a map while its key set is iterated',
            `Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; for (String k : m.keySet()) m.remove(k);`
        ]
    ])('%s', (construct, source) => {
        const { compileProblem } = org.executeAnonymous(userId, source);
        expect(compileProblem?.message).toMatch(
            new RegExp(`^Not supported by the local org: ${construct.replace(/[.]/g, '\\.')} \\(anonymous:1:\\d+\\)$`)
        );
    });

    it('virtual properties', () => {
        const source = 'public virtual class A { public virtual Integer x { get; set; } }';
        const meta =
            '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>';
        const manifest =
            '<Package xmlns="http://soap.sforce.com/2006/04/metadata"><types><members>A</members><name>ApexClass</name></types><version>67.0</version></Package>';
        const files = Object.entries({
            'package.xml': manifest,
            'classes/A.cls': source,
            'classes/A.cls-meta.xml': meta
        });
        const { components } = org.deploy(
            userId,
            files.map(([path, text]) => ({ path, content: Buffer.from(text) })),
            { checkOnly: false, rollbackOnError: true, testLevel: undefined, runTests: [], ignoreWarnings: false }
        );
        expect(components).toMatchObject([
            { problem: 'Not supported by the local org: virtual properties (classes/A.cls:1:33)', line: 1, column: 33 }
        ]);
    });
});
