/**
 * What an operator means for two operand types, and how the operands are converted for it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
import type { SourcePosition } from '../../errors.ts';
import { primitive, typeName } from '../../values/apexType.ts';
import type { ApexType, PrimitiveName } from '../../values/apexType.ts';
import type { BinaryOperation, BoundExpression, NumericType } from '../boundTree.ts';
import { assignmentCost, convert, isPrimitive, isString, mayHold, numericType, promoted } from '../conversions.ts';
import { fail, refuse } from '../problems.ts';
import type { ProgramSymbols } from '../symbols.ts';

export interface Operation {
    readonly operation: BinaryOperation;
    readonly left: BoundExpression;
    readonly right: BoundExpression;
    readonly type: ApexType;
}

type Operands = readonly [left: BoundExpression, right: BoundExpression];

export function operationOf(
    operator: string,
    left: BoundExpression,
    right: BoundExpression,
    program: ProgramSymbols,
    position: SourcePosition
): Operation {
    const operands: Operands = [left, right];
    if (isOneOf(operator, ['+', '-', '*', '/'])) return arithmetic(operator, operands, position);
    if (isOneOf(operator, ['<<', '>>', '>>>'])) return shift(operator, operands, position);
    if (isOneOf(operator, ['&', '|', '^'])) return bitwise(operator, operands, position);
    if (isOneOf(operator, ['&&', '||'])) return logical(operator, operands, position);
    if (isOneOf(operator, ['<', '<=', '>', '>='])) return relational(operator, operands, position);
    if (isOneOf(operator, ['==', '!=', '<>'])) return equality(operator !== '==', operands, program, position);
    if (isOneOf(operator, ['===', '!=='])) return identity(operator === '!==', operands, program, position);
    return refuse(`operator ${operator}`, position);
}

function isOneOf<Operator extends string>(text: string, operators: readonly Operator[]): text is Operator {
    return (operators as readonly string[]).includes(text);
}

function arithmetic(operator: '+' | '-' | '*' | '/', [left, right]: Operands, position: SourcePosition): Operation {
    const types = [left.type, right.type];
    if (types.some((type) => type.kind === 'void'))
        fail('Arithmetic expressions are not allowed on void types', position);
    if (operator === '+' && types.some(isString)) {
        return { operation: { kind: 'concatenation' }, left, right, type: primitive('String') };
    }
    const date = (operator === '+' || operator === '-') && dateArithmetic(operator, [left, right], position);
    if (date) return date;
    const operands = commonNumeric(left.type, right.type);
    if (!operands) return fail('Arithmetic expressions must use numeric arguments', position);
    return withOperands({ kind: 'arithmetic', operator, operands }, [left, right], operands, primitive(operands));
}

/** Null takes the type of the other side. */
function commonNumeric(left: ApexType, right: ApexType): NumericType | undefined {
    const leftType = left.kind === 'null' ? numericType(right) : numericType(left);
    const rightType = right.kind === 'null' ? numericType(left) : numericType(right);
    return leftType && rightType && promoted(leftType, rightType);
}

function withOperands(
    operation: BinaryOperation,
    [left, right]: Operands,
    operands: PrimitiveName,
    type: ApexType
): Operation {
    return { operation, left: convert(left, primitive(operands)), right: convert(right, primitive(operands)), type };
}

function dateArithmetic(operator: '+' | '-', [left, right]: Operands, position: SourcePosition): Operation | undefined {
    const { type } = left;
    if (type.kind !== 'primitive' || (type.name !== 'Date' && type.name !== 'Datetime' && type.name !== 'Time'))
        return undefined;
    const days = numericType(right.type);
    const operation: BinaryOperation = { kind: 'dateArithmetic', operator, operands: type.name };
    if (days === 'Integer') return { operation, left, right, type };
    if (days === 'Long') return refuse(`${type.name} ${operator} Long`, position);
    if (type.name === 'Datetime' && days) return { operation, left, right: convert(right, primitive('Decimal')), type };
    const wording = {
        Date: 'Date expressions must use Integer or Long',
        Datetime: 'Date/time expressions must use Integer or Double or Decimal',
        Time: 'Time expressions must use Integer or Long'
    };
    return fail(wording[type.name], position);
}

function wholeType(type: ApexType): 'Integer' | 'Long' | undefined {
    return type.kind === 'primitive' && (type.name === 'Integer' || type.name === 'Long') ? type.name : undefined;
}

function shift(operator: '<<' | '>>' | '>>>', [left, right]: Operands, position: SourcePosition): Operation {
    const operands = wholeType(left.type);
    if (!operands || !wholeType(right.type))
        return fail(`${operator} operation can only be applied to Integer or Long types`, position);
    if (operands === 'Integer' && wholeType(right.type) === 'Long') refuse('shift of an Integer by a Long', position);
    return withOperands({ kind: 'shift', operator, operands }, [left, right], operands, left.type);
}

