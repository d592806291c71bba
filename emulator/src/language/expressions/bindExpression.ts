/** Every kind of expression and who binds it. A kind that is not listed is refused. */
import { childAt, childOf, expressionOf, expressionsOf, hasChild, partOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxName, SyntaxNode } from '../../grammar/grammar.ts';
import { systemTypeOf } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import { checkReadable } from '../members.ts';
import { refuse } from '../problems.ts';
import { bindAssignment, bindIncrement } from './assignments.ts';
import { callUnqualified } from './calls.ts';
import { bindChain } from './chains.ts';
import { bindCreator } from './creators.ts';
import { bindLiteral } from './literals.ts';
import {
    bindBinary,
    bindCast,
    bindCoalesce,
    bindConditional,
    bindInstanceOf,
    bindNegation,
    bindSign
} from './operators.ts';
import { bindQuery } from './queries.ts';
import { qualifierNamed, requireValue } from './qualifiers.ts';

type Binder = (node: SyntaxNode, body: Body) => BoundExpression;

const expressionBinders: Partial<Record<SyntaxName, Binder>> = {
    primaryExpression: (node, body) => bindPrimary(childAt(node, 0), body),
    dotExpression: bindChain,
    arrayExpression: bindChain,
    methodCallExpression: (node, body) => bindCall(partOf(node, 'methodCall'), body),
    newExpression: (node, body) => bindCreator(partOf(node, 'creator'), body),
    castExpression: bindCast,
    subExpression: (node, body) => body.expression(expressionOf(node)),
    postOpExpression: (node, body) => bindIncrement(node, false, body),
    preOpExpression: (node, body) =>
        hasChild(node, 'INC') || hasChild(node, 'DEC') ? bindIncrement(node, true, body) : bindSign(node, body),
    negExpression: bindNegation,
    arth1Expression: bindBinary,
    arth2Expression: bindBinary,
    bitExpression: bindBinary,
    cmpExpression: bindBinary,
    instanceOfExpression: bindInstanceOf,
    equalityExpression: bindBinary,
    bitAndExpression: bindBinary,
    bitNotExpression: bindBinary,
    bitOrExpression: bindBinary,
    logAndExpression: bindBinary,
    logOrExpression: bindBinary,
    coalExpression: bindCoalesce,
    condExpression: bindConditional,
    assignExpression: bindAssignment
};

const primaryBinders: Partial<Record<SyntaxName, Binder>> = {
    thisPrimary: bindThis,
    literalPrimary: (node, body) => bindLiteral(partOf(node, 'literal'), body),
    typeRefPrimary: bindTypeLiteral,
    voidPrimary: (node, body) => refuse('void.class', body.position(node)),
    idPrimary: bindName,
    soqlPrimary: (node, body) => bindQuery(partOf(node, 'soqlLiteral'), body),
    soslPrimary: (node, body) => refuse('SOSL', body.position(node)),
    superPrimary: (node, body) => body.fail(`Unexpected token 'super'.`, node)
};

export function bindExpression(node: SyntaxNode, body: Body): BoundExpression {
    const binder = expressionBinders[node.name] ?? refuse(`expression ${node.name}`, body.position(node));
    return binder(node, body);
}

function bindPrimary(node: SyntaxNode, body: Body): BoundExpression {
    const binder = primaryBinders[node.name] ?? refuse(`expression ${node.name}`, body.position(node));
    return binder(node, body);
}

function bindName(node: SyntaxNode, body: Body): BoundExpression {
    const [name, position] = [textOf(node), body.position(node)];
    const value = requireValue(qualifierNamed(name, body, position), name, position);
    checkReadable(value, body);
    return value;
}

function bindThis(node: SyntaxNode, body: Body): BoundExpression {
    if (body.isStatic) body.fail('This cannot be referenced in a static context', node);
    return { kind: 'this', type: { kind: 'user', name: body.owner.name }, position: body.position(node) };
}

function bindTypeLiteral(node: SyntaxNode, body: Body): BoundExpression {
    const of = body.type(partOf(node, 'typeRef'));
    return { kind: 'typeLiteral', of, type: systemTypeOf('System.Type'), position: body.position(node) };
}

/** `name(...)`; `this(...)` and `super(...)` are bound where they are allowed, at the start of a constructor. */
function bindCall(node: SyntaxNode, body: Body): BoundExpression {
    const name = childOf(node, 'id');
    if (!name) {
        const call = childAt(node, 0).text.toLowerCase();
        return body.fail(`Call to '${call}()' must be the first statement in a constructor method`, node);
    }
    const list = childOf(node, 'expressionList');
    return callUnqualified(textOf(name), list ? body.expressions(expressionsOf(list)) : [], body, body.position(name));
}

/** Kinds of expression that may stand as a statement. */
export function isStatementExpression(value: BoundExpression): boolean {
    return value.kind === 'safeNavigation' ? isStatementExpression(value.access) : statementKinds.has(value.kind);
}

const statementKinds: ReadonlySet<BoundExpression['kind']> = new Set([
    'assign',
    'compoundAssign',
    'increment',
    'callStatic',
    'callInstance',
    'callSystem',
    'callConstructor',
    'metadataAccess',
    'newObject',
    'newSystem',
    'newRecord',
    'newCollection',
    'newArray',
    'newMap'
] as const);
