/**
 * The resolved program: every name bound, every expression typed, every overload chosen, every implicit conversion written
 * out. It is all the compiler sees of Apex source; syntax sugar is gone and no rule of the language is left to decide.
 */
import type { SourcePosition } from '../errors.ts';
import type { SoqlQuery } from '../soql/query.ts';
import type { ApexType } from '../values/apexType.ts';

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
    | { readonly kind: 'local'; readonly variable: BoundVariable; readonly initialValue: BoundExpression | undefined; readonly position: SourcePosition }
    | { readonly kind: 'expression'; readonly expression: BoundExpression; readonly position: SourcePosition }
    | {
          readonly kind: 'if';
          readonly condition: BoundExpression;
          readonly then: BoundStatement;
          readonly otherwise: BoundStatement | undefined;
          readonly position: SourcePosition;
      }
    | { readonly kind: 'while'; readonly condition: BoundExpression; readonly body: BoundStatement; readonly position: SourcePosition }
    | { readonly kind: 'doWhile'; readonly condition: BoundExpression; readonly body: BoundStatement; readonly position: SourcePosition }
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
    | { readonly kind: 'runAs'; readonly user: BoundExpression; readonly body: BoundBlock; readonly position: SourcePosition };

export type NumericType = 'Integer' | 'Long' | 'Double' | 'Decimal';

export type BinaryOperation =
    /** Operands already converted to `operands`. */
    | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly operands: NumericType }
    | { readonly kind: 'shift'; readonly operator: '<<' | '>>' | '>>>'; readonly operands: 'Integer' | 'Long' }
    | { readonly kind: 'bitwise'; readonly operator: '&' | '|' | '^'; readonly operands: 'Integer' | 'Long' | 'Boolean' }
    /** At least one side is a String; `null` becomes "null". */
    | { readonly kind: 'concatenation' }
    /** Date or Datetime plus or minus days (Integer, or Decimal for Datetime). */
    | { readonly kind: 'dateArithmetic'; readonly operator: '+' | '-'; readonly operands: 'Date' | 'Datetime' | 'Time' }
    | {
          readonly kind: 'relational';
          readonly operator: '<' | '<=' | '>' | '>=';
          readonly operands: NumericType | 'String' | 'Id' | 'Date' | 'Datetime' | 'Time';
      }
    /** `==`: by value, Strings ignoring case, Ids in 15 or 18 characters; user classes by `equals` if they define it. */
    | { readonly kind: 'equality'; readonly negated: boolean; readonly operands: NumericType | 'String' | 'Id' | 'value' }
    /** `===`, `!==`: same object. */
    | { readonly kind: 'identity'; readonly negated: boolean }
    | { readonly kind: 'logical'; readonly operator: '&&' | '||' };

/** Places that can be assigned. `type` is the declared type of the place. */
export type BoundPlace =
    | { readonly kind: 'localPlace'; readonly variable: BoundVariable; readonly type: ApexType }
    | { readonly kind: 'staticPlace'; readonly owner: string; readonly field: string; readonly isProperty: boolean; readonly type: ApexType }
    | {
          readonly kind: 'instancePlace';
          /** Undefined receiver is `this`. */
          readonly receiver: BoundExpression | undefined;
          readonly owner: string;
          readonly field: string;
          readonly isProperty: boolean;
          readonly type: ApexType;
      }
    | { readonly kind: 'systemPropertyPlace'; readonly receiver: BoundExpression | undefined; readonly owner: string; readonly property: string; readonly type: ApexType }
    | { readonly kind: 'recordFieldPlace'; readonly receiver: BoundExpression; readonly field: string; readonly type: ApexType }
    | { readonly kind: 'elementPlace'; readonly list: BoundExpression; readonly index: BoundExpression; readonly type: ApexType };

export interface ExpressionBase {
    readonly type: ApexType;
    readonly position: SourcePosition;
}

