/**
 * Formulas of validation rules: the operators and functions listed here and no others; anything else is refused at
 * deployment. Empty text is the same as null. Numbers and dates compare only with their like; with null nothing is larger.
 * https://help.salesforce.com/s/articleView?id=sf.customize_functions.htm
 */
import { UnsupportedApexError } from '../../errors.ts';
import { ApexDecimal, BigDecimal } from '../../values/apexNumbers.ts';
import { textOf as fieldText } from '../records/table.ts';
import { MetadataProblem } from './metadataProblem.ts';
import type { PlatformObject } from './orgSchema.ts';

type FormulaValue = string | boolean | BigDecimal | null;
/** Reads a field of the record that the formula is about. */
export type FieldReader = (field: string) => unknown;
export type Formula = (read: FieldReader) => FormulaValue;

const tokenPattern =
    /\s*(?:"((?:[^"\\]|\\.)*)"|(\d+(?:\.\d+)?)|([A-Za-z_$][\w.$]*)|(<>|!=|<=|>=|==|&&|\|\||[-+*/&(),=<>!]))/y;

interface Token {
    readonly kind: 'text' | 'number' | 'name' | 'symbol' | 'end';
    readonly text: string;
}

/** @throws UnsupportedApexError for what is not evaluated here, MetadataProblem for what no org accepts. */
export function parseFormula(text: string, object: PlatformObject): Formula {
    return new FormulaParser(tokensOf(text.trim()), object).parse();
}

function tokensOf(source: string): Token[] {
    const tokens: Token[] = [];
    tokenPattern.lastIndex = 0;
    while (tokenPattern.lastIndex < source.length) {
        const start = tokenPattern.lastIndex;
        const match = tokenPattern.exec(source);
        if (!match) throw new MetadataProblem(`Syntax error. Unexpected character at ${start + 1} of the formula.`);
        const [, quoted, number, name, symbol = ''] = match;
        if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted.replace(/\\(.)/g, '$1') });
        else if (number !== undefined) tokens.push({ kind: 'number', text: number });
        else if (name !== undefined) tokens.push({ kind: 'name', text: name });
        else tokens.push({ kind: 'symbol', text: symbol });
    }
    return tokens;
}

class FormulaParser {
    private readonly tokens: readonly Token[];
    private readonly object: PlatformObject;
    private position = 0;

    constructor(tokens: readonly Token[], object: PlatformObject) {
        this.tokens = tokens;
        this.object = object;
    }

    parse(): Formula {
        const formula = this.binary(0);
        const { kind, text } = this.peek();
        if (kind === 'symbol' && '+-*/&'.includes(text)) throw new UnsupportedApexError(`formula operator ${text}`);
        if (kind !== 'end') throw new MetadataProblem(`Syntax error. Extra ${text}`);
        return formula;
    }

    private peek(): Token {
        return this.tokens[this.position] ?? { kind: 'end', text: 'end of formula' };
    }

    private take(symbol: string): boolean {
        const isNext = this.peek().kind === 'symbol' && this.peek().text === symbol;
        if (isNext) this.position++;
        return isNext;
    }

    private expect(symbol: string): void {
        if (!this.take(symbol)) throw new MetadataProblem(`Syntax error. Missing '${symbol}'`);
    }

    private binary(level: number): Formula {
        const operators = precedence[level];
        if (!operators) return this.unary();
        let left = this.binary(level + 1);
        for (;;) {
            const { kind, text } = this.peek();
            const apply = kind === 'symbol' ? operators[text] : undefined;
            if (!apply) return left;
            this.position++;
            const [first, second] = [left, this.binary(level + 1)];
            left = (read) => apply(first(read), second(read));
        }
    }

    private unary(): Formula {
        if (!this.take('!')) return this.primary();
        const operand = this.unary();
        return (read) => operand(read) !== true;
    }

    private primary(): Formula {
        if (this.take('(')) {
            const inner = this.binary(0);
            this.expect(')');
            return inner;
        }
        const { kind, text } = this.peek();
        this.position++;
        if (kind === 'text') return () => text;
        if (kind === 'number') return () => new BigDecimal(text);
        if (kind !== 'name') throw new MetadataProblem(`Syntax error. Unexpected ${text}`);
        if (this.take('(')) return this.call(text.toUpperCase());
        if (/^(true|false)$/i.test(text)) return () => text.toLowerCase() === 'true';
        if (text.includes('.') || text.startsWith('$')) throw new UnsupportedApexError(`formula reference ${text}`);
        const field = this.object.fields.get(text.toLowerCase());
        if (!field) throw new MetadataProblem(`Field ${text} does not exist. Check spelling.`);
        return (read) => toFormulaValue(read(field.name));
    }

    private call(name: string): Formula {
        const apply = functions[name];
        if (!apply) throw new UnsupportedApexError(`formula function ${name}`);
        const operands: Formula[] = [];
        while (!this.take(')')) {
            if (operands.length > 0) this.expect(',');
            operands.push(this.binary(0));
        }
        return (read) => apply(operands.map((operand) => operand(read)));
    }
}

type Operator = (left: FormulaValue, right: FormulaValue) => FormulaValue;

const equal: Operator = (left, right) => equals(left, right);
const unequal: Operator = (left, right) => !equals(left, right);

/** Loosest first. */
const precedence: readonly Readonly<Record<string, Operator>>[] = [
    { '||': (left, right) => left === true || right === true },
    { '&&': (left, right) => left === true && right === true },
    { '=': equal, '==': equal, '<>': unequal, '!=': unequal },
    {
        '<': (left, right) => isLess(left, right),
        '<=': (left, right) => isLess(left, right) || equals(left, right),
        '>': (left, right) => isLess(right, left),
        '>=': (left, right) => isLess(right, left) || equals(left, right)
    }
];

const functions: Readonly<Record<string, (values: readonly FormulaValue[]) => FormulaValue>> = {
    AND: (values) => values.every((value) => value === true),
    OR: (values) => values.includes(true),
    NOT: ([value]) => value !== true,
    ISBLANK: ([value]) => textOf(value) === '',
    LEN: ([value]) => new BigDecimal(textOf(value).length),
    LOWER: ([value]) => textOf(value).toLowerCase(),
    EXACT: ([one, other]) => textOf(one) === textOf(other),
    ISPICKVAL: ([value, literal]) => textOf(value) === textOf(literal),
    BEGINS: ([value, start]) => textOf(value).startsWith(textOf(start)),
    REGEX: ([value, pattern]) => expression(textOf(pattern)).test(textOf(value))
};

/** The whole text must match, as in Java; what Java and JavaScript read differently is refused. */
function expression(source: string): RegExp {
    if (/[*+?}]\+|\\p\{|\(\?[imsx]/.test(source)) throw new UnsupportedApexError(`regular expression ${source}`);
    return new RegExp(`^(?:${source})$`);
}

function textOf(value: FormulaValue | undefined): string {
    return value === null || value === undefined ? '' : String(value);
}

function equals(left: FormulaValue, right: FormulaValue): boolean {
    return left instanceof BigDecimal && right instanceof BigDecimal
        ? left.equals(right)
        : textOf(left) === textOf(right);
}

function isLess(left: FormulaValue, right: FormulaValue): boolean {
    if (left instanceof BigDecimal && right instanceof BigDecimal) return left.lessThan(right);
    return typeof left === 'string' && typeof right === 'string' && left < right;
}

function toFormulaValue(value: unknown): FormulaValue {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return new BigDecimal(value);
    if (value instanceof ApexDecimal) return value.value;
    return typeof value === 'boolean' ? value : fieldText(value);
}
