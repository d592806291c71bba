/** `=`, `+=` and its kind, `++` and `--`, and who may assign to what. */
import { childAt, expressionOf, expressionsOf, hasChild } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { typeName } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression, BoundPlace } from '../boundTree.ts';
import { assign, assignmentCost, isString, numericType } from '../conversions.ts';
import { checkAccessor, checkReadable, findField, findProperty, isSubclassOf, read } from '../members.ts';
import { fail } from '../problems.ts';
import type { FieldSymbol } from '../symbols.ts';
import { bindPlace } from './chains.ts';
import { operationOf } from './operations.ts';

export function bindAssignment(node: SyntaxNode, body: Body): BoundExpression {
    const placeNode = childAt(node, 0);
    const place = bindPlace(placeNode, body);
    checkWritable(place, placeNode, body);
    const value = body.expression(expressionsOf(node)[1] ?? childAt(node, 2));
    const operator = childAt(node, 1).text;
    const position = body.position(node);
    if (operator === '=') {
        const converted = assign(value, place.type, body.program, position);
        return { kind: 'assign', place, value: converted, type: place.type, position };
    }
    const old = read(place, body.position(placeNode));
    checkReadable(old, body);
    const { operation, left, right, type } = operationOf(operator.slice(0, -1), old, value, body.program, position);
    const isNumber = numericType(type) !== undefined && numericType(place.type) !== undefined;
    if (assignmentCost(type, place.type, body.program) === undefined || (isString(type) && !isString(place.type))) {
        fail(`Illegal assignment from ${typeName(type)} to ${typeName(place.type)}`, position);
    }
    const readAs = isNumber ? left.type : place.type;
    return { kind: 'compoundAssign', place, operation, readAs, value: right, type: place.type, position };
}

/** Binds `++x` and `x++`. */
export function bindIncrement(node: SyntaxNode, isPrefix: boolean, body: Body): BoundExpression {
    const placeNode = expressionOf(node);
    const place = bindPlace(placeNode, body);
    checkWritable(place, placeNode, body);
    const by = hasChild(node, 'INC') ? 1 : -1;
    const operands = numericType(place.type);
    if (!operands) {
        const name = isPrefix ? `prefix ${by === 1 ? 'increment' : 'decrement'}` : 'postfix increment/decrement';
        return body.fail(`Unary ${name} can only be applied to numeric expressions: ${typeName(place.type)}`, node);
    }
    return { kind: 'increment', place, by, isPrefix, operands, type: place.type, position: body.position(node) };
}

function checkWritable(place: BoundPlace, node: SyntaxNode, body: Body): void {
    switch (place.kind) {
        case 'localPlace':
            if (body.local(place.variable.name)?.isFinal) failFinal(place.variable.name, node, body);
            return;
        case 'staticPlace':
        case 'instancePlace':
            checkField(place, node, body);
            return;
        case 'systemPropertyPlace': {
            const info = body.program.library.systemType(place.owner);
            const property = info && findProperty(info, place.property, place.receiver === undefined);
            if (!property || property.isReadOnly)
                body.fail(`Field is not writeable: ${place.owner}.${place.property}`, node);
            return;
        }
        case 'recordFieldPlace':
            if (place.type.kind === 'list') body.fail(`Field is not writeable: ${place.field}`, node);
            return;
        case 'elementPlace':
    }
}

function checkField(place: { readonly owner: string; readonly field: string }, node: SyntaxNode, body: Body): void {
    const owner = body.program.classNamed(place.owner) ?? body.owner;
    const field = findField(owner, place.field, body.program);
    if (!field) return;
    if (field.isProperty && body.accessorOf !== field) checkSetter(field, node, body);
    // A final property may fill itself in its own accessor.
    if (!field.isFinal || body.accessorOf === field) return;
    const isInitializing = body.kind === 'initializer' || body.kind === 'constructor';
    if (!isInitializing || !isSubclassOf(body.owner, field.owner, body.program) || body.isStatic !== field.isStatic)
        failFinal(field.name, node, body);
}

function checkSetter(field: FieldSymbol, node: SyntaxNode, body: Body): void {
    const { setter, owner, name } = field;
    if (!setter) return body.fail(`A value cannot be stored to ${name} in type ${owner.name}`, node);
    checkAccessor(field, setter, body, body.position(node));
}

function failFinal(name: string, node: SyntaxNode, body: Body): never {
    const rule = 'Final members can only be assigned in their declaration, init blocks, or constructors';
    return body.fail(`${rule}: ${name}`, node);
}
