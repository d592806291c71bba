import { testApex } from '../../test/fakes/apexTable.ts';
import type { ApexRow } from '../../test/fakes/apexTable.ts';

const declarations = `
    public enum Color { RED, GREEN }
    public virtual class Base { public String name; }
    public class Item extends Base {
        public Integer count = 7;
        public Long big; public Decimal price; public Double ratio; public Boolean isOpen;
        public Date day; public Datetime moment; public Time hour; public Blob content; public Id key;
        public Color color; public List<Item> items; public Set<Integer> numbers; public Map<String, Integer> byName;
        public Account account; public Object anything;
        public transient String secret;
    }
    public class Small { public String a; public Integer b; }`;

describe('JSON.serialize', () => {
    testApex(
        [
            ["JSON.serialize('a\"\\n')", '\'"a\\"\\n"\''],
            ['JSON.serialize(null)', "'null'"],
            ['JSON.serialize(new List<Object>{ 1, 2L, 1.50, true, null })', "'[1,2,1.50,true,null]'"],
            ["JSON.serialize(Double.valueOf('2'))", "'2.0'"],
            ['JSON.serialize(new Set<Integer>{ 1 })', "'[1]'"],
            [
                "JSON.serialize(new Map<String, Object>{ 'a' => new Map<Integer, String>{ 1 => 'x' } })",
                '\'{"a":{"1":"x"}}\''
            ],
            ['JSON.serialize(Date.newInstance(2026, 1, 31))', '\'"2026-01-31"\''],
            ['JSON.serialize(Datetime.newInstanceGmt(2026, 1, 31, 1, 2, 3))', '\'"2026-01-31T01:02:03.000Z"\''],
            ['JSON.serialize(Time.newInstance(1, 2, 3, 4))', '\'"01:02:03.004Z"\''],
            ["JSON.serialize(Blob.valueOf('hi'))", '\'"aGk="\''],
            ['JSON.serialize(Color.GREEN)', '\'"GREEN"\''],
            ["Small s = new Small(); s.a = 'x'; return JSON.serialize(s);", '\'{"a":"x","b":null}\''],
            ["Small s = new Small(); s.a = 'x'; return JSON.serialize(s, true);", '\'{"a":"x"}\''],
            ["JSON.serialize(new Account(Name = 'x'))", '\'{"attributes":{"type":"Account"},"Name":"x"}\''],
            [
                "JSON.serialize(new Account(Id = '001000000000001AAA'))",
                '\'{"attributes":{"type":"Account","url":"/services/data/v67.0/sobjects/Account/001000000000001AAA"},"Id":"001000000000001AAA"}\''
            ],
            [
                "Contact c = new Contact(); c.putSObject('Account', new Account(Name = 'x')); return JSON.serialize(c);",
                '\'{"attributes":{"type":"Contact"},"Account":{"attributes":{"type":"Account"},"Name":"x"}}\''
            ],
            [
                'Account a = (Account) JSON.deserialize(\'{"Contacts":{"records":[{"LastName":"x"}]}}\', Account.class); return JSON.serialize(a);',
                '\'{"attributes":{"type":"Account"},"Contacts":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Contact"},"LastName":"x"}]}}\''
            ],
            [
                "JSON.serialize(Pattern.compile('a'))",
                'System.JSONException: Apex Type unsupported in JSON: System.Pattern'
            ],
            [
                "JSON.serializePretty(new List<Object>{ 1, new Map<String, Object>{ 'a' => 1, 'b' => new List<Object>() } })",
                '\'[ 1, {\n  "a" : 1,\n  "b" : [ ]\n} ]\''
            ],
            ['JSON.serializePretty(new Map<String, Object>())', "'{ }'"],
            ['JSON.serializePretty(new Small(), true)', "'{ }'"]
        ],
        { declarations }
    );
});

const untyped = (text: string, expected: string): ApexRow => [`JSON.deserializeUntyped('${text}')`, expected];
const syntaxError = (text: string, message: string): ApexRow => untyped(text, `System.JSONException: ${message}`);

describe('JSON.deserializeUntyped', () => {
    testApex([
        untyped(
            ' {"a": [1, 5000000000, 1.5, -2e2, true, false, null, "x"], "b": {}} ',
            "{'a'=[1, 5000000000L, 1.5, -200, true, false, null, 'x'], 'b'={}}"
        ),
        untyped('[]', '[]'),
        untyped('"\\\\u0041\\\\n\\\\/"', "'A\n/'"),
        untyped('92233720368547758080', 'refused: the JSON number 92233720368547758080, which is no Long'),
        untyped('1 2', 'refused: JSON with more text behind its value'),
        syntaxError('', 'No content to map to Object due to end of input'),
        syntaxError('[1,', 'Unexpected end-of-input at input location [1,5]'),
        syntaxError('{"a":1', 'Unexpected end-of-input: expected close marker for OBJECT at input location [1,8]'),
        syntaxError(
            '{"a',
            'Unexpected end-of-input: was expecting closing quote for a string value at input location [1,5]'
        ),
        syntaxError(
            '{"a"',
            'Unexpected end-of-input: was expecting a colon to separate field name and value at input location [1,6]'
        ),
        syntaxError(
            '{"a":1\\n"b"}',
            "Unexpected character ('\"' (code 34)): was expecting comma to separate OBJECT entries at input location [2,2]"
        ),
        syntaxError(
            '[1 2]',
            "Unexpected character ('2' (code 50)): was expecting comma to separate ARRAY entries at input location [1,5]"
        ),
        syntaxError(
            '{a:1}',
            "Unexpected character ('a' (code 97)): was expecting double-quote to start field name at input location [1,3]"
        ),
        syntaxError(
            'abc',
            "Unexpected character ('a' (code 97)): expected a valid value (number, String, array, object, 'true', 'false' or 'null') at input location [1,2]"
        ),
        syntaxError(
            'nope',
            "Unrecognized token 'nope': was expecting 'null', 'true', or 'false' at input location [1,6]"
        ),
        syntaxError('[01]', 'Invalid numeric value: Leading zeroes not allowed at input location [1,4]'),
        syntaxError(
            '[-x]',
            "Unexpected character ('x' (code 120)): expected digit (0-9) to follow minus sign, for valid numeric value at input location [1,4]"
        ),
        syntaxError(
            '[1x]',
            "Unexpected character ('x' (code 120)): Expected space separating root-level values at input location [1,4]"
        ),
        syntaxError(
            '"a\\nb"',
            'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value at input location [1,4]'
        ),
        syntaxError('"\\\\x"', "Unrecognized character escape 'x' (code 120) at input location [1,4]"),
        syntaxError(
            '"\\\\u00g0"',
            "Unexpected character ('0' (code 48)): expected a hex-digit for character escape sequence at input location [1,5]"
        )
    ]);
});

