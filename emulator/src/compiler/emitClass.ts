/**
 * A deployed class as a JavaScript class: Apex methods under their signatures, constructors as methods that return the new
 * object, instance fields set to null by the JavaScript constructor so that all objects have one shape.
 */
import { UnsupportedApexError } from '../errors.ts';
import type {
    BoundBlock,
    BoundField,
    BoundMethod,
    BoundTypeDeclaration,
    BoundVariable
} from '../language/boundTree.ts';
import type { MethodDescription } from './compiledProgram.ts';
import { emitExpression } from './emitExpression.ts';
import { emitFunction } from './emitFunction.ts';
import { hook, emitStatements } from './emitStatement.ts';
import { emitExceptionConstructors } from './exceptionConstructors.ts';
import { functionFacts } from './functionFacts.ts';
import { FunctionScope } from './functionScope.ts';
import { constructorKey, fieldKey, simpleName, superclassOf } from './unitWriter.ts';
import type { UnitWriter } from './unitWriter.ts';

/** Body of the unit: returns `{ k, statics, initialize }` for the type's cell. */
export function emitClass(type: BoundTypeDeclaration, unit: UnitWriter): string {
    const members = [
        emitShape(type, unit),
        `get typeName() {return ${JSON.stringify(type.name)};}\n`,
        ...emitConstructors(type, unit),
        emitInstanceInitializer(type, unit),
        ...type.fields.flatMap((field) => emitAccessors(type, field, unit)),
        ...type.methods.flatMap((method) => emitMethod(type, method, unit)),
        ...emitEquality(type)
    ];
    const code = `class Apex_${type.name.replace('.', '_')} extends ${baseOf(type, unit)} {\n${members.join('')}}`;
    const statics = type.fields.filter((field) => field.isStatic).map((field) => `f_${field.name.toLowerCase()}: null`);
    return `return {k: ${code}, statics() {return {${statics.join(', ')}};}, ${emitStaticInitializer(type, unit)}};`;
}

function baseOf(type: BoundTypeDeclaration, unit: UnitWriter): string {
    const { superclass } = type;
    if (!superclass) return 'O.ApexObject';
    if (superclass.kind === 'user') return `${unit.cell(superclass.name)}.k`;
    if (superclass.kind === 'system' && superclass.name === 'System.Exception') return 'O.ApexException';
    throw new UnsupportedApexError('a superclass of the system library other than Exception', type.position);
}

export function isException(type: BoundTypeDeclaration | undefined, unit: UnitWriter): boolean {
    if (!type) return false;
    return type.superclass?.kind === 'system' || isException(superclassOf(unit.types, type), unit);
}

export function describeMethod(type: BoundTypeDeclaration, name: string): MethodDescription {
    return {
        where: `Class.${type.name}.${name}`,
        typeName: type.name,
        file: type.position.file,
        sharing: type.sharing,
        apiVersion: type.apiVersion,
        isTrigger: false
    };
}

function emitShape(type: BoundTypeDeclaration, unit: UnitWriter): string {
    const fields = type.fields.filter((field) => !field.isStatic);
    const assignments = fields.map((field) => `this.${fieldKey(unit.types, type.name, field.name)} = null;`);
    const argument = type.superclass?.kind === 'system' ? JSON.stringify(type.name) : '';
    return `constructor() {super(${argument});${assignments.join('')}}\n`;
}

function emitConstructors(type: BoundTypeDeclaration, unit: UnitWriter): string[] {
    const isThrowable = isException(type, unit);
    const declared = type.constructors
        .filter(({ body }) => body ?? !isThrowable)
        .map((method) => emitConstructor(type, method, unit));
    if (isThrowable) return [...declared, ...emitExceptionConstructors(type)];
    if (declared.length > 0) return declared;
    const name = simpleName(type.name);
    const body: BoundBlock = { kind: 'block', statements: [], position: type.position };
    return [emitConstructorCode(type, { signature: `${name.toLowerCase()}()`, parameters: [], body }, unit)];
}

function emitConstructor(type: BoundTypeDeclaration, method: BoundMethod, unit: UnitWriter): string {
    const body = method.body ?? { kind: 'block', statements: [], position: method.position };
    return emitConstructorCode(type, { signature: method.signature, parameters: method.parameters, body }, unit);
}

interface ConstructorCode {
    readonly signature: string;
    readonly parameters: readonly BoundVariable[];
    readonly body: BoundBlock;
}

/** Order: `super(...)`, instance initialisers, body. A constructor that starts with `this(...)` leaves both to the other. */
function emitConstructorCode(
    type: BoundTypeDeclaration,
    { signature, parameters, body }: ConstructorCode,
    unit: UnitWriter
): string {
    const [first, ...rest] = body.statements;
    const call =
        first?.kind === 'expression' && first.expression.kind === 'callConstructor' ? first.expression : undefined;
    const isDelegation = call?.owner.kind === 'user' && call.owner.name.toLowerCase() === type.name.toLowerCase();
    const code = emitFunction({
        unit,
        type,
        method: describeMethod(type, '<init>'),
        parameters,
        body: call ? { ...body, statements: rest } : body,
        isConstructor: true,
        before: startStatics(type, unit),
        first: (scope) => {
            const superCall =
                call && first
                    ? `${hook(first.position.line, scope)}${scope.expression(call)};`
                    : implicitSuper(type, unit);
            return isDelegation ? superCall : `${superCall}this[${initializerKey(type)}](d);`;
        }
    });
    return `[${constructorKey(type.name, signature)}]${code}`;
}

function implicitSuper(type: BoundTypeDeclaration, unit: UnitWriter): string {
    const superclass = superclassOf(unit.types, type);
    if (!superclass) return '';
    return `this[${constructorKey(superclass.name, `${simpleName(superclass.name).toLowerCase()}()`)}]();`;
}

