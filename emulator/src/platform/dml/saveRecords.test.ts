import type { TriggerInvocation } from '../../runtime/host.ts';
import { ApexException } from '../../values/apexObject.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import { sobject, TestPlatform, userMode } from '../testing/testPlatform.ts';

let org: TestPlatform;

beforeEach(() => {
    org = new TestPlatform();
});

const account = (fields: Readonly<Record<string, unknown>> = {}): ApexSObject =>
    sobject('Account', { Name: 'Acme', ...fields });

function errorsOf(
    operation: 'insert' | 'update' | 'delete',
    record: ApexSObject
): [string, string, readonly string[]][] {
    return org
        .dml(operation, [record])[0]!
        .errors.map(({ statusCode, message, fields }) => [statusCode, message, fields]);
}

describe('checks', () => {
    test.each([
        [{ Name: null }, ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', ['Name']]],
        [{ Name: '   ' }, ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [Name]', ['Name']]],
        [
            { Site: 'x'.repeat(81) },
            ['STRING_TOO_LONG', `Account Site: data value too large: ${'x'.repeat(81)} (max length=80)`, ['Site']]
        ],
        [{ Nope__c: 1 }, ['INVALID_FIELD', "No such column 'Nope__c' on sobject of type Account", ['Nope__c']]],
        [{ Name: 5 }, ['INVALID_TYPE_ON_FIELD_IN_RECORD', 'Account Name: value not of required type: 5', ['Name']]],
        [
            { ParentId: 'nonsense' },
            ['MALFORMED_ID', 'Parent Account ID: id value of incorrect type: nonsense', ['ParentId']]
        ],
        [{ ParentId: '0010a0000000zzz' }, ['INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', []]],
        [{ Id: '0010a0000000001' }, ['INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']]]
    ])('%j', (fields, expected) => {
        expect(errorsOf('insert', account(fields))).toEqual([expected]);
    });

    it('names the object a wrong id belongs to', () => {
        expect(errorsOf('insert', account({ ParentId: org.adminId }))[0]?.[0]).toBe('FIELD_INTEGRITY_EXCEPTION');
        expect(errorsOf('insert', account({ CreatedById: org.adminId }))[0]?.[1]).toMatch(
            /^Unable to create\/update fields: CreatedById\. /
        );
    });

    it('refuses setup objects that nobody writes, and updates of nothing', () => {
        expect(errorsOf('insert', sobject('Profile', { Name: 'x' }))[0]?.[1]).toBe(
            'entity type cannot be inserted: Profile'
        );
        expect(errorsOf('update', account())[0]?.[0]).toBe('MISSING_ARGUMENT');
        expect(() => org.dml('insert', [sobject('Nope__c', {})])).toThrow('DML not allowed on Nope__c');
        const record = account();
        expect(() => org.dml('insert', [record, record])).toThrow('must not have two identically equal elements');
    });

    it('fills in owner, times and defaults', () => {
        org.dml('insert', [account()]);
        const [row] = org.query('SELECT OwnerId, CreatedDate, LastModifiedById, IsDeleted FROM Account').rows;
        expect(row?.get('OwnerId')).toBe(org.adminId);
        expect(String(row?.get('CreatedDate'))).toBe('2026-11-21 12:00:00');
        expect([row?.get('LastModifiedById'), row?.get('IsDeleted')]).toEqual([org.adminId, false]);
    });
});

describe('all or none', () => {
    it('saves nothing and marks only the bad record', () => {
        const [good, bad] = [account(), account({ Name: null })];
        const outcomes = org.dml('insert', [good, bad]);
        expect(outcomes.map(({ isSuccess, errors }) => [isSuccess, errors.length])).toEqual([
            [false, 0],
            [false, 1]
        ]);
        expect(good.id).toBeNull();
        expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
    });
});

describe('triggers', () => {
    it('see chunks of 200, may change new records, and see them read-only afterwards', () => {
        org.triggers.set('account', ({ timing, newRecords }) => {
            for (const record of newRecords ?? []) if (timing === 'before') record.put('Site', 'set');
        });
        const records = Array.from({ length: 201 }, (_, index) => account({ Name: `a${index}` }));
        org.dml('insert', records);
        expect(org.invocations.map(({ timing, newRecords }) => [timing, newRecords?.length])).toEqual([
            ['before', 200],
            ['after', 200],
            ['before', 1],
            ['after', 1]
        ]);
        expect(org.invocations[1]?.newRecords?.[0]?.id).toBe(records[0]?.id);
        expect(() => org.invocations[1]?.newRecords?.[0]?.put('Name', 'x')).toThrow('Record is read-only');
        expect(org.query("SELECT COUNT() FROM Account WHERE Site = 'set'").count).toBe(201);
        expect(records[0]?.fields.has('Site')).toBe(false);
    });

    it('see old and new values of an update, with all fields', () => {
        const record = account({ Phone: '1' });
        org.dml('insert', [record]);
        const seen: unknown[] = [];
        org.triggers.set('account', ({ timing, newRecords, oldRecords }) => {
            seen.push([
                timing,
                oldRecords?.[0]?.get('Phone'),
                newRecords?.[0]?.get('Phone'),
                newRecords?.[0]?.get('Name')
            ]);
        });
        org.dml('update', [sobject('Account', { Id: record.id, Phone: '2' })]);
        expect(seen).toEqual([
            ['before', '1', '2', 'Acme'],
            ['after', '1', '2', 'Acme']
        ]);
    });

    it('that throw fail the chunk with their name and cause', () => {
        org.triggers.set('account', () => {
            const error = new ApexException('System.NullPointerException', 'Attempt to de-reference a null object');
            error.stack = [
                { where: 'Class.Invoice.total', position: { file: '', line: 7, column: 3 } },
                { where: 'Trigger.AccountTrigger', position: { file: '', line: 2, column: 1 } }
            ];
            throw error;
        });
        expect(errorsOf('insert', account())).toEqual([
            [
                'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
                'AccountTrigger: execution of BeforeInsert\n\ncaused by: System.NullPointerException: Attempt to de-reference a null object\n\n' +
                    'Class.Invoice.total: line 7, column 3\nTrigger.AccountTrigger: line 2, column 1',
                []
            ]
        ]);
    });

    it('cannot call each other more than 16 deep', () => {
        const messages: unknown[] = [];
        org.triggers.set('account', ({ timing }) => {
            if (timing === 'before')
                messages.push(org.dml('insert', [account()])[0]?.errors[0]?.message.split('\n')[0]);
        });
        errorsOf('insert', account());
        expect(messages[0]).toBe('Account: maximum trigger depth exceeded');
        expect(org.invocations.filter(({ timing }) => timing === 'before')).toHaveLength(16);
    });

    it('cannot update the record they run for', () => {
        const record = account();
        org.dml('insert', [record]);
        const codes: unknown[] = [];
        org.triggers.set('account', ({ timing }) => {
            if (timing === 'before')
                codes.push(org.dml('update', [sobject('Account', { Id: record.id })])[0]?.errors[0]?.statusCode);
        });
        org.dml('update', [sobject('Account', { Id: record.id, Site: 'x' })]);
        expect(codes).toEqual(['SELF_REFERENCE_FROM_TRIGGER']);
    });
});

describe('partial success', () => {
    const names = (invocation: TriggerInvocation): unknown[] =>
        (invocation.newRecords ?? []).map((record) => record.get('Name') as unknown);

    function refuseInTrigger(bad: (name: string, run: number) => boolean, timing: 'before' | 'after' = 'before'): void {
        let run = 0;
        org.triggers.set('account', (invocation) => {
            if (invocation.timing === 'before') run++;
            if (invocation.timing !== timing) return;
            for (const record of invocation.newRecords ?? []) {
                const name = record.get('Name') as string;
                if (bad(name, run))
                    record.errors.push({
                        field: undefined,
                        message: `not ${name}`,
                        statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION'
                    });
            }
        });
    }

    it('runs the triggers again on the records that are left, with the limits put back', () => {
        refuseInTrigger((name) => name === 'b');
        org.query('SELECT Id FROM Account');
        const outcomes = org.dml(
            'insert',
            ['a', 'b', 'c'].map((Name) => account({ Name })),
            { allOrNone: false }
        );
        expect(outcomes.map(({ isSuccess, errors }) => [isSuccess, errors[0]?.message])).toEqual([
            [true, undefined],
            [false, 'not b'],
            [true, undefined]
        ]);
        expect(org.invocations.map((invocation) => [invocation.timing, names(invocation)])).toEqual([
            ['before', ['a', 'b', 'c']],
            ['before', ['a', 'c']],
            ['after', ['a', 'c']]
        ]);
        expect([org.frame.limits.used('queries'), org.frame.limits.used('dmlStatements')]).toEqual([1, 1]);
        expect(org.column('SELECT Name FROM Account ORDER BY Name', 'Name')).toEqual(['a', 'c']);
    });

    it('takes the after triggers of the first attempt back', () => {
        refuseInTrigger((name) => name === 'b', 'after');
        const outcomes = org.dml(
            'insert',
            ['a', 'b'].map((Name) => account({ Name })),
            { allOrNone: false }
        );
        expect(outcomes.map(({ isSuccess }) => isSuccess)).toEqual([true, false]);
        expect(org.invocations.map(({ timing, newRecords }) => [timing, newRecords?.length])).toEqual([
            ['before', 2],
            ['after', 2],
            ['before', 1],
            ['after', 1]
        ]);
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['a']);
    });

    it('gives up when the third attempt fails too', () => {
        refuseInTrigger((name, run) => name === String(run));
        const outcomes = org.dml(
            'insert',
            ['1', '2', '3', '4'].map((Name) => account({ Name })),
            { allOrNone: false }
        );
        expect(new Set(outcomes.map(({ errors }) => errors[0]?.message))).toEqual(
            new Set(['Too many batch retries in the presence of Apex triggers and partial failures.'])
        );
        expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
    });

    it('fires once when the rule is off', () => {
        org = new TestPlatform({ rules: { partialSaveRetry: false } });
        refuseInTrigger((name) => name === 'b');
        org.dml(
            'insert',
            ['a', 'b'].map((Name) => account({ Name })),
            { allOrNone: false }
        );
        expect(org.invocations.filter(({ timing }) => timing === 'before')).toHaveLength(1);
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['a']);
    });
});

