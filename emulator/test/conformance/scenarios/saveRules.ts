/** The save order, mixed DML, partial saves. */
import { apexClass, apexTrigger, newUser, type Scenario } from '../scenario.ts';

const mixedDmlDocs =
    'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm';
const bulkDocs = 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_bulk.htm';

const counter = apexClass(
    'ScenarioCounter',
    'public class ScenarioCounter { public static List<Integer> sizes = new List<Integer>(); }'
);
const countingTrigger = apexTrigger(
    'ScenarioAccount',
    `trigger ScenarioAccount on Account (before insert) {
        ScenarioCounter.sizes.add(Trigger.new.size());
        for (Account a : Trigger.new) if (a.Name == 'refused') a.addError('no');
    }`
);

export const saveRules: readonly Scenario[] = [
    {
        id: 'mixed-dml-setup-after-record',
        title: 'a user cannot be inserted after an account in one transaction when it has a role',
        rule: 'mixedDml',
        source: mixedDmlDocs,
        run: async (org) => {
            const lines = await org.anonymous(`insert new Account(Name = 'mixed');
                ${newUser(org.unique('mixed'))} u.UserRoleId = [SELECT Id FROM UserRole LIMIT 1].Id;
                try { insert u; System.debug('saved'); } catch (DmlException e) { System.debug(e.getDmlStatusCode(0)); }`);
            return lines;
        },
        expected: ['MIXED_DML_OPERATION']
    },
    {
        id: 'mixed-dml-record-after-deactivation',
        title: 'an account cannot be inserted after a user was deactivated',
        rule: 'mixedDml',
        source: mixedDmlDocs,
        run: async (org) => {
            await org.anonymous(`${newUser(org.unique('leaver'))} insert u;`);
            return org.anonymous(`update new User(Id = [SELECT Id FROM User WHERE LastName = 'Scenario' AND IsActive = true ORDER BY CreatedDate DESC LIMIT 1].Id, IsActive = false);
                try { insert new Account(Name = 'mixed'); System.debug('saved'); } catch (DmlException e) { System.debug(e.getDmlStatusCode(0)); }`);
        },
        expected: ['MIXED_DML_OPERATION']
    },
    {
        id: 'mixed-dml-harmless-update',
        title: 'an account can be inserted after a user whose title changed',
        source: mixedDmlDocs,
        run: async (org) => {
            await org.anonymous(`${newUser(org.unique('title'))} insert u;`);
            return org.anonymous(`update new User(Id = [SELECT Id FROM User WHERE LastName = 'Scenario' ORDER BY CreatedDate DESC LIMIT 1].Id, Title = 'x');
                insert new Account(Name = 'mixed'); System.debug('saved');`);
        },
        expected: ['saved']
    },
    {
        id: 'trigger-chunks',
        title: 'a trigger gets 450 records as 200, 200 and 50, with statics kept',
        rule: 'triggerChunks',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm',
        run: async (org) => {
            await org.deploy({ ...counter, ...countingTrigger });
            return org.anonymous(`List<Account> rows = new List<Account>();
                for (Integer i = 0; i < 450; i++) rows.add(new Account(Name = 'row ' + i));
                insert rows; System.debug(ScenarioCounter.sizes);`);
        },
        expected: ['(200, 200, 50)']
    },
    {
        id: 'partial-save-retry',
        title: 'a partial save runs the trigger again on the records that are left, with statics kept',
        rule: 'partialSaveRetry',
        source: bulkDocs,
        run: async (org) => {
            await org.deploy({ ...counter, ...countingTrigger });
            return org.anonymous(`List<Account> rows = new List<Account>{ new Account(Name = 'a'), new Account(Name = 'refused'), new Account(Name = 'b') };
                List<Database.SaveResult> results = Database.insert(rows, false);
                System.debug(results.get(0).isSuccess() + ' ' + results.get(1).isSuccess() + ' ' + results.get(2).isSuccess());
                System.debug(ScenarioCounter.sizes);`);
        },
        expected: ['true false true', '(3, 2)']
    },
    {
        id: 'text-trimmed',
        title: 'text is stored without surrounding blanks, and empty text as null',
        rule: 'emptyTextToNull',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/field_types.htm',
        run: (org) =>
            org.anonymous(`insert new List<Account>{ new Account(Name = ' padded ', Site = ''), new Account(Name = 'other', Site = '  ') };
                for (Account a : [SELECT Name, Site FROM Account WHERE Name IN ('padded', 'other') ORDER BY Name]) System.debug(a.Name + '|' + a.Site);`),
        expected: ['other|null', 'padded|null']
    },
    {
        id: 'governor-limits',
        title: 'the 101st query of a transaction ends it, and no catch stops that',
        rule: 'governorLimits',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm',
        run: async (org) => {
            const lines = await org.anonymous(
                `for (Integer i = 0; i < 101; i++) { try { Integer n = [SELECT COUNT() FROM Account]; } catch (Exception e) { System.debug('caught'); } }`
            );
            return lines.map((line) => line.split('\n')[0] ?? '');
        },
        expected: ['EXCEPTION System.LimitException: Too many SOQL queries: 101']
    },
    {
        id: 'user-mode-objects',
        title: 'in user mode an object without rights is closed',
        rule: 'userMode',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm',
        run: async (org) => {
            const files = apexClass(
                'ScenarioUserModeTest',
                `@IsTest private class ScenarioUserModeTest {
                    @IsTest static void minimalUserCannotCreateAccounts() {
                        ${newUser('usermode.scenario').replace("'Standard User'", "'Minimum Access - Salesforce'")}
                        insert u;
                        System.runAs(u) {
                            try { insert as user new Account(Name = 'x'); Assert.fail('saved'); }
                            catch (Exception e) { Assert.areNotEqual('System.AssertException', e.getTypeName(), e.getMessage()); }
                        }
                    }
                }`
            );
            const problems = await org.deploy(files);
            if (problems.length > 0) return problems;
            const answer = await org.rest('POST', '/tooling/runTestsSynchronous', {
                tests: [{ className: 'ScenarioUserModeTest' }]
            });
            return [`failures ${String((answer.body as { numFailures?: number }).numFailures)}`];
        },
        expected: ['failures 0']
    }
];
