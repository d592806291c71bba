/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_type.htm */
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { listOf, mapOf, primitive, primitiveNames, sameType, setOf, typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { defineType } from './systemType.ts';

export class TypeToken extends ApexObject {
    readonly typeName = 'System.Type';
    readonly of: ApexType;

    constructor(of: ApexType) {
        super();
        this.of = of;
    }

    override toString(): string {
        return typeName(this.of);
    }
}

const tokens = new Map<string, TypeToken>();

/** One per type, so that `==`, maps and sets find it. */
export function typeToken(type: ApexType): TypeToken {
    const key = `${type.kind}:${typeName(type)}`;
    const token = tokens.get(key) ?? new TypeToken(type);
    tokens.set(key, token);
    return token;
}

function newInstance(runtime: ApexRuntime, { of }: TypeToken): unknown {
    switch (of.kind) {
        case 'list':
            return new ApexList(of.element);
        case 'set':
            return new ApexSet(of.element);
        case 'map':
            return new ApexMap(of.key, of.value);
        case 'sobject':
            return new ApexSObject(of.name);
        default: {
            const reflected = of.kind === 'user' ? runtime.reflect(of.name) : undefined;
            if (reflected?.create && !reflected.isAbstract) return reflected.create();
            return runtime.fail(
                'System.TypeException',
                `Class ${typeName(of)} must have a public no-argument constructor`
            );
        }
    }
}

function forName(runtime: ApexRuntime, name: string): TypeToken | null {
    const type = namedType(runtime, name);
    return type ? typeToken(type) : null;
}

const collections: Readonly<Record<string, (types: readonly ApexType[]) => ApexType | undefined>> = {
    list: ([element, ...more]) => (element && more.length === 0 ? listOf(element) : undefined),
    set: ([element, ...more]) => (element && more.length === 0 ? setOf(element) : undefined),
    map: ([key, value, ...more]) => (key && value && more.length === 0 ? mapOf(key, value) : undefined)
};

/** `List<Account>`, `Map<String, List<Id>>`, or a plain name. */
function namedType(runtime: ApexRuntime, text: string): ApexType | undefined {
    const [, head = '', inner = ''] = /^\s*(?:System\.)?(\w+)\s*<(.*)>\s*$/i.exec(text) ?? [];
    if (head === '') {
        const named = runtime.typeByName(text.trim());
        return named?.kind === 'user' ? named : (plainType(text.trim()) ?? named);
    }
    const types = typeArguments(inner).map((part) => namedType(runtime, part));
    const found = types.filter((type) => type !== undefined);
    return found.length === types.length ? collections[head.toLowerCase()]?.(found) : undefined;
}

function plainType(name: string): ApexType | undefined {
    const found = primitiveNames.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return found && primitive(found);
}

/** Splits at the commas outside of angle brackets. */
function typeArguments(text: string): readonly string[] {
    const parts = [''];
    let depth = 0;
    for (const character of text) {
        if (character === '<') depth++;
        if (character === '>') depth--;
        if (character === ',' && depth === 0) parts.push('');
        else parts.push((parts.pop() ?? '') + character);
    }
    return parts;
}

/** Names of library types leave out the namespace `System`. */
function shownName({ of }: TypeToken): string {
    return typeName(of).replaceAll('System.', '');
}

export const type = defineType({
    name: 'System.Type',
    statics: {
        'Type forName(String name)': forName,
        'Type forName(String? namespace, String name)': (runtime, namespace: string | null, name: string) =>
            forName(runtime, namespace ? `${namespace}.${name}` : name)
    },
    methods: {
        'Boolean equals(Object other)': (_, self: TypeToken, other: unknown) =>
            other instanceof TypeToken && sameType(self.of, other.of),
        'String getName()': (_, self: TypeToken) => shownName(self),
        'Object newInstance()': newInstance,
        'String toString()': (_, self: TypeToken) => shownName(self)
    }
});
