/**
 * What the language needs to know about the world outside the deployed source: the system library and the record types.
 * Implemented by `stdlib` (system types, from their signatures) and by the platform's schema.
 */
import type { ApexType } from '../values/apexType.ts';

export interface SystemMember {
    /** Identity within its type, e.g. `indexOf(String,Integer)`; `new(String)` for constructors. Spelling as declared. */
    readonly key: string;
    readonly name: string;
    readonly isStatic: boolean;
    readonly parameters: readonly ApexType[];
    readonly returns: ApexType;
}

export interface SystemProperty {
    readonly name: string;
    readonly isStatic: boolean;
    readonly isReadOnly: boolean;
    readonly type: ApexType;
}

export interface SystemTypeInfo {
    /** With namespace, declared spelling: `System.String`, `Database.SaveResult`, `System.DmlException`. */
    readonly name: string;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly typeParameters: readonly string[];
    /** Whether deployed classes may extend it (`Exception`). */
    readonly isExtensible: boolean;
    readonly superclass: ApexType | undefined;
    readonly interfaces: readonly ApexType[];
    readonly constructors: readonly SystemMember[];
    readonly methods: readonly SystemMember[];
    readonly properties: readonly SystemProperty[];
    readonly enumValues: readonly string[];
}

export interface SObjectFieldInfo {
    /** API name in schema spelling. */
    readonly name: string;
    readonly type: ApexType;
    /** For a lookup: the relationship's name (`Profile`, `Parent__r`) and the objects it may point at. */
    readonly relationshipName: string | undefined;
    readonly referenceTo: readonly string[];
}

export interface SObjectInfo {
    readonly name: string;
    field(name: string): SObjectFieldInfo | undefined;
    /** Parent relationship by its name. */
    relationship(name: string): SObjectFieldInfo | undefined;
    /** Child relationship (`Contacts`, `Children__r`) by its name: the child object's API name. */
    childRelationship(name: string): string | undefined;
    /** Its schema spelling, which keys `ApexSObject.children`. */
    childRelationshipName(name: string): string | undefined;
    /** Custom metadata and custom settings have `getAll()`, `getInstance(...)`; events have no Id. */
    readonly category: 'record' | 'event' | 'metadata';
}

/** All look-ups ignore case. */
export interface TypeLibrary {
    /** By simple (`String`, `DmlException`) or qualified name (`System.String`, `Database.SaveResult`); undefined if none. */
    systemType(name: string): SystemTypeInfo | undefined;
    /** True for `System`, `Database`, `Schema`, `Test`-like namespaces, to tell `Schema.SObjectType` from a variable. */
    isNamespace(name: string): boolean;
    sobject(name: string): SObjectInfo | undefined;
    isCustomLabel(name: string): boolean;
    /** What the platform has by that name and this library has not, `type System.Http`, `method System.String.x`; else undefined. */
    missingType(name: string): string | undefined;
    missingMethod(typeName: string, method: string): string | undefined;
}
