import { ApexSObject } from '../values/apexSObject.ts';
import { deployApex } from '../../test/fakes/apexRig.ts';
import { testApex } from '../../test/fakes/apexTable.ts';
import type { DmlCall, RowOutcome } from '../runtime/host.ts';

const duplicate = { statusCode: 'DUPLICATE_VALUE', message: 'duplicate value found', fields: ['Name'] };

/** Records named `bad` fail, the others get an id. */
function answer(call: DmlCall): readonly RowOutcome[] {
    return call.records.map((record, row) =>
        record.get('Name') === 'bad'
            ? { id: null, isSuccess: false, isCreated: false, errors: [duplicate] }
            : { id: `00100000000000${row}AAA`, isSuccess: true, isCreated: call.operation === 'upsert', errors: [] }
    );
}

describe('Database', () => {
    const pair = "List<Account> l = new List<Account>{ new Account(Name = 'bad'), new Account(Name = 'x') }; ";
    const failed = 'first error: DUPLICATE_VALUE, duplicate value found: [Name]';
    testApex(
        [
            [`${pair}return Database.insert(l, false).get(1).getId();`, "'001000000000001AAA'"],
            [`${pair}return Database.insert(l, false).get(0).isSuccess();`, 'false'],
            [
                `${pair}return Database.insert(l, false).get(0).getErrors().get(0).getMessage();`,
                "'duplicate value found'"
            ],
            [`${pair}return Database.insert(l, false).get(0).getErrors().get(0).getFields();`, "['Name']"],
            [
                `${pair}return Database.insert(l, false, AccessLevel.SYSTEM_MODE).get(0).getErrors().get(0).getStatusCode();`,
                'DUPLICATE_VALUE'
            ],
            [
                `${pair}return Database.insert(l);`,
                `System.DmlException: Insert failed. First exception on row 0; ${failed}`
            ],
            [`${pair}return Database.update(l.get(1), AccessLevel.USER_MODE).isSuccess();`, 'true'],
            [
                `${pair}return Database.update(l, new Database.DMLOptions());`,
                `System.DmlException: Update failed. First exception on row 0; ${failed}`
            ],
            [
                `${pair}l.get(0).Id = '001000000000001AAA'; update l; return null;`,
                `System.DmlException: Update failed. First exception on row 0 with id 001000000000001AAA; ${failed}`
            ],
            [
                `${pair}Database.DMLOptions o = new Database.DMLOptions(); o.optAllOrNone = false; return Database.update(l, o).get(0).isSuccess();`,
                'false'
            ],
            [`${pair}return Database.upsert(l.get(1), Account.Name, false).isCreated();`, 'true'],
            [
                'Database.DMLOptions o = new Database.DMLOptions(); o.emailHeader = new Database.EmailHeader(); return o.emailHeader.triggerUserEmail;',
                'null'
            ],
            ["Database.delete('001000000000001AAA').getId()", "'001000000000000AAA'"],
            ["Database.delete(new List<Id>{ '001000000000001AAA' }, false).size()", '1'],
            ["Database.undelete(new Account(Id = '001000000000001AAA')).isSuccess()", 'true'],
            [
                'Database.insert(new List<Account>{ null })',
                'System.NullPointerException: Attempt to de-reference a null object'
            ],
            ['Savepoint s = Database.setSavepoint(); Database.rollback(s); return null;', 'null'],
            ["Database.query('SELECT Id FROM Account').size()", '1'],
            ["Database.query('SELECT Id FROM Account', AccessLevel.USER_MODE).get(0).getSObjectType()", 'Account'],
            [
                "Database.query('SELECT count() FROM Account')",
                'refused: Database.query of SELECT COUNT(); Database.countQuery takes it'
            ],
            [
                "Database.query('SELECT Id FROM Account WHERE Id = :x')",
                'System.QueryException: Variable does not exist: x'
            ],
            ["Id x = '001000000000001'; return Database.query('SELECT Id FROM Account WHERE Id = :X').size();", '1'],
            [
                "String name = 'A'; return Database.countQuery('SELECT COUNT() FROM Account WHERE Name = :name.x');",
                'System.QueryException: Variable does not exist: name.x'
            ],
            [
                "Database.queryWithBinds('SELECT Id FROM Account WHERE Id = :x', new Map<String, Object>{ 'X' => 1 }, AccessLevel.SYSTEM_MODE).size()",
                '1'
            ],
            [
                "Database.queryWithBinds('SELECT Id FROM Account WHERE Id = :x', new Map<String, Object>(), AccessLevel.SYSTEM_MODE)",
                "System.QueryException: Key 'x' does not exist in the bindMap"
            ],
            ["Database.countQuery('SELECT count() FROM Account')", '7'],
            ["Database.countQuery('SELECT count() FROM Account', AccessLevel.USER_MODE)", '7'],
            [
                "Database.countQueryWithBinds('SELECT count() FROM Account', new Map<String, Object>(), AccessLevel.USER_MODE)",
                '7'
            ],
            [
                "Database.countQuery('SELECT Id FROM Account')",
                'System.QueryException: countQuery takes a query with SELECT COUNT() only'
            ]
        ],
        {
            prepare: (host) => {
                host.answerDml = answer;
                host.answerQuery = ({ query }) =>
                    query.isCount ? { count: 7, rows: [] } : { count: undefined, rows: [new ApexSObject('Account')] };
            }
        }
    );

    test('a malformed query is the caller’s exception', () => {
        const rig = deployApex({
            'classes/Probe.cls': "public class Probe { public static void run() { Database.query('SELECT FROM'); } }"
        });
        expect(() => rig.call('Probe', 'run') as unknown).toThrow(
            expect.objectContaining({ typeName: 'System.QueryException' })
        );
    });

    test('options, key and access level reach the platform', () => {
        const rig = deployApex({
            'classes/Probe.cls': `public class Probe { public static void run() {
                Database.DMLOptions options = new Database.DMLOptions();
                options.emailHeader.triggerUserEmail = true;
                options.allowFieldTruncation = true;
                Database.insert(new Account(), options, AccessLevel.SYSTEM_MODE);
                Account own = new Account();
                own.setOptions(options);
                Database.insert(own);
                Database.upsert(new List<Account>{ new Account() }, Account.Name, true, AccessLevel.USER_MODE);
            } }`
        });
        rig.call('Probe', 'run');
        const [first, second, third] = rig.host.dmlCalls;
        expect(first).toMatchObject({
            options: { triggerUserEmail: true, allowFieldTruncation: true },
            access: { mode: 'system' }
        });
        expect(second).toMatchObject({ options: { triggerUserEmail: true }, allOrNone: true });
        expect(third).toMatchObject({
            externalIdField: 'Name',
            access: { mode: 'user' },
            options: { triggerUserEmail: false }
        });
    });
});

