/** Conditions of WHERE and HAVING, with the fields, functions and values they compare. */
import { childAt, childOf, hasChild, partOf, partsOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { readStringLiteral } from '../grammar/stringLiteral.ts';
import type { ComparisonOperator, Condition, FieldPath, FunctionCall, SoqlValue } from './query.ts';
import type { QueryScope } from './queryScope.ts';

/** Reads a `whereLogicalExpression` or `logicalExpression` node. */
export function readCondition(node: SyntaxNode, scope: QueryScope): Condition {
    const operands = node.children
        .filter((child) => child.name === 'whereConditionalExpression' || child.name === 'conditionalExpression')
        .map((operand) => readOperand(operand, scope));
    const [first] = operands;
    if (!first) return scope.fail(`Unexpected token '${textOf(node)}'.`, node);
    if (hasChild(node, 'NOT')) return { kind: 'not', operand: first };
    if (operands.length === 1) return first;
    return { kind: hasChild(node, 'SOQLAND') ? 'and' : 'or', operands };
}

function readOperand(node: SyntaxNode, scope: QueryScope): Condition {
    const nested = childOf(node, 'whereLogicalExpression') ?? childOf(node, 'logicalExpression');
    if (nested) return readCondition(nested, scope);
    const where = childOf(node, 'whereFieldExpression');
    const comparison = childOf(where ?? node, 'fieldExpression');
    return comparison ? readComparison(comparison, scope) : scope.refuse('SOQL FORMULA condition', node);
}

const listOperators: readonly string[] = ['in', 'not in', 'includes', 'excludes'];

function readComparison(node: SyntaxNode, scope: QueryScope): Condition {
    const what = childAt(node, 0);
    const left = what.name === 'fieldName' ? readField(what, scope) : readFunction(what, scope);
    const operator = readOperator(partOf(node, 'comparisonOperator'));
    const value = partOf(node, 'value');
    const position = scope.position(node);
    const subQuery = childOf(value, 'subQuery');
    if (subQuery) {
        if ((operator !== 'in' && operator !== 'not in') || !('segments' in left)) {
            return scope.fail(`Unexpected token '('.`, value);
        }
        return { kind: 'semiJoin', left, operator, query: scope.subQuery(subQuery), position };
    }
    const list = childOf(value, 'valueList');
    if ((list !== undefined || hasChild(value, 'boundExpression')) !== listOperators.includes(operator)) {
        if (list || !hasChild(value, 'boundExpression')) scope.fail(`Unexpected token '${textOf(value)}'.`, value);
    }
    const right = list ? partsOf(list, 'value').map((item) => readValue(item, scope)) : [readValue(value, scope)];
    return { kind: 'comparison', left, operator, right, position };
}

function readOperator(node: SyntaxNode): ComparisonOperator {
    const text = node.children.map((token) => token.text.toLowerCase());
    const operator = text.join(text[0] === 'not' ? ' ' : '');
    return (operator === '<>' ? '!=' : operator) as ComparisonOperator;
}

/** The path without the alias of FROM. */
export function readField(node: SyntaxNode, scope: QueryScope): FieldPath {
    const names = partsOf(node, 'soqlId').map(textOf);
    const hasAlias = names.length > 1 && names[0]?.toLowerCase() === scope.alias;
    return { segments: hasAlias ? names.slice(1) : names, position: scope.position(node) };
}

const refusedFunctions: readonly string[] = ['distance', 'grouping', 'convertcurrency', 'fields'];

export function readFunction(node: SyntaxNode, scope: QueryScope): FunctionCall {
    const name = childAt(node, 0).text.toLowerCase();
    if (refusedFunctions.includes(name)) scope.refuse(`SOQL function ${name.toUpperCase()}`, node);
    if (hasChild(node, 'soqlFunction')) scope.refuse('nested SOQL functions', node);
    const date = childOf(node, 'dateFieldName');
    if (date && hasChild(date, 'CONVERT_TIMEZONE')) scope.refuse('SOQL function CONVERTTIMEZONE', date);
    const field = childOf(date ?? node, 'fieldName');
    if (!field) scope.fail('COUNT() must be the only element in the SELECT list', node);
    return { name, argument: readField(field, scope), position: scope.position(node) };
}

function readValue(node: SyntaxNode, scope: QueryScope): SoqlValue {
    const [value] = node.children;
    switch (value?.name) {
        case 'NULL':
            return { kind: 'null' };
        case 'BooleanLiteral':
            return { kind: 'boolean', value: value.text.toLowerCase() === 'true' };
        case 'signedNumber':
            return { kind: 'number', text: textOf(value).replace(/^\+/, '') };
        case 'StringLiteral':
            return { kind: 'string', value: readStringLiteral(value.text) };
        case 'DateLiteral':
            return { kind: 'date', text: value.text };
        case 'DateTimeLiteral':
            return { kind: 'datetime', text: value.text };
        case 'dateFormula': {
            const count = childOf(value, 'signedInteger');
            return {
                kind: 'dateLiteral',
                name: childAt(value, 0).text.toUpperCase(),
                count: count && Number(textOf(count))
            };
        }
        case 'boundExpression':
            return scope.bind(value);
        default:
            return scope.refuse(`SOQL value ${textOf(node)}`, node);
    }
}
