import { testApex } from '../../test/fakes/apexTable.ts';

const comparators = `
    public class Named implements Comparable {
        public String name;
        public Named(String name) { this.name = name; }
        public Integer compareTo(Object other) { return name.compareTo(((Named) other).name); }
    }
    public class Longest implements Comparator<String> {
        public Integer compare(String left, String right) { return right.length() - left.length(); }
    }
    public class Countdown implements Iterator<Integer> {
        private Integer left = 2;
        public Boolean hasNext() { return left > 0; }
        public Integer next() { return left--; }
    }`;

describe('List', () => {
    const list = "List<String> l = new List<String>{ 'b', 'a', 'c' }; ";
    testApex(
        [
            [`${list}l.add('d'); return l;`, "['b', 'a', 'c', 'd']"],
            [`${list}l.add(0, 'd'); return l;`, "['d', 'b', 'a', 'c']"],
            [`${list}l.add(4, 'd'); return l;`, 'System.ListException: List index out of bounds: 4'],
            [`${list}l.addAll(l); return l.size();`, '6'],
            [`${list}l.addAll(new Set<String>{ 'x' }); return l.size();`, '4'],
            [
                `${list}List<String> none; l.addAll(none); return l;`,
                'System.NullPointerException: Argument 1 cannot be null'
            ],
            [`${list}l.clear(); return l.isEmpty();`, 'true'],
            [`${list}List<String> copy = l.clone(); copy.add('x'); return l.size();`, '3'],
            [`${list}return l.contains('A');`, 'false'],
            [`${list}return l.contains('a');`, 'true'],
            [`${list}return l.equals(l.clone());`, 'true'],
            [`${list}return l.get(1);`, "'a'"],
            [`${list}return l.get(3);`, 'System.ListException: List index out of bounds: 3'],
            [`${list}return l.indexOf('c');`, '2'],
            [`${list}return l.remove(0) + l;`, "'b(a, c)'"],
            [`${list}l.set(0, 'z'); return l;`, "['z', 'a', 'c']"],
            [`${list}l.sort(); return l;`, "['a', 'b', 'c']"],
            [`${list}l.set(1, 'aaa'); l.set(2, 'cc'); l.sort(new Longest()); return l;`, "['aaa', 'cc', 'b']"],
            [`${list}return l.toString();`, "'(b, a, c)'"],
            ['new List<Integer>{ 1, 2 }.hashCode()', '994'],
            ['new List<Object>{ null, true, 5000000000L }.hashCode()', '705100657'],
            [
                'new List<Object>{ 1.5 }.hashCode()',
                'refused: hashCode of this value, which differs from run to run on the platform'
            ],
            ['new List<Account>().getSObjectType()', 'Account'],
            ['new List<SObject>().getSObjectType()', 'null'],
            [
                "List<Named> l = new List<Named>{ new Named('b'), new Named('a') }; l.sort(); return l.get(0).name;",
                "'a'"
            ],
            [
                "List<Account> l = new List<Account>{ new Account(Name = 'a') }; l.deepClone().get(0).Name = 'b'; return l.get(0).Name;",
                "'a'"
            ],
            [
                "List<Account> l = new List<Account>{ new Account(Id = '001000000000001AAA') }; return l.deepClone(true, false, false).get(0).Id;",
                "'001000000000001AAA'"
            ]
        ],
        { declarations: comparators }
    );
});

describe('iteration', () => {
    testApex(
        [
            [
                "Iterator<Integer> i = new List<Integer>{ 1 }.iterator(); return i.hasNext() + ':' + i.next() + i.hasNext();",
                "'true:1false'"
            ],
            [
                'Iterator<Integer> i = new List<Integer>().iterator(); return i.next();',
                'System.NoSuchElementException: Iterator has no more elements.'
            ],
            ['Iterable<Integer> i = new List<Integer>{ 3 }; return i.iterator().next();', '3'],
            ['Iterable<Integer> i = new Set<Integer>{ 4 }; return i.iterator().next();', '4'],
            ['new Set<Integer>{ 5 }.iterator().next()', '5'],
            [
                'Iterator<Integer> i = new Countdown(); Integer sum = 0; while (i.hasNext()) { sum += i.next(); } return sum;',
                '3'
            ]
        ],
        { declarations: comparators }
    );
});

describe('Set', () => {
    const set = "Set<String> s = new Set<String>{ 'a', 'b' }; ";
    testApex([
        [`${set}return s.add('a') + ',' + s.add('c');`, "'false,true'"],
        [`${set}return s.addAll(new List<String>{ 'a' }) + ',' + s.addAll(new Set<String>{ 'c' });`, "'false,true'"],
        [`${set}s.clear(); return s.isEmpty();`, 'true'],
        [`${set}Set<String> copy = s.clone(); copy.add('c'); return s.size();`, '2'],
        [`${set}return s.contains('A');`, 'false'],
        [`${set}return s.containsAll(new List<String>{ 'a', 'b' });`, 'true'],
        [`${set}return s.containsAll(new Set<String>{ 'a', 'c' });`, 'false'],
        [`${set}return s.equals(new Set<String>{ 'b', 'a' });`, 'true'],
        [`${set}return s.remove('a') + ',' + s;`, "'true,{b}'"],
        [`${set}return s.removeAll(new Set<String>{ 'a' }) + ',' + s;`, "'true,{b}'"],
        [`${set}return s.retainAll(new List<String>{ 'a' }) + ',' + s;`, "'true,{a}'"],
        [`${set}return s.toString();`, "'{a, b}'"]
    ]);
});

describe('Map', () => {
    const map = "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; ";
    testApex([
        [`${map}m.clear(); return m.isEmpty();`, 'true'],
        [`${map}Map<String, Integer> copy = m.clone(); copy.put('b', 2); return m.size();`, '1'],
        [`${map}return m.containsKey('A');`, 'false'],
        [`${map}return m.equals(new Map<String, Integer>{ 'a' => 1 });`, 'true'],
        [`${map}return m.equals(new Map<String, Integer>{ 'a' => 2 });`, 'false'],
        [`${map}return m.get('a');`, '1'],
        [`${map}return m.get('x');`, 'null'],
        [`${map}return m.keySet();`, "{'a'}"],
        [`${map}return m.put('a', 2);`, '1'],
        [`${map}m.putAll(new Map<String, Integer>{ 'b' => 2 }); return m;`, "{'a'=1, 'b'=2}"],
        [`${map}return m.remove('a') + ',' + m.size();`, "'1,0'"],
        [`${map}return m.toString();`, "'{a=1}'"],
        [`${map}return m.values();`, '[1]'],
        [
            "Map<Id, Account> m = new Map<Id, Account>(); m.putAll(new List<Account>{ new Account(Id = '001000000000001AAA') }); return m.keySet();",
            "{'001000000000001AAA'}"
        ],
        [
            'Map<Id, Account> m = new Map<Id, Account>(); m.putAll(new List<Account>{ new Account() }); return m;',
            'System.ListException: Row with null Id at index: 0'
        ],
        [
            "Map<String, Account> m = new Map<String, Account>{ 'a' => new Account(Name = 'x') }; m.deepClone().get('a').Name = 'y'; return m.get('a').Name;",
            "'x'"
        ]
    ]);
});
