/** Loops. What follows an endless loop is neither called unreachable nor asked for a `return`. */
import { childAt, childOf, expressionsOf, partOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { sameType, typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body, Flow } from '../body.ts';
import type { BoundExpression, BoundStatement } from '../boundTree.ts';
import { assignmentCost, convert, isGenericRecord } from '../conversions.ts';
import { lineage } from '../typeRelations.ts';
import { bindLocals } from './localVariables.ts';

export function isLoop({ kind }: BoundStatement): boolean {
    return kind === 'while' || kind === 'doWhile' || kind === 'for' || kind === 'forEach';
}

/** The body of a loop; a lone semicolon is an empty one. */
function bindLoopBody(node: SyntaxNode, body: Body): BoundStatement {
    const statement = childOf(node, 'statement');
    if (!statement) return { kind: 'block', statements: [], position: body.position(node) };
    return body.inLoop(() => body.statement(statement).statement);
}

function isEndless(condition: BoundExpression | undefined, node: SyntaxNode): boolean {
    const isTrue = condition === undefined || (condition.kind === 'boolean' && condition.value);
    return isTrue && !hasBreak(node);
}

const loopNodes: readonly string[] = ['forStatement', 'whileStatement', 'doWhileStatement'];

/** Whether a `break` of this loop itself stands below `node`. */
function hasBreak(node: SyntaxNode): boolean {
    return node.children.some(
        (child) => child.name === 'breakStatement' || (!loopNodes.includes(child.name) && hasBreak(child))
    );
}

export function bindWhile(node: SyntaxNode, body: Body): Flow {
    const condition = body.condition(childAt(partOf(node, 'parExpression'), 1));
    const loopBody = bindLoopBody(node, body);
    return {
        statement: { kind: 'while', condition, body: loopBody, position: body.position(node) },
        completes: !isEndless(condition, node)
    };
}

export function bindDoWhile(node: SyntaxNode, body: Body): Flow {
    const { statement } = body.inLoop(() => body.block(partOf(node, 'block')));
    const condition = body.condition(childAt(partOf(node, 'parExpression'), 1));
    return {
        statement: { kind: 'doWhile', condition, body: statement, position: body.position(node) },
        completes: !isEndless(condition, node)
    };
}

export function bindFor(node: SyntaxNode, body: Body): Flow {
    const control = partOf(node, 'forControl');
    const each = childOf(control, 'enhancedForControl');
    return body.scoped(() => (each ? bindForEach(each, node, body) : bindCountingFor(control, node, body)));
}

function bindCountingFor(control: SyntaxNode, node: SyntaxNode, body: Body): Flow {
    const init = childOf(control, 'forInit');
    const initial = init ? bindInit(childAt(init, 0), body) : [];
    const [conditionNode] = expressionsOf(control);
    const condition = conditionNode && body.condition(conditionNode);
    const update = childOf(control, 'forUpdate');
    const [updated, second] = update ? expressionsOf(partOf(update, 'expressionList')) : [];
    // The grammar reads several, the platform one.
    if (second) body.fail(`Expecting ')' but was: ','.`, second);
    const updates = updated ? [body.expression(updated)] : [];
    const loopBody = bindLoopBody(node, body);
    return {
        statement: { kind: 'for', initial, condition, updates, body: loopBody, position: body.position(node) },
        completes: !isEndless(condition, node)
    };
}

function bindInit(node: SyntaxNode, body: Body): readonly BoundStatement[] {
    if (node.name === 'localVariableDeclaration') return bindLocals(node, body);
    return expressionsOf(node).map((expression) => ({
        kind: 'expression',
        expression: body.expression(expression),
        position: body.position(expression)
    }));
}

function bindForEach(each: SyntaxNode, node: SyntaxNode, body: Body): Flow {
    const type = body.type(partOf(each, 'typeRef'));
    const [iterableNode = each] = expressionsOf(each);
    const iterable = body.expression(iterableNode);
    const element = elementOf(iterable, iterableNode, body);
    const name = textOf(partOf(each, 'id'));
    const position = body.position(node);
    const isQueryInChunks = iterable.kind === 'query' && type.kind === 'list';
    const item = isQueryInChunks ? iterable.type : element;
    checkVariable(type, item, iterable, each, body);
    if (sameType(type, item) || isQueryInChunks) {
        const variable = body.declare(name, type, body.position(each));
        const loopBody = bindLoopBody(node, body);
        return {
            statement: { kind: 'forEach', variable, iterable, isQueryInChunks, body: loopBody, position },
            completes: true
        };
    }
    return bindConvertingForEach(type, item, name, iterable, each, node, body);
}

/** `for (Long x : integers)`: each element is converted into the variable that the body sees. */
function bindConvertingForEach(
    type: ApexType,
    item: ApexType,
    name: string,
    iterable: BoundExpression,
    each: SyntaxNode,
    node: SyntaxNode,
    body: Body
): Flow {
    const position = body.position(each);
    const hidden = body.hidden(`${name}Element`, item);
    const variable = body.declare(name, type, position);
    const value: BoundExpression = {
        kind: 'read',
        place: { kind: 'localPlace', variable: hidden, type: item },
        type: item,
        position
    };
    const initialValue: BoundExpression =
        assignmentCost(item, type, body.program) === undefined
            ? { kind: 'cast', operand: value, type, position }
            : convert(value, type);
    const loopBody: BoundStatement = {
        kind: 'block',
        statements: [{ kind: 'local', variable, initialValue, position }, bindLoopBody(node, body)],
        position
    };
    return {
        statement: { kind: 'forEach', variable: hidden, iterable, isQueryInChunks: false, body: loopBody, position },
        completes: true
    };
}

function elementOf(iterable: BoundExpression, node: SyntaxNode, body: Body): ApexType {
    const { type } = iterable;
    if (type.kind === 'list' || type.kind === 'set') return type.element;
    for (const ancestor of lineage(type, body.program)) {
        if (ancestor.kind !== 'system' || ancestor.name !== 'System.Iterable') continue;
        const [element] = ancestor.typeArguments;
        if (element) return element;
    }
    return body.fail(`Loop must iterate over collection: ${typeName(type)}`, node);
}

/** Records of no known type may be taken as records of one; the cast is checked for each. */
function checkVariable(type: ApexType, item: ApexType, iterable: BoundExpression, node: SyntaxNode, body: Body): void {
    if (isGenericRecord(item) && type.kind === 'sobject') return;
    if (assignmentCost(item, type, body.program) !== undefined) return;
    if (iterable.kind === 'query' && item.kind === 'sobject') {
        body.fail(
            `Loop variable must be a generic SObject or List or a concrete SObject or List of: ${typeName(item)}`,
            node
        );
    }
    body.fail(`Invalid loop variable type expected ${typeName(item)} was ${typeName(type)}`, node);
}
