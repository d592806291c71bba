/** Runs a SOQL query over the rows of an org. */
import { UnsupportedApexError } from '../../errors.ts';
import type { Limits, QueryOutcome } from '../../runtime/host.ts';
import type { SelectItem, SoqlQuery, SoqlValue } from '../../soql/query.ts';
import { ApexList } from '../../values/apexCollections.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import type { Row } from '../records/table.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { aggregateRows, isAggregateQuery, onlyCounts } from './aggregates.ts';
import { compileCondition, indexedRows } from './conditions.ts';
import { sortBy } from './operands.ts';
import { refuse, refuseRelationship } from './queryRefusal.ts';
import { QueryScope } from './queryScope.ts';
import type { QueryContext, ResolvedPath } from './queryScope.ts';

type Filler = (record: ApexSObject, row: Row) => void;

export class QueryRun {
    private readonly context: QueryContext;
    private readonly limits: Limits;

    constructor(context: QueryContext, limits: Limits) {
        this.context = context;
        this.limits = limits;
    }

    run(query: SoqlQuery): QueryOutcome {
        const scope = new QueryScope(this.context, query.from, query.fromAlias);
        // Custom metadata is cached by the platform and does not count as a query.
        if (scope.object.category !== 'metadata') this.limits.use('queries');
        this.checkLock(scope, query);
        if (query.isCount) {
            this.limits.use('queryRows');
            return { count: this.slice(query, this.matching(scope, query)).length, rows: [] };
        }
        if (isAggregateQuery(query)) {
            const matched = this.matching(scope, query);
            const groups = aggregateRows(scope, query, matched);
            this.limits.use('queryRows', onlyCounts(query) ? groups.length : matched.length);
            return { count: undefined, rows: this.slice(query, groups) };
        }
        return { count: undefined, rows: this.records(scope, query) };
    }

    /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_locking_statements.htm */
    private checkLock({ object, context }: QueryScope, { forUpdate, orderBy }: SoqlQuery): void {
        if (!forUpdate) return;
        if (object.isSetupObject && context.rules.lockUser)
            refuse('MALFORMED_QUERY', 'SObject type does not allow locking rows');
        if (orderBy.length > 0) refuse('MALFORMED_QUERY', 'ORDER BY is not allowed with FOR UPDATE');
    }

    /** Rows that WHERE and the rights of the user let through, of all rows or of those given. */
    private matching(scope: QueryScope, query: SoqlQuery, within?: Iterable<Row>): Row[] {
        const subject = {
            context: this.context,
            column: scope.column.bind(scope),
            semiJoin: (inner: SoqlQuery) => this.idsOf(inner)
        };
        const test = query.where && compileCondition(subject, query.where);
        const indexed = within ?? (query.where && indexedRows(scope, query.where)?.values());
        const found: Row[] = [];
        for (const row of indexed ?? this.context.store.table(scope.object.name).rows()) {
            const isThere = query.allRows || !row.isDeleted;
            if (isThere && (!test || test(row)) && this.context.maySee(scope.object, row)) found.push(row);
        }
        return indexed ? found.sort((one, other) => (one.id < other.id ? -1 : 1)) : found;
    }

    private selected(scope: QueryScope, query: SoqlQuery, within?: Iterable<Row>): readonly Row[] {
        return this.slice(query, sortBy(this.matching(scope, query, within), query.orderBy, scope.column.bind(scope)));
    }

    private slice<Item>(query: SoqlQuery, items: readonly Item[]): readonly Item[] {
        const offset = this.count(query.offset) ?? 0;
        if (offset > 2000) refuse('MALFORMED_QUERY', 'Maximum SOQL offset allowed is 2000');
        const limit = this.count(query.limit) ?? items.length;
        return items.slice(offset, offset + limit);
    }

    private count(value: SoqlValue | undefined): number | undefined {
        if (!value) return undefined;
        const count =
            value.kind === 'bind'
                ? this.context.binds[value.index]
                : value.kind === 'number'
                  ? Number(value.text)
                  : null;
        return typeof count === 'number' && count >= 0
            ? count
            : refuse('MALFORMED_QUERY', 'Invalid LIMIT or OFFSET in the query');
    }

