/** SOQL in square brackets. */
import type { SoqlQuery } from '../soql/query.ts';
import { ApexList } from '../values/apexCollections.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { ApexType } from '../values/apexType.ts';
import type { ApexRuntime } from './apexRuntime.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** `row` must be one; `rowOrNull` may be none. */
export type QueryShape = 'rows' | 'row' | 'rowOrNull' | 'count';

export interface Selection {
    readonly query: SoqlQuery;
    readonly binds: readonly Value[];
    readonly shape: QueryShape;
    readonly rowType: ApexType;
}

export function selectRows(
    runtime: ApexRuntime,
    { query, binds, shape, rowType }: Selection
): ApexList | ApexSObject | number | null {
    const { count, rows } = runtime.host.query(query, binds, runtime.accessContext(query.accessMode));
    if (shape === 'count') return count ?? rows.length;
    if (shape === 'rows') return new ApexList(rowType, [...rows]);
    return rows.length === 0 && shape === 'rowOrNull' ? null : onlyRow(runtime, rows);
}

/** What one record is assigned from. */
export function onlyRow(runtime: ApexRuntime, rows: readonly ApexSObject[]): ApexSObject {
    if (rows.length > 1) runtime.fail('System.QueryException', 'List has more than 1 row for assignment to SObject');
    return rows[0] ?? runtime.fail('System.QueryException', 'List has no rows for assignment to SObject');
}
