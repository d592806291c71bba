import { deployApex, probe, record, thrown } from '../../test/fakes/apexRig.ts';
import type { ApexException } from '../values/apexObject.ts';

describe('queries', () => {
    const rows = (count: number) => () => ({
        count: undefined,
        rows: Array.from({ length: count }, (_, index) =>
            record('Account', { Id: `00100000000000${index}AAA`, Name: `A${index}` })
        )
    });

    it('hands over binds and yields lists, one record or a count', () => {
        const rig = deployApex(
            probe(
                "String n = 'x'; List<Account> found = [SELECT Id, Name FROM Account WHERE Name = :n LIMIT 2]; return found.size() + found[0].Name;"
            )
        );
        rig.host.answerQuery = rows(2);
        expect(rig.call('Probe', 'value')).toBe('2A0');
        expect(rig.host.queries[0]?.binds).toEqual(['x']);
    });

    it.each([
        [0, 'List has no rows for assignment to SObject'],
        [2, 'List has more than 1 row for assignment to SObject']
    ])('fails with %d rows for one record', (count, message) => {
        const rig = deployApex(probe('Account a = [SELECT Id FROM Account]; return a;'));
        rig.host.answerQuery = rows(count);
        expect(thrown(() => rig.call('Probe', 'value')).toString()).toBe(`System.QueryException: ${message}`);
    });

    it('reads no row as null before ??', () => {
        const rig = deployApex(
            probe("Account a = [SELECT Name FROM Account LIMIT 1] ?? new Account(Name = 'none'); return a.Name;")
        );
        expect(rig.call('Probe', 'value')).toBe('none');
    });

    it('counts', () => {
        const rig = deployApex(probe('return [SELECT COUNT() FROM Account];'));
        rig.host.answerQuery = () => ({ count: 7, rows: [] });
        expect(rig.call('Probe', 'value')).toBe(7);
    });

    it('loops over chunks of 200', () => {
        const rig = deployApex(
            probe(
                "String t = ''; for (List<Account> chunk : [SELECT Id FROM Account]) { t += chunk.size() + ','; } return t;"
            )
        );
        rig.host.answerQuery = rows(401);
        expect(rig.call('Probe', 'value')).toBe('200,200,1,');
    });

    // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm
    it.each([
        [67, '', '', 'user', true],
        [67, '', ' WITH SYSTEM_MODE', 'system', true],
        [67, 'without sharing', ' WITH SYSTEM_MODE', 'system', false],
        [67, 'inherited sharing', ' WITH SYSTEM_MODE', 'system', true],
        [66, '', '', 'system', false],
        [66, 'with sharing', '', 'system', true],
        [66, 'without sharing', ' WITH USER_MODE', 'user', true]
    ])('API %d, class "%s", query "%s": %s mode, sharing %s', (apiVersion, sharing, clause, mode, enforceSharing) => {
        const rig = deployApex(probe(`return [SELECT Id FROM Account${clause}];`, sharing), apiVersion);
        rig.call('Probe', 'value');
        expect(rig.host.queries[0]?.access).toEqual({ mode, enforceSharing });
    });

    it('follows the caller where sharing is inherited', () => {
        const rig = deployApex({
            ...probe('return Inner.value();', 'without sharing'),
            'classes/Inner.cls':
                'public inherited sharing class Inner { public static Object value() { return [SELECT Id FROM Account WITH SYSTEM_MODE]; } }'
        });
        rig.call('Probe', 'value');
        expect(rig.host.queries[0]?.access.enforceSharing).toBe(false);
    });
});

describe('DML', () => {
    it('inserts one record or a list, in the default mode', () => {
        const rig = deployApex(
            probe(
                'insert new Account(); update as system new List<Account>{ new Account(), new Account() }; insert new List<Account>(); return 1;'
            )
        );
        rig.call('Probe', 'value');
        expect(
            rig.host.dmlCalls.map(({ operation, records, access }) => [operation, records.length, access.mode])
        ).toEqual([
            ['insert', 1, 'user'],
            ['update', 2, 'system']
        ]);
    });

    it('throws DmlException with the text of the platform', () => {
        const rig = deployApex(
            probe("insert new List<Contact>{ new Contact(LastName = 'a'), new Contact() }; return 1;")
        );
        rig.host.answerDml = () => [
            { id: null, isSuccess: true, isCreated: true, errors: [] },
            {
                id: null,
                isSuccess: false,
                isCreated: false,
                errors: [
                    {
                        statusCode: 'REQUIRED_FIELD_MISSING',
                        message: 'Required fields are missing: [LastName]',
                        fields: ['LastName']
                    }
                ]
            }
        ];
        const error = thrown(() => rig.call('Probe', 'value')) as ApexException;
        expect(error.toString()).toBe(
            'System.DmlException: Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]'
        );
        expect(error.dmlErrors).toEqual([
            expect.objectContaining({ rowIndex: 1, statusCode: 'REQUIRED_FIELD_MISSING', fields: ['LastName'] })
        ]);
    });

    it('names the record in the failure of an update', () => {
        const rig = deployApex(
            probe(
                "try { update new Account(Id = '001000000000001AAA'); } catch (DmlException e) { return e.getMessage(); } return null;"
            )
        );
        rig.host.answerDml = () => [
            {
                id: null,
                isSuccess: false,
                isCreated: false,
                errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW', message: 'busy', fields: [] }]
            }
        ];
        expect(rig.call('Probe', 'value')).toBe(
            'Update failed. First exception on row 0 with id 001000000000001AAA; first error: UNABLE_TO_LOCK_ROW, busy: []'
        );
    });

    it('does not read a field that the query left out', () => {
        const rig = deployApex(probe('Account a = [SELECT Id FROM Account]; return a.Name;'));
        const row = record('Account', { Id: '001000000000001AAA' });
        row.queriedFields = new Set(['Id']);
        rig.host.answerQuery = () => ({ count: undefined, rows: [row] });
        expect(thrown(() => rig.call('Probe', 'value')).toString()).toBe(
            'System.SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Name'
        );
    });
});
