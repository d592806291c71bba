/**
 * Constructors of a class, written or not: a class without any has one without arguments, an exception has those of
 * `Exception` besides its own.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_exception_custom.htm
 */
import { voidType } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { signatureOf } from './declareMembers.ts';
import type { ClassSymbol, MethodSymbol, ProgramSymbols } from './symbols.ts';
import { isException, systemView } from './typeRelations.ts';

export function constructorsOf(symbol: ClassSymbol, program: ProgramSymbols): readonly MethodSymbol[] {
    return [...symbol.constructors, ...implicitConstructors(symbol, program)];
}

export function implicitConstructors(symbol: ClassSymbol, program: ProgramSymbols): readonly MethodSymbol[] {
    if (symbol.kind !== 'class') return [];
    const written = new Set(symbol.constructors.map((constructor) => constructor.signature));
    const shapes = isException({ kind: 'user', name: symbol.name }, program)
        ? exceptionShapes(program)
        : symbol.constructors.length === 0
          ? [[]]
          : [];
    return shapes
        .map((shape) => implicitConstructor(symbol, shape))
        .filter((constructor) => !written.has(constructor.signature));
}

function exceptionShapes(program: ProgramSymbols): readonly (readonly ApexType[])[] {
    const view = systemView({ kind: 'system', name: 'System.Exception', typeArguments: [] }, program);
    return view?.info.constructors.map((constructor) => constructor.parameters) ?? [];
}

function implicitConstructor(symbol: ClassSymbol, shape: readonly ApexType[]): MethodSymbol {
    return {
        name: symbol.simpleName,
        owner: symbol,
        isStatic: false,
        visibility: 'global',
        isTestVisible: false,
        annotations: [],
        position: symbol.position,
        isConstructor: true,
        signature: signatureOf(symbol.simpleName, shape),
        parameters: shape.map((type, index) => ({ name: `p${index}`, type, isFinal: true, position: symbol.position })),
        returns: voidType,
        isAbstract: false,
        isVirtual: false,
        isOverride: false,
        block: undefined
    };
}
