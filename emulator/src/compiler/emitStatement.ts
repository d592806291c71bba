/**
 * Statements. Each executable one records its line, for coverage and stack traces at once; each straight run of them counts
 * its CPU steps in one go.
 */
import type { BoundBlock, BoundExpression, BoundStatement } from '../language/boundTree.ts';
import { UnsupportedApexError } from '../errors.ts';
import { emitForEach } from './emitForEach.ts';
import { emitTry } from './emitTry.ts';
import type { FunctionScope } from './functionScope.ts';
import { isPure } from './purity.ts';

/** Steps that a loop counts by itself before the execution hears of them. */
const stepsPerBatch = 200;

type Kind = BoundStatement['kind'];
type Of<K extends Kind> = Extract<BoundStatement, { kind: K }>;
type Emitters = { readonly [K in Kind]: (statement: Of<K>, scope: FunctionScope) => string };

const emitters: Emitters = {
    block: (block, scope) => emitBlock(block, scope),
    local: ({ variable, initialValue, position }, scope) =>
        initialValue
            ? `${hook(position.line, scope, initialValue)}let v${variable.id} = ${scope.expression(initialValue)};`
            : `let v${variable.id} = null;`,
    expression: ({ expression, position }, scope) =>
        `${hook(position.line, scope, expression)}${emitEffect(expression, scope)};`,
    if: ({ condition, then, otherwise, position }, scope) => {
        const rest = otherwise ? ` else ${emitBody(otherwise, scope)}` : '';
        return `${hook(position.line, scope)}if (${scope.required(condition)}) ${emitBody(then, scope)}${rest}`;
    },
    while: ({ condition, body, position }, scope) =>
        scope.loop(() => {
            const test = emitCondition(condition, position.line, scope);
            return `${hook(position.line, scope)}while (${test}) ${emitLoopBody(body, scope)}`;
        }),
    doWhile: ({ condition, body, position }, scope) =>
        scope.loop(() => {
            const test = emitCondition(condition, position.line, scope);
            return `${hook(position.line, scope)}do ${emitLoopBody(body, scope)} while (${test});`;
        }),
    for: ({ initial, condition, updates, body, position }, scope) =>
        scope.loop(() => {
            const start = initial.map((statement) => emitStatement(statement, scope)).join('');
            const test = condition ? emitCondition(condition, position.line, scope) : '';
            const steps = updates.map((update) => emitEffect(update, scope)).join(', ');
            return `${hook(position.line, scope)}${start}for (;${test};${steps}) ${emitLoopBody(body, scope)}`;
        }),
    forEach: (statement, scope) =>
        scope.loop(() => hook(statement.position.line, scope) + emitForEach(statement, scope, emitLoopBody)),
    return: emitReturn,
    throw: ({ value, position }, scope) =>
        `${hook(position.line, scope)}${handOverSteps(scope)}throw $.thrown(${scope.expression(value)});`,
    break: (statement, scope) => emitJump('break', statement, scope),
    continue: (statement, scope) => emitJump('continue', statement, scope),
    try: (statement, scope) => emitTry(statement, scope, emitBlock),
    switch: emitSwitch,
    dml: emitDml,
    runAs: emitRunAs
};

export function emitStatement(statement: BoundStatement, scope: FunctionScope): string {
    const emit = emitters[statement.kind] as (statement: BoundStatement, scope: FunctionScope) => string;
    return emit(statement, scope);
}

/** `prefix` goes first inside the braces. */
export function emitBlock(block: BoundBlock, scope: FunctionScope, prefix = ''): string {
    return `{${prefix}${countSteps(block.statements)}${emitStatements(block.statements, scope)}}\n`;
}

/** Without counting their steps, which whoever calls has done. */
export function emitStatements(statements: readonly BoundStatement[], scope: FunctionScope): string {
    return statements.map((statement) => emitStatement(statement, scope)).join('');
}

/** Records that the line runs, and where this frame stands unless nothing in the statement could tell. */
export function hook(line: number, scope: FunctionScope, expression?: BoundExpression): string {
    scope.unit.lines.add(line);
    return expression && isPure(expression, scope) ? `H[${line}] = 1;` : `H[L[d] = ${line}] = 1;`;
}

function countSteps(statements: readonly BoundStatement[]): string {
    const steps = stepsOf(statements);
    return steps > 0 ? `if (($.steps -= ${steps}) < 0) $.tick();` : '';
}

/** Nested blocks and loop bodies count their own. */
export function stepsOf(statements: readonly BoundStatement[]): number {
    return statements.reduce((count, statement) => count + (statement.kind === 'block' ? 0 : 1), 0);
}