const item = (text: string, read: string, expected: string): ApexRow => [
    `Item i = (Item) JSON.deserialize('${text}', Item.class); return i.${read};`,
    expected
];
const illegal = 'System.JSONException: Illegal value for primitive';

describe('JSON.deserialize', () => {
    testApex(
        [
            item('{"NAME": "x"}', 'name', "'x'"),
            item('{}', 'count', 'null'),
            item('{"count": "5"}', 'count', '5'),
            item('{"count": 1.5}', 'count', illegal),
            item('{"count": []}', 'count', illegal),
            item('{"big": 5000000000}', 'big', '5000000000L'),
            item('{"big": 50000000000000000000}', 'big', illegal),
            item('{"price": 1.50}', 'price', '1.50'),
            item('{"price": "x"}', 'price', illegal),
            item('{"ratio": 2}', 'ratio', '2.0d'),
            item('{"ratio": "x"}', 'ratio', illegal),
            item('{"isOpen": true}', 'isOpen', 'true'),
            item('{"isOpen": "false"}', 'isOpen', 'false'),
            item('{"isOpen": 1}', 'isOpen', illegal),
            item('{"name": 1}', 'name', "'1'"),
            item('{"day": "2026-01-31"}', 'day.day()', '31'),
            item('{"day": "soon"}', 'day', illegal),
            item('{"moment": "2026-01-31T01:00:00.000+0100"}', 'moment.getTime()', '1769817600000L'),
            item('{"moment": "2026-01-31"}', 'moment', illegal),
            item('{"moment": "2026-99-31T01:00:00Z"}', 'moment', illegal),
            item('{"hour": "01:02:03.004Z"}', 'hour.millisecond()', '4'),
            item('{"hour": "1"}', 'hour', illegal),
            item('{"content": "aGk="}', 'content', 'Blob 6869'),
            item('{"content": "?"}', 'content', illegal),
            item('{"key": "001000000000001"}', 'key', "'001000000000001AAA'"),
            item('{"key": "x"}', 'key', illegal),
            item('{"color": "RED"}', 'color', 'RED'),
            item('{"color": "BLUE"}', 'color', illegal),
            item('{"items": [{"name": "x"}, null]}', 'items.get(0).name', "'x'"),
            item(
                '{"items": {}}',
                'items',
                "System.JSONException: Malformed JSON: Expected '[' at the beginning of List/Set"
            ),
            item('{"numbers": [1, 1]}', 'numbers', '{1}'),
            item('{"byName": {"a": 1}}', 'byName', "{'a'=1}"),
            item('[]', 'name', "System.JSONException: Malformed JSON: Expected '{' at the beginning of object"),
            item('{"account": {"Name": "x", "Nope": 1}}', 'account.Name', "'x'"),
            item('{"anything": 1}', 'anything', 'System.JSONException: Apex Type unsupported in JSON: Object'),
            item('{"secret": "x"}', 'secret', 'null'),
            item('{"other": 1}', 'name', 'null'),
            ['JSON.deserialize(\'["a"]\', List<String>.class)', "['a']"],
            [
                'JSON.deserialize(\'"a"\', Pattern.class)',
                'System.JSONException: Apex Type unsupported in JSON: System.Pattern'
            ],
            ['JSON.deserializeStrict(\'{"c": 1}\', Small.class)', 'System.JSONException: Unknown field: Probe.Small.c'],
            [
                'JSON.deserializeStrict(\'{"Nope": 1}\', Account.class)',
                "System.JSONException: No such column 'Nope' on sobject of type Account"
            ],
            [
                '((SObject) JSON.deserialize(\'{"attributes": {"type": "account"}, "Size__c": 3}\', SObject.class)).get(\'Size__c\')',
                '3'
            ],
            [
                "JSON.deserialize('{}', SObject.class)",
                "System.JSONException: Cannot deserialize an SObject without its type in 'attributes'"
            ],
            [
                'JSON.deserialize(\'{"attributes": {"type": "Nope"}}\', SObject.class)',
                'System.JSONException: Invalid sobject type: Nope'
            ],
            ['((Contact) JSON.deserialize(\'{"Account": {"Name": "x"}}\', Contact.class)).Account.Name', "'x'"],
            ["((Contact) JSON.deserialize('{\"Account\": null}', Contact.class)).getSObject('Account')", 'null']
        ],
        { declarations }
    );
});
