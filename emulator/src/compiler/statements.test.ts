import { evaluateApex } from '../../test/fakes/apexRig.ts';
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

const nullPointer = 'System.NullPointerException: Attempt to de-reference a null object';

describe('lists, null and places', () => {
    it.each([
        ['List<Integer> l = new List<Integer>{1, 2}; return l[1];', '2'],
        [
            'List<Integer> l = new List<Integer>{1, 2, 3}; return l[3];',
            'System.ListException: List index out of bounds: 3'
        ],
        [
            'List<Integer> l = new List<Integer>(); l[0] = 1; return l;',
            'System.ListException: List index out of bounds: 0'
        ],
        ['List<Integer> l = new List<Integer>{1}; return l[-1];', 'System.ListException: List index out of bounds: -1'],
        ['List<Integer> l = new List<Integer>{1, 2}; l[0] += 5; l[1]++; return l;', '(6, 3)'],
        ['Integer[] l = new Integer[3]; l[1] = 7; return l;', '(null, 7, null)'],
        ['List<Integer> l; return l[0];', nullPointer],
        ['List<Integer> l; return l.size();', nullPointer],
        ['String s; return s.length();', nullPointer],
        ['Account a; return a.Name;', nullPointer],
        ["Account a; a.Name = 'x'; return a;", nullPointer],
        ["Integer i = 0; List<Integer> l = new List<Integer>{1, 2}; l[i++] += 10; return l + ' ' + i;", '(11, 2) 1'],
        ['Integer i = 0; List<Integer> l = new List<Integer>{0, 0}; l[i] = i = 1; return l;', '(1, 0)'],
        ['List<Integer> a = new List<Integer>{1}; List<Integer> b = new List<Integer>(a); b.add(2); return a;', '(1)'],
        ["Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; return m.get('b');", 'null'],
        ["Map<String, Integer> m = new Map<String, Integer>{'a' => 1}; return m.get('A');", 'null'],
        ['Set<Integer> s = new Set<Integer>{1, 1, 2}; return s.size();', '2'],
        [
            "return new Map<Id, Account>(new List<Account>{ new Account(Name = 'x') });",
            'System.ListException: Row with null Id at index: 0'
        ],
        ['return new Account().IsOpen__c;', 'false'],
        ['return new Contact().Account.Name;', 'null'],
        ['Account a = new Account(Size__c = 1); a.Size__c += 2; a.Size__c++; return a.Size__c;', '4'],
        ['String s; return s?.length();', 'null'],
        ["String s = 'abc'; return s?.length();", '3'],
        ['Account a; return a?.Name?.length();', 'null'],
        ["String s; return s ?? 'other';", 'other'],
        ['Integer i = 0; Integer j = i ?? 5; return j;', '0'],
        ['return true ? 1 : 2;', '1']
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});

describe('casts and instanceof', () => {
    it.each([
        [
            "Object o = 'x'; return (Integer) o;",
            'System.TypeException: Invalid conversion from runtime type String to Integer'
        ],
        [
            'Object o = 5L; return (Integer) o;',
            'System.TypeException: Invalid conversion from runtime type Long to Integer'
        ],
        ['Object o = 5; return (Integer) o + 1;', '6'],
        ['Object o; return (Integer) o;', 'null'],
        // From knowledge: a cast widens numbers at run time too.
        ['Object o = 5; return (Decimal) o;', '5'],
        ['Object o = 5; return (Long) o;', '5'],
        [
            "Object o = new List<Object>{'a'}; return (List<String>) o;",
            'System.TypeException: Invalid conversion from runtime type List<ANY> to List<String>'
        ],
        ['Object o = new Map<String, Object>(); return (Map<String, Object>) o;', '{}'],
        ["Object o = 'x'; return o instanceof String;", 'true'],
        ["Object o = 'x'; return o instanceof Integer;", 'false'],
        ['Object o; return o instanceof String;', 'false'],
        ['SObject s = new Account(); return s instanceof Account;', 'true'],
        ['SObject s = new Account(); return s instanceof Contact;', 'false'],
        ["SObject s = new Account(Name = 'x'); return ((Account) s).Name;", 'x'],
        [
            'SObject s = new Account(); return (Contact) s;',
            'System.TypeException: Invalid conversion from runtime type Account to Contact'
        ],
        ['Object o = new List<Integer>(); return o instanceof List<String>;', 'false']
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});

describe('control flow', () => {
    it.each([
        ['Integer n = 0; for (Integer i = 0; i < 5; i++) { n += i; } return n;', '10'],
        [
            'Integer n = 0; for (Integer i = 0; i < 5; i++) { if (i == 3) break; if (i == 1) continue; n += i; } return n;',
            '2'
        ],
        ['Integer n = 0; while (true) { n++; if (n > 4) break; } return n;', '5'],
        ['Integer n = 9; do { n++; } while (n < 5); return n;', '10'],
        ['Integer n = 0; for (Integer i : new List<Integer>{1, 2, 3}) n += i; return n;', '6'],
        ["String t = ''; for (String s : new Set<String>{'a', 'b'}) { t += s; } return t;", 'ab'],
        [
            'Integer n = 0; for (Integer i : new List<Integer>{1, 2}) { for (Integer j : new List<Integer>{1, 2, 3}) { if (j == 2) continue; n += j; } } return n;',
            '8'
        ],
        ['List<Integer> l; for (Integer i : l) { } return 1;', nullPointer],
        [
            'List<Integer> l = new List<Integer>{1, 2}; for (Integer i : l) { l.add(i); } return l;',
            'System.FinalException: Cannot modify a collection while it is being iterated.'
        ],
        ["switch on 'b' { when 'a', 'b' { return 1; } when else { return 2; } }", '1'],
        // From knowledge: unlike ==, a case of a String depends on case.
        ["switch on 'B' { when 'b' { return 1; } when else { return 2; } }", '2'],
        ['Integer i; switch on i { when null { return 1; } when 0 { return 2; } when else { return 3; } }', '1'],
        [
            'Integer n = 0; for (Integer i = 0; i < 3; i++) { switch on i { when 1 { continue; } when 2 { break; } } n += 10; } return n;',
            '10'
        ],
        [
            "SObject s = new Contact(LastName = 'L'); switch on s { when Account a { return 1; } when Contact c { return c.LastName; } } return 0;",
            'L'
        ],
        ['switch on 5 { when 1 { return 1; } } return 0;', '0'],
        [
            "try { throw new IllegalArgumentException('x'); } catch (IllegalArgumentException e) { return e.getMessage(); }",
            'x'
        ],
        [
            "try { Integer i = 1 / 0; } catch (MathException e) { return e.getTypeName() + ' ' + e.getMessage(); } return 0;",
            'System.MathException Divide by 0'
        ],
        [
            'try { String s; s.length(); } catch (MathException e) { return 1; } catch (NullPointerException e) { return 2; } catch (Exception e) { return 3; } return 4;',
            '2'
        ],
        [
            'try { String s; s.length(); } catch (Exception e) { return e.getTypeName(); } return 4;',
            'System.NullPointerException'
        ],
        ["String t = ''; try { t += 'a'; } finally { t += 'b'; } return t;", 'ab'],
        [
            "List<String> l = new List<String>(); try { try { l.add('a'); Integer i = 1 / 0; } finally { l.add('b'); } } catch (Exception e) { l.add('c'); } return l;",
            '(a, b, c)'
        ],
        [
            'for (Integer i = 0; i < 3; i++) { try { if (i == 1) return i; } finally { if (i == 1) i = 9; } } return 5;',
            '1'
        ],
        ['Exception e; throw e;', nullPointer],
        ["throw new DmlException('own');", 'System.DmlException: own'],
        [
            "try { throw new MathException('in'); } catch (Exception e) { throw new IllegalArgumentException('out', e); }",
            'System.IllegalArgumentException: out'
        ],
        ['Integer i = 0; { Integer j = 1; i += j; } { Integer j = 2; i += j; } return i;', '3']
    ])('%s -> %s', (body, expected) => expect(outcome(body)).toBe(expected));
});
