/** Triggers of others beside one's own, errors a row, and options of a save. */
import { apexTrigger, type Scenario } from '../scenario.ts';

const triggerDocs = 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode';

/** A trigger that writes its mark behind those of the triggers before it. */
function markingTrigger(name: string, mark: string): Record<string, string> {
    return apexTrigger(
        name,
        `trigger ${name} on Account (before insert) {
            for (Account a : Trigger.new) a.Description = (a.Description == null ? '' : a.Description) + '${mark}';
        }`
    );
}

export const triggerRules: readonly Scenario[] = [
    {
        id: 'trigger-foreign-neighbours',
        title: 'before triggers of several packages on one object all run and see what the others wrote',
        source: `${triggerDocs}/apex_triggers_order_of_execution.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...markingTrigger('AaScenarioForeign', 'A'),
                ...markingTrigger('MmScenarioOwn', 'M'),
                ...markingTrigger('ZzScenarioForeign', 'Z')
            });
            if (problems.length > 0) return problems;
            return org.anonymous(`Account a = new Account(Name = 'marked'); insert a;
                String marks = [SELECT Description FROM Account WHERE Id = :a.Id].Description;
                System.debug(marks.length() + ' ' + marks.contains('A') + marks.contains('M') + marks.contains('Z'));`);
        },
        expected: ['3 truetruetrue']
    },
    {
        id: 'trigger-errors-per-row',
        title: 'addError fails its row with all its messages, on the record or on a field, and spares the others',
        source: `${triggerDocs}/apex_triggers_exceptions.htm`,
        run: async (org) => {
            const problems = await org.deploy(
                apexTrigger(
                    'ScenarioErrors',
                    `trigger ScenarioErrors on Account (before insert, after insert) {
                        for (Account a : Trigger.new) {
                            if (Trigger.isBefore && a.Name == 'record') a.addError('whole');
                            if (Trigger.isBefore && a.Name == 'field') { a.Site.addError('one'); a.Site.addError('two'); }
                            if (Trigger.isAfter && a.Name == 'late') a.addError('after');
                        }
                    }`
                )
            );
            if (problems.length > 0) return problems;
            return org.anonymous(`List<Account> rows = new List<Account>{
                    new Account(Name = 'record'), new Account(Name = 'field'), new Account(Name = 'late'), new Account(Name = 'fine') };
                for (Database.SaveResult result : Database.insert(rows, false)) {
                    List<String> texts = new List<String>();
                    for (Database.Error error : result.getErrors()) texts.add(error.getMessage() + error.getFields());
                    System.debug(result.isSuccess() + ' ' + String.join(texts, ' '));
                }
                System.debug([SELECT COUNT() FROM Account WHERE Name IN ('record', 'field', 'late', 'fine')]);`);
        },
        expected: ['false whole()', 'false one(Site) two(Site)', 'false after()', 'true ', '1']
    },
    {
        id: 'dml-options-truncation',
        title: 'text that is too long is refused, and cut where the options say so',
        source: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Database_DMLOptions.htm',
        run: (org) =>
            org.anonymous(`Account a = new Account(Name = 'x'.repeat(300));
                System.debug(Database.insert(a, false).getErrors().get(0).getStatusCode());
                Database.DMLOptions options = new Database.DMLOptions();
                options.AllowFieldTruncation = true;
                System.debug(Database.insert(a, options).isSuccess());
                System.debug([SELECT Name FROM Account WHERE Id = :a.Id].Name.length());`),
        expected: ['STRING_TOO_LONG', 'true', '255']
    }
];
