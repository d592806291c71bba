/**
 * Apex and SOQL text into a plain syntax tree. The tree is that of the grammar, rule by rule, so whoever reads it meets
 * every piece of syntax; nothing in it was judged.
 */
import * as apexParser from '@apexdevtools/apex-parser';
import { ApexCompileError, EmulatorBug } from '../errors.ts';
import type { CompileProblem, SourcePosition } from '../errors.ts';

type ContextClass = Extract<keyof typeof apexParser, `${string}Context`>;
type ParserMember = Extract<keyof typeof apexParser.ApexParser, string>;

/** Rules and labelled alternatives of the grammar: `classBody`, `dotExpression`. */
export type RuleName = Uncapitalize<ContextClass extends `${infer Name}Context` ? Name : never>;
/** Tokens of the grammar: `Identifier`, `LBRACE`. */
export type TokenName = Exclude<ParserMember, `RULE_${string}` | 'prototype'>;
export type SyntaxName = RuleName | TokenName | 'EOF';

export interface SyntaxNode {
    readonly name: SyntaxName;
    /** Of tokens as written; empty for rules. */
    readonly text: string;
    /** Start at 1. */
    readonly line: number;
    readonly column: number;
    readonly children: readonly SyntaxNode[];
}

export type SourceUnit = 'class' | 'trigger' | 'anonymous' | 'query';

/** The first child of that name, if there is one. */
export function childOf(node: SyntaxNode, name: SyntaxName): SyntaxNode | undefined {
    return node.children.find((child) => child.name === name);
}

/** The first child of that name, where the grammar demands one. */
export function partOf(node: SyntaxNode, name: SyntaxName): SyntaxNode {
    return childOf(node, name) ?? bug(`${node.name} has no ${name}`);
}

export function partsOf(node: SyntaxNode, name: SyntaxName): readonly SyntaxNode[] {
    return node.children.filter((child) => child.name === name);
}

export function hasChild(node: SyntaxNode, name: SyntaxName): boolean {
    return node.children.some((child) => child.name === name);
}

/** The child at an index, where the grammar demands one. */
export function childAt(node: SyntaxNode, index: number): SyntaxNode {
    return node.children[index] ?? bug(`${node.name} has no child ${index}`);
}

/** Operands of an operator: all children that are expressions. */
export function expressionsOf(node: SyntaxNode): readonly SyntaxNode[] {
    return node.children.filter((child) => child.name.endsWith('Expression') && child.name !== 'parExpression');
}

export function expressionOf(node: SyntaxNode): SyntaxNode {
    return expressionsOf(node)[0] ?? bug(`${node.name} has no expression`);
}

/** All tokens of a node without white space between them. */
export function textOf(node: SyntaxNode): string {
    return node.children.length === 0 ? node.text : node.children.map(textOf).join('');
}

export function positionOf(node: SyntaxNode, file: string): SourcePosition {
    return { file, line: node.line, column: node.column };
}

/** Throws ApexCompileError with all syntax errors of the text. */
export function parseSource(unit: SourceUnit, text: string, file: string): SyntaxNode {
    const { tree, problems } = attemptParse(unit, text, file, predictionModes.sll);
    if (problems.length === 0) return toSyntaxNode(tree);
    const again = attemptParse(unit, text, file, predictionModes.ll);
    if (again.problems.length > 0) throw new ApexCompileError(again.problems);
    return toSyntaxNode(again.tree);
}

/**
 * The parser's two ways to look ahead. What the quicker one reads without errors it reads as the full one does; an error of
 * its own may be none of the text's. https://github.com/antlr/antlr4/blob/master/doc/faq/general.md
 */
const predictionModes = { sll: 0, ll: 1 } as const;

function attemptParse(
    unit: SourceUnit,
    text: string,
    file: string,
    mode: number
): { readonly tree: Tree; readonly problems: readonly CompileProblem[] } {
    const listener = new ProblemListener(file);
    const { parser } = apexParser.ApexParserFactory.createLexerAndParser(text, listener);
    (parser as unknown as { _interp: { predictionMode: number } })._interp.predictionMode = mode;
    const tree = startRule(parser, unit);
    if (listener.problems.length === 0 && unit === 'query') refuseTrailingInput(parser, listener);
    return { tree, problems: listener.problems };
}

