/** Operators on values: binary and prefix ones, the conditional, `??`, casts and `instanceof`. */
import { childAt, childOf, expressionOf, expressionsOf, hasChild, partOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { primitive, sameType, typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import {
    assignmentCost,
    castKind,
    convert,
    isPrimitive,
    mayHold,
    numericType,
    promoted,
    valueCost
} from '../conversions.ts';
import { bindLiteral } from './literals.ts';
import { operationOf } from './operations.ts';

/** Operator tokens between the two operands; `> >` is one operator of two tokens. */
function operatorText(node: SyntaxNode): string {
    return node.children
        .filter((child) => child.children.length === 0)
        .map((child) => child.text)
        .join('');
}

export function bindBinary(node: SyntaxNode, body: Body): BoundExpression {
    const [left, right] = [body.expression(childAt(node, 0)), body.expression(childAt(node, node.children.length - 1))];
    const position = body.position(node);
    const { type, ...operation } = operationOf(operatorText(node), left, right, body.program, position);
    return { kind: 'binary', ...operation, type, position };
}

/** `-x`, `+x`; `++` and `--` are assignments. */
export function bindSign(node: SyntaxNode, body: Body): BoundExpression {
    const operandNode = expressionOf(node);
    const isNegative = hasChild(node, 'SUB');
    const literal = literalOf(operandNode);
    if (literal && isNegative && literal.children.some((token) => /^(Integer|Long|Number)Literal$/.test(token.name))) {
        return { ...bindLiteral(literal, body, true), position: body.position(node) };
    }
    const operand = body.expression(operandNode);
    const operands = numericType(operand.type);
    if (!operands) return body.fail('Unary negation must use a numeric argument', node);
    return isNegative
        ? { kind: 'negate', operand, operands, type: operand.type, position: body.position(node) }
        : operand;
}

function literalOf(node: SyntaxNode): SyntaxNode | undefined {
    const primary = node.name === 'primaryExpression' ? childAt(node, 0) : undefined;
    return primary && childOf(primary, 'literal');
}

/** `!x`, `~x` */
export function bindNegation(node: SyntaxNode, body: Body): BoundExpression {
    const operand = body.expression(expressionOf(node));
    const position = body.position(node);
    if (hasChild(node, 'BANG')) {
        if (!isPrimitive(operand.type, 'Boolean'))
            body.fail('! operator can only be applied to boolean expressions', node);
        return { kind: 'not', operand, type: operand.type, position };
    }
    const { type } = operand;
    const operands = numericType(type);
    if (operands !== 'Integer' && operands !== 'Long')
        return body.fail(`Invalid type for bitwise negate: ${typeName(type)}`, node);
    return { kind: 'complement', operand, operands, type, position };
}

export function bindConditional(node: SyntaxNode, body: Body): BoundExpression {
    const condition = body.condition(childAt(node, 0));
    const [then, otherwise] = [body.expression(childAt(node, 2)), body.expression(childAt(node, 4))];
    const type =
        commonType(then, otherwise, body) ??
        body.fail(`Incompatible types in ternary operator: ${typeName(then.type)}, ${typeName(otherwise.type)}`, node);
    const branches = { then: convert(then, type), otherwise: convert(otherwise, type) };
    return { kind: 'conditional', condition, ...branches, type, position: body.position(node) };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_NullCoalescingOperator.htm */
export function bindCoalesce(node: SyntaxNode, body: Body): BoundExpression {
    const [value, fallback] = [body.expression(childAt(node, 0)), body.expression(childAt(node, 2))];
    const type =
        commonType(value, fallback, body) ??
        body.fail(
            `Incompatible types in null coalescing operator: ${typeName(value.type)}, ${typeName(fallback.type)}`,
            node
        );
    const operands = { value: convert(value, type), fallback: convert(fallback, type) };
    return { kind: 'coalesce', ...operands, type, position: body.position(node) };
}

/** The type both branches have or become: the wider number, or the one that the other may be used as. */
function commonType(left: BoundExpression, right: BoundExpression, body: Body): ApexType | undefined {
    if (left.type.kind === 'void' || right.type.kind === 'void') return undefined;
    if (left.type.kind === 'null') return right.type;
    if (right.type.kind === 'null' || sameType(left.type, right.type)) return left.type;
    const [leftNumber, rightNumber] = [numericType(left.type), numericType(right.type)];
    if (leftNumber && rightNumber) return primitive(promoted(leftNumber, rightNumber));
    const toLeft = valueCost(right, left.type, body.program);
    const toRight = valueCost(left, right.type, body.program);
    if (toLeft === undefined) return toRight === undefined ? undefined : right.type;
    return toRight !== undefined && toRight < toLeft ? right.type : left.type;
}

export function bindCast(node: SyntaxNode, body: Body): BoundExpression {
    const type = body.type(partOf(node, 'typeRef'));
    const operand = body.expression(expressionOf(node));
    const position = body.position(node);
    if (valueCost(operand, type, body.program) !== undefined) {
        const value = convert(operand, type);
        return value === operand ? { kind: 'cast', operand, type, position } : value;
    }
    if (castKind(operand.type, type, body.program) === 'never') {
        body.fail(
            `Incompatible types since an instance of ${typeName(operand.type)} is never an instance of ${typeName(type)}`,
            node
        );
    }
    return { kind: 'cast', operand, type, position };
}

export function bindInstanceOf(node: SyntaxNode, body: Body): BoundExpression {
    const operand = body.expression(expressionsOf(node)[0] ?? childAt(node, 0));
    const tested = body.type(partOf(node, 'typeRef'));
    const from = operand.type;
    const [fromName, testedName] = [typeName(from), typeName(tested)];
    if (from.kind === 'void' || from.kind === 'null')
        body.fail(`Operation instanceof is not allowed on type: ${fromName}`, node);
    // Where values go both ways, as between lists of records, only the value can tell.
    const isAlways =
        assignmentCost(from, tested, body.program) !== undefined &&
        (sameType(from, tested) || assignmentCost(tested, from, body.program) === undefined);
    if (isAlways && numericType(from) === undefined) {
        const reason = `an instance of ${fromName} is always an instance of ${testedName}`;
        body.fail(`Operation instanceof is always true since ${reason}`, node);
    }
    const isIdTest = isPrimitive(from, 'String') && isPrimitive(tested, 'Id');
    if (!isIdTest && !mayHold(from, tested, body.program)) {
        const reason = `an instance of ${fromName} is never an instance of ${testedName}`;
        body.fail(`Operation instanceof is always false since ${reason}`, node);
    }
    return { kind: 'instanceOf', operand, tested, type: primitive('Boolean'), position: body.position(node) };
}
