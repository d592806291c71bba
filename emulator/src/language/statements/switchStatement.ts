/**
 * `switch on`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_switch.htm
 */
import { childAt, childOf, hasChild, partOf, partsOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { sameType, typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body, Flow } from '../body.ts';
import type { BoundBlock, BoundExpression, BoundWhen } from '../boundTree.ts';
import { assign, assignmentCost, isGenericRecord, isPrimitive } from '../conversions.ts';
import { bindLiteral } from '../expressions/literals.ts';
import { findField, staticMember } from '../members.ts';
import { isEnum } from '../typeRelations.ts';

export function bindSwitch(node: SyntaxNode, body: Body): Flow {
    const value = body.expression(childAt(node, 2));
    const { type } = value;
    const isSwitchable =
        isPrimitive(type, 'Integer', 'Long', 'String') || type.kind === 'sobject' || isEnum(type, body.program);
    if (!isSwitchable) body.fail(`${typeName(type)} is not a valid switch expression type`, node);
    const whens: BoundWhen[] = [];
    const seen = new Set<string>();
    let otherwise: Flow<BoundBlock> | undefined;
    let completes = false;
    for (const control of partsOf(node, 'whenControl')) {
        const valueNode = partOf(control, 'whenValue');
        if (otherwise) body.fail("'when else' must be the last when block", control);
        if (hasChild(valueNode, 'ELSE')) {
            otherwise = body.block(partOf(control, 'block'));
        } else {
            const when = body.scoped(() => bindWhen(valueNode, control, type, seen, body));
            whens.push(when.when);
            completes = completes || when.completes;
        }
    }
    return {
        statement: { kind: 'switch', value, whens, otherwise: otherwise?.statement, position: body.position(node) },
        completes: completes || !otherwise || otherwise.completes
    };
}

function bindWhen(
    node: SyntaxNode,
    control: SyntaxNode,
    type: ApexType,
    seen: Set<string>,
    body: Body
): { readonly when: BoundWhen; readonly completes: boolean } {
    const typeNode = childOf(node, 'typeRef');
    if (typeNode) {
        const tested = bindWhenType(typeNode, type, body);
        checkUnique(`type ${typeName(tested)}`, typeName(tested), typeNode, seen, body);
        const name = partOf(node, 'id');
        const variable = body.declare(textOf(name), tested, body.position(name));
        const { statement, completes } = body.block(partOf(control, 'block'));
        return { when: { kind: 'type', type: tested, variable, body: statement }, completes };
    }
    const values = partsOf(node, 'whenLiteral').map((literal) => {
        const value = bindWhenLiteral(literal, type, body);
        checkUnique(constantKey(value), textOf(literal), literal, seen, body);
        return value;
    });
    const { statement, completes } = body.block(partOf(control, 'block'));
    return { when: { kind: 'values', values, body: statement }, completes };
}

function bindWhenType(node: SyntaxNode, type: ApexType, body: Body): ApexType {
    const tested = body.type(node);
    if (type.kind !== 'sobject' || tested.kind !== 'sobject')
        body.fail(`${typeName(tested)} cannot be a 'when type variable' block`, node);
    if (sameType(type, tested)) {
        body.fail(`${typeName(tested)} in the 'when expression' is already matching the switch expression type`, node);
    }
    if (!isGenericRecord(type)) {
        body.fail(
            `Incompatible types since an instance of ${typeName(type)} is never an instance of ${typeName(tested)}`,
            node
        );
    }
    return tested;
}

function checkUnique(key: string | undefined, text: string, node: SyntaxNode, seen: Set<string>, body: Body): void {
    if (key === undefined) return;
    if (seen.has(key)) body.fail(`${text} occurs as more than one when branch for this switch statement`, node);
    seen.add(key);
}

function constantKey(value: BoundExpression): string | undefined {
    if (value.kind === 'convert') return constantKey(value.operand);
    if (value.kind === 'integer' || value.kind === 'long' || value.kind === 'string')
        return `${typeof value.value} ${value.value}`;
    return value.kind === 'enumValue' ? value.name : value.kind === 'null' ? 'null' : undefined;
}

function bindWhenLiteral(node: SyntaxNode, type: ApexType, body: Body): BoundExpression {
    const nested = childOf(node, 'whenLiteral');
    if (nested) return bindWhenLiteral(nested, type, body);
    const name = childOf(node, 'qualifiedName');
    const value = name ? bindWhenName(name, type, body) : bindConstant(node, body);
    if (type.kind === 'sobject' && value.kind !== 'null') {
        body.fail("Switching on SObject types must be a 'when type variable' or 'when null'", node);
    }
    if (assignmentCost(value.type, type, body.program) === undefined) {
        const types = `implicitly converted to the ${typeName(type)} type in switch expression`;
        body.fail(`${typeName(value.type)} value in 'when expression' cannot be ${types}`, node);
    }
    return assign(value, type, body.program);
}

function bindConstant(node: SyntaxNode, body: Body): BoundExpression {
    const minuses = partsOf(node, 'SUB').length;
    return bindLiteral(childAt(node, node.children.length - 1), body, minuses % 2 === 1);
}

/** An enum value by its simple name, or a static final field. */
function bindWhenName(node: SyntaxNode, type: ApexType, body: Body): BoundExpression {
    const names = partsOf(node, 'id').map(textOf);
    const [first = '', ...others] = names;
    if (isEnum(type, body.program)) {
        if (others.length > 0) body.fail("Enum value used in 'when expression' should be unqualified", node);
        return (
            staticMember(type, first, body, body.position(node)) ?? body.fail(`Variable does not exist: ${first}`, node)
        );
    }
    const field = others.length === 0 ? findField(body.owner, first, body.program) : undefined;
    if (!field) return body.fail("'when expression' must be a literal, a constant literal field or enum value", node);
    if (!field.isStatic || !field.isFinal) body.fail(`Field must be a static final constant: ${field.name}`, node);
    const constant = field.initialValue && body.expression(field.initialValue);
    if (!constant || constantKey(constant) === undefined || constant.kind === 'null') {
        return body.fail(`Field must be a non null literal: ${field.name}`, node);
    }
    return { ...constant, position: body.position(node) };
}
