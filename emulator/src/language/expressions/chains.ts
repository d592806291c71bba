/**
 * Chains of dots, calls and brackets. `?.` makes all that follows in its chain depend on what stands before it; the
 * receivers are collected on the way in and wrapped around the finished chain.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
 */
import { childAt, childOf, expressionOf, expressionsOf, hasChild, partOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { primitive, typeName } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression, BoundPlace } from '../boundTree.ts';
import { assignmentCost } from '../conversions.ts';
import { checkReadable, instanceMember, read } from '../members.ts';
import { callMethod } from './calls.ts';
import { memberOf, qualifierNamed, requireValue } from './qualifiers.ts';
import type { Qualifier } from './qualifiers.ts';

/** Binds a `dotExpression` or `arrayExpression`. */
export function bindChain(node: SyntaxNode, body: Body): BoundExpression {
    const receivers: BoundExpression[] = [];
    const value = chainValue(node, receivers, body);
    checkReadable(value, body);
    return receivers.reduceRight<BoundExpression>(
        (access, receiver) => ({
            kind: 'safeNavigation',
            receiver,
            access,
            type: access.type,
            position: body.position(node)
        }),
        value
    );
}

/** Binds an expression that is assigned to. */
export function bindPlace(node: SyntaxNode, body: Body): BoundPlace {
    const receivers: BoundExpression[] = [];
    const isPlace =
        node.name === 'primaryExpression' || node.name === 'dotExpression' || node.name === 'arrayExpression';
    const value = isPlace ? chainValue(node, receivers, body) : undefined;
    if (value?.kind !== 'read' || receivers.length > 0) return body.fail('Expression cannot be assigned', node);
    return value.place;
}

function chainValue(node: SyntaxNode, receivers: BoundExpression[], body: Body): BoundExpression {
    const qualifier = bindQualifier(node, receivers, body);
    if (qualifier.kind === 'fields' && qualifier.value) {
        return instanceMember(qualifier.value, 'fields', body, body.position(node));
    }
    return requireValue(qualifier, textOf(node), body.position(node));
}

function bindQualifier(node: SyntaxNode, receivers: BoundExpression[], body: Body): Qualifier {
    if (node.name === 'dotExpression') return bindDot(node, receivers, body);
    if (node.name === 'arrayExpression') return { kind: 'value', value: bindElement(node, receivers, body) };
    const primary = node.name === 'primaryExpression' ? childAt(node, 0) : undefined;
    if (primary?.name === 'idPrimary') return qualifierNamed(textOf(primary), body, body.position(node));
    if (primary?.name === 'superPrimary') {
        if (body.isStatic) body.fail('Super cannot be referenced in a static context', node);
        return { kind: 'super' };
    }
    return { kind: 'value', value: body.expression(node) };
}

function bindDot(node: SyntaxNode, receivers: BoundExpression[], body: Body): Qualifier {
    let base = bindQualifier(expressionOf(node), receivers, body);
    if (base.kind === 'value') checkReadable(base.value, body);
    if (hasChild(node, 'QUESTIONDOT')) {
        const value = requireValue(base, textOf(expressionOf(node)), body.position(node));
        const receiver = hasChild(node, 'dotMethodCall') ? value : asRecord(value);
        receivers.push(receiver);
        base = { kind: 'value', value: { kind: 'safeReceiver', type: receiver.type, position: receiver.position } };
    }
    const call = childOf(node, 'dotMethodCall');
    const nameNode = partOf(call ?? node, 'anyId');
    const name = textOf(nameNode);
    if (!call) return memberOf(base, name, body, body.position(nameNode));
    const list = childOf(call, 'expressionList');
    const values = list ? body.expressions(expressionsOf(list)) : [];
    return { kind: 'value', value: callMethod(base, name, values, body, body.position(nameNode)) };
}

/** `[SELECT ...]?.Name` reads one record, and none is null. */
function asRecord(value: BoundExpression): BoundExpression {
    return value.kind === 'query' && value.type.kind === 'list' ? { ...value, type: value.type.element } : value;
}

function bindElement(node: SyntaxNode, receivers: BoundExpression[], body: Body): BoundExpression {
    const list = chainValue(childAt(node, 0), receivers, body);
    checkReadable(list, body);
    const { type } = list;
    if (type.kind !== 'list') return body.fail(`Expression must be a list type: ${typeName(type)}`, node);
    const index = body.expression(childAt(node, 2));
    const integer = primitive('Integer');
    if (assignmentCost(index.type, integer, body.program) !== 0) {
        body.fail(`List index must be of type Integer: ${typeName(index.type)}`, node);
    }
    return read({ kind: 'elementPlace', list, index, type: type.element }, body.position(node));
}
