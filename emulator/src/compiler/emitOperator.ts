/** Operators. Operands arrive converted by the resolver; what is left is null, width, scale and order. */
import type { BinaryOperation, BoundExpression, NumericType } from '../language/boundTree.ts';
import type { FunctionScope } from './functionScope.ts';

/** Code of the operation on two pieces of code of which the caller says whether they can be null. */
export interface Operand {
    readonly code: string;
    readonly isNonNull: boolean;
    readonly expression: BoundExpression | undefined;
}

export function operandOf(expression: BoundExpression, scope: FunctionScope): Operand {
    return { code: scope.expression(expression), isNonNull: scope.isNonNull(expression), expression };
}

function required(operand: Operand): string {
    return operand.isNonNull ? operand.code : `(${operand.code} ?? N())`;
}

const decimalFunctions = {
    '+': 'addDecimals',
    '-': 'subtractDecimals',
    '*': 'multiplyDecimals',
    '/': 'divideDecimals'
};
const doubleFunctions = { '+': 'addDoubles', '-': 'subtractDoubles', '*': 'multiplyDoubles', '/': 'divideDoubles' };

function arithmetic(operator: '+' | '-' | '*' | '/', type: NumericType, left: string, right: string): string {
    switch (type) {
        case 'Integer':
            if (operator === '*') return `Math.imul(${left}, ${right})`;
            return operator === '/' ? `O.divideIntegers(${left}, ${right})` : `(${left} ${operator} ${right} | 0)`;
        case 'Long':
            return operator === '/'
                ? `O.divideLongs(${left}, ${right})`
                : `BigInt.asIntN(64, ${left} ${operator} ${right})`;
        case 'Double':
            return `O.${doubleFunctions[operator]}(${left}, ${right})`;
        case 'Decimal':
            return `O.${decimalFunctions[operator]}(${left}, ${right})`;
    }
}

function shift(operator: '<<' | '>>' | '>>>', type: 'Integer' | 'Long', left: string, right: string): string {
    if (type === 'Integer') return operator === '>>>' ? `(${left} >>> ${right} | 0)` : `(${left} ${operator} ${right})`;
    return `O.shiftLong(${JSON.stringify(operator)}, ${left}, ${right})`;
}

function relational(operation: BinaryOperation & { kind: 'relational' }, left: Operand, right: Operand): string {
    const { operator, operands } = operation;
    const isNumber = operands === 'Integer' || operands === 'Long';
    if (isNumber && left.isNonNull && right.isNonNull) return `(${left.code} ${operator} ${right.code})`;
    const name = { '<': 'isLess', '<=': 'isLessOrEqual', '>': 'isGreater', '>=': 'isGreaterOrEqual' }[operator];
    const family = isNumber ? '' : operands === 'String' || operands === 'Id' ? 'Text' : 'Value';
    return `O.${name}${family}(${left.code}, ${right.code})`;
}

function equality(operation: BinaryOperation & { kind: 'equality' }, left: Operand, right: Operand): string {
    const not = operation.negated ? '!' : '';
    if (left.expression?.kind === 'null' || right.expression?.kind === 'null')
        return `(${left.code} ${not || '='}== ${right.code})`;
    switch (operation.operands) {
        case 'Integer':
        case 'Long':
            return `(${left.code} ${not || '='}== ${right.code})`;
        case 'String':
            return `${not}O.equalTexts(${left.code}, ${right.code})`;
        case 'Id':
            return `${not}O.equalIds(${left.code}, ${right.code})`;
        case 'Decimal':
        case 'Double':
        case 'value':
            return `${not}$.operatorEquals(${left.code}, ${right.code})`;
    }
}

/** Text of an operand of string concatenation, as a JavaScript string. */
export function textOf(operand: Operand): string {
    const type = operand.expression?.type;
    if (type?.kind === 'primitive') {
        if (type.name === 'String' || type.name === 'Id')
            return operand.isNonNull ? operand.code : `(${operand.code} ?? 'null')`;
        if (type.name === 'Integer' || type.name === 'Long' || type.name === 'Boolean')
            return `String(${operand.code})`;
    }
    return `$.toText(${operand.code})`;
}

/** Code of a binary operation other than the short-circuit ones, on operands that are code already. */
export function emitOperation(operation: BinaryOperation, left: Operand, right: Operand): string {
    switch (operation.kind) {
        case 'arithmetic':
            return arithmetic(operation.operator, operation.operands, required(left), required(right));
        case 'shift':
            return shift(operation.operator, operation.operands, required(left), required(right));
        case 'bitwise': {
            const code = `${required(left)} ${operation.operator} ${required(right)}`;
            return operation.operands === 'Boolean' ? `((${code}) !== 0)` : `(${code})`;
        }
        case 'concatenation':
            return `(${textOf(left)} + ${textOf(right)})`;
        case 'dateArithmetic':
            return `O.shiftDate(${JSON.stringify(operation.operator)}, ${required(left)}, ${required(right)})`;
        case 'relational':
            return relational(operation, left, right);
        case 'equality':
            return equality(operation, left, right);
        case 'identity':
            return `(${left.code} ${operation.negated ? '!' : '='}== ${right.code})`;
        case 'logical':
            return `(${required(left)} ${operation.operator} ${required(right)})`;
    }
}

export function emitNegate(code: string, type: NumericType): string {
    switch (type) {
        case 'Integer':
            return `(-${code} | 0)`;
        case 'Long':
            return `BigInt.asIntN(64, -${code})`;
        case 'Double':
            return `O.negateDouble(${code})`;
        case 'Decimal':
            return `O.negateDecimal(${code})`;
    }
}

/** Code of `old + by` for `++` and `--`. */
export function emitStep(code: string, by: 1 | -1, type: NumericType): string {
    const sign = by === 1 ? '+' : '-';
    switch (type) {
        case 'Integer':
            return `(${code} ${sign} 1 | 0)`;
        case 'Long':
            return `BigInt.asIntN(64, ${code} ${sign} 1n)`;
        case 'Double':
            return `O.stepDouble(${code}, ${by})`;
        case 'Decimal':
            return `O.stepDecimal(${code}, ${by})`;
    }
}