describe('mixed DML', () => {
    const rule =
        /^DML operation on setup object is not permitted after you have updated a non-setup object \(or vice versa\): /;

    it('refuses setup and other records in one transaction, both ways', () => {
        const roleId = org.column("SELECT Id FROM UserRole WHERE Name = 'CEO'", 'Id')[0];
        org.dml('insert', [account()]);
        const [refused] = org.dml('insert', [org.newUser('late', { UserRoleId: roleId })]);
        expect(refused?.errors[0]?.statusCode).toBe('MIXED_DML_OPERATION');
        expect(refused?.errors[0]?.message).toMatch(rule);
        expect(refused?.errors[0]?.message).toMatch(/: User, original object: Account$/);
        org.begin();
        const id = org.addUser('early', { UserRoleId: roleId });
        expect(errorsOf('insert', account())[0]?.[1]).toMatch(/: Account, original object: User$/);
        org.begin();
        org.dml('update', [sobject('User', { Id: id, IsActive: false })]);
        expect(errorsOf('insert', account())[0]?.[0]).toBe('MIXED_DML_OPERATION');
    });

    it('lets harmless writes of users through', () => {
        const id = org.addUser('plain');
        expect(errorsOf('insert', account())).toEqual([]);
        expect(errorsOf('update', sobject('User', { Id: id, Title: 'x', IsActive: true }))).toEqual([]);
        expect(errorsOf('update', sobject('User', { Id: id, IsActive: false }))[0]?.[0]).toBe('MIXED_DML_OPERATION');
    });

    it('is off with its rule', () => {
        org = new TestPlatform({ rules: { mixedDml: false } });
        org.dml('insert', [account()]);
        expect(errorsOf('insert', sobject('UserRole', { Name: 'x' }))).toEqual([]);
    });
});

