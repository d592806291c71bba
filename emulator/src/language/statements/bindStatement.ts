/** Every kind of statement and who binds it. A kind that is not listed is refused. */
import { childAt, expressionsOf, partOf, partsOf } from '../../grammar/grammar.ts';
import type { SyntaxName, SyntaxNode } from '../../grammar/grammar.ts';
import { typeName } from '../../values/apexType.ts';
import type { Body, Flow } from '../body.ts';
import type { BoundBlock, BoundStatement } from '../boundTree.ts';
import { convert, valueCost } from '../conversions.ts';
import { isStatementExpression } from '../expressions/bindExpression.ts';
import { refuse } from '../problems.ts';
import { isException } from '../typeRelations.ts';
import { bindDml, bindMerge, bindRunAs } from './dmlStatements.ts';
import { bindLocals } from './localVariables.ts';
import { bindDoWhile, bindFor, bindWhile, isLoop } from './loops.ts';
import { bindSwitch } from './switchStatement.ts';
import { bindTry } from './tryStatement.ts';

type Binder = (node: SyntaxNode, body: Body) => Flow;

const statementBinders: Partial<Record<SyntaxName, Binder>> = {
    block: (node, body) => body.block(node),
    ifStatement: bindIf,
    switchStatement: bindSwitch,
    forStatement: bindFor,
    whileStatement: bindWhile,
    doWhileStatement: bindDoWhile,
    tryStatement: bindTry,
    returnStatement: bindReturn,
    throwStatement: bindThrow,
    breakStatement: (node, body) => bindJump(node, 'break', body),
    continueStatement: (node, body) => bindJump(node, 'continue', body),
    insertStatement: (node, body) => completing(bindDml(node, 'insert', body)),
    updateStatement: (node, body) => completing(bindDml(node, 'update', body)),
    deleteStatement: (node, body) => completing(bindDml(node, 'delete', body)),
    undeleteStatement: (node, body) => completing(bindDml(node, 'undelete', body)),
    upsertStatement: (node, body) => completing(bindDml(node, 'upsert', body)),
    mergeStatement: (node, body) => completing(bindMerge(node, body)),
    runAsStatement: bindRunAs,
    localVariableDeclarationStatement: (node, body) =>
        completing(asBlock(bindLocals(partOf(node, 'localVariableDeclaration'), body), node, body)),
    expressionStatement: (node, body) => completing(bindExpressionStatement(node, body))
};

function completing(statement: BoundStatement): Flow {
    return { statement, completes: true };
}

function asBlock(statements: readonly BoundStatement[], node: SyntaxNode, body: Body): BoundBlock {
    return { kind: 'block', statements, position: body.position(node) };
}

/** Binds a `statement` node. */
export function bindStatement(node: SyntaxNode, body: Body): Flow {
    const inner = childAt(node, 0);
    const binder = statementBinders[inner.name] ?? refuse(`statement ${inner.name}`, body.position(inner));
    return binder(inner, body);
}

/** Binds a `block` node. */
export function bindBlock(node: SyntaxNode, body: Body): Flow<BoundBlock> {
    return bindStatements(partsOf(node, 'statement'), node, body);
}

/** Binds statements one by one; a wrong one is reported and the next is checked. */
export function bindStatements(nodes: readonly SyntaxNode[], holder: SyntaxNode, body: Body): Flow<BoundBlock> {
    const statements: BoundStatement[] = [];
    let completes = true;
    let isReported = false;
    for (const node of nodes) {
        const last = statements.at(-1);
        if (!completes && !isReported && last && !isLoop(last)) {
            body.problems.add('Unreachable statement', body.position(node));
            isReported = true;
        }
        const inner = childAt(node, 0);
        if (inner.name === 'localVariableDeclarationStatement') {
            statements.push(
                ...(body.problems.attempt(() => bindLocals(partOf(inner, 'localVariableDeclaration'), body)) ?? [])
            );
            continue;
        }
        const flow = body.problems.attempt(() => bindStatement(node, body));
        if (!flow) continue;
        statements.push(flow.statement);
        completes = completes && flow.completes;
    }
    return { statement: asBlock(statements, holder, body), completes };
}

function bindExpressionStatement(node: SyntaxNode, body: Body): BoundStatement {
    const expression = body.expression(childAt(node, 0));
    if (!isStatementExpression(expression)) body.fail('Expression cannot be a statement.', node);
    return { kind: 'expression', expression, position: body.position(node) };
}

function bindIf(node: SyntaxNode, body: Body): Flow {
    const condition = body.condition(childAt(partOf(node, 'parExpression'), 1));
    const [thenNode, otherwiseNode] = partsOf(node, 'statement');
    const then = body.statement(thenNode ?? node);
    const otherwise = otherwiseNode && body.statement(otherwiseNode);
    return {
        statement: {
            kind: 'if',
            condition,
            then: then.statement,
            otherwise: otherwise?.statement,
            position: body.position(node)
        },
        completes: then.completes || otherwise === undefined || otherwise.completes
    };
}

function bindReturn(node: SyntaxNode, body: Body): Flow {
    const position = body.position(node);
    const [valueNode] = expressionsOf(node);
    if (!valueNode) {
        if (body.returns.kind !== 'void')
            body.fail(`Missing return statement required return type: ${typeName(body.returns)}`, node);
        return { statement: { kind: 'return', value: undefined, position }, completes: false };
    }
    if (body.kind === 'constructor') body.fail('Constructors must not return a value', node);
    if (body.kind === 'trigger') body.fail('Trigger bodies must not return a value', node);
    if (body.kind === 'initializer') body.fail('Return must be called from a method', node);
    if (body.returns.kind === 'void') body.fail('Void method must not return a value', node);
    const value = body.expression(valueNode);
    if (valueCost(value, body.returns, body.program) === undefined) {
        body.fail(`Illegal conversion from ${typeName(value.type)} to ${typeName(body.returns)}`, node);
    }
    return { statement: { kind: 'return', value: convert(value, body.returns), position }, completes: false };
}

function bindThrow(node: SyntaxNode, body: Body): Flow {
    const value = body.expression(childAt(node, 1));
    if (!isException(value.type, body.program)) {
        body.fail(`Throw expression must be of type exception: ${typeName(value.type)}`, node);
    }
    return { statement: { kind: 'throw', value, position: body.position(node) }, completes: false };
}

function bindJump(node: SyntaxNode, kind: 'break' | 'continue', body: Body): Flow {
    if (body.loopDepth === 0) {
        body.fail(`${kind === 'break' ? 'Break' : 'Continue'} statement must be in loop`, node);
    }
    return { statement: { kind, position: body.position(node) }, completes: false };
}
