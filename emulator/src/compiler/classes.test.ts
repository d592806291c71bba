import { deployApex, evaluateApex } from '../../test/fakes/apexRig.ts';
import { ApexException } from '../values/apexObject.ts';

function outcome(body: string, declarations = ''): string {
    try {
        const { rig, value } = evaluateApex(body, declarations);
        return rig.engine.execution.toText(value);
    } catch (error) {
        if (error instanceof ApexException) return error.toString();
        throw error;
    }
}

describe('classes', () => {
    const shapes = `
        public abstract class Shape {
            public String name = 'shape';
            public Shape() { this('none'); }
            public Shape(String name) { this.name += '/' + name; }
            public abstract Integer area();
            public virtual String describe() { return name + ':' + area(); }
        }
        public class Square extends Shape {
            private Integer side = 2;
            { side += 1; }
            public Square() { }
            public Square(Integer side) { super('square'); this.side = side; }
            public override Integer area() { return side * side; }
        }
        public class Big extends Shape {
            public override Integer area() { return 100; }
            public override String describe() { return 'big ' + super.describe(); }
        }`;

    it.each([
        ['return new Square().describe();', 'shape/none:9'],
        ['return new Square(5).describe();', 'shape/square:25'],
        ['Shape s = new Big(); return s.describe();', 'big shape/none:100'],
        ['Shape s = new Big(); return s instanceof Square;', 'false'],
        ['Object s = new Big(); return s instanceof Shape;', 'true'],
        [
            'Shape s = new Big(); return (Square) s;',
            'System.TypeException: Invalid conversion from runtime type Probe.Big to Probe.Square'
        ],
        ['Shape s; return s.area();', 'System.NullPointerException: Attempt to de-reference a null object'],
        ['return String.valueOf(new Square(5));', 'Square:[name=shape/square, side=5]']
    ])('%s -> %s', (body, expected) => expect(outcome(body, shapes)).toBe(expected));
});

describe('properties, statics and initialisers', () => {
    const members = `
        public static Integer count = 1;
        public static List<String> log = new List<String>{ 'field' };
        static { log.add('block'); count++; }
        public static Integer twice { get { return count * 2; } set { count = value; } }
        public static Integer lazy { get { if (lazy == null) { lazy = 41; } return ++lazy; } private set; }
        public Integer plain { get; set; }
        public Integer half { get { return half / 2; } set { half = value + 1; } }
        public class Hidden { private Integer secret = 7; private transient Integer gone = 8; }`;

    it.each([
        ['return log;', '(field, block)'],
        ['return count;', '2'],
        ['twice = 5; return twice;', '10'],
        ['twice += 1; return count;', '5'],
        ['return lazy + lazy;', '85'],
        ['Probe p = new Probe(); p.plain = 3; p.plain++; return p.plain;', '4'],
        ['Probe p = new Probe(); p.half = 9; return p.half;', '5'],
        ['Probe p = new Probe(); p.half = 9; p.half += 1; return p.half;', '3'],
        ['return new Hidden().secret;', '7'],
        ['Probe p; return p.plain;', 'System.NullPointerException: Attempt to de-reference a null object'],
        // https://salesforce.stackexchange.com/questions/135750: a null record in a member of an object reads as null.
        ['return new Holder().account.Name;', 'null'],
        ['return new Holder().account.Id;', 'System.NullPointerException: Attempt to de-reference a null object']
    ])('%s -> %s', (body, expected) =>
        expect(outcome(body, `${members} public class Holder { public Account account; }`)).toBe(expected)
    );

    it('starts statics anew in each transaction', () => {
        const rig = deployApex({
            'classes/Counter.cls':
                'public class Counter { static Integer n = 0; public static Object next() { return ++n; } }'
        });
        expect([rig.call('Counter', 'next'), rig.call('Counter', 'next')]).toEqual([1, 1]);
        rig.engine.beginTransaction();
        expect([rig.call('Counter', 'next'), rig.call('Counter', 'next')]).toEqual([1, 1]);
        const next = () => rig.engine.execution.cell('Counter')?.k?.['next()']?.() as number;
        expect([next(), next()]).toEqual([1, 2]);
        rig.call('Counter', 'next');
        expect(next()).toBe(3);
        rig.engine.endTransaction();
    });
});

