/** What the compiler hands to the runtime: JavaScript source with the constants it needs, and what is known of each type. */
import type { BoundTrigger, BoundTypeDeclaration, SharingMode } from '../language/boundTree.ts';
import type { SoqlQuery } from '../soql/query.ts';
import type { ApexType } from '../values/apexType.ts';

/** Where a frame belongs; one per method, constructor, accessor, initialiser, trigger and anonymous block. */
export interface MethodDescription {
    /** As stack traces show it: `Class.Invoice.total`, `Trigger.InvoiceTrigger`, `AnonymousBlock`. */
    readonly where: string;
    readonly typeName: string | undefined;
    readonly file: string;
    readonly sharing: SharingMode | undefined;
    readonly apiVersion: number;
    readonly isTrigger: boolean;
}

/** Values that emitted code refers to as `k0`, `k1`...; the runtime makes them when it loads the unit. */
export type Constant =
    | { readonly kind: 'type'; readonly type: ApexType }
    | { readonly kind: 'decimal'; readonly text: string }
    | { readonly kind: 'double'; readonly text: string }
    | { readonly kind: 'query'; readonly query: SoqlQuery }
    | { readonly kind: 'method'; readonly method: MethodDescription }
    | { readonly kind: 'systemMethod'; readonly owner: string; readonly key: string }
    | { readonly kind: 'systemConstructor'; readonly owner: string; readonly key: string }
    | { readonly kind: 'systemProperty'; readonly owner: string; readonly name: string }
    | { readonly kind: 'systemEnumValue'; readonly owner: string; readonly name: string }
    | { readonly kind: 'typeToken'; readonly type: ApexType };

export interface CompiledUnit {
    /** `Outer.Inner`, or the trigger's name. */
    readonly name: string;
    readonly file: string;
    /** Body of a function of `$` (execution), `O` (operators), `C` (type cells), `K` (constants), `H` (lines hit). */
    readonly source: string;
    /** Types that the source refers to, in the order of `C`. */
    readonly references: readonly string[];
    readonly constants: readonly Constant[];
    /** Lines with a statement, ascending. */
    readonly executableLines: readonly number[];
}

export interface CompiledType extends CompiledUnit {
    readonly declaration: BoundTypeDeclaration;
    /** JavaScript property that holds each instance field, by the field's lower-case name; inherited ones are not listed. */
    readonly fieldKeys: ReadonlyMap<string, string>;
}

export interface CompiledTrigger extends CompiledUnit {
    readonly declaration: BoundTrigger;
}

export interface CompiledProgram {
    /** Superclasses before their subclasses. */
    readonly types: readonly CompiledType[];
    readonly triggers: readonly CompiledTrigger[];
}
