/**
 * The resolved program: every name bound, every expression typed, every overload chosen, every implicit conversion written
 * out. It is all the compiler sees of Apex source; syntax sugar is gone and no rule of the language is left to decide.
 */
import type { SourcePosition } from '../errors.ts';
import type { ApexType } from '../values/apexType.ts';
import type { BoundExpression } from './boundExpression.ts';

export type * from './boundExpression.ts';

export interface BoundProgram {
    readonly types: readonly BoundTypeDeclaration[];
    readonly triggers: readonly BoundTrigger[];
}

export interface BoundAnnotation {
    /** Lower case, `istest`. */
    readonly name: string;
    /** Lower-case names; a lone unnamed value is under `value`. */
    readonly parameters: ReadonlyMap<string, string | boolean | number>;
    readonly position: SourcePosition;
}

export type SharingMode = 'with' | 'without' | 'inherited';

export interface BoundTypeDeclaration {
    readonly kind: 'class' | 'interface' | 'enum';
    /** `Outer` or `Outer.Inner`. */
    readonly name: string;
    /** Name of the top-level class; equals `name` there. */
    readonly outermost: string;
    readonly apiVersion: number;
    readonly position: SourcePosition;
    readonly isAbstract: boolean;
    readonly isVirtual: boolean;
    readonly isGlobal: boolean;
    readonly isTest: boolean;
    /** Undefined where the source says nothing: `with` from API 67 on, the caller's before. Inner classes do not inherit it. */
    readonly sharing: SharingMode | undefined;
    readonly annotations: readonly BoundAnnotation[];
    /** Deployed or system class (`System.Exception`), or undefined. */
    readonly superclass: ApexType | undefined;
    readonly interfaces: readonly ApexType[];
    readonly enumValues: readonly string[];
    /** In source order, as initialisers run in that order. */
    readonly fields: readonly BoundField[];
    readonly initializers: readonly BoundInitializer[];
    readonly constructors: readonly BoundMethod[];
    readonly methods: readonly BoundMethod[];
}

export interface BoundField {
    readonly name: string;
    readonly type: ApexType;
    readonly isStatic: boolean;
    readonly isFinal: boolean;
    /** Position among fields and initialiser blocks of the class. */
    readonly order: number;
    readonly initialValue: BoundExpression | undefined;
    /** Present for properties. A property with automatic accessors has bodies undefined on both sides. */
    readonly getter: BoundMethod | undefined;
    readonly setter: BoundMethod | undefined;
    /** Not serialised to JSON (`transient`). */
    readonly isTransient: boolean;
    readonly annotations: readonly BoundAnnotation[];
    readonly position: SourcePosition;
}

export interface BoundInitializer {
    readonly isStatic: boolean;
    readonly order: number;
    readonly body: BoundBlock;
}

export interface BoundVariable {
    /** Unique within the method, so shadowing in sibling blocks needs no care. */
    readonly id: number;
    readonly name: string;
    readonly type: ApexType;
}

export interface BoundMethod {
    /** Spelling of the declaration; constructors: the class's simple name. */
    readonly name: string;
    /**
     * Lower-case name and parameter types, `save(list<user>,boolean)`. An override has the signature of what it overrides,
     * so the signature alone dispatches.
     */
    readonly signature: string;
    readonly parameters: readonly BoundVariable[];
    readonly returns: ApexType;
    readonly isStatic: boolean;
    readonly isAbstract: boolean;
    readonly isOverride: boolean;
    readonly visibility: 'private' | 'protected' | 'public' | 'global';
    readonly annotations: readonly BoundAnnotation[];
    /**
     * Signatures under which interfaces or system superclasses also call it when they differ from `signature`, e.g.
     * `compareto(object)`, `compare(t,t)` of a generic interface.
     */
    readonly bridgeSignatures: readonly string[];
    /** Undefined for abstract methods, interface methods and automatic accessors. */
    readonly body: BoundBlock | undefined;
    readonly position: SourcePosition;
}

export interface BoundTrigger {
    readonly name: string;
    readonly objectName: string;
    readonly apiVersion: number;
    readonly events: readonly TriggerEvent[];
    readonly body: BoundBlock;
    readonly position: SourcePosition;
}

export type TriggerEvent =
    | 'before insert'
    | 'before update'
    | 'before delete'
    | 'after insert'
    | 'after update'
    | 'after delete'
    | 'after undelete';

export interface BoundBlock {
    readonly kind: 'block';
    readonly statements: readonly BoundStatement[];
    readonly position: SourcePosition;
}

export interface BoundCatch {
    readonly type: ApexType;
    readonly variable: BoundVariable;
    readonly body: BoundBlock;
}

/** `when` of a switch; the else branch is apart. */
export type BoundWhen =
    /** Constants, compared as the switch's type compares (String: case-sensitive here, unlike `==`). Null may be among them. */
    | { readonly kind: 'values'; readonly values: readonly BoundExpression[]; readonly body: BoundBlock }
    /** `when Account a`: by record type, cast into the variable. */
    | { readonly kind: 'type'; readonly type: ApexType; readonly variable: BoundVariable; readonly body: BoundBlock };

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export type BoundStatement =
    | BoundBlock
    | {
          readonly kind: 'local';
          readonly variable: BoundVariable;
          readonly initialValue: BoundExpression | undefined;
          readonly position: SourcePosition;
      }
    | { readonly kind: 'expression'; readonly expression: BoundExpression; readonly position: SourcePosition }
    | {
          readonly kind: 'if';
          readonly condition: BoundExpression;
          readonly then: BoundStatement;
          readonly otherwise: BoundStatement | undefined;
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'while';
          readonly condition: BoundExpression;
          readonly body: BoundStatement;
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'doWhile';
          readonly condition: BoundExpression;
          readonly body: BoundStatement;
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'for';
          readonly initial: readonly BoundStatement[];
          readonly condition: BoundExpression | undefined;
          readonly updates: readonly BoundExpression[];
          readonly body: BoundStatement;
          readonly position: SourcePosition;
      }
    | {
          /** Over a list, a set, an Iterable, or query rows. A `List<X>` variable over a query gets chunks of 200. */
          readonly kind: 'forEach';
          readonly variable: BoundVariable;
          readonly iterable: BoundExpression;
          readonly isQueryInChunks: boolean;
          readonly body: BoundStatement;
          readonly position: SourcePosition;
      }
    | { readonly kind: 'return'; readonly value: BoundExpression | undefined; readonly position: SourcePosition }
    | { readonly kind: 'throw'; readonly value: BoundExpression; readonly position: SourcePosition }
    | { readonly kind: 'break' | 'continue'; readonly position: SourcePosition }
    | {
          readonly kind: 'try';
          readonly body: BoundBlock;
          readonly catches: readonly BoundCatch[];
          readonly finallyBody: BoundBlock | undefined;
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'switch';
          readonly value: BoundExpression;
          readonly whens: readonly BoundWhen[];
          readonly otherwise: BoundBlock | undefined;
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'dml';
          readonly operation: DmlOperation;
          /** A record or a list of records. For `merge` the master. */
          readonly target: BoundExpression;
          readonly duplicates: BoundExpression | undefined;
          readonly externalIdField: string | undefined;
          /** What the source says; undefined means the default of the class's API version. */
          readonly accessMode: 'user' | 'system' | undefined;
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'runAs';
          readonly user: BoundExpression;
          readonly body: BoundBlock;
          readonly position: SourcePosition;
      };