    private idsOf(query: SoqlQuery): ReadonlySet<unknown> {
        const scope = new QueryScope(this.context, query.from, query.fromAlias);
        const [item] = query.select;
        if (query.select.length !== 1 || item?.kind !== 'field') {
            return refuse('MALFORMED_QUERY', 'A semi join sub-select must select exactly one field');
        }
        const { field, read } = scope.column(item.path);
        if (field.type !== 'id' && field.type !== 'reference') {
            refuse('MALFORMED_QUERY', `Semi join sub-selects can only query ID fields, cannot use: '${field.name}'`);
        }
        return new Set(
            this.selected(scope, query)
                .map(read)
                .filter((id) => id !== null)
        );
    }

    private records(scope: QueryScope, query: SoqlQuery, within?: Iterable<Row>): ApexSObject[] {
        const rows = this.selected(scope, query, within);
        this.limits.use('queryRows', rows.length);
        const selected = new Set<string>();
        const fillers = query.select.flatMap((item) => this.fillers(scope, item, selected));
        return rows.map((row) => {
            const record = selectedRecord(scope.object.name, row);
            for (const fill of fillers) fill(record, row);
            return record;
        });
    }

    private fillers(scope: QueryScope, item: SelectItem, selected: Set<string>): Filler[] {
        if (item.kind === 'function')
            throw new UnsupportedApexError(`SOQL function ${item.call.name}`, item.call.position);
        if (item.kind === 'subquery') return [this.childFiller(scope, item.query)];
        if (item.kind === 'field') {
            const path = scope.resolve(item.path);
            refuseDuplicate(path, selected);
            return [(record, row) => fillPath(scope, record, row, path)];
        }
        const isWanted = ({ isCustom, type }: PlatformField): boolean =>
            type !== 'address' && (item.scope === 'ALL' || isCustom === (item.scope === 'CUSTOM'));
        return [...scope.object.fields.values()]
            .filter((field) => isWanted(field) && this.context.mayReadField(scope.object, field))
            .map((field) => (record, row) => setSelected(record, field.name, scope.readField(row, field)));
    }

    private childFiller(parent: QueryScope, query: SoqlQuery): Filler {
        const name = query.from.toLowerCase();
        const relationship = parent.object.childRelationships.find(
            (child) => child.relationshipName?.toLowerCase() === name
        );
        if (!relationship?.relationshipName) return refuseRelationship(query.from, parent.object.name);
        const { childObject, field, relationshipName } = relationship;
        const scope = new QueryScope(this.context, childObject, query.fromAlias);
        const table = this.context.store.table(childObject);
        this.limits.use('aggregateQueries');
        return (record, row) => {
            const records = this.records(scope, query, table.find(field, row.id));
            record.children.set(relationshipName, new ApexList({ kind: 'sobject', name: childObject }, records));
        };
    }
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_fields.htm */
function refuseDuplicate({ steps, field }: ResolvedPath, selected: Set<string>): void {
    const name = [...steps, field].map((step) => step.name).join('.');
    if (selected.has(name)) refuse('INVALID_FIELD', `duplicate field selected: ${field.name}`);
    selected.add(name);
}

/** A record with its id only; Apex can always read that. */
function selectedRecord(objectName: string, row: Row): ApexSObject {
    const record = new ApexSObject(objectName);
    record.queriedFields = new Set<string>();
    setSelected(record, 'Id', row.id);
    return record;
}

function setSelected(record: ApexSObject, name: string, value: unknown): void {
    (record.queriedFields as Set<string>).add(name);
    if (value !== null) record.fields.set(name, value);
}

/** Parents on the way become records of their own; the lookup's id can be read too. */
function fillPath(scope: QueryScope, record: ApexSObject, row: Row, { steps, field }: ResolvedPath): void {
    const [step, ...rest] = steps;
    if (!step) {
        setSelected(record, field.name, scope.readField(row, field));
        return;
    }
    const relationship = step.relationshipName ?? '';
    const parent = scope.parentOf(row, step);
    setSelected(record, step.name, parent?.id ?? null);
    const objectName = parent && scope.context.schema.objectOfId(parent.id)?.name;
    const parentRecord =
        record.parents.get(relationship) ?? (parent && objectName ? selectedRecord(objectName, parent) : null);
    record.parents.set(relationship, parentRecord);
    if (parent && parentRecord) fillPath(scope, parentRecord, parent, { steps: rest, field });
}
