/**
 * Rules between a class and what it extends and implements: overriding, abstract methods, interfaces. Also finds under which
 * further signatures an interface of the system library calls a method.
 */
import { typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { constructorsOf } from './constructors.ts';
import { describeCall, describeMethod, signatureOf } from './declareMembers.ts';
import { isSubclassOf } from './members.ts';
import type { Visibility } from './modifiers.ts';
import { fail, refuse } from './problems.ts';
import type { ProblemList } from './problems.ts';
import { isVisible } from './symbols.ts';
import type { ClassSymbol, MethodSymbol, ProgramSymbols } from './symbols.ts';
import { classOf, distanceTo, isException, lineage, systemView } from './typeRelations.ts';

/** Signatures, besides its own, under which each method is called. */
export type Bridges = Map<MethodSymbol, Set<string>>;

export function checkClass(
    symbol: ClassSymbol,
    program: ProgramSymbols,
    bridges: Bridges,
    problems: ProblemList
): void {
    if (symbol.kind !== 'class') return;
    problems.attempt(() => checkExceptionName(symbol, program));
    const ancestors = superclassesOf(symbol, program);
    for (const method of [...symbol.methods.values()].flat())
        problems.attempt(() => checkOverride(method, ancestors, program));
    for (const required of requiredMethods(symbol, ancestors, program)) {
        problems.attempt(() => checkImplemented(required, symbol, ancestors, program, bridges));
    }
    problems.attempt(() => checkImplicitSuper(symbol, program));
}

function checkExceptionName(symbol: ClassSymbol, program: ProgramSymbols): void {
    const isNamedSo = /exception$/i.test(symbol.simpleName);
    const isOne = isException({ kind: 'user', name: symbol.name }, program);
    if (isOne && !isNamedSo)
        fail(`Classes extending Exception must have a name ending in 'Exception': ${symbol.name}`, symbol.position);
    if (isNamedSo && !isOne)
        fail(`Exception class must extend another Exception class: ${symbol.name}`, symbol.position);
}

/** Deployed superclasses, nearest first. */
function superclassesOf(symbol: ClassSymbol, program: ProgramSymbols): readonly ClassSymbol[] {
    const above = symbol.superclass && classOf(symbol.superclass, program);
    return above ? [above, ...superclassesOf(above, program)] : [];
}

function methodIn(symbol: ClassSymbol, signature: string, name: string): MethodSymbol | undefined {
    return symbol.methods.get(name.toLowerCase())?.find((method) => method.signature === signature);
}

function checkOverride(method: MethodSymbol, ancestors: readonly ClassSymbol[], program: ProgramSymbols): void {
    const overridden = ancestors
        .map((ancestor) => methodIn(ancestor, method.signature, method.name))
        .find((found) => found !== undefined && found.visibility !== 'private');
    const text = describeMethod(method);
    if (!overridden) {
        if (method.isOverride && !overridesSystemMethod(method, program)) {
            fail(`@Override specified for non-overriding method: ${text}`, method.position);
        }
        return;
    }
    if (overridden.isStatic || method.isStatic) {
        if (overridden.isStatic && method.isStatic) return;
        fail(`Cannot override static method: ${describeMethod(overridden)} with ${text}`, method.position);
    }
    if (!overridden.isVirtual && !overridden.isAbstract && !overridden.isOverride) {
        fail(`Non-virtual, non-abstract methods cannot be overridden: ${text}`, method.position);
    }
    if (!method.isOverride) fail(`Method must use the override keyword: ${text}`, method.position);
    if (rank(method.visibility) < rank(overridden.visibility)) {
        fail(`Cannot reduce the visibility of method: ${text}`, method.position);
    }
    checkReturns(method, overridden.returns, overridden.owner.name, program);
}

/** A global method may be overridden by a public one. */
function rank(visibility: Visibility): number {
    return ['private', 'protected', 'public', 'global'].indexOf(visibility === 'global' ? 'public' : visibility);
}

/** The type itself or a narrower one. */
function checkReturns(method: MethodSymbol, wanted: ApexType, owner: string, program: ProgramSymbols): void {
    if (distanceTo(method.returns, wanted, program) !== undefined) return;
    fail(
        `Method return types clash: ${typeName(method.returns)} vs ${typeName(wanted)} from the type ${owner}`,
        method.position
    );
}

/** `toString`, `equals`, `hashCode`, and what system superclasses have. */
function overridesSystemMethod(method: MethodSymbol, program: ProgramSymbols): boolean {
    const types: readonly ApexType[] = [
        ...lineage({ kind: 'user', name: method.owner.name }, program),
        { kind: 'primitive', name: 'Object' }
    ];
    return types.some((type) =>
        systemView(type, program)?.info.methods.some(
            (member) => signatureOf(member.name, member.parameters) === method.signature
        )
    );
}

interface RequiredMethod {
    readonly name: string;
    readonly parameters: readonly ApexType[];
    readonly returns: ApexType;
    readonly owner: string;
    readonly isInterface: boolean;
    /** Signature the library calls, with its own type parameters; undefined for deployed types. */
    readonly librarySignature: string | undefined;
}

function requiredMethods(
    symbol: ClassSymbol,
    ancestors: readonly ClassSymbol[],
    program: ProgramSymbols
): readonly RequiredMethod[] {
    const abstractMethods = [symbol, ...ancestors].flatMap((owner) =>
        [...owner.methods.values()].flat().filter((method) => method.isAbstract)
    );
    const faces = lineage({ kind: 'user', name: symbol.name }, program);
    return [
        ...abstractMethods.map((method) => requirement(method, false)),
        ...faces.flatMap((face) => interfaceMethods(face, program))
    ];
}

function requirement(method: MethodSymbol, isInterface: boolean): RequiredMethod {
    return {
        name: method.name,
        parameters: method.parameters.map((parameter) => parameter.type),
        returns: method.returns,
        owner: method.owner.name,
        isInterface,
        librarySignature: undefined
    };
}

function interfaceMethods(face: ApexType, program: ProgramSymbols): readonly RequiredMethod[] {
    const symbol = classOf(face, program);
    if (symbol) {
        return symbol.kind === 'interface'
            ? [...symbol.methods.values()].flat().map((method) => requirement(method, true))
            : [];
    }
    const view = systemView(face, program);
    if (view?.info.kind !== 'interface') return [];
    return view.info.methods.map((member) => ({
        name: member.name,
        parameters: member.parameters.map((parameter) => view.fill(parameter)),
        returns: view.fill(member.returns),
        owner: view.info.name,
        isInterface: true,
        librarySignature: signatureOf(member.name, member.parameters)
    }));
}

function checkImplemented(
    required: RequiredMethod,
    symbol: ClassSymbol,
    ancestors: readonly ClassSymbol[],
    program: ProgramSymbols,
    bridges: Bridges
): void {
    const signature = signatureOf(required.name, required.parameters);
    const found = [symbol, ...ancestors]
        .map((owner) => methodIn(owner, signature, required.name))
        .find((method) => method !== undefined && (required.isInterface || !method.isAbstract));
    if (!found) {
        if (symbol.modifiers.has('abstract')) return;
        const text = describeCall(`${required.owner}.${required.name}`, required.parameters, required.returns);
        const kind = required.isInterface ? 'method' : 'abstract method';
        fail(`Class ${symbol.name} must implement the ${kind}: ${text}`, symbol.position);
    }
    if (found.isStatic) refuse('a static method that implements one of an interface', found.position);
    if (required.isInterface && rank(found.visibility) < rank('public')) {
        const rule = 'Overriding implementations of global or public interface methods must be global or public';
        fail(`${symbol.name}: ${rule}: ${describeMethod(found)}`, found.position);
    }
    checkReturns(found, required.returns, required.owner, program);
    const { librarySignature } = required;
    if (librarySignature === undefined || librarySignature === found.signature) return;
    bridges.set(found, (bridges.get(found) ?? new Set()).add(librarySignature));
}

/** A class without constructors, too, calls `super()`. Written ones are checked where they are bound. */
function checkImplicitSuper(symbol: ClassSymbol, program: ProgramSymbols): void {
    if (symbol.constructors.length === 0) checkDefaultConstructor(symbol, program);
}

export function checkDefaultConstructor(symbol: ClassSymbol, program: ProgramSymbols): void {
    const above = symbol.superclass && classOf(symbol.superclass, program);
    if (!above) return;
    const isCallable = constructorsOf(above, program).some(
        (constructor) =>
            constructor.parameters.length === 0 &&
            isVisible(constructor, above, symbol, () => isSubclassOf(symbol, above, program))
    );
    if (!isCallable) fail(`No default constructor available in super type: ${above.name}`, symbol.position);
}
