/**
 * SOQL into SoqlQuery, for literals in Apex (binds are expressions, which go back to the language) and for dynamic text
 * (binds are names). What the platform accepts and this emulator does not run is refused here.
 * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
 */
import { childAt, childOf, hasChild, parseSource, partOf, partsOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { QueryScope } from './queryScope.ts';
import { readCondition, readField, readFunction } from './readCondition.ts';
import type { OrderItem, SelectItem, SoqlQuery, SoqlValue } from './query.ts';

export interface QueryLiteral {
    readonly query: SoqlQuery;
    /** Expressions behind `:`, in the order of their index. */
    readonly binds: readonly SyntaxNode[];
}

/** Reads the `query` node of a literal. Throws ApexCompileError, UnsupportedApexError. */
export function readQueryLiteral(node: SyntaxNode, file: string): QueryLiteral {
    const scope = new QueryScope(file);
    return { query: readQuery(node, scope), binds: scope.binds };
}

const bindNamePattern = /^[a-z]\w*(\.\w+)*$/i;

/**
 * Reads dynamic SOQL. Binds are `:name` or `:a.b`; their names, as written, are in `bindNames`.
 * Throws ApexCompileError (positions in the file `query`), UnsupportedApexError.
 */
export function parseQuery(text: string): SoqlQuery {
    const scope = new QueryScope('query');
    const query = readQuery(parseSource('query', text, scope.file), scope);
    const bindNames = scope.binds.map((bind) => {
        const name = textOf(bind);
        return bindNamePattern.test(name) ? name : scope.fail(`Unexpected token '${name}'.`, bind);
    });
    return { ...query, bindNames };
}

/** Reads a `query` or a `subQuery` node. */
function readQuery(node: SyntaxNode, outer: QueryScope): SoqlQuery {
    const from = readFrom(partOf(node, 'fromNameList'), outer);
    const scope = outer.nested(from.alias, readQuery);
    const clauses: Clauses = {};
    const selected = childOf(node, 'selectList') ?? partOf(node, 'subFieldList');
    const entries = [...partsOf(selected, 'selectEntry'), ...partsOf(selected, 'subFieldEntry')];
    const isCount = entries.length === 1 && isBareCount(entries[0]);
    const select = isCount ? [] : entries.map((entry) => readSelectItem(entry, scope));
    for (const clause of node.children) readClause(clause, clauses, scope);
    return {
        select,
        isCount,
        from: from.name,
        fromAlias: from.alias,
        where: clauses.where,
        groupBy: clauses.groupBy ?? [],
        having: clauses.having,
        orderBy: clauses.orderBy ?? [],
        limit: clauses.limit,
        offset: clauses.offset,
        accessMode: clauses.accessMode,
        forUpdate: clauses.forUpdate ?? false,
        allRows: clauses.allRows ?? false,
        bindNames: [],
        position: scope.position(node)
    };
}

type Clauses = { -readonly [Key in keyof SoqlQuery]?: SoqlQuery[Key] };

function readClause(clause: SyntaxNode, clauses: Clauses, scope: QueryScope): void {
    switch (clause.name) {
        case 'SELECT':
        case 'FROM':
        case 'selectList':
        case 'subFieldList':
        case 'fromNameList':
            return;
        case 'whereClause':
            clauses.where = readCondition(partOf(clause, 'whereLogicalExpression'), scope);
            return;
        case 'withClause':
            clauses.accessMode = readAccessMode(clause, scope);
            return;
        case 'groupByClause':
            readGroupBy(clause, clauses, scope);
            return;
        case 'orderByClause':
            clauses.orderBy = partsOf(partOf(clause, 'fieldOrderList'), 'fieldOrder').map((item) =>
                readOrder(item, scope)
            );
            return;
        case 'limitClause':
            clauses.limit = readCount(clause, scope);
            return;
        case 'offsetClause':
            clauses.offset = readCount(clause, scope);
            return;
        case 'allRowsClause':
            clauses.allRows = true;
            return;
        case 'forClauses':
            clauses.forUpdate = readForClauses(clause, scope);
            return;
        default:
            scope.refuse(`SOQL ${textOf(clause)}`, clause);
    }
}

function readFrom(list: SyntaxNode, scope: QueryScope): { name: string; alias: string | undefined } {
    if (partsOf(list, 'fieldName').length > 1) scope.refuse('SOQL FROM with more than one object', list);
    const alias = childOf(list, 'soqlId');
    return { name: textOf(partOf(list, 'fieldName')), alias: alias && textOf(alias) };
}

function isBareCount(entry: SyntaxNode | undefined): boolean {
    const call = entry && childOf(entry, 'soqlFunction');
    return call !== undefined && hasChild(call, 'COUNT') && !hasChild(call, 'fieldName');
}

function readSelectItem(entry: SyntaxNode, scope: QueryScope): SelectItem {
    const what = childAt(entry, 0);
    const aliasNode = childOf(entry, 'soqlId');
    const alias = aliasNode && textOf(aliasNode);
    if (what.name === 'fieldName') return { kind: 'field', path: readField(what, scope), alias };
    if (what.name === 'LPAREN') {
        if (aliasNode) scope.refuse('alias of a SOQL subquery', aliasNode);
        return { kind: 'subquery', query: readQuery(partOf(entry, 'subQuery'), scope) };
    }
    if (what.name !== 'soqlFunction') return scope.refuse('SOQL TYPEOF', what);
    const fields = childOf(what, 'soqlFieldsParameter');
    if (!fields) return { kind: 'function', call: readFunction(what, scope), alias };
    return {
        kind: 'fields',
        scope: textOf(fields).toUpperCase() as 'ALL' | 'CUSTOM' | 'STANDARD',
        position: scope.position(what)
    };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_enforce_usermode.htm */
function readAccessMode(clause: SyntaxNode, scope: QueryScope): 'user' | 'system' {
    if (hasChild(clause, 'USER_MODE')) return 'user';
    if (hasChild(clause, 'SYSTEM_MODE')) return 'system';
    return scope.refuse(`SOQL WITH ${clause.children.slice(1).map(textOf).join(' ')}`, clause);
}

function readGroupBy(clause: SyntaxNode, clauses: Clauses, scope: QueryScope): void {
    if (hasChild(clause, 'ROLLUP') || hasChild(clause, 'CUBE')) scope.refuse('SOQL GROUP BY ROLLUP and CUBE', clause);
    clauses.groupBy = partsOf(partOf(clause, 'fieldGroupByList'), 'fieldGroupBy').map((item) =>
        readFieldOrFunction(item, scope)
    );
    const having = childOf(clause, 'logicalExpression');
    if (having) clauses.having = readCondition(having, scope);
}

function readFieldOrFunction(item: SyntaxNode, scope: QueryScope): OrderItem['by'] {
    const what = childAt(item, 0);
    return what.name === 'fieldName' ? readField(what, scope) : readFunction(what, scope);
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm */
function readOrder(item: SyntaxNode, scope: QueryScope): OrderItem {
    return {
        by: readFieldOrFunction(item, scope),
        descending: hasChild(item, 'DESC'),
        nulls: hasChild(item, 'LAST') ? 'last' : 'first'
    };
}

function readCount(clause: SyntaxNode, scope: QueryScope): SoqlValue {
    const bound = childOf(clause, 'boundExpression');
    return bound ? scope.bind(bound) : { kind: 'number', text: textOf(childAt(clause, 1)) };
}

function readForClauses(clause: SyntaxNode, scope: QueryScope): boolean {
    const other = childOf(clause, 'VIEW') ?? childOf(clause, 'REFERENCE');
    if (other) scope.refuse(`SOQL FOR ${other.text}`, other);
    return hasChild(clause, 'UPDATE');
}