describe('exceptions', () => {
    const types = `
        public virtual class BaseException extends Exception { }
        public class CodeException extends BaseException {
            public Integer code = 3;
            public CodeException(Integer code, String text) { this(text); this.code += code; }
            public override String getMessage() { return code + ' ' + super.getMessage(); }
        }
        static Integer fail() { throw new BaseException('deep'); }`;

    it.each([
        ["try { throw new BaseException('a'); } catch (BaseException e) { return e.getMessage(); }", 'a'],
        ["try { throw new CodeException(2, 'b'); } catch (BaseException e) { return e.getMessage(); }", '5 b'],
        ["try { throw new CodeException(2, 'b'); } catch (Exception e) { return e.getMessage(); }", '5 b'],
        [
            "try { throw new BaseException('a'); } catch (CodeException e) { return 1; } catch (Exception e) { return 2; }",
            '2'
        ],
        [
            "try { throw new BaseException('a', new MathException('m')); } catch (Exception e) { return e.getCause().getMessage(); }",
            'm'
        ],
        [
            'try { throw new BaseException(); } catch (Exception e) { return e.getMessage(); }',
            'Script-thrown exception'
        ],
        [
            "try { throw new BaseException('x'); } catch (Exception e) { return e.getTypeName(); }",
            'Probe.BaseException'
        ],
        ["throw new BaseException('up');", 'Probe.BaseException: up'],
        ['try { fail(); } catch (Exception e) { return e.getLineNumber(); } return 0;', '8'],
        [
            'try { fail(); } catch (Exception e) { return e.getStackTraceString(); } return 0;',
            'Class.Probe.fail: line 8, column 1\nClass.Probe.value: line 10, column 1'
        ],
        // The frame of the catching method counts again after the catch.
        [
            'try { fail(); } catch (Exception e) { } try { Integer i = 1 / 0; } catch (Exception e) { return e.getStackTraceString(); } return 0;',
            'Class.Probe.value: line 10, column 1'
        ]
    ])('%s -> %s', (body, expected) => expect(outcome(body, types)).toBe(expected));
});

describe('enums and interfaces', () => {
    const types = `
        public enum Color { RED, GREEN }
        public interface Greeter { String greet(String name); }
        public class Polite implements Greeter, Comparable {
            public Integer rank;
            public Polite(Integer rank) { this.rank = rank; }
            public String greet(String name) { return 'Dear ' + name; }
            public Integer compareTo(Object other) { return rank - ((Polite) other).rank; }
            public override String toString() { return 'P' + rank; }
        }
        public class Key {
            Integer n;
            public Key(Integer n) { this.n = n; }
            public Boolean equals(Object other) { return other instanceof Key && ((Key) other).n == n; }
            public override Integer hashCode() { return n; }
        }
        public class Numbers implements Iterable<Integer>, Iterator<Integer> {
            Integer at = 0;
            public Iterator<Integer> iterator() { return this; }
            public Boolean hasNext() { return at < 3; }
            public Integer next() { return at++; }
        }`;

    it.each([
        ['return Color.RED;', 'RED'],
        ['return Color.values();', '(RED, GREEN)'],
        ["return Color.valueOf('green').ordinal();", '1'],
        ["return Color.valueOf('blue');", 'System.NoSuchElementException: No enum constant Probe.Color.blue'],
        ['return Color.GREEN.name();', 'GREEN'],
        ['return Color.GREEN == Color.GREEN;', 'true'],
        ['Color c = Color.GREEN; switch on c { when RED { return 1; } when GREEN { return 2; } } return 3;', '2'],
        ['return new Map<Color, Integer>{ Color.RED => 5 }.get(Color.RED);', '5'],
        ["Greeter g = new Polite(1); return g.greet('Ada');", 'Dear Ada'],
        ['List<Polite> l = new List<Polite>{ new Polite(3), new Polite(1) }; l.sort(); return l;', '(P1, P3)'],
        ["return '' + new Polite(4);", 'P4'],
        ['return new Key(1) == new Key(1);', 'true'],
        ['return new Set<Key>{ new Key(1), new Key(1), new Key(2) }.size();', '2'],
        ['Integer n = 0; for (Integer i : new Numbers()) { n += i; } return n;', '3'],
        ['Object o = new Polite(1); return o instanceof Greeter;', 'true'],
        ['Object o = new Polite(1); return o instanceof Comparable;', 'true'],
        ['Object o = new Key(1); return o instanceof Greeter;', 'false']
    ])('%s -> %s', (body, expected) => expect(outcome(body, types)).toBe(expected));
});
