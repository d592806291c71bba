import { describe, expect, it } from '@jest/globals';
import { flag, html, jsonText } from './html.ts';

describe('html', () => {
    it('escapes what is put in, in text and in attributes', () => {
        expect(html`<p title="${`"'`}">${'<script>&'}</p>`.text).toBe('<p title="&quot;&#39;">&lt;script&gt;&amp;</p>');
    });

    it('takes markup, lists of it, and nothing', () => {
        const rows = ['a<', 'b'].map((text) => html`<li>${text}</li>`);
        expect(html`${rows}${undefined}${null}${0}`.text).toBe('<li>a&lt;</li><li>b</li>0');
    });

    it('writes an attribute without a value, or leaves it out', () => {
        expect(html`<input${flag('checked', true)}${flag('disabled', false)} />`.text).toBe('<input checked />');
    });

    it('writes JSON that cannot end its script element', () => {
        const value = { name: '</script><script>alert(1)' };
        const { text } = jsonText(value);
        expect(text).not.toContain('<');
        expect(JSON.parse(text)).toEqual(value);
    });
});
