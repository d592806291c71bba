/** Expressions, one entry per kind of the bound tree. Each yields a JavaScript expression that stands safely anywhere. */
import type { BoundExpression } from '../language/boundTree.ts';
import { emitCallConstructor, emitCallInstance, emitCallStatic, emitCallSystem } from './emitCall.ts';
import { emitConversion } from './emitConversion.ts';
import { emitNegate, emitOperation, emitStep, operandOf } from './emitOperator.ts';
import { heldPlace, readPlace, writePlace } from './emitPlace.ts';
import type { FunctionScope } from './functionScope.ts';
import { constructorKey } from './unitWriter.ts';

type Kind = BoundExpression['kind'];
type Emitters = {
    readonly [K in Kind]: (expression: Extract<BoundExpression, { kind: K }>, scope: FunctionScope) => string;
};

const emitters: Emitters = {
    null: () => 'null',
    boolean: ({ value }) => String(value),
    integer: ({ value }) => (value < 0 ? `(${value})` : String(value)),
    long: ({ value }) => (value < 0n ? `(${value.toString()}n)` : `${value.toString()}n`),
    decimal: ({ text }, scope) => scope.unit.constant({ kind: 'decimal', text }),
    double: ({ value }, scope) => scope.unit.constant({ kind: 'double', text: String(value) }),
    string: ({ value }) => JSON.stringify(value),
    this: () => 'this',
    read: ({ place }, scope) => readPlace(place, scope),
    assign: ({ place, value }, scope) => writePlace(place, scope.expression(value), scope),
    compoundAssign: emitCompoundAssign,
    increment: emitIncrement,
    binary: ({ operation, left, right }, scope) =>
        emitOperation(operation, operandOf(left, scope), operandOf(right, scope)),
    negate: ({ operand, operands }, scope) => emitNegate(scope.required(operand), operands),
    complement: ({ operand }, scope) => `(~${scope.required(operand)})`,
    not: ({ operand }, scope) => `!${scope.required(operand)}`,
    conditional: ({ condition, then, otherwise }, scope) =>
        `(${scope.required(condition)} ? ${scope.expression(then)} : ${scope.expression(otherwise)})`,
    coalesce: ({ value, fallback }, scope) => `(${rowOrNull(value, scope)} ?? ${scope.expression(fallback)})`,
    safeNavigation: emitSafeNavigation,
    safeReceiver: (_, scope) => scope.safeReceiver(),
    instanceOf: emitInstanceOf,
    cast: ({ operand, type }, scope) => emitConversion(scope.expression(operand), operand.type, type, scope, true),
    convert: ({ operand, type }, scope) => emitConversion(scope.expression(operand), operand.type, type, scope, false),
    callStatic: emitCallStatic,
    callInstance: emitCallInstance,
    callSystem: emitCallSystem,
    callConstructor: emitCallConstructor,
    newObject: emitNewObject,
    newSystem: ({ type, key, arguments: args }, scope) => {
        const owner = type.kind === 'system' ? type.name : 'System.Object';
        return `${scope.unit.constant({ kind: 'systemConstructor', owner, key })}(${['$', ...args.map((arg) => scope.expression(arg))].join(', ')})`;
    },
    newRecord: ({ type, fields }, scope) => {
        const entries = fields.map(
            ({ field, isParent, value }) =>
                `[${JSON.stringify(field)}, ${scope.expression(value)}${isParent ? ', true' : ''}]`
        );
        return `O.newRecord(${JSON.stringify(type.kind === 'sobject' ? type.name : 'SObject')}, [${entries.join(', ')}])`;
    },
    newCollection: emitNewCollection,
    newArray: ({ type, size }, scope) => `O.newArray(${elementType(type, scope)}, ${scope.required(size)})`,
    newMap: emitNewMap,
    query: (expression, scope) => emitQuery(expression, scope, false),
    singleRow: ({ operand, type }, scope) => `$.singleRow(${scope.expression(operand)}, ${scope.constantType(type)})`,
    typeLiteral: ({ of }, scope) => scope.unit.constant({ kind: 'typeToken', type: of }),
    sobjectToken: ({ objectName, describe }) => `$.library.objectToken($, ${JSON.stringify(objectName)}, ${describe})`,
    fieldToken: ({ objectName, field, describe }) =>
        `$.library.fieldToken($, ${JSON.stringify(objectName)}, ${JSON.stringify(field)}, ${describe})`,
    enumValue: ({ owner, name }, scope) =>
        scope.unit.declaration(owner)
            ? `${scope.unit.cell(owner)}.values[${JSON.stringify(name.toLowerCase())}]`
            : scope.unit.constant({ kind: 'systemEnumValue', owner, name }),
    customLabel: ({ name }) => `$.host.customLabel(${JSON.stringify(name)})`,
    triggerVariable: ({ name }) => `$.triggerVariable(${JSON.stringify(name.toLowerCase())})`,
    metadataAccess: ({ objectName, method, arguments: args }, scope) =>
        `$.metadata(${[JSON.stringify(objectName), JSON.stringify(method), ...args.map((arg) => scope.expression(arg))].join(', ')})`
};

