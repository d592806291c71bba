/**
 * Queries over tables that exist only in the Tooling API. Rows are flat: the key of a parent's field is its path,
 * `ApexClass.Name`. Clients select fields and filter with `=`, IN and AND; the rest is refused.
 */
import { OrgRequestError } from '../../orgServices.ts';
import type { Condition, FieldPath, FunctionCall, SoqlQuery, SoqlValue } from '../../soql/query.ts';
import { normalizeId } from '../../values/apexId.ts';

export type ToolingRow = Readonly<Record<string, unknown>>;

export interface ToolingTable {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: readonly ToolingRow[];
}

/** @throws OrgRequestError 400 INVALID_FIELD, MALFORMED_QUERY */
export function queryTable(table: ToolingTable, query: SoqlQuery): Record<string, unknown>[] {
    if (query.groupBy.length > 0 || query.isCount || query.orderBy.length > 0 || query.offset)
        throw refuse('anything but WHERE and LIMIT');
    const columns = query.select.map((item) => {
        if (item.kind !== 'field') throw refuse(`${item.kind} in SELECT`);
        return columnOf(table, item.path);
    });
    const { where, limit } = query;
    const rows = table.rows.filter((row) => !where || holds(table, row, where));
    return rows.slice(0, limit ? Number(textOf(limit)) : undefined).map((row) => recordOf(table.name, row, columns));
}

function recordOf(type: string, row: ToolingRow, columns: readonly string[]): Record<string, unknown> {
    const record: Record<string, unknown> = { attributes: { type } };
    for (const column of columns) {
        const [first = '', second] = column.split('.');
        if (second === undefined) record[first] = row[column] ?? null;
        else record[first] = { ...(record[first] ?? { attributes: { type: first } }), [second]: row[column] ?? null };
    }
    return record;
}

function columnOf(table: ToolingTable, path: FieldPath | FunctionCall): string {
    if (!('segments' in path)) throw refuse(path.name);
    const name = path.segments.join('.');
    const column = table.columns.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (column === undefined)
        throw new OrgRequestError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${table.name}'.`);
    return column;
}

function holds(table: ToolingTable, row: ToolingRow, condition: Condition): boolean {
    if (condition.kind === 'and') return condition.operands.every((operand) => holds(table, row, operand));
    if (condition.kind !== 'comparison') throw refuse(condition.kind);
    if (condition.operator !== '=' && condition.operator !== 'in') throw refuse(condition.operator);
    const value = row[columnOf(table, condition.left)];
    return typeof value === 'string' && condition.right.map(textOf).includes(comparable(value));
}

function textOf(value: SoqlValue): string {
    if (value.kind === 'string') return comparable(value.value);
    if (value.kind === 'number') return value.text;
    throw refuse(value.kind);
}

/** Text without regard to case, as SOQL compares it; ids with 15 and 18 characters are equal. */
function comparable(text: string): string {
    return (normalizeId(text) ?? text).toLowerCase();
}

function refuse(construct: string): OrgRequestError {
    return new OrgRequestError(
        400,
        'MALFORMED_QUERY',
        `The local org does not support ${construct} in queries of Tooling objects`
    );
}
