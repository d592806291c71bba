/** Text to HTML. Whatever is put into a template is escaped, unless it came out of a template itself. */

export class Markup {
    readonly text: string;

    constructor(text: string) {
        this.text = text;
    }
}

export type Content = Markup | string | number | null | undefined | readonly Content[];

/** Template tag. Attribute values must be quoted in the template. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
    return new Markup(strings.map((part, index) => part + textOf(values[index])).join(''));
}

/** An attribute that is there or not: `checked`. */
export function flag(name: string, isSet: boolean): Markup {
    return new Markup(isSet ? ` ${name}` : '');
}

/** JSON inside of a script element, which ends at the first `</script`. */
export function jsonText(value: unknown): Markup {
    return new Markup(JSON.stringify(value).replaceAll('<', '\\u003c'));
}

function textOf(content: Content): string {
    if (content === null || content === undefined) return '';
    if (content instanceof Markup) return content.text;
    if (typeof content === 'object') return content.map(textOf).join('');
    return escape(String(content));
}

const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;'
};

function escape(text: string): string {
    return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
