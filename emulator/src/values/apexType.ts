/**
 * Static and runtime types of Apex values. Names keep the spelling of their declaration; compare types with `sameType`,
 * never by object identity.
 */
export const primitiveNames = [
    'Boolean',
    'Integer',
    'Long',
    'Double',
    'Decimal',
    'String',
    'Id',
    'Date',
    'Datetime',
    'Time',
    'Blob',
    'Object'
] as const;

export type PrimitiveName = (typeof primitiveNames)[number];

export type ApexType =
    | { readonly kind: 'primitive'; readonly name: PrimitiveName }
    | { readonly kind: 'void' }
    /** Type of the literal `null`, assignable to everything. */
    | { readonly kind: 'null' }
    | { readonly kind: 'list'; readonly element: ApexType }
    | { readonly kind: 'set'; readonly element: ApexType }
    | { readonly kind: 'map'; readonly key: ApexType; readonly value: ApexType }
    /** A record type by API name; `SObject` is the generic one. */
    | { readonly kind: 'sobject'; readonly name: string }
    /** A class, interface or enum that was deployed; `Outer` or `Outer.Inner`. */
    | { readonly kind: 'user'; readonly name: string }
    /** A type of the system library with its namespace, e.g. `System.HttpRequest`, `Database.SaveResult`. */
    | { readonly kind: 'system'; readonly name: string; readonly typeArguments: readonly ApexType[] }
    /** A type parameter inside a generic library signature (`T`, `K`, `V`); never the type of a finished expression. */
    | { readonly kind: 'parameter'; readonly name: string };

export const voidType: ApexType = { kind: 'void' };
export const nullType: ApexType = { kind: 'null' };
export const genericSObjectType: ApexType = { kind: 'sobject', name: 'SObject' };

export function primitive(name: PrimitiveName): ApexType {
    return { kind: 'primitive', name };
}

export function listOf(element: ApexType): ApexType {
    return { kind: 'list', element };
}

export function setOf(element: ApexType): ApexType {
    return { kind: 'set', element };
}

export function mapOf(key: ApexType, value: ApexType): ApexType {
    return { kind: 'map', key, value };
}

export function systemTypeOf(name: string, ...typeArguments: ApexType[]): ApexType {
    return { kind: 'system', name, typeArguments };
}

/** The type as Apex source and the platform's messages write it, e.g. `Map<Id,List<User>>`. */
export function typeName(type: ApexType): string {
    switch (type.kind) {
        case 'primitive':
        case 'sobject':
        case 'user':
        case 'parameter':
            return type.name;
        case 'system':
            return type.typeArguments.length > 0
                ? `${type.name}<${type.typeArguments.map(typeName).join(',')}>`
                : type.name;
        case 'list':
            return `List<${typeName(type.element)}>`;
        case 'set':
            return `Set<${typeName(type.element)}>`;
        case 'map':
            return `Map<${typeName(type.key)},${typeName(type.value)}>`;
        case 'void':
            return 'void';
        case 'null':
            return 'null';
    }
}

/** Names in Apex do not depend on case. */
export function sameType(left: ApexType, right: ApexType): boolean {
    return typeName(left).toLowerCase() === typeName(right).toLowerCase() && left.kind === right.kind;
}
