import { fakeTypes, problemsOf, resolve, sourceFiles, statementsOf } from '../../test/fakes/languageRig.ts';
import type { BoundMethod, BoundStatement, BoundTypeDeclaration } from './boundTree.ts';
import { resolveProgram } from './resolveProgram.ts';

function typeNamed(name: string, ...texts: readonly string[]): BoundTypeDeclaration {
    return resolve(...texts).types.find((type) => type.name === name)!;
}

function method(type: BoundTypeDeclaration, name: string): BoundMethod {
    return type.methods.find((candidate) => candidate.name === name)!;
}

describe('overload choice by static types', () => {
    const overloads = `
        public virtual class Animal {} public virtual class Dog extends Animal {} public class Puppy extends Dog {}
        public void f(Integer x) {} public void f(Decimal x) {} public void f(Object x) {}
        public void g(Long x) {} public void g(Decimal x) {}
        public void h(Animal x) {} public void h(Dog x) {}
        public void k(String x) {} public void k(Object x) {}
        public void m(SObject x) {} public void m(Account x) {} public void m(List<Account> x) {}
        public void p(Animal x, Dog y) {} public void p(Dog x, Animal y) {}
        public void q(Double x) {} public void q(Decimal x) {}`;

    test.each([
        ['f(1)', 'f(integer)'],
        ['f(1L)', 'f(decimal)'],
        [`f('x')`, 'f(object)'],
        ['g(1)', 'g(long)'],
        ['g(1.5d)', 'g(decimal)'],
        ['h(new Puppy())', 'h(probe.dog)'],
        ['h(new Animal())', 'h(probe.animal)'],
        ['h(null)', 'h(probe.dog)'],
        ['k(null)', 'k(string)'],
        ['k(1)', 'k(object)'],
        ['m(new Account())', 'm(account)'],
        ['m(new User())', 'm(sobject)'],
        ['m([SELECT Id FROM Account])', 'm(list<account>)']
    ])('%s calls %s', (call, signature) => {
        const [statement] = statementsOf(`${call};`, overloads);
        expect(statement).toMatchObject({ expression: { signature } });
    });

    test.each(['p(new Dog(), new Dog());', 'q(1);'])('%s is ambiguous', (call) => {
        const problems = problemsOf(`public class Probe { ${overloads} void run() { ${call} } }`);
        expect(problems).toEqual([expect.stringMatching(/^Ambiguous method signature: void [pq]\(/)]);
    });
});

describe('names', () => {
    test('ignore case and keep the spelling of their declaration', () => {
        const type = typeNamed(
            'Invoice',
            'public class Invoice { Integer Total; static INVOICE make() { return new invoice(); } integer get() { return TOTAL + this.total; } }'
        );
        expect(method(type, 'make').returns).toEqual({ kind: 'user', name: 'Invoice' });
        expect(JSON.stringify(method(type, 'get').body)).not.toContain('TOTAL');
    });

    test('mean inner classes first, then deployed ones, then those of the system, then records', () => {
        const program = resolve(
            'public class Matcher {}',
            'public class A { public class Account {} public Matcher m; public Account a; public System.Matcher s; public Group g; public Test t; }'
        );
        const types = program.types.find((type) => type.name === 'A')!.fields.map((field) => field.type);
        expect(types).toMatchObject([
            { kind: 'user', name: 'Matcher' },
            { kind: 'user', name: 'A.Account' },
            { kind: 'system', name: 'System.Matcher' },
            { kind: 'sobject', name: 'Group' },
            { kind: 'system', name: 'System.Test' }
        ]);
    });

    test('of statics of the class around are seen from inner classes', () => {
        expect(
            problemsOf('public class A { static Integer n; static void f() {} class B { void g() { n = 1; f(); } } }')
        ).toEqual([]);
    });
});

describe('declarations', () => {
    test('an interface of the library leaves the signature it calls by', () => {
        const type = typeNamed(
            'ByName',
            'public class ByName implements Comparator<Account> { public Integer compare(Account a, Account b) { return 0; } }'
        );
        expect(method(type, 'compare')).toMatchObject({
            signature: 'compare(account,account)',
            bridgeSignatures: ['compare(t,t)']
        });
    });

    test('properties, initialisers and constructors keep order and kind', () => {
        const type = typeNamed(
            'B',
            'public virtual class A { public A(Long x) {} }',
            'public class B extends A { Integer x = 1; static { } Integer y { get; set; } Integer z { get { return z; } } public B() { super(5); } }'
        );
        expect(type.fields.map(({ name, order }) => [name, order])).toEqual([
            ['x', 0],
            ['y', 2],
            ['z', 3]
        ]);
        expect(type.initializers).toMatchObject([{ isStatic: true, order: 1 }]);
        expect(type.fields[1]).toMatchObject({ getter: { body: undefined }, setter: { body: undefined } });
        // Inside its own accessor the name of a property means the stored value.
        expect(type.fields[2]!.getter!.body!.statements).toMatchObject([
            { value: { place: { field: 'z', isProperty: false } } }
        ]);
        expect(type.constructors[0]!.body!.statements).toMatchObject([
            {
                expression: {
                    kind: 'callConstructor',
                    owner: { name: 'A' },
                    signature: 'a(long)',
                    arguments: [{ kind: 'convert' }]
                }
            }
        ]);
    });

    test('exceptions have the constructors of Exception besides their own', () => {
        const classes =
            'public class A { public class MyException extends Exception { public MyException(Integer x) {} } ';
        expect(
            problemsOf(
                `${classes} Object a = new MyException(); Object b = new MyException('x', new MyException(5)); }`
            )
        ).toEqual([]);
        expect(problemsOf(`${classes} Object a = new MyException(true); }`)).toEqual([
            'Constructor not defined: [A.MyException].<Constructor>(Boolean)'
        ]);
    });

    test('sharing, test and API version are read', () => {
        const [file] = sourceFiles(['@IsTest private inherited sharing class T { class Inner {} }'], 66);
        const program = resolveProgram([file!], fakeTypes);
        expect(program.types).toMatchObject([
            { name: 'T', sharing: 'inherited', isTest: true, apiVersion: 66, annotations: [{ name: 'istest' }] },
            { name: 'T.Inner', outermost: 'T', sharing: undefined, isTest: true }
        ]);
    });

    test('a trigger knows its object, its events and the types of its variables', () => {
        const { triggers } = resolve(
            'trigger T on account (before insert, after undelete) { List<Account> l = Trigger.new; }'
        );
        expect(triggers).toMatchObject([
            { name: 'T', objectName: 'Account', events: ['before insert', 'after undelete'] }
        ]);
        expect(triggers[0]!.body.statements).toMatchObject([
            { initialValue: { kind: 'triggerVariable', type: { element: { name: 'Account' } } } }
        ]);
    });
});

describe('statements', () => {
    function forEach(statement: BoundStatement | undefined): Extract<BoundStatement, { kind: 'forEach' }> {
        if (statement?.kind !== 'forEach') throw new Error('no for-each');
        return statement;
    }

    test('for over a query takes records one by one or in chunks', () => {
        const [single, chunks] = statementsOf(
            'for (Account a : [SELECT Id FROM Account]) {} for (List<Account> l : [SELECT Id FROM Account]) {}'
        );
        expect(forEach(single)).toMatchObject({ isQueryInChunks: false, variable: { type: { kind: 'sobject' } } });
        expect(forEach(chunks)).toMatchObject({ isQueryInChunks: true, variable: { type: { kind: 'list' } } });
    });

    test('for converts elements that are not of the type of the variable', () => {
        const [numbers, records] = statementsOf(
            'for (Long x : new List<Integer>()) {} for (Account a : Trigger.new) {}'
        );
        expect(forEach(numbers).body).toMatchObject({
            statements: [{ kind: 'local', initialValue: { kind: 'convert' } }, { kind: 'block' }]
        });
        expect(forEach(records).body).toMatchObject({
            statements: [{ kind: 'local', initialValue: { kind: 'cast' } }, { kind: 'block' }]
        });
    });

    test('an upsert names its key as the schema spells it', () => {
        const [statement] = statementsOf('upsert as system new Account() account.NAME;');
        expect(statement).toMatchObject({ operation: 'upsert', accessMode: 'system', externalIdField: 'Name' });
    });

    test('what follows an endless loop needs no return', () => {
        expect(problemsOf('public class A { Integer f() { while (true) { if (f() > 1) { return 1; } } } }')).toEqual(
            []
        );
        expect(problemsOf('public class A { Integer f() { while (true) { break; } } }')).toHaveLength(1);
    });
});

describe('what public code relies on', () => {
    test.each([
        [
            'a final property that fills itself',
            "static final String X { get { if (X == null) { X = 'x'; } return X; } set; }"
        ],
        [
            'a map of lists used as a map of objects',
            'void f(Map<String, Object> m) {} void g() { f(new Map<String, List<User>>()); }'
        ],
        [
            'a comparator of the wider type',
            'class C implements Comparator<SObject> { public Integer compare(SObject a, SObject b) { return 0; } } void f(List<Account> l) { l.sort(new C()); }'
        ],
        ['an Object compared by === with a String', 'Boolean f(Object o, String s) { return o === s; }'],
        ['a String tested for being an Id', 'Boolean f(String s) { return s instanceof Id; }'],
        ['the token of a record type by a call', 'Schema.SObjectType f() { return Account.getSObjectType(); }'],
        [
            'a narrower return type of an implementation',
            'interface I { I self(); } class C implements I { public C self() { return this; } }'
        ],
        [
            'a public override of a global method',
            'global virtual class P { global virtual void f() {} } class C extends P { public override void f() {} }'
        ],
        [
            'a final field assigned by the constructor of a subclass',
            'virtual class P { protected final Integer x; } class C extends P { C() { x = 1; } }'
        ]
    ])('%s', (_, members) => {
        expect(problemsOf(`global class A { ${members} }`)).toEqual([]);
    });

    test('= with a collection means IN', () => {
        const [statement] = statementsOf('Set<Id> ids; Object o = [SELECT Id FROM User WHERE Id != :ids];').slice(1);
        expect(statement).toMatchObject({ initialValue: { query: { where: { operator: 'not in' } } } });
    });

    test('uses of a variable whose type is wrong are not reported again', () => {
        expect(problemsOf('public class A { void f() { Nope x = null; x.run(); Integer y = x; } }')).toEqual([
            'Invalid type: Nope'
        ]);
    });
});

describe('refusals', () => {
    test.each([
        [`String s = '''\n  x''';`, 'literal'],
        ['Object o = [SELECT Id FROM Account WITH SECURITY_ENFORCED];', 'SOQL WITH SECURITY_ENFORCED'],
        ['List<String> l; Object o = [SELECT Id FROM User WHERE Name LIKE :l];', 'SOQL LIKE with a collection']
    ])('%s', (text, construct) => {
        expect(problemsOf(`public class A { void f() { ${text} } }`)).toEqual([
            expect.stringContaining(`Not supported by the local org: ${construct}`)
        ]);
    });

    test('constructs whose effect is not modelled are refused where they stand', () => {
        expect(problemsOf('public class A { webservice static void f() {} }')).toEqual([
            expect.stringContaining('webservice methods')
        ]);
        expect(problemsOf('public class A { @ReadOnly static void f() {} }')).toEqual([
            expect.stringContaining('@ReadOnly')
        ]);
    });
});