describe('delete', () => {
    it('moves to the recycle bin and back', () => {
        const record = account();
        org.dml('insert', [record]);
        org.dml('insert', [sobject('Contact', { LastName: 'Zuse', AccountId: record.id })]);
        org.dml('delete', [record]);
        expect(org.query('SELECT COUNT() FROM Account').count).toBe(0);
        // https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_contact.htm
        expect(org.column('SELECT AccountId FROM Contact', 'AccountId')).toEqual([]);
        expect(org.column('SELECT IsDeleted FROM Account ALL ROWS', 'IsDeleted')).toEqual([true]);
        expect(errorsOf('update', sobject('Account', { Id: record.id }))[0]?.[0]).toBe('ENTITY_IS_DELETED');
        expect(org.dml('undelete', [record])[0]?.isSuccess).toBe(true);
        expect(org.query('SELECT COUNT() FROM Account').count).toBe(1);
        expect(org.column('SELECT AccountId FROM Contact', 'AccountId')).toEqual([record.id]);
    });

    it('never happens to users', () => {
        const record = sobject('User', { Id: org.addUser('leaver') });
        expect(errorsOf('delete', record)[0]).toEqual(['DELETE_FAILED', 'entity type cannot be deleted: User', []]);
    });
});

describe('user mode', () => {
    it('needs the right on the object and on each field', () => {
        const reader = org.addUser('reader', { ProfileId: org.profileId('Read Only') });
        const staff = org.addUser('staff');
        org.begin(reader);
        org.access = userMode;
        expect(errorsOf('insert', account())[0]).toEqual([
            'INSUFFICIENT_ACCESS_OR_READONLY',
            "Access to entity 'Account' denied",
            []
        ]);
        org.begin(staff);
        expect(errorsOf('insert', account())).toEqual([]);
        expect(errorsOf('insert', org.newUser('x'))[0]?.[0]).toBe('INSUFFICIENT_ACCESS_OR_READONLY');
        expect(errorsOf('update', sobject('User', { Id: staff, Title: 'x' }))).toEqual([]);
        expect(errorsOf('update', sobject('User', { Id: reader, Title: 'x' }))[0]?.[0]).toBe(
            'INSUFFICIENT_ACCESS_OR_READONLY'
        );
    });
});

describe('savepoints', () => {
    it('take rows and usernames back', () => {
        const savepoint = org.session.setSavepoint();
        org.addUser('gone');
        org.session.rollback(savepoint);
        expect(org.query("SELECT COUNT() FROM User WHERE LastName = 'gone'").count).toBe(0);
        expect(org.addUser('gone')).toMatch(/^005/);
    });
});
