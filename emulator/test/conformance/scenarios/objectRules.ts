/** Rules of a custom object: validation, unique external ids, rights on fields, sharing. */
import { apexClass, type OrgUnderTest, type Scenario } from '../scenario.ts';

const object = {
    'objects/ScenarioThing__c.object': `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <deploymentStatus>Deployed</deploymentStatus>
    <fields><fullName>Amount__c</fullName><label>Amount</label><precision>18</precision><scale>2</scale><type>Number</type></fields>
    <fields><fullName>Key__c</fullName><externalId>true</externalId><label>Key</label><length>20</length><type>Text</type><unique>true</unique></fields>
    <label>Scenario Thing</label>
    <nameField><label>Name</label><type>Text</type></nameField>
    <pluralLabel>Scenario Things</pluralLabel>
    <sharingModel>Private</sharingModel>
    <validationRules>
        <fullName>NotNegative</fullName><active>true</active>
        <errorConditionFormula>Amount__c &lt; 0</errorConditionFormula>
        <errorDisplayField>Amount__c</errorDisplayField><errorMessage>Must not be negative</errorMessage>
    </validationRules>
</CustomObject>`
};

const permissionSet = {
    'permissionsets/ScenarioThings.permissionset': `<?xml version="1.0" encoding="UTF-8"?>
<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
    <fieldPermissions><editable>true</editable><field>ScenarioThing__c.Key__c</field><readable>true</readable></fieldPermissions>
    <hasActivationRequired>false</hasActivationRequired>
    <label>Scenario Things</label>
    <objectPermissions>
        <allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords><object>ScenarioThing__c</object><viewAllRecords>false</viewAllRecords>
    </objectPermissions>
</PermissionSet>`
};

/** Deploys, then runs one test class, whose asserts are the scenario. */
async function runTestClass(
    org: OrgUnderTest,
    name: string,
    body: string,
    files: Record<string, string>
): Promise<readonly string[]> {
    const problems = await org.deploy({
        ...object,
        ...permissionSet,
        ...files,
        ...apexClass(name, `@IsTest private class ${name} { ${body} }`)
    });
    if (problems.length > 0) return problems;
    const answer = await org.rest('POST', '/tooling/runTestsSynchronous', { tests: [{ className: name }] });
    const { numTestsRun, failures = [] } = answer.body as { numTestsRun?: number; failures?: { message: string }[] };
    return [`tests ${String(numTestsRun)}`, ...failures.map(({ message }) => message)];
}

const salesPerson = `static User salesPerson(String name) {
        User u = new User(Username = name + '@sharing.scenario.example', LastName = name, Email = 'x@scenario.example', Alias = name,
            TimeZoneSidKey = 'Europe/Berlin', LocaleSidKey = 'en_US', EmailEncodingKey = 'UTF-8', LanguageLocaleKey = 'en_US',
            ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);
        insert u;
        insert new PermissionSetAssignment(AssigneeId = u.Id, PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'ScenarioThings'].Id);
        return u;
    }`;

