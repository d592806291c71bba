/**
 * What the system library may ask of running Apex: dispatch into deployed code, conversions, types of values, and whose
 * rights count. Implemented by the runtime; emitted code uses the same object.
 */
import type { ApexException, StackFrame } from '../values/apexObject.ts';
import type { ApexType } from '../values/apexType.ts';
import type { SharingMode } from '../language/boundTree.ts';
import type { AccessContext, ApexHost, ApexRestRequest, ApexRestResponse } from './host.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** A field of a deployed class, for JSON. */
export interface ReflectedField {
    readonly name: string;
    readonly type: ApexType;
    readonly isTransient: boolean;
    /** Components may read and send it. */
    readonly isAuraEnabled: boolean;
    get(instance: Value): Value;
    set(instance: Value, value: Value): void;
}

export interface ReflectedType {
    readonly name: string;
    readonly kind: 'class' | 'interface' | 'enum';
    readonly isAbstract: boolean;
    readonly fields: readonly ReflectedField[];
    /** Undefined without a constructor that takes no arguments. */
    readonly create: (() => Value) | undefined;
    /** An instance whose fields are null: JSON fills it without running initialisers or constructors. Classes only. */
    allocate(): Value;
    /** In order; empty unless an enum. */
    readonly enumValues: readonly Value[];
}

export interface ApexRuntime {
    readonly host: ApexHost;

    /** A platform exception, `fail('System.ListException', 'List index out of bounds: 3')`. Fills the stack. */
    fail(exceptionType: string, message: string): never;
    createException(exceptionType: string, message: string | null): ApexException;
    /** Innermost first. */
    stackFrames(): readonly StackFrame[];

    /** Calls a method of an object of a deployed class by lower-case signature, e.g. `compareto(object)`. */
    callMethod(target: Value, signature: string, args: readonly Value[]): Value;
    hasMethod(target: Value, signature: string): boolean;

    /** Runtime type; `null` for null. A string counts as String: Ids are strings here. */
    typeOf(value: Value): ApexType;
    isInstance(value: Value, type: ApexType): boolean;
    /** Converts as an assignment or cast does; TypeException where the platform has one. */
    convert(value: Value, type: ApexType): Value;
    /** `String.valueOf(Object)` and string concatenation. */
    toText(value: Value): string;
    /** The operator `==` on values whose static types are not known (list `contains`, `Assert.areEqual`). */
    operatorEquals(left: Value, right: Value): boolean;
    /** `equals`/hash semantics are in `values/apexCollections.ts`. Natural order for `List.sort`. */
    compare(left: Value, right: Value): number;

    /** A deployed or system type by name, in the namespace of the caller; undefined if there is none. */
    typeByName(name: string): ApexType | undefined;
    reflect(typeName: string): ReflectedType | undefined;

    /** Rights that count for a query or DML call from the running class, given what the call itself says. */
    accessContext(stated: 'user' | 'system' | undefined): AccessContext;
    /** API version of the running class. */
    readonly apiVersion: number;
    readonly sharing: SharingMode | 'none';
    /** Counts work done inside the library as if it were Apex statements. */
    useCpu(steps: number): void;
    /** Estimate of what statics and live collections hold; `Limits.getHeapSize()`. */
    heapUsedBytes(): number;
    /** True between startTest and stopTest etc. belongs to the host; this is `Test.isRunningTest()`. */
    readonly isRunningTest: boolean;
    /** What statics of the library hold (`RestContext.request`); a new map for every transaction. */
    readonly libraryState: Map<string, Value>;
    /** Hands a copy of an object of a deployed class to the host as an asynchronous job; returns the job's id. */
    enqueue(
        kind: 'queueable' | 'scheduled',
        job: Value,
        options: { cronExpression: string | undefined; scheduleName?: string; delayMinutes: number }
    ): string;
}

/** The system library, as emitted code reaches it. Keys are those of `language/typeLibrary.ts`. */
export interface SystemLibrary {
    /** Static or instance method, by type and member key; takes `(runtime, self?, ...args)`. */
    method(owner: string, key: string): (...args: Value[]) => Value;
    constructorOf(owner: string, key: string): (...args: Value[]) => Value;
    property(
        owner: string,
        name: string
    ): { get(...args: Value[]): Value; set?: ((...args: Value[]) => Value) | undefined };
    enumValue(owner: string, name: string): Value;
    /** `System.Type` for `X.class`. */
    typeToken(type: ApexType): Value;
    /** `Schema.SObjectType`, or its describe. */
    objectToken(runtime: ApexRuntime, objectName: string, describe: boolean): Value;
    fieldToken(runtime: ApexRuntime, objectName: string, field: string, describe: boolean): Value;
    /** Superclasses and interfaces of a system type, outermost last, for `instanceof` and catch. */
    supertypes(owner: string): readonly string[];
    /** Fills `RestContext` before a method of a REST resource runs. */
    openRestCall(runtime: ApexRuntime, request: ApexRestRequest): void;
    /** What the caller gets: `RestContext.response`, or `returned` as JSON unless it is undefined (a void method). */
    closeRestCall(runtime: ApexRuntime, returned: Value): ApexRestResponse;
}
