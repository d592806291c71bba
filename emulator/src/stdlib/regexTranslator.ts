/**
 * Java's regular expressions by JavaScript's: the pattern is rewritten piece by piece so that it means the same, and what
 * cannot be rewritten is refused. Case-insensitive letters are spelled out, since Java folds only ASCII unless told otherwise.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { refuse } from './refusal.ts';

const lineEnd = '\\n\\r\\u0085\\u2028\\u2029';
const endOfInput = `(?=(?:\\r\\n|[${lineEnd}])?(?![^]))`;
/** Not inside `\r\n`, which is one line terminator. */
const betweenLines = '(?<!\\r(?=\\n))';
const classEscapes: Readonly<Record<string, string>> = {
    d: '0-9',
    w: 'a-zA-Z0-9_',
    s: ' \\t\\n\\x0B\\f\\r',
    h: ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000',
    v: '\\n\\x0B\\f\\r\\x85\\u2028\\u2029'
};
const namedClasses: Readonly<Record<string, string>> = {
    Alpha: 'a-zA-Z',
    Digit: '0-9',
    Alnum: 'a-zA-Z0-9',
    Upper: 'A-Z',
    Lower: 'a-z',
    Punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
    Space: ' \\t\\n\\x0B\\f\\r',
    Blank: ' \\t',
    XDigit: '0-9a-fA-F',
    Cntrl: '\\x00-\\x1f\\x7f',
    Graph: '\\x21-\\x7e',
    Print: '\\x20-\\x7e',
    ASCII: '\\x00-\\x7f'
};
const generalCategory =
    /^(Is)?(L|Lu|Ll|Lt|Lm|Lo|M|Mn|Mc|Me|N|Nd|Nl|No|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So|Z|Zs|Zl|Zp|C|Cc|Cf|Co|Cs|Cn)$/;
const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', a: '\x07', e: '\x1b' };

interface Flags {
    ignoreCase: boolean;
    dotAll: boolean;
    multiline: boolean;
}

function codeOf(character: string): number {
    return character.codePointAt(0) ?? 0;
}

/** Code point as the pattern text that matches just it, inside or outside a character class. */
function literal(codePoint: number): string {
    return `\\u{${codePoint.toString(16)}}`;
}

export class RegexTranslator {
    private readonly runtime: ApexRuntime;
    private readonly source: string;
    private readonly flags: Flags;
    private at = 0;

    constructor(runtime: ApexRuntime, source: string) {
        this.runtime = runtime;
        this.source = source;
        this.flags = { ignoreCase: false, dotAll: false, multiline: false };
        const leading = /^\(\?([ism]+)\)/.exec(source);
        if (!leading) return;
        this.at = leading[0].length;
        this.flags.ignoreCase = leading[0].includes('i');
        this.flags.dotAll = leading[0].includes('s');
        this.flags.multiline = leading[0].includes('m');
    }

    translate(): string {
        let pattern = '';
        while (this.at < this.source.length) pattern += this.piece();
        return pattern;
    }

    private refuse(construct: string): never {
        return refuse(this.runtime, `the regular expression ${this.source}: ${construct}`);
    }

    private take(): string {
        const codePoint = this.source.codePointAt(this.at);
        if (codePoint === undefined) {
            this.runtime.fail('System.StringException', `Invalid regex: ${this.source}`);
        }
        const character = String.fromCodePoint(codePoint);
        this.at += character.length;
        return character;
    }

    private skip(text: string): boolean {
        if (!this.source.startsWith(text, this.at)) return false;
        this.at += text.length;
        return true;
    }

    private piece(): string {
        const character = this.take();
        switch (character) {
            case '\\':
                return this.escape();
            case '[':
                return this.characterClass();
            case '.':
                return this.flags.dotAll ? '[^]' : `[^${lineEnd}]`;
            case '^':
                return this.flags.multiline ? `(?:(?<![^])|${betweenLines}(?<=[${lineEnd}])(?=[^]))` : '(?<![^])';
            case '$':
                return this.flags.multiline ? `(?:${betweenLines}(?![^${lineEnd}]))` : endOfInput;
            case '(':
                return this.groupStart();
            case ')':
            case '|':
                return character;
            default:
                return /[*+?{]/.test(character) ? this.quantifier(character) : this.caseVariants(character);
        }
    }

    private quantifier(first: string): string {
        const text = first === '{' ? this.repetition() : first;
        if (this.skip('+')) this.refuse('possessive quantifiers');
        return this.skip('?') ? `${text}?` : text;
    }

    private repetition(): string {
        const bounds =
            /^\d+(,\d*)?\}/.exec(this.source.slice(this.at))?.[0] ?? this.refuse('a brace that is no repetition');
        this.at += bounds.length;
        return `{${bounds}`;
    }

    private groupStart(): string {
        if (!this.skip('?')) return '(';
        for (const start of [':', '=', '!', '<=', '<!']) if (this.skip(start)) return `(?${start}`;
        const name = /^<[a-zA-Z][a-zA-Z0-9]*>/.exec(this.source.slice(this.at))?.[0];
        if (name === undefined) return this.refuse('flags inside the pattern, or atomic groups');
        this.at += name.length;
        return `(?${name}`;
    }

