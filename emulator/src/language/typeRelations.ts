/** How types relate: supertypes with their type arguments filled in, distance between classes, and what a type's members are. */
import { sameType, systemTypeOf } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { ClassSymbol, ProgramSymbols } from './symbols.ts';
import type { SystemTypeInfo } from './typeLibrary.ts';

export interface SystemView {
    readonly info: SystemTypeInfo;
    /** Replaces the type parameters of a signature by what they are for this receiver. */
    fill(type: ApexType): ApexType;
}

export function classOf(type: ApexType, program: ProgramSymbols): ClassSymbol | undefined {
    return type.kind === 'user' ? program.classNamed(type.name) : undefined;
}

/** The system type that holds the members of values of `type`; undefined for deployed classes. */
export function systemView(type: ApexType, program: ProgramSymbols): SystemView | undefined {
    switch (type.kind) {
        case 'primitive':
            return viewOf(`System.${type.name}`, [], program);
        case 'list':
            return viewOf('System.List', [type.element], program);
        case 'set':
            return viewOf('System.Set', [type.element], program);
        case 'map':
            return viewOf('System.Map', [type.key, type.value], program);
        case 'sobject':
            return viewOf('System.SObject', [], program);
        case 'system':
            return viewOf(type.name, type.typeArguments, program);
        default:
            return undefined;
    }
}

function viewOf(name: string, typeArguments: readonly ApexType[], program: ProgramSymbols): SystemView | undefined {
    const info = program.library.systemType(name);
    return info && { info, fill: (type) => fillParameters(type, info.typeParameters, typeArguments) };
}

function fillParameters(type: ApexType, names: readonly string[], typeArguments: readonly ApexType[]): ApexType {
    const fill = (inner: ApexType): ApexType => fillParameters(inner, names, typeArguments);
    switch (type.kind) {
        case 'parameter':
            return typeArguments[names.indexOf(type.name)] ?? type;
        case 'list':
        case 'set':
            return { kind: type.kind, element: fill(type.element) };
        case 'map':
            return { kind: 'map', key: fill(type.key), value: fill(type.value) };
        case 'system':
            return type.typeArguments.length === 0 ? type : systemTypeOf(type.name, ...type.typeArguments.map(fill));
        default:
            return type;
    }
}

/** Direct superclass and interfaces. */
export function supertypesOf(type: ApexType, program: ProgramSymbols): readonly ApexType[] {
    const symbol = classOf(type, program);
    if (symbol) return [...(symbol.superclass ? [symbol.superclass] : []), ...symbol.interfaces];
    const view = systemView(type, program);
    if (!view) return [];
    const { superclass, interfaces } = view.info;
    return [...(superclass ? [superclass] : []), ...interfaces].map((above) => view.fill(above));
}

/** Steps up from `from` to `to`; 0 if they are the same, undefined if `to` is no supertype. Object is not counted as one. */
export function distanceTo(from: ApexType, to: ApexType, program: ProgramSymbols): number | undefined {
    if (sameType(from, to)) return 0;
    let best: number | undefined;
    for (const above of supertypesOf(from, program)) {
        const distance = distanceTo(above, to, program);
        if (distance !== undefined && (best === undefined || distance + 1 < best)) best = distance + 1;
    }
    return best;
}

export function isException(type: ApexType, program: ProgramSymbols): boolean {
    return distanceTo(type, systemTypeOf('System.Exception'), program) !== undefined;
}

/** All types above `type`, nearest first, itself included. */
export function lineage(type: ApexType, program: ProgramSymbols): readonly ApexType[] {
    const found: ApexType[] = [];
    const queue = [type];
    for (let at = queue.shift(); at; at = queue.shift()) {
        const here = at;
        if (found.some((other) => sameType(other, here))) continue;
        found.push(here);
        queue.push(...supertypesOf(here, program));
    }
    return found;
}

export function isEnum(type: ApexType, program: ProgramSymbols): boolean {
    if (type.kind === 'user') return classOf(type, program)?.kind === 'enum';
    return type.kind === 'system' && program.library.systemType(type.name)?.kind === 'enum';
}
