import { checkApexClasses } from './apexClasses.ts';

const meta = '<ApexClass><apiVersion>67.0</apiVersion></ApexClass>';
const folder = 'force-app/main/outbound/classes';

function messages(files: Record<string, string>): string[] {
    return checkApexClasses(new Map(Object.entries(files))).map(({ line, message }) => `${line ?? '-'} ${message}`);
}

/** A class with its meta file and test, so that only what the test is about can be wrong. */
function messagesFor(source: string): string[] {
    return messages({
        [`${folder}/UserSyncSender.cls`]: source,
        [`${folder}/UserSyncSender.cls-meta.xml`]: meta,
        [`${folder}/UserSyncSenderTest.cls`]: '@IsTest\nprivate class UserSyncSenderTest {}',
        [`${folder}/UserSyncSenderTest.cls-meta.xml`]: meta
    });
}

describe('checkApexClasses', () => {
    it('accepts a class with meta file, test and access modes', () => {
        expect(messagesFor('public with sharing class UserSyncSender {\n  void a() {\n insert as user x; } }')).toEqual(
            []
        );
    });

    it('asks for the meta file, its version and the test', () => {
        expect(messages({ [`${folder}/UserSyncSender.cls`]: 'public class UserSyncSender { void a() {} }' })).toEqual([
            '- The -meta.xml file is missing.',
            '- The test UserSyncSenderTest.cls beside it is missing.'
        ]);
        expect(
            messages({
                [`${folder}/UserSyncRule.cls`]: 'public interface UserSyncRule {}',
                [`${folder}/UserSyncRule.cls-meta.xml`]: '<apiVersion>66.0</apiVersion>'
            })
        ).toEqual(['- apiVersion must be 67.0.']);
    });

    it('asks for no test of interfaces, enums, exceptions and constants', () => {
        for (const source of [
            'public interface A {}',
            'public enum A { B }',
            'public class A extends Exception {}',
            'public class A { Integer B = C.d(1); }'
        ]) {
            const files = { [`${folder}/UserSyncA.cls`]: source, [`${folder}/UserSyncA.cls-meta.xml`]: meta };
            expect(messages(files)).toEqual([]);
        }
    });

    it('asks for the test of a class that only contains an enum', () => {
        const files = {
            [`${folder}/UserSyncA.cls`]: 'public class UserSyncA { enum B { C } void a() {} }',
            [`${folder}/UserSyncA.cls-meta.xml`]: meta
        };
        expect(messages(files)).toEqual(['- The test UserSyncATest.cls beside it is missing.']);
    });

    it('refuses DML without an access mode, but not in strings, comments or tests', () => {
        const source =
            "public class UserSyncSender {\n  // insert x;\n  String s = 'delete it';\n  void a() {\n\n    update users;\n  }\n}";
        expect(messagesFor(source)).toEqual(['6 Say in whose name: update as user … or as system …']);
        expect(messagesFor('@IsTest\nclass T {\n update users;\n}')).toEqual([]);
    });

    it('refuses a suppression without a reason', () => {
        const bare = "@SuppressWarnings('PMD.AvoidGlobalModifier')\nglobal class UserSyncSender {}";
        expect(messagesFor(bare)).toEqual([
            '1 Give the reason on the line above: // PMD false positive: <rule>: <reason>'
        ]);
        expect(messagesFor(`// PMD false positive: AvoidGlobalModifier: Apex REST requires it\n${bare}`)).toEqual([]);
    });

    it('refuses triggers with logic, wrong names and files in the inbox', () => {
        expect(
            messages({
                'force-app/main/default/classes/UserSync_A.cls': '@IsTest class A {}',
                'force-app/main/default/classes/UserSync_A.cls-meta.xml': meta,
                'force-app/main/outbound/triggers/UserSyncTrigger.trigger':
                    'trigger T on User(after insert) { a(); b(); }',
                'force-app/main/outbound/triggers/UserSyncTrigger.trigger-meta.xml': meta,
                'force-app/main/outbound/triggers/UserSyncGone.trigger-meta.xml': meta
            })
        ).toEqual([
            expect.stringContaining('inbox'),
            expect.stringContaining('inbox'),
            '- Name it UserSync…, PascalCase, no underscore, at most 40 characters.',
            '- A trigger is one statement: hand the context to its handler.',
            '- A meta file without its source.'
        ]);
    });
});
