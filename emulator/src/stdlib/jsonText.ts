/**
 * Reads JSON without losing digits, and complains as the platform's parser does.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Json.htm
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { refuse } from './refusal.ts';

export type JsonValue =
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    /** Digits as written. */
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'array'; readonly items: readonly JsonValue[] }
    | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonValue])[] };

const escapes: Readonly<Record<string, string>> = {
    '"': '"',
    '\\': '\\',
    '/': '/',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t'
};
const validStart = "expected a valid value (number, String, array, object, 'true', 'false' or 'null')";

export function jsonError(runtime: ApexRuntime, message: string): never {
    return runtime.fail('System.JSONException', message);
}

export function parseJson(runtime: ApexRuntime, text: string): JsonValue {
    runtime.useCpu(Math.ceil(text.length / 16));
    const reader = new JsonReader(runtime, text);
    if (reader.isAtEnd()) jsonError(runtime, 'No content to map to Object due to end of input');
    const value = reader.value();
    if (!reader.isAtEnd()) refuse(runtime, 'JSON with more text behind its value');
    return value;
}

class JsonReader {
    private readonly runtime: ApexRuntime;
    private readonly text: string;
    private at = 0;

    constructor(runtime: ApexRuntime, text: string) {
        this.runtime = runtime;
        this.text = text;
    }

    isAtEnd(): boolean {
        this.skipBlanks();
        return this.at >= this.text.length;
    }

    value(): JsonValue {
        this.skipBlanks();
        const character = this.text[this.at];
        if (character === undefined) return this.fail('Unexpected end-of-input');
        if (character === '{') return this.object();
        if (character === '[') return this.array();
        if (character === '"') return { kind: 'string', value: this.string() };
        if (/[-\d]/.test(character)) return this.number();
        return this.word();
    }

    /** What a sticky pattern finds here. */
    private ahead(pattern: RegExp, at = this.at): string | undefined {
        pattern.lastIndex = at;
        return pattern.exec(this.text)?.[0];
    }

    private skipBlanks(): void {
        while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++;
    }

    /** Positions are those of the character behind the one at fault. */
    private fail(message: string, at = this.at): never {
        const before = this.text.slice(0, at).split('\n');
        return jsonError(
            this.runtime,
            `${message} at input location [${before.length},${(before.at(-1) ?? '').length + 2}]`
        );
    }

    private unexpected(expectation: string, at = this.at): never {
        const character = this.text[at];
        if (character === undefined) return this.fail(`Unexpected end-of-input: ${expectation}`, at);
        return this.fail(`Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expectation}`, at);
    }

    private word(): JsonValue {
        const word = this.ahead(/\w*/y) ?? '';
        if (!/^[tfn]/.test(word)) return this.unexpected(validStart);
        this.at += word.length;
        if (word === 'null') return { kind: 'null' };
        if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
        return this.fail(`Unrecognized token '${word}': was expecting 'null', 'true', or 'false'`);
    }

    private number(): JsonValue {
        const text = this.ahead(/-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y);
        if (text === undefined)
            return this.unexpected('expected digit (0-9) to follow minus sign, for valid numeric value', this.at + 1);
        this.at += text.length;
        const next = this.text[this.at] ?? '';
        if (/^-?0$/.test(text) && /\d/.test(next)) this.fail('Invalid numeric value: Leading zeroes not allowed');
        if (/[.\w]/.test(next)) this.unexpected('Expected space separating root-level values');
        return { kind: 'number', text };
    }

    private array(): JsonValue {
        const items: JsonValue[] = [];
        this.at++;
        this.skipBlanks();
        if (this.skip(']')) return { kind: 'array', items };
        for (;;) {
            items.push(this.value());
            if (this.endOf(']', 'ARRAY')) return { kind: 'array', items };
        }
    }

    private object(): JsonValue {
        const entries: (readonly [string, JsonValue])[] = [];
        this.at++;
        this.skipBlanks();
        if (this.skip('}')) return { kind: 'object', entries };
        for (;;) {
            this.skipBlanks();
            if (this.text[this.at] !== '"') this.unexpected('was expecting double-quote to start field name');
            const name = this.string();
            this.skipBlanks();
            if (!this.skip(':')) this.unexpected('was expecting a colon to separate field name and value');
            entries.push([name, this.value()]);
            if (this.endOf('}', 'OBJECT')) return { kind: 'object', entries };
        }
    }

    private skip(character: string): boolean {
        if (this.text[this.at] !== character) return false;
        this.at++;
        return true;
    }

    /** True at the closing bracket, false behind a comma. */
    private endOf(bracket: string, kind: 'ARRAY' | 'OBJECT'): boolean {
        this.skipBlanks();
        if (this.skip(bracket)) return true;
        if (this.at >= this.text.length) this.fail(`Unexpected end-of-input: expected close marker for ${kind}`);
        if (!this.skip(',')) this.unexpected(`was expecting comma to separate ${kind} entries`);
        return false;
    }

    private string(): string {
        let value = '';
        for (this.at++; ; this.at++) {
            const character = this.text[this.at];
            if (character === undefined)
                return this.fail('Unexpected end-of-input: was expecting closing quote for a string value');
            if (character === '"') break;
            if (character < ' ') {
                const code = `(CTRL-CHAR, code ${character.charCodeAt(0)})`;
                this.fail(
                    `Illegal unquoted character (${code}): has to be escaped using backslash to be included in string value`
                );
            }
            value += character === '\\' ? this.escape() : character;
        }
        this.at++;
        return value;
    }

    private escape(): string {
        const character = this.text[++this.at] ?? '';
        if (character !== 'u') {
            return (
                escapes[character] ??
                this.fail(`Unrecognized character escape '${character}' (code ${character.charCodeAt(0)})`)
            );
        }
        const digits = this.ahead(/[0-9a-fA-F]{4}/y, this.at + 1);
        if (digits === undefined)
            return this.unexpected('expected a hex-digit for character escape sequence', this.at + 1);
        this.at += 4;
        return String.fromCharCode(parseInt(digits, 16));
    }
}
