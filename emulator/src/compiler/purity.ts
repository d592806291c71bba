/** Which expressions can neither fail nor call Apex, so that nobody can ask for the position while they run. */
import type { BinaryOperation, BoundExpression } from '../language/boundTree.ts';
import type { FunctionScope } from './functionScope.ts';

export function isPure(expression: BoundExpression, scope: FunctionScope): boolean {
    switch (expression.kind) {
        case 'null':
        case 'boolean':
        case 'integer':
        case 'long':
        case 'string':
        case 'this':
            return true;
        case 'read':
            return expression.place.kind === 'localPlace';
        case 'assign':
            return expression.place.kind === 'localPlace' && isPure(expression.value, scope);
        case 'increment':
            return (
                expression.place.kind === 'localPlace' &&
                expression.operands === 'Integer' &&
                scope.nonNullVariables.has(expression.place.variable.id)
            );
        case 'binary':
            return (
                isSafe(expression.operation) &&
                [expression.left, expression.right].every(
                    (operand) => isPure(operand, scope) && scope.isNonNull(operand)
                )
            );
        default:
            return false;
    }
}

function isSafe(operation: BinaryOperation): boolean {
    switch (operation.kind) {
        case 'arithmetic':
            return operation.operands === 'Integer' && operation.operator !== '/';
        case 'relational':
        case 'equality':
            return operation.operands === 'Integer';
        default:
            return false;
    }
}
