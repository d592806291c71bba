import { inMethod, problemsOf } from '../../test/fakes/languageRig.ts';

const members = `
    public Account a; public SObject rec; public Object o; public String s; public Integer i; public Decimal n; public Boolean b;
    public List<Account> accounts; public static Integer shared; public enum Color { RED, GREEN } public Color shade;
    public Integer twice(Integer x) { return x * 2; } public static void help() {} public void pick(String x) {} public void pick(Integer x) {}`;

describe('problems in statements, in the words of the platform', () => {
    test.each([
        ['foo = 1;', 'Variable does not exist: foo'],
        ['String x = foo;', 'Variable does not exist: foo'],
        ['s.foo = 1;', 'Variable does not exist: foo'],
        ['a.Foo__c = 1;', 'Field does not exist: Foo__c on Account'],
        ['Object x = Account.Foo__c;', 'Field does not exist: Foo__c on Account'],
        ['Foo x;', 'Invalid type: Foo'],
        ['twice(s);', 'Method does not exist or incorrect signature: void twice(String) from the type Probe'],
        [
            's.foo(1, s);',
            'Method does not exist or incorrect signature: void foo(Integer, String) from the type String'
        ],
        ['pick(null);', 'Ambiguous method signature: void pick(String)'],
        ['Integer x = s;', 'Illegal assignment from String to Integer'],
        ['Integer x = 1.5;', 'Illegal assignment from Decimal to Integer'],
        ['i += n;', 'Illegal assignment from Decimal to Integer'],
        ['Account x = rec;', 'Illegal assignment from SObject to Account'],
        ['String x = o;', 'Illegal assignment from Object to String'],
        ['Set<Object> x = new Set<String>();', 'Illegal assignment from Set<String> to Set<Object>'],
        [
            'Map<String, Long> x = new Map<String, Integer>();',
            'Illegal assignment from Map<String,Integer> to Map<String,Long>'
        ],
        ['String x = help();', 'Illegal assignment from void to String'],
        ['Integer i = 1; Integer I = 2;', 'Duplicate variable: I'],
        ['for (Integer x = 0; x < 1; x++) { Integer x; }', 'Duplicate variable: x'],
        ['for (Integer x = 0, y = 1; x < y; x++, y--) {}', `Expecting ')' but was: ','.`],
        ['void x;', `Unexpected token 'x'.`],
        ['if (s) {}', 'Condition expression must be of type Boolean: String'],
        ['while (1) {}', 'Condition expression must be of type Boolean: Integer'],
        ['b = s && b;', 'Logical operator can only be applied to Boolean'],
        ['b = !s;', '! operator can only be applied to boolean expressions'],
        ['i = -s;', 'Unary negation must use a numeric argument'],
        ['s++;', 'Unary postfix increment/decrement can only be applied to numeric expressions: String'],
        ['i = s * 2;', 'Arithmetic expressions must use numeric arguments'],
        ['i = b << 1;', '<< operation can only be applied to Integer or Long types'],
        ['b = i == s;', 'Comparison arguments must be compatible types: Integer, String'],
        ['b = i < s;', 'Comparison arguments must be compatible types: Integer, String'],
        ['b = accounts < accounts;', 'Inequality operator not allowed for this type: List<Account>'],
        ['b = i === 1;', 'Exact equality operator only allowed for reference types: Integer'],
        ['o = b ? s : 1;', 'Incompatible types in ternary operator: String, Integer'],
        ['o = (Integer) s;', 'Incompatible types since an instance of String is never an instance of Integer'],
        [
            'b = a instanceof Account;',
            'Operation instanceof is always true since an instance of Account is always an instance of Account'
        ],
        [
            'b = a instanceof User;',
            'Operation instanceof is always false since an instance of Account is never an instance of User'
        ],
        ['s[0] = null;', 'Expression must be a list type: String'],
        ['accounts[s] = null;', 'List index must be of type Integer: String'],
        ['twice(1) = 2;', 'Expression cannot be assigned'],
        ['a?.Name = s;', 'Expression cannot be assigned'],
        ['i + 1;', 'Expression cannot be a statement.'],
        ['return 1;', 'Void method must not return a value'],
        ['return; i = 1;', 'Unreachable statement'],
        ['break;', 'Break statement must be in loop'],
        ['throw s;', 'Throw expression must be of type exception: String'],
        ['try {} catch (String e) {}', 'Catch block variable must be of type exception: String'],
        [
            'try {} catch (Exception e) {} catch (DmlException f) {}',
            'Exception type already caught: System.DmlException'
        ],
        ['for (String x : s) {}', 'Loop must iterate over collection: String'],
        ['for (String x : accounts) {}', 'Invalid loop variable type expected Account was String'],
        [
            'for (User x : [SELECT Id FROM Account]) {}',
            'Loop variable must be a generic SObject or List or a concrete SObject or List of: Account'
        ],
        ['switch on b { when else {} }', 'Boolean is not a valid switch expression type'],
        ['switch on i { when 1, 2 {} when 1 {} }', '1 occurs as more than one when branch for this switch statement'],
        ['switch on i { when else {} when 1 {} }', `'when else' must be the last when block`],
        [
            `switch on i { when 'a' {} }`,
            `String value in 'when expression' cannot be implicitly converted to the Integer type in switch expression`
        ],
        ['switch on shade { when Color.RED {} }', `Enum value used in 'when expression' should be unqualified`],
        ['switch on shade { when BLUE {} }', 'Variable does not exist: BLUE'],
        ['insert s;', 'DML requires SObject or SObject list type: String'],
        ['insert new Setting__mdt();', 'DML operation Insert not allowed on Setting__mdt'],
        ['update new Change__e();', 'DML operation Update not allowed on Change__e'],
        [
            'upsert accounts Foo__c;',
            'Invalid field for upsert, must be an External Id custom or standard indexed field: Foo__c'
        ],
        ['System.runAs(a) {}', `runAs requires a single argument of type 'User' or 'Version'`],
        ['o = new Account(Foo__c = 1);', 'Field does not exist: Foo__c on Account'],
        [`o = new Account(Name = 'a', name = 'b');`, 'Duplicate field initialization: Name'],
        ['o = new Account(1);', 'Type requires name=value pair construction: Account'],
        ['o = new SObject();', 'SObject is not constructable: SObject'],
        ['o = new Probe(1);', 'Constructor not defined: [Probe].<Constructor>(Integer)'],
        ['o = new Color();', 'Type cannot be constructed: Probe.Color'],
        ['o = new List<Integer>{ s };', 'Initial expression is of incorrect type, expected: Integer but was: String'],
        ['o = new Map<Integer, String>{ s => s };', 'Invalid key type String for Map<Integer,String>'],
        [
            'o = new List<Integer>(s);',
            'Invalid initializer type String found for List<Integer>: expected an Integer or a List of type Integer'
        ],
        ['o = Label.Nope;', 'External string does not exist: Nope'],
        ['o = Trigger.foo;', 'Variable does not exist: foo'],
        ['o = new List();', 'No type arguments provided for a parameterized type: List'],
        ['Map<String> x;', 'Invalid type argument count for Map: expected 2 but found 1'],
        ['String<Integer> x;', 'Type arguments provided for a non-parameterized type: String']
    ])('%s', (statement, message) => {
        expect(problemsOf(inMethod(statement, members))).toEqual([message]);
    });
});