export function emitExpression(expression: BoundExpression, scope: FunctionScope): string {
    const emit = emitters[expression.kind] as (expression: BoundExpression, scope: FunctionScope) => string;
    return emit(expression, scope);
}

type Of<K extends Kind> = Extract<BoundExpression, { kind: K }>;

function emitCompoundAssign({ place, operation, readAs, value }: Of<'compoundAssign'>, scope: FunctionScope): string {
    const { setup, read, write } = heldPlace(place, scope);
    const isSafe = place.kind === 'localPlace' && scope.nonNullVariables.has(place.variable.id);
    const old = {
        code: emitConversion(read, place.type, readAs, scope, false),
        isNonNull: isSafe,
        // Gives concatenation the static type of what stood there.
        expression: { kind: 'read' as const, place, type: readAs, position: value.position }
    };
    const result = emitOperation(operation, old, operandOf(value, scope));
    const stored = emitConversion(result, resultType(operation, readAs), place.type, scope, false);
    return `(${[...setup, write(stored)].join(', ')})`;
}

function resultType(
    operation: Of<'compoundAssign'>['operation'],
    readAs: Of<'compoundAssign'>['readAs']
): typeof readAs {
    switch (operation.kind) {
        case 'arithmetic':
        case 'shift':
        case 'bitwise':
        case 'dateArithmetic':
            return { kind: 'primitive', name: operation.operands };
        case 'concatenation':
            return { kind: 'primitive', name: 'String' };
        default:
            return readAs;
    }
}

function emitIncrement({ place, by, isPrefix, operands }: Of<'increment'>, scope: FunctionScope): string {
    const { setup, read, write } = heldPlace(place, scope);
    const isSafe = place.kind === 'localPlace' && scope.nonNullVariables.has(place.variable.id);
    const old = isSafe ? read : `(${read} ?? N())`;
    if (isPrefix) return `(${[...setup, write(emitStep(old, by, operands))].join(', ')})`;
    const before = scope.temporary();
    return `(${[...setup, `${before} = ${old}`, write(emitStep(before, by, operands)), before].join(', ')})`;
}

function emitSafeNavigation({ receiver, access }: Of<'safeNavigation'>, scope: FunctionScope): string {
    const name = scope.temporary();
    const tested = rowOrNull(receiver, scope);
    return `((${name} = ${tested}) === null ? null : ${scope.withSafeReceiver(name, access)})`;
}

/**
 * Before `?.` and `??` a query for one row that finds none is null instead of an exception.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SafeNavigationOperator.htm
 */
function rowOrNull(expression: BoundExpression, scope: FunctionScope): string {
    return expression.kind === 'query' ? emitQuery(expression, scope, true) : scope.expression(expression);
}

function emitQuery({ query, binds, type }: Of<'query'>, scope: FunctionScope, allowsNone: boolean): string {
    const shape =
        type.kind === 'list' ? 'rows' : type.kind === 'primitive' ? 'count' : allowsNone ? 'rowOrNull' : 'row';
    const rowType = scope.constantType(type.kind === 'list' ? type.element : type);
    const constant = scope.unit.constant({ kind: 'query', query });
    return `$.query(${constant}, [${scope.expressions(binds)}], '${shape}', ${rowType})`;
}

function emitInstanceOf({ operand, tested }: Of<'instanceOf'>, scope: FunctionScope): string {
    const declaration = tested.kind === 'user' ? scope.unit.declaration(tested.name) : undefined;
    if (declaration?.kind === 'class')
        return `(${scope.expression(operand)} instanceof ${scope.unit.cell(declaration.name)}.k)`;
    return `$.isInstance(${scope.expression(operand)}, ${scope.constantType(tested)})`;
}

function emitNewObject({ type, signature, arguments: args }: Of<'newObject'>, scope: FunctionScope): string {
    if (type.kind !== 'user') throw new Error('newObject of a type that was not deployed');
    return `new ${scope.unit.cell(type.name)}.k()[${constructorKey(type.name, signature)}](${scope.expressions(args)})`;
}

function emitNewCollection({ type, elements, source }: Of<'newCollection'>, scope: FunctionScope): string {
    const name = type.kind === 'set' ? 'Set' : 'List';
    const isCollection = source?.type.kind === 'list' || source?.type.kind === 'set';
    const copied =
        source && (isCollection ? `O.itemsOf(${scope.required(source)})` : `[...$.iterate(${scope.required(source)})]`);
    const values = copied ?? `[${scope.expressions(elements)}]`;
    return `O.new${name}(${elementType(type, scope)}, ${values})`;
}

function emitNewMap({ type, entries, source }: Of<'newMap'>, scope: FunctionScope): string {
    if (type.kind !== 'map') throw new Error('newMap of a type that is no map');
    const types = `${scope.constantType(type.key)}, ${scope.constantType(type.value)}`;
    if (source) return `O.copyMap(${types}, ${scope.required(source)})`;
    const pairs = entries.map(({ key, value }) => `[${scope.expression(key)}, ${scope.expression(value)}]`);
    return `O.newMap(${types}, [${pairs.join(', ')}])`;
}

function elementType(type: BoundExpression['type'], scope: FunctionScope): string {
    if (type.kind !== 'list' && type.kind !== 'set') throw new Error('elements of a type that is no list or set');
    return scope.constantType(type.element);
}
