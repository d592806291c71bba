/** `new`: objects, records with `name = value` pairs, collections and arrays. */
import { childAt, childOf, expressionsOf, partOf, partsOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { listOf, mapOf, sameType, systemTypeOf, typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import { assign, assignmentCost, isGenericRecord, isPrimitive, numericType } from '../conversions.ts';
import { describeCall } from '../declareMembers.ts';
import { constructorsOf } from '../constructors.ts';
import { isSubclassOf, parentType } from '../members.ts';
import { chooseOverload } from '../overloads.ts';
import { refuse } from '../problems.ts';
import { isVisible } from '../symbols.ts';
import type { ClassSymbol } from '../symbols.ts';
import type { SObjectInfo } from '../typeLibrary.ts';
import { resolveCreatedName } from '../typeNames.ts';
import { classOf, isEnum, systemView } from '../typeRelations.ts';

/** Binds a `creator` node. */
export function bindCreator(node: SyntaxNode, body: Body): BoundExpression {
    const type = resolveCreatedName(partOf(node, 'createdName'), body);
    const rest = childAt(node, 1);
    switch (rest.name) {
        case 'classCreatorRest':
            return bindConstruction(type, partOf(rest, 'arguments'), node, body);
        case 'arrayCreatorRest':
            return bindArray(listOf(type), type, rest, body);
        case 'setCreatorRest':
            return bindElements(type, expressionsOf(rest), node, body);
        case 'mapCreatorRest':
            return bindMap(type, rest, node, body);
        case 'noRest':
            if (type.kind === 'map')
                return { kind: 'newMap', entries: [], source: undefined, type, position: body.position(node) };
            return bindElements(type, [], node, body);
        default:
            return refuse(`new ${textOf(node)}`, body.position(node));
    }
}

function bindElements(type: ApexType, nodes: readonly SyntaxNode[], node: SyntaxNode, body: Body): BoundExpression {
    if (type.kind !== 'list' && type.kind !== 'set')
        return body.fail(`Type cannot be constructed: ${typeName(type)}`, node);
    const { element } = type;
    const elements = nodes.map((elementNode) => {
        const value = body.expression(elementNode);
        if (assignmentCost(value.type, element, body.program) === undefined && value.kind !== 'query') {
            const types = `expected: ${typeName(element)} but was: ${typeName(value.type)}`;
            body.fail(`Initial expression is of incorrect type, ${types}`, elementNode);
        }
        return assign(value, element, body.program);
    });
    return { kind: 'newCollection', elements, source: undefined, type, position: body.position(node) };
}

function bindArray(type: ApexType, element: ApexType, rest: SyntaxNode, body: Body): BoundExpression {
    const initializer = childOf(rest, 'arrayInitializer');
    const [sizeNode] = expressionsOf(rest);
    if (!sizeNode) return bindElements(type, initializer ? expressionsOf(initializer) : [], rest, body);
    const size = body.expression(sizeNode);
    if (numericType(size.type) !== 'Integer') {
        body.fail(
            `Invalid initializer type ${typeName(size.type)} found for List<${typeName(element)}>: ` +
                `expected an Integer or a List of type ${typeName(element)}`,
            sizeNode
        );
    }
    return { kind: 'newArray', size, type, position: body.position(rest) };
}

function bindMap(type: ApexType, rest: SyntaxNode, node: SyntaxNode, body: Body): BoundExpression {
    if (type.kind !== 'map') return body.fail(`Type cannot be constructed: ${typeName(type)}`, node);
    const entries = partsOf(rest, 'mapCreatorRestPair').map((pair) => ({
        key: bindEntry(childAt(pair, 0), type.key, 'key', type, body),
        value: bindEntry(childAt(pair, 2), type.value, 'value', type, body)
    }));
    return { kind: 'newMap', entries, source: undefined, type, position: body.position(node) };
}

function bindEntry(
    node: SyntaxNode,
    wanted: ApexType,
    role: 'key' | 'value',
    map: ApexType,
    body: Body
): BoundExpression {
    const value = body.expression(node);
    if (assignmentCost(value.type, wanted, body.program) === undefined) {
        body.fail(`Invalid ${role} type ${typeName(value.type)} for ${typeName(map)}`, node);
    }
    return assign(value, wanted, body.program);
}

function bindConstruction(type: ApexType, argumentsNode: SyntaxNode, node: SyntaxNode, body: Body): BoundExpression {
    const list = childOf(argumentsNode, 'expressionList');
    const nodes = list ? expressionsOf(list) : [];
    if (type.kind === 'sobject') return bindRecord(type, nodes, node, body);
    const pair = nodes.find((argument) => argument.name === 'assignExpression' && childAt(argument, 1).text === '=');
    if (pair) {
        const rule = 'Invalid constructor syntax, name=value pairs can only be used for SObjects';
        body.fail(`${rule}: ${typeName(type)}`, pair);
    }
    const values = body.expressions(nodes);
    if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') return bindCopy(type, values, node, body);
    const symbol = classOf(type, body.program);
    return symbol ? constructObject(symbol, type, values, node, body) : constructSystem(type, values, node, body);
}

function bindRecord(
    type: Extract<ApexType, { kind: 'sobject' }>,
    nodes: readonly SyntaxNode[],
    node: SyntaxNode,
    body: Body
): BoundExpression {
    const object = isGenericRecord(type) ? undefined : body.program.library.sobject(type.name);
    if (!object) return body.fail(`SObject is not constructable: ${type.name}`, node);
    const seen = new Set<string>();
    const fields = nodes.map((pair) => {
        if (pair.name !== 'assignExpression' || childAt(pair, 1).text !== '=') {
            return body.fail(`Type requires name=value pair construction: ${type.name}`, pair);
        }
        const name = textOf(childAt(pair, 0));
        const place =
            settableField(object, name, body) ?? body.fail(`Field does not exist: ${name} on ${type.name}`, pair);
        if (seen.has(place.field)) body.fail(`Duplicate field initialization: ${place.field}`, pair);
        seen.add(place.field);
        return { field: place.field, isParent: place.isParent, value: body.valueOf(childAt(pair, 2), place.type) };
    });
    return { kind: 'newRecord', fields, type, position: body.position(node) };
}

/** A field, or the record that a lookup points at. */
function settableField(
    object: SObjectInfo,
    name: string,
    body: Body
): { readonly field: string; readonly isParent: boolean; readonly type: ApexType } | undefined {
    const field = object.field(name);
    if (field) return { field: field.name, isParent: false, type: field.type };
    const lookup = object.relationship(name);
    if (lookup?.relationshipName === undefined) return undefined;
    return { field: lookup.relationshipName, isParent: true, type: parentType(lookup, body.program) };
}

type CollectionType = Extract<ApexType, { kind: 'list' | 'set' | 'map' }>;

function bindCopy(
    type: CollectionType,
    values: readonly BoundExpression[],
    node: SyntaxNode,
    body: Body
): BoundExpression {
    const position = body.position(node);
    const [source, ...others] = values;
    if (others.length > 0) failConstructor(type, values, node, body);
    if (type.kind === 'map') {
        if (source && !isMapSource(source.type, type, body)) {
            const [key, value] = [typeName(type.key), typeName(type.value)];
            body.fail(
                `Invalid initializer type ${typeName(source.type)} found for Map<${key},${value}>: ` +
                    'expected a Map with the same key and value types, or a valid SObject List',
                node
            );
        }
        return { kind: 'newMap', entries: [], source, type, position };
    }
    if (source && !isCollectionSource(source.type, type.element, body)) {
        const element = typeName(type.element);
        const [name, expected] =
            type.kind === 'list'
                ? ['List', `an Integer or a List of type ${element}`]
                : ['Set', `a List or a Set of type: ${element}`];
        body.fail(
            `Invalid initializer type ${typeName(source.type)} found for ${name}<${element}>: expected ${expected}`,
            node
        );
    }
    return { kind: 'newCollection', elements: [], source, type, position };
}

function isCollectionSource(source: ApexType, element: ApexType, body: Body): boolean {
    const lists = [source, ...(source.kind === 'set' ? [listOf(source.element)] : [])];
    const iterable = systemTypeOf('System.Iterable', element);
    return [...lists, source].some(
        (type) =>
            assignmentCost(type, listOf(element), body.program) !== undefined ||
            assignmentCost(type, iterable, body.program) !== undefined
    );
}

function isMapSource(source: ApexType, type: Extract<ApexType, { kind: 'map' }>, body: Body): boolean {
    if (source.kind === 'map') return assignmentCost(source, mapOf(type.key, type.value), body.program) !== undefined;
    if (source.kind !== 'list' || source.element.kind !== 'sobject' || type.value.kind !== 'sobject') return false;
    return (
        isPrimitive(type.key, 'Id', 'String') &&
        (isGenericRecord(source.element) || isGenericRecord(type.value) || sameType(source.element, type.value))
    );
}

function constructObject(
    symbol: ClassSymbol,
    type: ApexType,
    values: readonly BoundExpression[],
    node: SyntaxNode,
    body: Body
): BoundExpression {
    if (symbol.kind !== 'class') return body.fail(`Type cannot be constructed: ${symbol.name}`, node);
    if (symbol.modifiers.has('abstract')) body.fail(`Abstract classes cannot be constructed: ${symbol.name}`, node);
    const position = body.position(node);
    const candidates = constructorsOf(symbol, body.program).map((member) => ({
        member,
        parameters: member.parameters.map((parameter) => parameter.type)
    }));
    const choice = chooseOverload(candidates, values, body.program, ({ member }) => member.name, position);
    if (!choice) return failConstructor(type, values, node, body);
    const isSubclass = (): boolean => isSubclassOf(body.owner, symbol, body.program);
    if (!isVisible(choice.member, symbol, body.owner, isSubclass)) {
        body.fail(`Method is not visible: ${describeConstructor(type, values)}`, node);
    }
    return { kind: 'newObject', signature: choice.member.signature, arguments: choice.arguments, type, position };
}

function constructSystem(
    type: ApexType,
    values: readonly BoundExpression[],
    node: SyntaxNode,
    body: Body
): BoundExpression {
    const view = systemView(type, body.program);
    const isConcrete = type.kind === 'system' && view?.info.kind === 'class' && !isEnum(type, body.program);
    if (!view || !isConcrete) return body.fail(`Type cannot be constructed: ${typeName(type)}`, node);
    const position = body.position(node);
    const candidates = view.info.constructors.map((member) => ({
        member,
        parameters: member.parameters.map((parameter) => view.fill(parameter))
    }));
    const choice = chooseOverload(candidates, values, body.program, () => describeConstructor(type, values), position);
    if (!choice) return failConstructor(type, values, node, body);
    return { kind: 'newSystem', key: choice.member.key, arguments: choice.arguments, type, position };
}

function failConstructor(type: ApexType, values: readonly BoundExpression[], node: SyntaxNode, body: Body): never {
    return body.fail(`Constructor not defined: ${describeConstructor(type, values)}`, node);
}

function describeConstructor(type: ApexType, values: readonly BoundExpression[]): string {
    const parameters = describeCall(
        '',
        values.map((value) => value.type)
    ).replace(/^void /, '');
    return `[${typeName(type)}].<Constructor>${parameters}`;
}