function bitwise(operator: '&' | '|' | '^', [left, right]: Operands, position: SourcePosition): Operation {
    if (isPrimitive(left.type, 'Boolean') && isPrimitive(right.type, 'Boolean')) {
        return { operation: { kind: 'bitwise', operator, operands: 'Boolean' }, left, right, type: left.type };
    }
    const leftType = wholeType(left.type);
    const rightType = wholeType(right.type);
    if (!leftType || !rightType) {
        return fail(
            `${operator} operator can only be applied to Boolean expressions or to Integer or Long expressions`,
            position
        );
    }
    const operands = leftType === 'Long' || rightType === 'Long' ? 'Long' : 'Integer';
    return withOperands({ kind: 'bitwise', operator, operands }, [left, right], operands, primitive(operands));
}

function logical(operator: '&&' | '||', [left, right]: Operands, position: SourcePosition): Operation {
    if (!isPrimitive(left.type, 'Boolean') || !isPrimitive(right.type, 'Boolean')) {
        fail('Logical operator can only be applied to Boolean', position);
    }
    return { operation: { kind: 'logical', operator }, left, right, type: primitive('Boolean') };
}

const ordered = ['String', 'Id', 'Date', 'Datetime', 'Time'] as const;

function relational(operator: '<' | '<=' | '>' | '>=', [left, right]: Operands, position: SourcePosition): Operation {
    const operands = commonNumeric(left.type, right.type) ?? orderedType(left.type, right.type);
    if (!operands) {
        checkComparable([left, right], false, position);
        return fail(`Inequality operator not allowed for this type: ${typeName(left.type)}`, position);
    }
    return withOperands({ kind: 'relational', operator, operands }, [left, right], operands, primitive('Boolean'));
}

function orderedType(left: ApexType, right: ApexType): (typeof ordered)[number] | undefined {
    const known = left.kind === 'null' ? right : left;
    const other = right.kind === 'null' ? left : right;
    const name = ordered.find((candidate) => isPrimitive(known, candidate));
    if (!name || isPrimitive(other, name)) return name;
    if (isTextual(known) && isTextual(other)) return 'String';
    return isTemporal(known) && isTemporal(other) ? 'Datetime' : undefined;
}

function isTextual(type: ApexType): boolean {
    return isPrimitive(type, 'String', 'Id');
}

function isTemporal(type: ApexType): boolean {
    return isPrimitive(type, 'Date', 'Datetime');
}

function equality(
    negated: boolean,
    [left, right]: Operands,
    program: ProgramSymbols,
    position: SourcePosition
): Operation {
    const type = primitive('Boolean');
    const isNull = left.type.kind === 'null' || right.type.kind === 'null';
    const numeric = isNull ? undefined : commonNumeric(left.type, right.type);
    if (numeric) return withOperands({ kind: 'equality', negated, operands: numeric }, [left, right], numeric, type);
    if (isTextual(left.type) && isTextual(right.type)) {
        const operands = isString(left.type) && isString(right.type) ? 'String' : 'Id';
        return { operation: { kind: 'equality', negated, operands }, left, right, type };
    }
    const isMixedDate = isTemporal(left.type) && isTemporal(right.type);
    const operands: Operands = isMixedDate
        ? [convert(left, primitive('Datetime')), convert(right, primitive('Datetime'))]
        : [asSingleRecord(left, right), asSingleRecord(right, left)];
    checkComparable(operands, mayBeEqual(operands[0].type, operands[1].type, program), position);
    return { operation: { kind: 'equality', negated, operands: 'value' }, left: operands[0], right: operands[1], type };
}

function asSingleRecord(value: BoundExpression, other: BoundExpression): BoundExpression {
    return other.type.kind === 'sobject' ? convert(value, other.type) : value;
}

function mayBeEqual(left: ApexType, right: ApexType, program: ProgramSymbols): boolean {
    if (left.kind === 'null' || right.kind === 'null') return true;
    return (
        assignmentCost(left, right, program) !== undefined ||
        assignmentCost(right, left, program) !== undefined ||
        mayHold(left, right, program)
    );
}

function identity(
    negated: boolean,
    [left, right]: Operands,
    program: ProgramSymbols,
    position: SourcePosition
): Operation {
    if ([left, right].every(({ type }) => type.kind === 'primitive' && type.name !== 'Object')) {
        fail(`Exact equality operator only allowed for reference types: ${typeName(left.type)}`, position);
    }
    checkComparable([left, right], mayBeEqual(left.type, right.type, program), position);
    return { operation: { kind: 'identity', negated }, left, right, type: primitive('Boolean') };
}

function checkComparable([left, right]: Operands, isComparable: boolean, position: SourcePosition): void {
    const isVoid = left.type.kind === 'void' || right.type.kind === 'void';
    if (isComparable && !isVoid) return;
    if (!isComparable && typeName(left.type) === typeName(right.type) && !isVoid) return;
    fail(`Comparison arguments must be compatible types: ${typeName(left.type)}, ${typeName(right.type)}`, position);
}
