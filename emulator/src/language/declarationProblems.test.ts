import { anonymousProblems, inMethod, problemsOf } from '../../test/fakes/languageRig.ts';

describe('problems in declarations', () => {
    test.each([
        ['class A {}', 'Top-level type must have public or global visibility'],
        ['public class A { public class B { public class C {} } }', 'Inner types are not allowed to have inner types'],
        ['public class A { Integer x; String X; }', 'Duplicate field: X'],
        [
            'public class A { void f(Integer x) {} Integer F(Integer y) { return 1; } }',
            'Method already defined: Integer F(Integer) from the type A'
        ],
        ['public class A { String f() {} }', 'Missing return statement required return type: String'],
        [
            'public class A { String f(Boolean b) { if (b) { return null; } } }',
            'Missing return statement required return type: String'
        ],
        ['public class A { String f() { return 1; } }', 'Illegal conversion from Integer to String'],
        [
            'public class A { Integer x = null; static Integer f() { return x; } }',
            'Non static field cannot be referenced from a static context: x from the type A'
        ],
        [
            'public class A { void g() {} static void f() { g(); } }',
            'Non static method cannot be referenced from a static context: void g()'
        ],
        [
            'public class A { static void g() {} void f() { this.g(); } }',
            'Static method cannot be referenced from a non static context: void g()'
        ],
        ['public class A { static void f() { Object o = this; } }', 'This cannot be referenced in a static context'],
        [
            'public class A { final Integer x = 1; void f() { x = 2; } }',
            'Final members can only be assigned in their declaration, init blocks, or constructors: x'
        ],
        [
            'public class A { void f(final Integer x) { x = 2; } }',
            'Final members can only be assigned in their declaration, init blocks, or constructors: x'
        ],
        ['public class A { Integer x { get; } void f() { x = 2; } }', 'A value cannot be stored to x in type A'],
        ['public class A { Integer x { set; } Integer f() { return x; } }', 'A value cannot be read from x in type A'],
        ['public class A { abstract void f() {} }', 'Abstract methods cannot have a body'],
        ['public class A { void f(); }', 'Method must have a body'],
        [
            'public class A { public class B { static Integer x; } }',
            'static can only be used on members of a top level type'
        ],
        ['public class A extends Foo {}', 'Invalid type: Foo'],
        ['public class A extends A {}', 'Non-virtual and non-abstract type cannot be extended: A'],
        ['public virtual class A extends A {}', 'Circular definition: A'],
        [
            'public class A implements Comparable {}',
            'Class A must implement the method: Integer System.Comparable.compareTo(Object)'
        ],
        [
            'public class A implements Comparable { Integer compareTo(Object o) { return 0; } }',
            'A: Overriding implementations of global or public interface methods must be global or public: Integer compareTo(Object)'
        ],
        [
            'public class A extends Exception {}',
            `Classes extending Exception must have a name ending in 'Exception': A`
        ],
        ['public class AException {}', 'Exception class must extend another Exception class: AException'],
        ['public class A { public override void f() {} }', '@Override specified for non-overriding method: void f()'],
        ['@Foo public class A {}', 'Annotation does not exist: Foo'],
        ['@IsTest(foo=true) private class A {}', 'No such property, foo, defined on this annotation: IsTest'],
        ['public public class A {}', 'Duplicate modifier: public'],
        ['public private class A {}', 'Declarations can only have one scope'],
        ['static public class A {}', 'static is not allowed on classes'],
        [
            'public class A { A() { return; } void f() { super(); } }',
            `Call to 'super()' must be the first statement in a constructor method`
        ],
        ['public class A { public class B {} public interface C extends B {} }', 'Invalid interface: A.B'],
        ['trigger T on Foo (before insert) {}', `Trigger type isn't an SObject: Foo`],
        ['trigger T on Change__e (before insert) {}', 'Platform Event SObjects only supports after insert: Change__e'],
        ['trigger T on User (before insert) { return 1; }', 'Trigger bodies must not return a value'],
        ['public class A { void f() { Integer x = 5 } }', `Missing ';' at '}'`],
        ['public class A { void f() { x = ; } }', `Unexpected token ';'.`]
    ])('%s', (text, message) => {
        expect(problemsOf(text)).toEqual([message]);
    });

    test.each([
        [
            'public virtual class A { public void f() {} }',
            'public class B extends A { public override void f() {} }',
            'Non-virtual, non-abstract methods cannot be overridden: void f()'
        ],
        [
            'public virtual class A { public virtual void f() {} }',
            'public class B extends A { public void f() {} }',
            'Method must use the override keyword: void f()'
        ],
        [
            'public virtual class A { public virtual void f() {} }',
            'public class B extends A { private override void f() {} }',
            'Cannot reduce the visibility of method: void f()'
        ],
        [
            'public virtual class A { public virtual void f() {} }',
            'public class B extends A { public override Integer f() { return 1; } }',
            'Method return types clash: Integer vs void from the type A'
        ],
        [
            'public abstract class A { public abstract void f(); }',
            'public class B extends A {}',
            'Class B must implement the abstract method: void A.f()'
        ],
        [
            'public abstract class A {}',
            'public class B { Object o = new A(); }',
            'Abstract classes cannot be constructed: A'
        ],
        [
            'public virtual class A { public A(Integer x) {} }',
            'public class B extends A { public B() {} }',
            'No default constructor available in super type: A'
        ],
        [
            'public class A { private Integer x; }',
            'public class B { Object o = new A().x; }',
            'Variable is not visible: A.x'
        ],
        [
            'public class A { void f() {} }',
            'public class B { void g() { new A().f(); } }',
            'Method is not visible: void A.f()'
        ],
        ['public class A { class C {} }', 'public class B { A.C x; }', 'Type is not visible: A.C'],
        [
            'public class A { public Integer x { get; private set; } }',
            'public class B { void f() { new A().x = 1; } }',
            'Variable is not visible: A.x'
        ],
        ['public class A {}', 'public class a {}', 'Type name already in use: a']
    ])('%s %s', (first, second, message) => {
        expect(problemsOf(first, second)).toEqual([message]);
    });

    test('tests may use what is @TestVisible, other classes may not', () => {
        const visible = 'public class A { @TestVisible private static Integer x; }';
        expect(problemsOf(visible, '@IsTest private class B { static Integer f() { return A.x; } }')).toEqual([]);
        expect(problemsOf(visible, 'public class B { static Integer f() { return A.x; } }')).toEqual([
            'Variable is not visible: A.x'
        ]);
    });

    test('problems of all files and statements come together', () => {
        const problems = problemsOf(
            inMethod('foo(); Integer x = 1.5; x = 2;'),
            'public class B { Foo f; }',
            'public class C {'
        );
        expect(problems).toHaveLength(4);
    });

    test('an anonymous block is checked against deployed classes', () => {
        const deployed = 'public class A { public static Integer twice(Integer x) { return x * 2; } }';
        expect(
            anonymousProblems(
                'Integer x = A.twice(4); for (Integer i = 0; i < x; i++) { System.debug(i); } return;',
                deployed
            )
        ).toEqual([]);
        expect(anonymousProblems('Integer x = A.thrice(4);', deployed)).toEqual([
            'Method does not exist or incorrect signature: void thrice(Integer) from the type A'
        ]);
    });
});
