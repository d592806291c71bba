/**
 * How a type of the system library is written down: Apex signatures as keys, JavaScript as bodies. Adding a method to the
 * library is adding one line to the file of its type; the signature is what the language resolves and checks against.
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';

/** Values as the runtime holds them; see `values/apexValue.ts`. The signature, not TypeScript, guards their types. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Arguments arrive converted to the signature's parameter types. `null` is a possible argument; a receiver is never null. */
export type StaticBody = (runtime: ApexRuntime, ...args: Value[]) => Value;
export type InstanceBody = (runtime: ApexRuntime, self: Value, ...args: Value[]) => Value;

export interface SystemTypeDefinition {
    /** With namespace, as in `System.HttpRequest`; type parameters behind, as in `System.List<T>`. */
    readonly name: string;
    readonly kind?: 'class' | 'interface' | 'enum';
    /** Apex type, default none. Exceptions say `System.Exception`. */
    readonly extends?: string;
    readonly implements?: readonly string[];
    readonly isExtensible?: boolean;
    /** Keys such as `new(String message, Exception cause)`; bodies return the new value. */
    readonly constructors?: Readonly<Record<string, StaticBody>>;
    /** Keys such as `Boolean isBlank(String value)`. */
    readonly statics?: Readonly<Record<string, StaticBody>>;
    /** Keys such as `String substring(Integer start, Integer end)`. Interfaces give the signature and `abstractMethod`. */
    readonly methods?: Readonly<Record<string, InstanceBody>>;
    /** Keys such as `Integer statusCode`; without `set` it is read-only. */
    readonly properties?: Readonly<Record<string, { get: InstanceBody; set?: InstanceBody }>>;
    readonly staticProperties?: Readonly<Record<string, { get: StaticBody; set?: StaticBody }>>;
    readonly enumValues?: readonly string[];
}

/** Keeps the literal's type while checking its shape. */
export function defineType(definition: SystemTypeDefinition): SystemTypeDefinition {
    return definition;
}

/** Body of interface methods, which only deployed classes implement. */
export function abstractMethod(): never {
    throw new Error('an interface method of the system library has no body');
}