export const objectRules: readonly Scenario[] = [
    {
        id: 'validation-rule',
        title: 'a validation rule refuses the row with its message on its field',
        source: 'https://help.salesforce.com/s/articleView?id=sf.fields_about_field_validation.htm',
        run: async (org) => {
            const problems = await org.deploy(object);
            if (problems.length > 0) return problems;
            return org.anonymous(`List<ScenarioThing__c> rows = new List<ScenarioThing__c>{ new ScenarioThing__c(Amount__c = -1), new ScenarioThing__c(Amount__c = 1), new ScenarioThing__c() };
                for (Database.SaveResult result : Database.insert(rows, false, AccessLevel.SYSTEM_MODE)) {
                    System.debug(result.isSuccess() ? 'saved' : result.getErrors().get(0).getStatusCode() + ' ' + result.getErrors().get(0).getMessage() + result.getErrors().get(0).getFields());
                }`);
        },
        expected: ['FIELD_CUSTOM_VALIDATION_EXCEPTION Must not be negative(Amount__c)', 'saved', 'saved']
    },
    {
        id: 'unique-external-id-upsert',
        title: 'upsert by an external id updates the row that has it, inserts the others, and refuses a key given twice',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_examples_upsert.htm',
        run: async (org) => {
            const problems = await org.deploy(object);
            if (problems.length > 0) return problems;
            return org.anonymous(`insert as system new ScenarioThing__c(Key__c = 'one', Amount__c = 1);
                List<ScenarioThing__c> rows = new List<ScenarioThing__c>{ new ScenarioThing__c(Key__c = 'ONE', Amount__c = 2), new ScenarioThing__c(Key__c = 'two') };
                for (Database.UpsertResult result : Database.upsert(rows, ScenarioThing__c.Key__c, false, AccessLevel.SYSTEM_MODE)) System.debug(result.isSuccess() + ' ' + result.isCreated());
                System.debug([SELECT Amount__c FROM ScenarioThing__c WHERE Key__c = 'one' WITH SYSTEM_MODE].Amount__c.intValue());
                System.debug(Database.insert(new ScenarioThing__c(Key__c = 'two'), false, AccessLevel.SYSTEM_MODE).getErrors().get(0).getStatusCode());`);
        },
        expected: ['true false', 'true true', '2', 'DUPLICATE_VALUE']
    },
    {
        id: 'user-mode-fields',
        title: 'in user mode a deployed field is closed even to the administrator until a permission set opens it',
        rule: 'userMode',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm',
        run: async (org) => {
            const problems = await org.deploy({ ...object, ...permissionSet });
            if (problems.length > 0) return problems;
            const probe = `try { System.debug([SELECT Key__c FROM ScenarioThing__c WITH USER_MODE].size()); } catch (QueryException e) { System.debug('closed'); }
                try { insert as user new ScenarioThing__c(Key__c = 'k'); System.debug('saved'); } catch (DmlException e) { System.debug('not saved'); }`;
            const before = await org.anonymous(probe);
            await org.anonymous(
                `insert new PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'ScenarioThings'].Id);`
            );
            return [...before, ...(await org.anonymous(probe))];
        },
        expected: ['closed', 'not saved', '0', 'saved']
    },
    {
        id: 'sharing-keywords',
        title: 'with sharing hides records of others, without sharing and system mode show them, user mode always hides',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_sharing.htm',
        run: (org) =>
            runTestClass(
                org,
                'ScenarioSharingTest',
                `${salesPerson}
                @IsTest static void recordsOfOthers() {
                    User one = salesPerson('one');
                    User two = salesPerson('two');
                    System.runAs(one) { insert new ScenarioThing__c(Key__c = 'mine'); }
                    System.runAs(two) {
                        Assert.areEqual(0, ScenarioWith.count(), 'with sharing');
                        Assert.areEqual(1, ScenarioWithout.count(), 'without sharing');
                        Assert.areEqual(0, ScenarioWithout.countAsUser(), 'user mode');
                        Assert.areEqual(1, ScenarioWithout.countInherited(), 'inherited from without');
                        Assert.areEqual(0, ScenarioWith.countInherited(), 'inherited from with');
                    }
                }`,
                {
                    ...apexClass(
                        'ScenarioWith',
                        `public with sharing class ScenarioWith {
                            public static Integer count() { return [SELECT COUNT() FROM ScenarioThing__c WITH SYSTEM_MODE]; }
                            public static Integer countInherited() { return ScenarioInherited.count(); }
                        }`
                    ),
                    ...apexClass(
                        'ScenarioWithout',
                        `public without sharing class ScenarioWithout {
                            public static Integer count() { return [SELECT COUNT() FROM ScenarioThing__c WITH SYSTEM_MODE]; }
                            public static Integer countAsUser() { return [SELECT COUNT() FROM ScenarioThing__c WITH USER_MODE]; }
                            public static Integer countInherited() { return ScenarioInherited.count(); }
                        }`
                    ),
                    ...apexClass(
                        'ScenarioInherited',
                        'public inherited sharing class ScenarioInherited { public static Integer count() { return [SELECT COUNT() FROM ScenarioThing__c WITH SYSTEM_MODE]; } }'
                    )
                }
            ),
        expected: ['tests 1']
    }
];