/** Names of the grammar's rules, and of the labelled alternatives that stand in for `expression` and `primary`. */
export function grammarRuleNames(): { readonly rules: readonly string[]; readonly nodes: readonly string[] } {
    return { rules: apexParser.ApexParser.ruleNames, nodes: [...nodeNames.values()] };
}

type Tree = apexParser.ApexParserRuleContext;
type TreeChild = NonNullable<Tree['children']>[number];

function startRule(parser: apexParser.ApexParser, unit: SourceUnit): Tree {
    if (unit === 'class') return parser.compilationUnit();
    if (unit === 'trigger') return parser.triggerUnit();
    return unit === 'anonymous' ? parser.anonymousUnit() : parser.query();
}

/** The grammar's `query` rule ends where it can read no further; the platform reads to the end. */
function refuseTrailingInput(parser: apexParser.ApexParser, listener: ProblemListener): void {
    const next = parser.getCurrentToken();
    if (next.type !== apexParser.ApexParser.EOF) {
        listener.apexSyntaxError(next.line, next.column, unexpectedToken(next.text));
    }
}

type SyntaxErrorReport = Parameters<apexParser.ApexErrorListener['syntaxError']>;

class ProblemListener extends apexParser.ApexErrorListener {
    readonly problems: CompileProblem[] = [];
    private readonly file: string;

    constructor(file: string) {
        super();
        this.file = file;
    }

    override syntaxError(...[, offending, line, column, message]: SyntaxErrorReport): void {
        const token = typeof offending === 'object' ? offending.text : undefined;
        this.report(line, column, platformMessage(message, token));
    }

    override apexSyntaxError(line: number, column: number, message: string): void {
        this.report(line, column, message);
    }

    private report(line: number, column: number, message: string): void {
        this.problems.push({ message, position: { file: this.file, line, column: column + 1 } });
    }
}

/** The parser's wording into the platform's. */
function platformMessage(message: string, token: string | undefined): string {
    const missing = /^missing (.+) at '(.*)'$/s.exec(message);
    if (missing) return `Missing ${missing[1] ?? ''} at '${missing[2] ?? ''}'`;
    if (token !== undefined) return unexpectedToken(token);
    const unread = /^token recognition error at: '(.*)'$/s.exec(message)?.[1];
    if (unread === undefined) return `Unexpected syntax error: ${message}.`;
    return unread.startsWith("'")
        ? `Illegal string literal: ${unread}`
        : `Found punctuation symbol or operator '${unread}' that isn't valid in Apex.`;
}

function unexpectedToken(text: string): string {
    return text === '<EOF>' ? 'Unexpected <EOF>' : `Unexpected token '${text}'.`;
}

const nodeNames = new Map<unknown, RuleName>(
    Object.entries(apexParser)
        .filter(([key]) => key.endsWith('Context'))
        .map(([key, contextClass]) => [
            contextClass,
            (key.charAt(0).toLowerCase() + key.slice(1, -'Context'.length)) as RuleName
        ])
);

function toSyntaxNode(tree: TreeChild): SyntaxNode {
    if ('symbol' in tree) {
        const token = (tree as apexParser.ApexTerminalNode).symbol;
        const name = (apexParser.ApexParser.symbolicNames[token.type] ?? 'EOF') as TokenName;
        return { name, text: token.text, line: token.line, column: token.column + 1, children: [] };
    }
    const rule = tree as Tree;
    const name = nodeNames.get(rule.constructor) ?? bug(`a node of the parser has an unknown class`);
    const children = (rule.children ?? []).map(toSyntaxNode);
    return { name, text: '', line: rule.start.line, column: rule.start.column + 1, children };
}

function bug(message: string): never {
    throw new EmulatorBug(message);
}
