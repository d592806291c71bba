import { expressionOf, inMethod, problemsOf, statementsOf } from '../../test/fakes/languageRig.ts';
import { typeName } from '../values/apexType.ts';

const members = `
    public enum Color { RED, GREEN }
    public Account a; public Contact c; public User u; public SObject rec; public Object o; public Id anId; public String s;
    public Integer i; public Long l; public Double d; public Decimal n; public Date day; public Datetime instant; public Time t;
    public Boolean b; public List<Account> accounts; public Map<Id, List<User>> byId; public Set<String> names; public Color shade;`;

describe('types of expressions', () => {
    test.each([
        ['1 + 2', 'Integer'],
        ['i + l', 'Long'],
        ['i / d', 'Double'],
        ['d * n', 'Decimal'],
        ['1.5', 'Decimal'],
        ['1.5d', 'Double'],
        ['-5L', 'Long'],
        [`'a' + 1`, 'String'],
        ['o + s', 'String'],
        ['day + 1', 'Date'],
        ['instant - 0.5', 'Datetime'],
        ['t + 5', 'Time'],
        ['i << 2', 'Integer'],
        ['l & i', 'Long'],
        ['b ^ true', 'Boolean'],
        ['s == anId', 'Boolean'],
        ['s <> null', 'Boolean'],
        ['a === c.Account', 'Boolean'],
        ['b ? 1 : n', 'Decimal'],
        ['b ? null : s', 'String'],
        ['s ?? anId', 'String'],
        ['a?.Owner.Name', 'String'],
        ['c.Account.Parent.Size__c', 'Decimal'],
        ['a.Contacts', 'List<Contact>'],
        ['a.Contacts[0].LastName', 'String'],
        ['a.clone()', 'Account'],
        ['rec.Id', 'Id'],
        ['byId.get(anId)[0]', 'User'],
        ['byId.values()', 'List<List<User>>'],
        ['new List<String>(names)', 'List<String>'],
        ['new Map<Id, Account>(accounts)', 'Map<Id,Account>'],
        ['new Integer[3]', 'List<Integer>'],
        ['(Account) rec', 'Account'],
        ['(Decimal) i', 'Decimal'],
        ['o instanceof Account', 'Boolean'],
        ['Account.SObjectType', 'Schema.SObjectType'],
        ['Schema.SObjectType.User', 'Schema.DescribeSObjectResult'],
        ['User.Title', 'Schema.SObjectField'],
        ['Schema.SObjectType.User.fields.Title', 'Schema.DescribeFieldResult'],
        ['Account.class', 'System.Type'],
        ['Map<Id, User>.class', 'System.Type'],
        ['Label.Greeting', 'String'],
        ['System.Label.greeting', 'String'],
        ['Trigger.new', 'List<SObject>'],
        ['Trigger.isInsert', 'Boolean'],
        ['Setting__mdt.getAll()', 'Map<String,Setting__mdt>'],
        [`Setting__mdt.getInstance('x').Limit__c`, 'Decimal'],
        ['Color.RED', 'Probe.Color'],
        ['Color.values()', 'List<Probe.Color>'],
        [`Color.valueOf('RED').ordinal()`, 'Integer'],
        ['[SELECT Id FROM Account]', 'List<Account>'],
        ['[SELECT COUNT() FROM Account WHERE Name = :s]', 'Integer'],
        ['[SELECT Name FROM Account LIMIT 1].Name', 'String'],
        ['[SELECT OwnerId, COUNT(Id) n FROM Account GROUP BY OwnerId]', 'List<AggregateResult>'],
        ['i = 5', 'Integer'],
        ['i++', 'Integer'],
        ['~l', 'Long'],
        ['!b', 'Boolean']
    ])('%s is %s', (text, type) => {
        expect(typeName(expressionOf(text, members).type)).toBe(type);
    });

    test('numbers are widened and Ids become Strings where the target asks for it', () => {
        const [long, text] = statementsOf('Long x = i; String y = anId;', members);
        expect(long).toMatchObject({
            initialValue: { kind: 'convert', operand: { kind: 'read' }, type: { name: 'Long' } }
        });
        expect(text).toMatchObject({ initialValue: { kind: 'convert', type: { name: 'String' } } });
    });

    test('operands are converted to the type of the operation', () => {
        expect(expressionOf('i + 1.5', members)).toMatchObject({
            operation: { kind: 'arithmetic', operands: 'Decimal' },
            left: { kind: 'convert', type: { name: 'Decimal' } },
            right: { kind: 'decimal', text: '1.5' }
        });
    });

    test('a query assigned to a record is typed as one record', () => {
        const [statement] = statementsOf('Account x = [SELECT Id FROM Account LIMIT 1];');
        expect(statement).toMatchObject({
            initialValue: { kind: 'query', type: { kind: 'sobject', name: 'Account' } }
        });
    });

    test('the digits of a number fit its type without their sign', () => {
        expect(expressionOf('-2147483647')).toMatchObject({ kind: 'integer', value: -2147483647 });
        expect(problemsOf(inMethod('Integer x = -2147483648;'))).toEqual(['Illegal integer']);
        expect(problemsOf(inMethod('Integer x = 2147483648;'))).toEqual(['Illegal integer']);
        expect(problemsOf(inMethod('Long x = -9223372036854775808L;'))).toEqual(['Illegal long']);
    });

    test('?. makes the rest of its chain depend on the receiver', () => {
        expect(expressionOf('a?.Parent.Name.length()', members)).toMatchObject({
            kind: 'safeNavigation',
            receiver: { place: { field: 'a' } },
            access: {
                kind: 'callSystem',
                receiver: { place: { receiver: { place: { receiver: { kind: 'safeReceiver' } } } } }
            }
        });
        expect(expressionOf('a?.Parent?.Name', members)).toMatchObject({
            kind: 'safeNavigation',
            access: { kind: 'safeNavigation', receiver: { place: { receiver: { kind: 'safeReceiver' } } } }
        });
    });

    test('binds are handed over in the order of their index', () => {
        expect(
            expressionOf('[SELECT Id FROM Account WHERE Name = :s AND Id IN :byId.keySet() LIMIT :i]', members)
        ).toMatchObject({
            query: { limit: { kind: 'bind', index: 2 } },
            binds: [{ kind: 'read' }, { kind: 'callSystem' }, { kind: 'read' }]
        });
    });

    test('addError on a field names the field and calls the record', () => {
        const [statement] = statementsOf(`a.Name.addError('no');`, members);
        expect(statement).toMatchObject({
            expression: {
                kind: 'callSystem',
                receiver: { place: { field: 'a' } },
                arguments: [{ value: 'Name' }, { value: 'no' }]
            }
        });
    });

    test('a compound assignment keeps the type of its place', () => {
        const [statement] = statementsOf('d += i;', members);
        expect(statement).toMatchObject({
            expression: {
                kind: 'compoundAssign',
                readAs: { name: 'Double' },
                type: { name: 'Double' },
                value: { kind: 'convert' }
            }
        });
    });
});
