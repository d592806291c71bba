/**
 * Names of types in source into types: inner types first, then deployed ones, then those of the system, then records.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_namespaces_type_resolution.htm
 */
import type { SourcePosition } from '../errors.ts';
import { childAt, childOf, hasChild, partOf, partsOf, positionOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import {
    genericSObjectType,
    listOf,
    mapOf,
    primitive,
    primitiveNames,
    setOf,
    systemTypeOf
} from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { isTestVisible } from './modifiers.ts';
import { fail, refuse } from './problems.ts';
import { isVisible } from './symbols.ts';
import type { ClassSymbol, ProgramSymbols } from './symbols.ts';
import type { SystemTypeInfo } from './typeLibrary.ts';

/** Where a name is read: the class it stands in decides what it means. */
export interface TypeScope {
    readonly program: ProgramSymbols;
    readonly owner: ClassSymbol;
}

/** Resolves a `typeRef` node. */
export function resolveType(node: SyntaxNode, scope: TypeScope): ApexType {
    const position = positionOf(node, scope.owner.source.file);
    const names = partsOf(node, 'typeName');
    const argumentNodes = names.map((name) => childOf(name, 'typeArguments'));
    const segments = names.map((name) => textOf(childAt(name, 0)));
    checkOnlyLast(argumentNodes, segments, position);
    const last = argumentNodes.at(-1);
    const typeArguments = last && resolveTypeList(partOf(last, 'typeList'), scope);
    let type = resolveTypeName(segments, typeArguments, scope, position);
    for (let depth = partsOf(partOf(node, 'arraySubscripts'), 'LBRACK').length; depth > 0; depth--) type = listOf(type);
    return type;
}

/** Only the last name of a dotted one may carry type arguments. */
function checkOnlyLast(
    nodes: readonly (SyntaxNode | undefined)[],
    segments: readonly string[],
    position: SourcePosition
): void {
    const early = nodes.findIndex((node) => node !== undefined);
    if (early >= 0 && early < nodes.length - 1) {
        fail(`Type arguments provided for a non-parameterized type: ${segments[early] ?? ''}`, position);
    }
}

export function resolveTypeList(node: SyntaxNode, scope: TypeScope): readonly ApexType[] {
    return partsOf(node, 'typeRef').map((type) => resolveType(type, scope));
}

export function resolveTypeName(
    segments: readonly string[],
    typeArguments: readonly ApexType[] | undefined,
    scope: TypeScope,
    position: SourcePosition
): ApexType {
    const name = segments.join('.');
    const found = typeNamed(segments, scope);
    if (!found) {
        const missing = scope.program.library.missingType(name);
        return missing === undefined ? fail(`Invalid type: ${name}`, position) : refuse(missing, position);
    }
    if (found.kind === 'user') checkTypeVisible(found.symbol, scope, position);
    if (found.kind === 'system') return withArguments(found.info, name, typeArguments ?? [], position);
    if (typeArguments) fail(`Type arguments provided for a non-parameterized type: ${name}`, position);
    return found.type;
}

type FoundType =
    | { readonly kind: 'user'; readonly symbol: ClassSymbol; readonly type: ApexType }
    | { readonly kind: 'system'; readonly info: SystemTypeInfo }
    | { readonly kind: 'other'; readonly type: ApexType };

/** The type of that name, not yet given type arguments; undefined if there is none. */
export function typeNamed(segments: readonly string[], scope: TypeScope): FoundType | undefined {
    const [first = '', second, third] = segments;
    if (third !== undefined) return undefined;
    const symbol =
        second === undefined ? classNamed(first, scope) : nestedClass(classNamed(first, scope), second, scope);
    if (symbol) return { kind: 'user', symbol, type: { kind: 'user', name: symbol.name } };
    if (second === undefined) return outsideType(first, first, scope.program);
    const namespace = first.toLowerCase();
    if (namespace === 'schema' || namespace === 'system')
        return outsideType(second, `${first}.${second}`, scope.program);
    const info = scope.program.library.systemType(`${first}.${second}`);
    return info && { kind: 'system', info };
}

/** Inner classes of the class at hand, of those around it and of their superclasses; then top-level classes. */
function classNamed(name: string, scope: TypeScope): ClassSymbol | undefined {
    for (let around: ClassSymbol | undefined = scope.owner; around; around = around.outer) {
        if (around.simpleName.toLowerCase() === name.toLowerCase()) return around;
        const inner = nestedClass(around, name, scope);
        if (inner) return inner;
    }
    return scope.program.classNamed(name);
}

function nestedClass(symbol: ClassSymbol | undefined, name: string, scope: TypeScope): ClassSymbol | undefined {
    for (
        let at = symbol;
        at;
        at = at.superclass?.kind === 'user' ? scope.program.classNamed(at.superclass.name) : undefined
    ) {
        const inner = at.inner.get(name.toLowerCase());
        if (inner) return inner;
    }
    return undefined;
}

function outsideType(name: string, qualifiedName: string, program: ProgramSymbols): FoundType | undefined {
    const lowerName = name.toLowerCase();
    const primitiveName = primitiveNames.find((candidate) => candidate.toLowerCase() === lowerName);
    if (primitiveName) return { kind: 'other', type: primitive(primitiveName) };
    if (lowerName === 'sobject') return { kind: 'other', type: genericSObjectType };
    if (lowerName === 'aggregateresult') return { kind: 'other', type: { kind: 'sobject', name: 'AggregateResult' } };
    const info = program.library.systemType(qualifiedName);
    if (info) return { kind: 'system', info };
    const record = program.library.sobject(name);
    return record && { kind: 'other', type: { kind: 'sobject', name: record.name } };
}

function withArguments(
    info: SystemTypeInfo,
    name: string,
    typeArguments: readonly ApexType[],
    position: SourcePosition
): ApexType {
    const expected = info.typeParameters.length;
    if (expected === 0 && typeArguments.length > 0) {
        fail(`Type arguments provided for a non-parameterized type: ${name}`, position);
    }
    if (expected > 0 && typeArguments.length === 0) {
        fail(`No type arguments provided for a parameterized type: ${name}`, position);
    }
    const [first, second] = typeArguments;
    if (expected !== typeArguments.length) {
        fail(
            `Invalid type argument count for ${name}: expected ${expected} but found ${typeArguments.length}`,
            position
        );
    }
    const simpleName = info.name.toLowerCase();
    if (simpleName === 'system.list' && first) return listOf(first);
    if (simpleName === 'system.set' && first) return setOf(first);
    if (simpleName === 'system.map' && first && second) return mapOf(first, second);
    return systemTypeOf(info.name, ...typeArguments);
}

export function checkTypeVisible(symbol: ClassSymbol, scope: TypeScope, position: SourcePosition): void {
    const member = { visibility: symbol.visibility, isTestVisible: isTestVisible(symbol.modifiers) };
    // A top-level class may only be private if it is a test, and then it is still seen by all.
    if (symbol.outer && !isVisible(member, symbol.outer, scope.owner, () => false)) {
        fail(`Type is not visible: ${symbol.name}`, position);
    }
}

/** Resolves the name behind `new`: `createdName` node, with its type arguments. */
export function resolveCreatedName(node: SyntaxNode, scope: TypeScope): ApexType {
    const pairs = partsOf(node, 'idCreatedNamePair');
    const lists = pairs.map((pair) => childOf(pair, 'typeList'));
    const segments = pairs.map((pair) => textOf(partOf(pair, 'anyId')));
    const position = positionOf(node, scope.owner.source.file);
    checkOnlyLast(lists, segments, position);
    const list = lists.at(-1);
    return resolveTypeName(segments, list && resolveTypeList(list, scope), scope, position);
}

/** `void` or the type of a method. */
export function resolveReturnType(node: SyntaxNode, scope: TypeScope): ApexType {
    return hasChild(node, 'VOID') ? { kind: 'void' } : resolveType(partOf(node, 'typeRef'), scope);
}
