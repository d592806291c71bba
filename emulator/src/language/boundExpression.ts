/** Expressions of the resolved program, the operations in them and the places that can be assigned. */
import type { SourcePosition } from '../errors.ts';
import type { SoqlQuery } from '../soql/query.ts';
import type { ApexType } from '../values/apexType.ts';
import type { BoundVariable } from './boundTree.ts';

export type NumericType = 'Integer' | 'Long' | 'Double' | 'Decimal';

export type BinaryOperation =
    /** Operands already converted to `operands`. */
    | { readonly kind: 'arithmetic'; readonly operator: '+' | '-' | '*' | '/'; readonly operands: NumericType }
    | { readonly kind: 'shift'; readonly operator: '<<' | '>>' | '>>>'; readonly operands: 'Integer' | 'Long' }
    | {
          readonly kind: 'bitwise';
          readonly operator: '&' | '|' | '^';
          readonly operands: 'Integer' | 'Long' | 'Boolean';
      }
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
    | {
          readonly kind: 'equality';
          readonly negated: boolean;
          readonly operands: NumericType | 'String' | 'Id' | 'value';
      }
    /** `===`, `!==`: same object. */
    | { readonly kind: 'identity'; readonly negated: boolean }
    | { readonly kind: 'logical'; readonly operator: '&&' | '||' };

/** Places that can be assigned. `type` is the declared type of the place. */
export type BoundPlace =
    | { readonly kind: 'localPlace'; readonly variable: BoundVariable; readonly type: ApexType }
    | {
          readonly kind: 'staticPlace';
          readonly owner: string;
          readonly field: string;
          readonly isProperty: boolean;
          readonly type: ApexType;
      }
    | {
          readonly kind: 'instancePlace';
          /** Undefined receiver is `this`. */
          readonly receiver: BoundExpression | undefined;
          readonly owner: string;
          readonly field: string;
          readonly isProperty: boolean;
          readonly type: ApexType;
      }
    | {
          readonly kind: 'systemPropertyPlace';
          readonly receiver: BoundExpression | undefined;
          readonly owner: string;
          readonly property: string;
          readonly type: ApexType;
      }
    /** A field; a parent record if the type is a record's; rows of a child relationship if it is a list. */
    | {
          readonly kind: 'recordFieldPlace';
          readonly receiver: BoundExpression;
          readonly field: string;
          readonly type: ApexType;
      }
    | {
          readonly kind: 'elementPlace';
          readonly list: BoundExpression;
          readonly index: BoundExpression;
          readonly type: ApexType;
      };

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
        | {
              readonly kind: 'increment';
              readonly place: BoundPlace;
              readonly by: 1 | -1;
              readonly isPrefix: boolean;
              readonly operands: NumericType;
          }
        | {
              readonly kind: 'binary';
              readonly operation: BinaryOperation;
              readonly left: BoundExpression;
              readonly right: BoundExpression;
          }
        | { readonly kind: 'negate'; readonly operand: BoundExpression; readonly operands: NumericType }
        | { readonly kind: 'complement'; readonly operand: BoundExpression; readonly operands: 'Integer' | 'Long' }
        | { readonly kind: 'not'; readonly operand: BoundExpression }
        | {
              readonly kind: 'conditional';
              readonly condition: BoundExpression;
              readonly then: BoundExpression;
              readonly otherwise: BoundExpression;
          }
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
        /** Deployed enums have the static `values()` and `valueof(string)`; `name()` and `ordinal()` are instance calls. */
        | {
              readonly kind: 'callStatic';
              readonly owner: string;
              readonly signature: string;
              readonly arguments: readonly BoundExpression[];
          }
        /** Dispatched by the receiver's class unless `isSuper`. Undefined receiver is `this`. */
        | {
              readonly kind: 'callInstance';
              readonly receiver: BoundExpression | undefined;
              readonly owner: string;
              readonly signature: string;
              readonly isSuper: boolean;
              readonly arguments: readonly BoundExpression[];
          }
        /**
         * Member of a system type; `owner` and `key` as in SystemTypeInfo and SystemMember. No receiver: static. A receiver `this`
         * of the superclass's type is `super`.
         */
        | {
              readonly kind: 'callSystem';
              readonly receiver: BoundExpression | undefined;
              readonly owner: string;
              readonly key: string;
              readonly arguments: readonly BoundExpression[];
              /** What a dynamic query may name as `:bind`: variables and fields of the call site, by lower-case name. */
              readonly visible?: ReadonlyMap<string, BoundExpression>;
          }
        /** `this(...)` or `super(...)` as first statement of a constructor. Superclass may be a system class. */
        | {
              readonly kind: 'callConstructor';
              readonly owner: ApexType;
              readonly signature: string;
              readonly arguments: readonly BoundExpression[];
          }
        | { readonly kind: 'newObject'; readonly signature: string; readonly arguments: readonly BoundExpression[] }
        | { readonly kind: 'newSystem'; readonly key: string; readonly arguments: readonly BoundExpression[] }
        /** `new Account(Name = 'x')`; fields by API name, parent records by the name of their relationship. */
        | {
              readonly kind: 'newRecord';
              readonly fields: readonly {
                  readonly field: string;
                  readonly isParent: boolean;
                  readonly value: BoundExpression;
              }[];
          }
        /** `new List<T>{...}`, `new T[]{...}`, `new Set<T>{...}`; a copy when `source` is given. */
        | {
              readonly kind: 'newCollection';
              readonly elements: readonly BoundExpression[];
              readonly source: BoundExpression | undefined;
          }
        | { readonly kind: 'newArray'; readonly size: BoundExpression }
        | {
              readonly kind: 'newMap';
              readonly entries: readonly { readonly key: BoundExpression; readonly value: BoundExpression }[];
              /** A map to copy, or a list of records to key by Id. */
              readonly source: BoundExpression | undefined;
          }
        /** Binds in the order of their index. Type says what comes out: a list, one record, or Integer for count(). */
        | { readonly kind: 'query'; readonly query: SoqlQuery; readonly binds: readonly BoundExpression[] }
        /** Rows of a dynamic query where one record is wanted. */
        | { readonly kind: 'singleRow'; readonly operand: BoundExpression }
        /** `Foo.class`, `Map<Id,User>.class`. */
        | { readonly kind: 'typeLiteral'; readonly of: ApexType }
        /** `User.SObjectType`, `Schema.SObjectType.User` (then `describe` is true). */
        | { readonly kind: 'sobjectToken'; readonly objectName: string; readonly describe: boolean }
        /** `User.Title` as a token, `Schema.SObjectType.User.fields.Title` (then `describe` is true). */
        | {
              readonly kind: 'fieldToken';
              readonly objectName: string;
              readonly field: string;
              readonly describe: boolean;
          }
        | { readonly kind: 'enumValue'; readonly owner: string; readonly name: string }
        /** `Label.X`, `System.Label.X` */
        | { readonly kind: 'customLabel'; readonly name: string }
        /** `Trigger.new`, `Trigger.isInsert`...: lower-case name. */
        | { readonly kind: 'triggerVariable'; readonly name: string }
        /** Custom metadata: `Foo__mdt.getAll()`, `getInstance('X')`. */
        | {
              readonly kind: 'metadataAccess';
              readonly objectName: string;
              readonly method: 'getAll' | 'getInstance';
              readonly arguments: readonly BoundExpression[];
          }
    );