export function initializerKey(type: BoundTypeDeclaration): string {
    return JSON.stringify(`~${type.name.toLowerCase()}`);
}

/** Statics start at the first use of the class, which a constructor or static method is. */
function startStatics(type: BoundTypeDeclaration, unit: UnitWriter): string {
    const hasWork =
        type.initializers.some(({ isStatic }) => isStatic) ||
        type.fields.some(({ isStatic, initialValue }) => isStatic && initialValue !== undefined);
    const cell = unit.cell(type.name);
    return hasWork ? `${cell}.s ?? ${cell}.start();` : '';
}

/** Fields and blocks in source order; runs in the frame of the constructor, whose depth it gets. */
function emitInstanceInitializer(type: BoundTypeDeclaration, unit: UnitWriter): string {
    return `[${initializerKey(type)}](d) ${emitInitializers(type, false, unit)}`;
}

function emitStaticInitializer(type: BoundTypeDeclaration, unit: UnitWriter): string {
    const method = unit.constant({ kind: 'method', method: describeMethod(type, '<clinit>') });
    const body = emitInitializers(type, true, unit);
    return `initialize() {const d = $.enter(${method}, 1);${body}$.depth = d - 1;}`;
}

function emitInitializers(type: BoundTypeDeclaration, isStatic: boolean, unit: UnitWriter): string {
    const fields = type.fields
        .filter((field) => field.isStatic === isStatic && field.initialValue)
        .map((field) => ({ order: field.order, item: field }));
    const blocks = type.initializers
        .filter((initializer) => initializer.isStatic === isStatic)
        .map((initializer) => ({ order: initializer.order, item: initializer }));
    const items = [...fields, ...blocks].sort((left, right) => left.order - right.order).map(({ item }) => item);
    if (items.length === 0) return '{}';
    const code = items.map((item) => {
        const scope = initializerScope(type, item, unit);
        const body = 'body' in item ? emitStatements(item.body.statements, scope) : emitInitialValue(type, item, scope);
        return `{${scope.declareTemporaries()}${body}}`;
    });
    return `{${code.join('')}}`;
}

function initializerScope(type: BoundTypeDeclaration, item: unknown, unit: UnitWriter): FunctionScope {
    const scope = new FunctionScope({
        unit,
        type,
        emitExpression,
        nonNullVariables: functionFacts(item).nonNullVariables
    });
    scope.leavesFrameAtEnd = true;
    return scope;
}

function emitInitialValue(type: BoundTypeDeclaration, field: BoundField, scope: FunctionScope): string {
    if (!field.initialValue) return '';
    const target = field.isStatic
        ? `${scope.unit.cell(type.name)}.s.f_${field.name.toLowerCase()}`
        : `this.${fieldKey(scope.unit.types, type.name, field.name)}`;
    return `${hook(field.position.line, scope)}${target} = ${scope.expression(field.initialValue)};`;
}

/** Properties are read and written through methods, so that overriding is dispatch; the engine inlines automatic ones. */
function emitAccessors(type: BoundTypeDeclaration, field: BoundField, unit: UnitWriter): string[] {
    const name = field.name.toLowerCase();
    const stored = field.isStatic
        ? `(${unit.cell(type.name)}.s ?? ${unit.cell(type.name)}.start()).f_${name}`
        : `this.${fieldKey(unit.types, type.name, field.name)}`;
    const modifier = field.isStatic ? 'static ' : '';
    const accessor = (method: BoundMethod | undefined, key: string, automatic: string): string[] => {
        if (!method) return [];
        if (!method.body) return [`${modifier}[${JSON.stringify(key)}]${automatic}\n`];
        const plan = {
            unit,
            type,
            method: describeMethod(type, field.name),
            parameters: method.parameters,
            body: method.body
        };
        return [`${modifier}[${JSON.stringify(key)}]${emitFunction({ ...plan, accessorOf: field.name })}`];
    };
    return [
        ...accessor(field.getter, `get ${name}`, `() {return ${stored};}`),
        ...accessor(field.setter, `set ${name}`, `(value) {return ${stored} = value;}`)
    ];
}

function emitMethod(type: BoundTypeDeclaration, method: BoundMethod, unit: UnitWriter): string[] {
    const { body, signature } = method;
    if (!body) return [];
    const isFuture = method.annotations.some(({ name }) => name === 'future');
    const key = JSON.stringify(isFuture ? `!${signature}` : signature);
    const code = emitFunction({
        unit,
        type,
        method: describeMethod(type, method.name),
        parameters: method.parameters,
        body,
        before: method.isStatic ? startStatics(type, unit) : ''
    });
    const members = [`${method.isStatic ? 'static ' : ''}[${key}]${code}`];
    if (isFuture) {
        const call = `$.enqueueFuture(${JSON.stringify(type.name)}, ${JSON.stringify(method.name)}, ${JSON.stringify(signature)}, values)`;
        members.push(`static [${JSON.stringify(signature)}](...values) {${call};}\n`);
    }
    for (const bridge of method.bridgeSignatures) {
        if (bridge === signature) continue;
        members.push(
            `[${JSON.stringify(bridge)}](...values) {return this[${JSON.stringify(signature)}](...values);}\n`
        );
    }
    return members;
}

/** Names under which collections look for `equals` and `hashCode`. */
function emitEquality(type: BoundTypeDeclaration): string[] {
    const has = (signature: string): boolean =>
        type.methods.some((method) => method.signature === signature && !method.isStatic);
    const members: string[] = [];
    if (has('equals(object)')) members.push('apexEquals(other) {return this["equals(object)"](other);}\n');
    if (has('hashcode()')) members.push('apexHashCode() {return this["hashcode()"]();}\n');
    return members;
}