    private caseVariants(character: string): string {
        const code = literal(codeOf(character));
        if (!this.flags.ignoreCase || !/[a-zA-Z]/.test(character)) return code;
        return `[${character.toLowerCase()}${character.toUpperCase()}]`;
    }

    private escape(): string {
        const character = this.take();
        if (/[1-9]/.test(character))
            return this.flags.ignoreCase ? this.refuse('back references with (?i)') : `(?:\\${character})`;
        switch (character) {
            case 'b':
            case 'B':
                return `\\${character}`;
            case 'A':
                return '(?<![^])';
            case 'z':
                return '(?![^])';
            case 'Z':
                return endOfInput;
            case 'R':
                return `(?:\\r\\n|[\\x0B\\f${lineEnd}])`;
            case 'k':
                return this.skipGroupName();
            case 'Q':
                return this.quoted();
            default: {
                const set = this.escapedSet(character);
                return set === undefined ? this.caseVariants(this.escapedCharacter(character)) : `[${set}]`;
            }
        }
    }

    private skipGroupName(): string {
        const name = /^<\w+>/.exec(this.source.slice(this.at))?.[0] ?? this.refuse('\\k without a name');
        this.at += name.length;
        return `\\k${name}`;
    }

    private quoted(): string {
        const end = this.source.indexOf('\\E', this.at);
        const text = this.source.slice(this.at, end < 0 ? undefined : end);
        this.at = end < 0 ? this.source.length : end + 2;
        return Array.from(text, (character) => this.caseVariants(character)).join('');
    }

    /** Members of a set escape, to stand inside a character class; undefined if the escape is a single character. */
    private escapedSet(character: string): string | undefined {
        const members = classEscapes[character] ?? classEscapes[character.toLowerCase()];
        if (members !== undefined) return character in classEscapes ? members : `[^${members}]`;
        if (character !== 'p' && character !== 'P') return undefined;
        const name = this.skip('{') ? this.source.slice(this.at, this.source.indexOf('}', this.at)) : this.take();
        if (this.source[this.at + name.length] === '}') this.at += name.length + 1;
        const named = namedClasses[name] ?? (generalCategory.test(name) ? `\\p{${name.replace('Is', '')}}` : undefined);
        if (named === undefined) return this.refuse(`\\p{${name}}`);
        if (this.flags.ignoreCase) return this.refuse('\\p with (?i)');
        return character === 'p' ? named : `[^${named}]`;
    }

    private escapedCharacter(character: string): string {
        const control = controls[character];
        if (control !== undefined) return control;
        const hex = character === 'x' ? /^[0-9a-fA-F]{2}/ : character === 'u' ? /^[0-9a-fA-F]{4}/ : undefined;
        if (hex) {
            const digits = hex.exec(this.source.slice(this.at))?.[0] ?? this.refuse(`\\${character} with these digits`);
            this.at += digits.length;
            return String.fromCharCode(parseInt(digits, 16));
        }
        return /[a-zA-Z0]/.test(character) ? this.refuse(`\\${character}`) : character;
    }

    private characterClass(): string {
        const isNegated = this.skip('^');
        let members = isNegated ? '^' : '';
        let isFirst = true;
        while (isFirst || !this.skip(']')) {
            if (this.source.startsWith('&&', this.at)) this.refuse('&& in a character class');
            if (isNegated && this.source[this.at] === '[') this.refuse('a class inside a negated class');
            members += this.classMember();
            isFirst = false;
        }
        return `[${members}]`;
    }

    private classMember(): string {
        const first = this.take();
        if (first === '[') return this.characterClass();
        let start = first;
        if (first === '\\') {
            const escaped = this.take();
            if (escaped === 'Q') return this.refuse('\\Q in a character class');
            const set = this.escapedSet(escaped);
            if (set !== undefined) return set;
            start = this.escapedCharacter(escaped);
        }
        if (this.source[this.at] !== '-' || /^-[\][]/.test(this.source.slice(this.at)))
            return this.classRange(start, start);
        this.take();
        const last = this.take();
        return this.classRange(start, last === '\\' ? this.escapedCharacter(this.take()) : last);
    }

    private classRange(start: string, end: string): string {
        const [from, to] = [codeOf(start), codeOf(end)];
        if (from > to) this.runtime.fail('System.StringException', `Invalid regex: ${this.source}`);
        const own = `${literal(from)}-${literal(to)}`;
        if (!this.flags.ignoreCase) return own;
        const shifted = [
            [Math.max(from, 0x41), Math.min(to, 0x5a), 0x20],
            [Math.max(from, 0x61), Math.min(to, 0x7a), -0x20]
        ] as const;
        return (
            own +
            shifted.map(([low, high, by]) => (low <= high ? `${literal(low + by)}-${literal(high + by)}` : '')).join('')
        );
    }
}