describe('AggregateResult', () => {
    const first = "Database.query('SELECT count(Id) total FROM Account').get(0)";
    testApex(
        [
            [`${first}.get('TOTAL')`, '7'],
            [`${first}.get('other')`, 'System.SObjectException: Invalid field other for AggregateResult']
        ],
        {
            prepare: (host) => {
                const row = new ApexSObject('AggregateResult');
                row.fields.set('total', 7);
                host.answerQuery = () => ({ count: undefined, rows: [row] });
            }
        }
    );
});

describe('EventBus', () => {
    const context = { retries: 2, lastError: 'oops', resumeCheckpoint: null as string | null };
    testApex(
        [
            ['EventBus.publish(new List<Account>{ new Account() }).get(0).isSuccess()', 'true'],
            ['EventBus.publish(new Account()).isSuccess()', 'true'],
            ['EventBus.publish(new Account(), null).isSuccess()', 'true'],
            [
                "EventBus.TriggerContext.currentContext().setResumeCheckpoint('7'); return EventBus.TriggerContext.currentContext().getResumeCheckpoint();",
                "'7'"
            ],
            ['EventBus.TriggerContext.currentContext().retries', '2'],
            ['EventBus.TriggerContext.currentContext().lastError', "'oops'"]
        ],
        { prepare: (host) => void Object.assign(host, { eventTrigger: context }) }
    );
});

describe('EventBus outside a trigger', () => {
    testApex([
        [
            'EventBus.TriggerContext.currentContext().retries',
            'refused: EventBus.TriggerContext outside a trigger on a platform event'
        ]
    ]);
});
