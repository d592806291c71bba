/**
 * A SOQL query as plain data: what the parser of literals and of dynamic queries yields, what the resolver checks against
 * the schema, and what the platform runs. Names keep the spelling of the source; nothing in here was looked up.
 */
import type { SourcePosition } from '../errors.ts';

/** `Name`, `Profile.Name`, `Parent__r.Owner.Email`: relationship names, then the field. */
export interface FieldPath {
    readonly segments: readonly string[];
    readonly position: SourcePosition;
}

export interface FunctionCall {
    /** Lower case: `count`, `count_distinct`, `max`, `tolabel`, `calendar_year`, `format` ... */
    readonly name: string;
    readonly argument: FieldPath | undefined;
    readonly position: SourcePosition;
}

export type SelectItem =
    | { readonly kind: 'field'; readonly path: FieldPath; readonly alias: string | undefined }
    | { readonly kind: 'function'; readonly call: FunctionCall; readonly alias: string | undefined }
    | { readonly kind: 'subquery'; readonly query: SoqlQuery }
    | { readonly kind: 'fields'; readonly scope: 'ALL' | 'CUSTOM' | 'STANDARD'; readonly position: SourcePosition };

export type SoqlValue =
    | { readonly kind: 'string'; readonly value: string }
    /** Digits as written, `1.50`; the field's type decides how to read it. */
    | { readonly kind: 'number'; readonly text: string }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'null' }
    /** `2026-01-31` */
    | { readonly kind: 'date'; readonly text: string }
    /** `2026-01-31T10:00:00Z` */
    | { readonly kind: 'datetime'; readonly text: string }
    /** `TODAY`, `LAST_N_DAYS:7`: upper-case name and count. */
    | { readonly kind: 'dateLiteral'; readonly name: string; readonly count: number | undefined }
    /** `:expression`: index into the binds handed over with the query. */
    | { readonly kind: 'bind'; readonly index: number };

export type ComparisonOperator =
    '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in' | 'includes' | 'excludes';

export type Condition =
    | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
    | { readonly kind: 'not'; readonly operand: Condition }
    | {
          readonly kind: 'comparison';
          readonly left: FieldPath | FunctionCall;
          readonly operator: ComparisonOperator;
          /** One value, except for `in`, `not in`, `includes`, `excludes`: the listed values, or one bind of a collection. */
          readonly right: readonly SoqlValue[];
          readonly position: SourcePosition;
      }
    | {
          readonly kind: 'semiJoin';
          readonly left: FieldPath;
          readonly operator: 'in' | 'not in';
          readonly query: SoqlQuery;
          readonly position: SourcePosition;
      };

export interface OrderItem {
    readonly by: FieldPath | FunctionCall;
    readonly descending: boolean;
    readonly nulls: 'first' | 'last';
}

export interface SoqlQuery {
    readonly select: readonly SelectItem[];
    /** True for `SELECT count() FROM ...`, which yields a number and no rows. */
    readonly isCount: boolean;
    /** Object or, in a subquery of SELECT, child relationship name. */
    readonly from: string;
    readonly fromAlias: string | undefined;
    readonly where: Condition | undefined;
    readonly groupBy: readonly (FieldPath | FunctionCall)[];
    readonly having: Condition | undefined;
    readonly orderBy: readonly OrderItem[];
    readonly limit: SoqlValue | undefined;
    readonly offset: SoqlValue | undefined;
    readonly accessMode: 'user' | 'system' | undefined;
    readonly forUpdate: boolean;
    readonly allRows: boolean;
    /** In the order of their index; undefined for dynamic queries, whose binds are names. */
    readonly bindNames: readonly string[];
    readonly position: SourcePosition;
}