describe('problems in queries', () => {
    const noColumn = (name: string, entity: string): string =>
        `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after ` +
        'the custom field name. Please reference your WSDL or the describe call for the appropriate names.';
    const noRelationship = (name: string, where: string): string =>
        `Didn't understand relationship '${name}' in ${where}. If you are attempting to use a custom relationship, be sure to append ` +
        `the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;

    test.each([
        ['SELECT Id FROM Nope', `sObject type 'Nope' is not supported.`],
        ['SELECT Nope FROM User', noColumn('Nope', 'User')],
        ['SELECT Id FROM User WHERE Manager.Nope = 1', noColumn('Nope', 'User')],
        ['SELECT Id FROM User ORDER BY Nope', noColumn('Nope', 'User')],
        ['SELECT COUNT(Id) FROM User GROUP BY Nope', noColumn('Nope', 'User')],
        ['SELECT Boss.Name FROM User', noRelationship('Boss', 'field path')],
        ['SELECT (SELECT Id FROM Nopes) FROM Account', noRelationship('Nopes', 'FROM part of query call')],
        ['SELECT (SELECT Nope FROM Contacts) FROM Account', noColumn('Nope', 'Contact')],
        ['SELECT Id FROM User WHERE Id IN (SELECT Nope FROM Account)', noColumn('Nope', 'Account')],
        [
            'SELECT Id FROM Account WHERE Size__c = :s',
            'Invalid bind expression type of String for column of type Decimal'
        ],
        ['SELECT Id FROM Account WHERE Id IN :accounts', undefined],
        ['SELECT Id FROM Account WHERE Name = :foo', 'Variable does not exist: foo'],
        ['SELECT Id FROM Account LIMIT :s', 'Invalid bind expression type of String for column of type Integer'],
        [
            'SELECT OwnerId o, COUNT(Id) total FROM Account GROUP BY OwnerId HAVING COUNT(Id) > 1 ORDER BY COUNT(Id)',
            undefined
        ]
    ])('%s', (query, message) => {
        expect(problemsOf(inMethod(`Object x = [${query}];`, members))).toEqual(message === undefined ? [] : [message]);
    });
});
