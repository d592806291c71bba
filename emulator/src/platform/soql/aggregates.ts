/**
 * Aggregate queries: groups, COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX. Every function but COUNT() leaves out nulls.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_agg_functions.htm
 */
import type { FieldPath, FunctionCall, SoqlQuery } from '../../soql/query.ts';
import { ApexDecimal, BigDecimal } from '../../values/apexNumbers.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import type { Row } from '../records/table.ts';
import { parseField } from '../schema/fieldNotation.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { compileCondition } from './conditions.ts';
import { comparable, compareComparables, numberTypes, sortBy } from './operands.ts';
import type { Comparable } from './operands.ts';
import { refuse } from './queryRefusal.ts';
import type { Column, QueryScope } from './queryScope.ts';

const aggregateNames = new Set(['count', 'count_distinct', 'sum', 'avg', 'min', 'max']);
const counted = parseField('Count int(18)');

type Group = readonly Row[];
type Side = FieldPath | FunctionCall;

export function isAggregateQuery(query: SoqlQuery): boolean {
    const hasFunction = query.select.some((item) => item.kind === 'function' && aggregateNames.has(item.call.name));
    return hasFunction || query.groupBy.length > 0;
}

/**
 * Whether each group counts as one query row; otherwise all aggregated rows count.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_agg_fns.htm
 */
export function onlyCounts(query: SoqlQuery): boolean {
    return query.select.every(
        (item) => item.kind !== 'function' || item.call.name === 'count' || !aggregateNames.has(item.call.name)
    );
}

export function aggregateRows(scope: QueryScope, query: SoqlQuery, rows: Group): ApexSObject[] {
    const column = (side: Side): Column<Group> => groupColumn(scope, query, side);
    let groups = groupRows(scope, query, rows);
    if (query.having) {
        const semiJoin = (): never => refuse('MALFORMED_QUERY', 'Semi joins are not allowed in HAVING');
        groups = groups.filter(compileCondition({ context: scope.context, column, semiJoin }, query.having));
    }
    const columns = columnsOf(query).map(({ alias, side }) => ({ alias, column: column(side) }));
    return sortBy(groups, query.orderBy, column).map((group) => {
        const result = new ApexSObject('AggregateResult');
        result.queriedFields = new Set(columns.map(({ alias }) => alias));
        for (const { alias, column: source } of columns) {
            const value = source.read(group);
            if (value !== null) result.fields.set(alias, value);
        }
        return result;
    });
}

/** Functions without alias are called `expr0`, `expr1`...; fields have their own name. */
function columnsOf(query: SoqlQuery): { alias: string; side: Side }[] {
    let unnamed = 0;
    return query.select.map((item) => {
        if (item.kind === 'function') return { alias: item.alias ?? `expr${unnamed++}`, side: item.call };
        if (item.kind === 'field') return { alias: item.alias ?? item.path.segments.at(-1) ?? '', side: item.path };
        return refuse('MALFORMED_QUERY', 'Grouped query cannot select records');
    });
}

function groupRows(scope: QueryScope, query: SoqlQuery, rows: Group): Group[] {
    if (query.groupBy.length === 0) return [rows];
    const columns = query.groupBy.map((side) => scope.column(side));
    const closed = columns.find(({ field }) => !field.isGroupable);
    if (closed) refuse('MALFORMED_QUERY', `field '${closed.field.name}' can not be grouped in a query call`);
    const groups = new Map<string, Row[]>();
    for (const row of rows) {
        const key = JSON.stringify(columns.map((column) => String(comparable(column.read(row), column.field))));
        const group = groups.get(key);
        if (group) group.push(row);
        else groups.set(key, [row]);
    }
    return [...groups.values()];
}

function groupColumn(scope: QueryScope, query: SoqlQuery, side: Side): Column<Group> {
    if ('segments' in side) {
        const name = side.segments.join('.').toLowerCase();
        const aliased = query.select.find((item) => item.kind === 'function' && item.alias?.toLowerCase() === name);
        if (aliased?.kind === 'function') return groupColumn(scope, query, aliased.call);
        const isGrouped = query.groupBy.some((by) => 'segments' in by && by.segments.join('.').toLowerCase() === name);
        if (!isGrouped) refuse('MALFORMED_QUERY', `Field must be grouped or aggregated: ${side.segments.join('.')}`);
        const { field, read } = scope.column(side);
        return { field, read: (group) => (group[0] ? read(group[0]) : null) };
    }
    if (!aggregateNames.has(side.name)) {
        const text = functionText(side);
        if (!query.groupBy.some((by) => !('segments' in by) && functionText(by) === text)) {
            refuse('MALFORMED_QUERY', `Field must be grouped or aggregated: ${text}`);
        }
        const { field, read } = scope.column(side);
        return { field, read: (group) => (group[0] ? read(group[0]) : null) };
    }
    if (!side.argument) return { field: counted, read: (group) => group.length };
    const { field, read } = scope.column(side.argument);
    const present = (group: Group): unknown[] => group.map(read).filter((value) => value !== null);
    const type = side.name.startsWith('count') ? counted : field;
    return { field: type, read: (group) => aggregate(side.name, present(group), field) };
}

function functionText({ name, argument }: FunctionCall): string {
    return `${name}(${argument?.segments.join('.').toLowerCase() ?? ''})`;
}

function aggregate(name: string, values: readonly unknown[], field: PlatformField): unknown {
    if (name === 'count') return values.length;
    if (name === 'count_distinct') return new Set(values.map((value) => String(comparable(value, field)))).size;
    if (values.length === 0) return null;
    if (name === 'min' || name === 'max') {
        const sign = name === 'min' ? 1 : -1;
        const keyed = values.map((value) => ({ value, key: comparable(value, field) as Comparable }));
        return keyed.reduce((best, item) => (sign * compareComparables(item.key, best.key) < 0 ? item : best)).value;
    }
    if (!numberTypes.has(field.type))
        refuse('MALFORMED_QUERY', `field ${field.name} does not support aggregate operator ${name}`);
    const sum = values.reduce<BigDecimal>(
        (total, value) => total.plus(comparable(value, field) as BigDecimal),
        new BigDecimal(0)
    );
    if (name === 'avg') return new ApexDecimal(sum.dividedBy(values.length).toDecimalPlaces(16));
    return field.type === 'int' && sum.abs().lessThan(2 ** 31) ? sum.toNumber() : new ApexDecimal(sum);
}