export type BoundExpression = ExpressionBase &
    (
        | { readonly kind: 'null' }
        | { readonly kind: 'boolean'; readonly value: boolean }
        | { readonly kind: 'integer'; readonly value: number }
        | { readonly kind: 'long'; readonly value: bigint }
        /** Digits as written: `1.50` has scale 2. */
        | { readonly kind: 'decimal'; readonly text: string }
        | { readonly kind: 'double'; readonly value: number }
        | { readonly kind: 'string'; readonly value: string }
        | { readonly kind: 'this' }
        | { readonly kind: 'read'; readonly place: BoundPlace }
        /** Value of the whole is the assigned value. */
        | { readonly kind: 'assign'; readonly place: BoundPlace; readonly value: BoundExpression }
        /** `x += v`: the place is evaluated once; operands and result are converted as given. */
        | {
              readonly kind: 'compoundAssign';
              readonly place: BoundPlace;
              readonly operation: BinaryOperation;
              /** Conversion of the old value before the operation, and of the result before it is stored. */
              readonly readAs: ApexType;
              readonly value: BoundExpression;
          }
        | { readonly kind: 'increment'; readonly place: BoundPlace; readonly by: 1 | -1; readonly isPrefix: boolean; readonly operands: NumericType }
        | { readonly kind: 'binary'; readonly operation: BinaryOperation; readonly left: BoundExpression; readonly right: BoundExpression }
        | { readonly kind: 'negate'; readonly operand: BoundExpression; readonly operands: NumericType }
        | { readonly kind: 'complement'; readonly operand: BoundExpression; readonly operands: 'Integer' | 'Long' }
        | { readonly kind: 'not'; readonly operand: BoundExpression }
        | { readonly kind: 'conditional'; readonly condition: BoundExpression; readonly then: BoundExpression; readonly otherwise: BoundExpression }
        /** `a ?? b` */
        | { readonly kind: 'coalesce'; readonly value: BoundExpression; readonly fallback: BoundExpression }
        /** `a?.b.c()`: if `receiver` is null the whole is null; else `access`, in which `safeReceiver` stands for it. */
        | { readonly kind: 'safeNavigation'; readonly receiver: BoundExpression; readonly access: BoundExpression }
        | { readonly kind: 'safeReceiver' }
        | { readonly kind: 'instanceOf'; readonly operand: BoundExpression; readonly tested: ApexType }
        /** Checked at run time: TypeException "Invalid conversion from runtime type X to Y". */
        | { readonly kind: 'cast'; readonly operand: BoundExpression }
        /** Cannot fail, except String to Id (StringException "Invalid id: ..."): Integer to Long, Decimal, Double; Date to Datetime; ... */
        | { readonly kind: 'convert'; readonly operand: BoundExpression }
        | { readonly kind: 'callStatic'; readonly owner: string; readonly signature: string; readonly arguments: readonly BoundExpression[] }
        /** Dispatched by the receiver's class unless `isSuper`. Undefined receiver is `this`. */
        | {
              readonly kind: 'callInstance';
              readonly receiver: BoundExpression | undefined;
              readonly owner: string;
              readonly signature: string;
              readonly isSuper: boolean;
              readonly arguments: readonly BoundExpression[];
          }
        /** Member of a system type; `owner` and `key` as in SystemTypeInfo and SystemMember. No receiver: static. */
        | {
              readonly kind: 'callSystem';
              readonly receiver: BoundExpression | undefined;
              readonly owner: string;
              readonly key: string;
              readonly arguments: readonly BoundExpression[];
          }
        /** `this(...)` or `super(...)` as first statement of a constructor. Superclass may be a system class. */
        | { readonly kind: 'callConstructor'; readonly owner: ApexType; readonly signature: string; readonly arguments: readonly BoundExpression[] }
        | { readonly kind: 'newObject'; readonly signature: string; readonly arguments: readonly BoundExpression[] }
        | { readonly kind: 'newSystem'; readonly key: string; readonly arguments: readonly BoundExpression[] }
        /** `new Account(Name = 'x')`; fields by API name. */
        | { readonly kind: 'newRecord'; readonly fields: readonly { readonly field: string; readonly value: BoundExpression }[] }
        /** `new List<T>{...}`, `new T[]{...}`, `new Set<T>{...}`; a copy when `source` is given. */
        | { readonly kind: 'newCollection'; readonly elements: readonly BoundExpression[]; readonly source: BoundExpression | undefined }
        | { readonly kind: 'newArray'; readonly size: BoundExpression }
        | {
              readonly kind: 'newMap';
              readonly entries: readonly { readonly key: BoundExpression; readonly value: BoundExpression }[];
              /** A map to copy, or a list of records to key by Id. */
              readonly source: BoundExpression | undefined;
          }
        /** Binds in the order of their index. Type says what comes out: a list, one record, or Integer for count(). */
        | { readonly kind: 'query'; readonly query: SoqlQuery; readonly binds: readonly BoundExpression[] }
        /** `Foo.class`, `Map<Id,User>.class`. */
        | { readonly kind: 'typeLiteral'; readonly of: ApexType }
        /** `User.SObjectType`, `Schema.SObjectType.User` (then `describe` is true). */
        | { readonly kind: 'sobjectToken'; readonly objectName: string; readonly describe: boolean }
        /** `User.Title` as a token, `Schema.SObjectType.User.fields.Title` (then `describe` is true). */
        | { readonly kind: 'fieldToken'; readonly objectName: string; readonly field: string; readonly describe: boolean }
        | { readonly kind: 'enumValue'; readonly owner: string; readonly name: string }
        /** `Label.X`, `System.Label.X` */
        | { readonly kind: 'customLabel'; readonly name: string }
        /** `Trigger.new`, `Trigger.isInsert`...: lower-case name. */
        | { readonly kind: 'triggerVariable'; readonly name: string }
        /** Custom metadata: `Foo__mdt.getAll()`, `getInstance('X')`. */
        | { readonly kind: 'metadataAccess'; readonly objectName: string; readonly method: 'getAll' | 'getInstance'; readonly arguments: readonly BoundExpression[] }
    );
