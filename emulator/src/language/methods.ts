/** Methods a call by one name may mean: those of a type and of all above it, deployed or of the system library. */
import { primitive } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { describeCall, describeMethod, signatureOf } from './declareMembers.ts';
import type { Candidate } from './overloads.ts';
import type { ClassSymbol, MethodSymbol, ProgramSymbols } from './symbols.ts';
import type { SystemMember, SystemTypeInfo } from './typeLibrary.ts';
import { classOf, lineage, systemView } from './typeRelations.ts';

export type FoundMethod =
    | { readonly kind: 'user'; readonly method: MethodSymbol }
    | {
          readonly kind: 'system';
          readonly info: SystemTypeInfo;
          readonly member: SystemMember;
          readonly returns: ApexType;
      };

/** Methods of that name in a type and above it; an override hides what it overrides. */
export function methodsOf(type: ApexType, name: string, program: ProgramSymbols): readonly Candidate<FoundMethod>[] {
    const wanted = name.toLowerCase();
    const found = new Map<string, Candidate<FoundMethod>>();
    for (const ancestor of [...lineage(type, program), primitive('Object')]) {
        for (const candidate of methodsNamed(wanted, ancestor, program)) {
            const key = signatureOf(wanted, candidate.parameters);
            if (!found.has(key)) found.set(key, candidate);
        }
    }
    return [...found.values()];
}

function methodsNamed(name: string, type: ApexType, program: ProgramSymbols): readonly Candidate<FoundMethod>[] {
    const symbol = classOf(type, program);
    if (symbol) {
        const methods = [...(symbol.methods.get(name) ?? []), ...enumMethods(symbol, type, name)];
        return methods.map((method) => ({
            member: { kind: 'user', method },
            parameters: method.parameters.map((parameter) => parameter.type)
        }));
    }
    const view = systemView(type, program);
    if (!view) return [];
    const { info } = view;
    return info.methods
        .filter((member) => member.name.toLowerCase() === name)
        .map((member) => ({
            member: { kind: 'system', info, member, returns: view.fill(member.returns) },
            parameters: member.parameters.map((parameter) => view.fill(parameter))
        }));
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_enum.htm */
function enumMethods(symbol: ClassSymbol, type: ApexType, name: string): readonly MethodSymbol[] {
    if (symbol.kind !== 'enum') return [];
    const text = primitive('String');
    const methods: readonly [string, boolean, readonly ApexType[], ApexType][] = [
        ['values', true, [], { kind: 'list', element: type }],
        ['valueOf', true, [text], type],
        ['name', false, [], text],
        ['ordinal', false, [], primitive('Integer')]
    ];
    return methods
        .filter(([known]) => known.toLowerCase() === name)
        .map(([known, isStaticMethod, parameters, returns]) => ({
            name: known,
            owner: symbol,
            isStatic: isStaticMethod,
            visibility: 'global',
            isTestVisible: false,
            annotations: [],
            position: symbol.position,
            isConstructor: false,
            signature: signatureOf(known, parameters),
            parameters: parameters.map((parameter) => ({
                name: 'name',
                type: parameter,
                isFinal: false,
                position: symbol.position
            })),
            returns,
            isAbstract: false,
            isVirtual: false,
            isOverride: false,
            block: undefined
        }));
}

export function isStatic(found: FoundMethod): boolean {
    return found.kind === 'user' ? found.method.isStatic : found.member.isStatic;
}

export function describeFound(found: FoundMethod): string {
    if (found.kind === 'user') return describeMethod(found.method);
    return describeCall(found.member.name, found.member.parameters, found.returns);
}