function emitBody(statement: BoundStatement, scope: FunctionScope): string {
    return statement.kind === 'block'
        ? emitBlock(statement, scope)
        : `{${countSteps([statement])}${emitStatement(statement, scope)}}\n`;
}

/** A turn of a loop counts one step more than its statements, for the condition. */
function emitLoopBody(statement: BoundStatement, scope: FunctionScope, prefix = ''): string {
    const statements = statement.kind === 'block' ? statement.statements : [statement];
    const counter = scope.loopCounters.at(-1) ?? '';
    const count = `if ((${counter} += ${stepsOf(statements) + 1}) > ${stepsPerBatch}) ${counter} = $.count(${counter});`;
    return `{${prefix}${count}${emitStatements(statements, scope)}}\n`;
}

function emitCondition(condition: BoundExpression, line: number, scope: FunctionScope): string {
    scope.unit.lines.add(line);
    if (isPure(condition, scope)) return scope.required(condition);
    return `(H[L[d] = ${line}] = 1, ${scope.required(condition)})`;
}

/** An expression whose value nobody reads; `i++` needs no copy of the old value then. */
function emitEffect(expression: BoundExpression, scope: FunctionScope): string {
    return scope.expression(expression.kind === 'increment' ? { ...expression, isPrefix: true } : expression);
}

/** Before a jump out of all loops. An exception that none of these raises loses at most one batch. */
function handOverSteps(scope: FunctionScope): string {
    return scope.loopCounters.map((counter) => `$.count(${counter});`).join('');
}

function emitReturn({ value, position }: Of<'return'>, scope: FunctionScope): string {
    const line = hook(position.line, scope) + handOverSteps(scope);
    if (scope.isInRunAs) return `${line}return [${value ? scope.expression(value) : ''}];`;
    if (scope.isConstructor) return `${line}${scope.leavesFrameAtEnd ? '' : '$.depth = d - 1;'}return this;`;
    if (!value) return `${line}${scope.leavesFrameAtEnd ? '' : '$.depth = d - 1;'}return;`;
    if (scope.leavesFrameAtEnd) return `${line}return ${scope.expression(value)};`;
    const result = scope.temporary();
    return `${line}${result} = ${scope.expression(value)};$.depth = d - 1;return ${result};`;
}

function emitJump(keyword: 'break' | 'continue', { position }: Of<'break' | 'continue'>, scope: FunctionScope): string {
    if (scope.isInRunAs && scope.loopCounters.length === 0) {
        throw new UnsupportedApexError(`${keyword} out of System.runAs`, position);
    }
    return `${hook(position.line, scope)}${keyword};`;
}

/** A chain of ifs, so that `break` and `continue` inside mean the loop around the switch, as in Apex. */
function emitSwitch({ value, whens, otherwise, position }: Of<'switch'>, scope: FunctionScope): string {
    const tested = scope.temporary();
    const branches = whens.map((when) => {
        if (when.kind === 'type') {
            const prefix = `let v${when.variable.id} = ${tested};`;
            return `if ($.isInstance(${tested}, ${scope.constantType(when.type)})) ${emitBlock(when.body, scope, prefix)}`;
        }
        const tests = when.values.map((constant) => `O.isCase(${tested}, ${scope.expression(constant)})`);
        return `if (${tests.join(' || ')}) ${emitBlock(when.body, scope)}`;
    });
    if (otherwise) branches.push(emitBlock(otherwise, scope));
    return `${hook(position.line, scope)}${tested} = ${scope.expression(value)};${branches.join(' else ')}`;
}

function emitDml(statement: Of<'dml'>, scope: FunctionScope): string {
    const { operation, target, duplicates, externalIdField, accessMode, position } = statement;
    const options = [
        JSON.stringify(operation),
        scope.expression(target),
        duplicates ? scope.expression(duplicates) : 'null',
        externalIdField === undefined ? 'undefined' : JSON.stringify(externalIdField),
        accessMode === undefined ? 'undefined' : JSON.stringify(accessMode)
    ];
    return `${hook(position.line, scope)}$.dml(${options.join(', ')});`;
}

/** The body is a function of its own, which answers an array when the Apex returns out of it. */
function emitRunAs({ user, body, position }: Of<'runAs'>, scope: FunctionScope): string {
    const wasInRunAs = scope.isInRunAs;
    const { loopCounters } = scope;
    scope.isInRunAs = true;
    scope.loopCounters = [];
    const result = scope.temporary();
    const code = `${result} = $.runAs(${scope.expression(user)}, () => ${emitBlock(body, scope)});`;
    scope.isInRunAs = wasInRunAs;
    scope.loopCounters = loopCounters;
    const returned = wasInRunAs ? result : scope.isConstructor ? 'this' : `${result}[0]`;
    return `${hook(position.line, scope)}${code}if (${result} !== undefined) return ${returned};`;
}
