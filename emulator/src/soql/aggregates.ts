/** Which functions make a query an aggregate one. */
import type { SoqlQuery } from './query.ts';

const aggregateNames: readonly string[] = ['count', 'count_distinct', 'avg', 'sum', 'min', 'max'];

/** `name` as in FunctionCall. */
export function isAggregateCall(name: string): boolean {
    return aggregateNames.includes(name);
}

/** Whether rows are `AggregateResult`. `SELECT COUNT()` yields no rows and is none. */
export function isAggregateQuery(query: SoqlQuery): boolean {
    return (
        query.groupBy.length > 0 ||
        query.select.some((item) => item.kind === 'function' && isAggregateCall(item.call.name))
    );
}
