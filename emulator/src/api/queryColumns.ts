/** The answer to `?columns=true`: what a query would return, which clients use to lay out tables. */
import type { OrgServices } from '../orgServices.ts';
import type { FieldDescription, FieldType, ObjectDescription } from '../runtime/objectDescription.ts';
import type { SelectItem, SoqlQuery } from '../soql/query.ts';

interface Column {
    readonly columnName: string;
    readonly displayName: string;
    readonly apexType: string;
    readonly custom: boolean;
    /** A function or a subquery. */
    readonly aggregate: boolean;
    readonly foreignKeyName: string | null;
    readonly joinColumns: Column[];
}

const apexTypes: Partial<Record<FieldType, string>> = {
    id: 'Id',
    reference: 'Id',
    boolean: 'Boolean',
    int: 'Integer',
    double: 'Decimal',
    currency: 'Decimal',
    percent: 'Decimal',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    base64: 'Blob'
};

export function columnsAnswer(org: OrgServices, query: SoqlQuery): unknown {
    const object = org.object(query.from);
    return {
        columnMetadata: columnsOf(org, query, object),
        entityName: object?.name ?? query.from,
        groupBy: query.groupBy.length > 0,
        idSelected: query.select.some(
            (item) => item.kind === 'field' && item.path.segments.join('.').toLowerCase() === 'id'
        ),
        keyPrefix: object?.keyPrefix ?? null
    };
}

function columnsOf(org: OrgServices, query: SoqlQuery, object: ObjectDescription | undefined): Column[] {
    const columns: Column[] = [];
    let unnamed = 0;
    for (const item of query.select) {
        switch (item.kind) {
            case 'field':
                addPath(org, columns, object, withoutAlias(query, item.path.segments), item.alias);
                break;
            case 'function':
                columns.push(
                    column(item.alias ?? `expr${unnamed++}`, undefined, { aggregate: true, displayName: shown(item) })
                );
                break;
            case 'subquery':
                columns.push(subqueryColumn(org, item.query, object));
                break;
            case 'fields':
                columns.push(...allFields(object, item.scope));
        }
    }
    return columns;
}

function subqueryColumn(org: OrgServices, query: SoqlQuery, object: ObjectDescription | undefined): Column {
    const child = object?.childRelationships.find(({ relationshipName }) => sameName(relationshipName, query.from));
    const joinColumns = columnsOf(org, query, child && org.object(child.childObject));
    return column(child?.relationshipName ?? query.from, undefined, { aggregate: true, joinColumns });
}

function allFields(object: ObjectDescription | undefined, scope: 'ALL' | 'CUSTOM' | 'STANDARD'): Column[] {
    const fields = [...(object?.fields.values() ?? [])];
    const chosen = fields.filter(({ isCustom }) => scope === 'ALL' || (scope === 'CUSTOM') === isCustom);
    return chosen.map((field) => column(field.name, field));
}

/** Adds `Owner.Profile.Name` as columns inside columns; columns of one parent share it. */
function addPath(
    org: OrgServices,
    columns: Column[],
    object: ObjectDescription | undefined,
    [first = '', ...rest]: readonly string[],
    alias: string | undefined
): void {
    const fields = object?.fields ?? new Map<string, FieldDescription>();
    if (rest.length === 0) {
        const field = fields.get(first.toLowerCase());
        columns.push(column(alias ?? field?.name ?? first, field));
        return;
    }
    const lookup = [...fields.values()].find(({ relationshipName }) => sameName(relationshipName, first));
    const parent = parentColumn(columns, lookup, first);
    addPath(org, parent.joinColumns, org.object(lookup?.referenceTo[0] ?? ''), rest, alias);
}

function parentColumn(columns: Column[], lookup: FieldDescription | undefined, written: string): Column {
    const name = lookup?.relationshipName ?? written;
    const known = columns.find(({ columnName, joinColumns }) => columnName === name && joinColumns.length > 0);
    if (known) return known;
    const parent = column(name, undefined, { foreignKeyName: lookup?.name ?? null });
    columns.push(parent);
    return parent;
}

function withoutAlias({ from, fromAlias }: SoqlQuery, segments: readonly string[]): readonly string[] {
    const [first] = segments;
    return segments.length > 1 && (sameName(first, fromAlias) || sameName(first, from)) ? segments.slice(1) : segments;
}

function shown(item: SelectItem & { kind: 'function' }): string {
    const { name, argument } = item.call;
    return `${name}(${argument?.segments.join('.') ?? ''})`;
}

function sameName(left: string | undefined, right: string | undefined): boolean {
    return left !== undefined && left.toLowerCase() === right?.toLowerCase();
}

function column(columnName: string, field: FieldDescription | undefined, changes: Partial<Column> = {}): Column {
    const apexType = apexTypes[field?.type ?? 'string'] ?? 'String';
    const custom = field?.isCustom ?? false;
    return {
        columnName,
        displayName: columnName,
        apexType,
        custom,
        aggregate: false,
        foreignKeyName: null,
        joinColumns: [],
        ...changes
    };
}
