import { elementOf, formatElement, formatXml, parseXml, XmlError } from './xml.ts';

describe('XML', () => {
    it('comes back as it was written', () => {
        const text =
            '<?xml version="1.0" encoding="UTF-8"?>\n<A xmlns="urn:x">\n    <b>It&apos;s &lt;1&gt;</b>\n    <c/>\n    <d k="v">\n        <e>  </e>\n    </d>\n</A>\n';
        expect(formatXml(parseXml(text))).toBe(text);
    });

    it('is read decoded, by local names', () => {
        const root = parseXml('<x:A><x:b>&#65;&#x42;&amp;&quot;</x:b><c xsi:nil="true"/><d><![CDATA[<&>]]></d></x:A>');
        expect(root.localName).toBe('A');
        expect(root.textOf('b')).toBe('AB&"');
        expect(root.textOf('c')).toBeUndefined();
        expect(root.textOf('d')).toBe('<&>');
        expect(root.textOf('nothing')).toBeUndefined();
    });

    it('is made of plain values: lists repeat, nulls are left out', () => {
        const text = elementOf('r', { a: [1, 'x<y'], b: null, c: { d: false } })
            .map((element) => formatElement(element))
            .join('');
        expect(text).toBe('<r>\n    <a>1</a>\n    <a>x&lt;y</a>\n    <c>\n        <d>false</d>\n    </c>\n</r>\n');
    });

    it('that is not well formed says where', () => {
        expect(() => parseXml('<a>\n<b></a>')).toThrow(XmlError);
        try {
            parseXml('<a>\n<b></a>');
        } catch (error) {
            expect(error).toMatchObject({ line: 2 });
        }
    });
});
