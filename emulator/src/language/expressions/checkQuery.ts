/** Checks a query of source against the record types: every object, relationship and field in it must exist. */
import type { SourcePosition } from '../../errors.ts';
import type {
    Condition,
    FieldPath,
    FunctionCall,
    OrderItem,
    SelectItem,
    SoqlQuery,
    SoqlValue
} from '../../soql/query.ts';
import { primitive, typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { BoundExpression } from '../boundTree.ts';
import { assignmentCost } from '../conversions.ts';
import { fail, refuse } from '../problems.ts';
import type { ProgramSymbols } from '../symbols.ts';
import type { SObjectFieldInfo, SObjectInfo } from '../typeLibrary.ts';

interface Check {
    readonly object: SObjectInfo;
    readonly program: ProgramSymbols;
    readonly binds: readonly BoundExpression[];
    /** Names given in SELECT, which HAVING and ORDER BY may use. */
    readonly aliases: ReadonlySet<string>;
}

/** The object queried. Throws ApexCompileError. */
export function checkQuery(query: SoqlQuery, binds: readonly BoundExpression[], program: ProgramSymbols): SObjectInfo {
    const object = program.library.sobject(query.from);
    if (!object) {
        const known = program.library.missingType(query.from);
        if (known !== undefined) refuse(known, query.position);
        return fail(`sObject type '${query.from}' is not supported.`, query.position);
    }
    checkClauses(query, object, binds, program);
    return object;
}

function checkClauses(
    query: SoqlQuery,
    object: SObjectInfo,
    binds: readonly BoundExpression[],
    program: ProgramSymbols
): void {
    const aliases = query.select.flatMap((item) =>
        'alias' in item && item.alias !== undefined ? [item.alias.toLowerCase()] : []
    );
    const check: Check = { object, program, binds, aliases: new Set(aliases) };
    for (const item of query.select) checkSelectItem(item, check);
    if (query.where) checkCondition(query.where, check);
    for (const item of query.groupBy) checkFieldOrCall(item, check);
    if (query.having) checkCondition(query.having, check);
    for (const item of query.orderBy) checkFieldOrCall(item.by, check);
    for (const count of [query.limit, query.offset]) checkCount(count, query.position, check);
}

function checkSelectItem(item: SelectItem, check: Check): void {
    if (item.kind === 'field') findField(item.path, check);
    if (item.kind === 'function') checkFieldOrCall(item.call, check);
    if (item.kind !== 'subquery') return;
    const { from, position } = item.query;
    const child = check.object.childRelationship(from);
    const object = child === undefined ? undefined : check.program.library.sobject(child);
    if (!object) {
        fail(
            `Didn't understand relationship '${from}' in FROM part of query call. If you are attempting to use a custom ` +
                `relationship, be sure to append the '__r' after the custom relationship name. ${seeReference}`,
            position
        );
    }
    checkClauses(item.query, object, check.binds, check.program);
}

function checkFieldOrCall(item: OrderItem['by'], check: Check): SObjectFieldInfo | undefined {
    const path = 'segments' in item ? item : item.argument;
    const isAlias = path?.segments.length === 1 && check.aliases.has(path.segments[0]?.toLowerCase() ?? '');
    return path && !isAlias ? findField(path, check) : undefined;
}

const seeReference = 'Please reference your WSDL or the describe call for the appropriate names.';

function findField(path: FieldPath, { object, program }: Check): SObjectFieldInfo {
    let targets: readonly SObjectInfo[] = [object];
    for (const name of path.segments.slice(0, -1)) {
        const lookups = targets.flatMap((target) => target.relationship(name) ?? []);
        const [lookup] = lookups;
        if (!lookup) {
            return fail(
                `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, ` +
                    `be sure to append the '__r' after the custom relationship name. ${seeReference}`,
                path.position
            );
        }
        targets = lookup.referenceTo.flatMap((target) => program.library.sobject(target) ?? []);
    }
    const name = path.segments.at(-1) ?? '';
    for (const target of targets) {
        const field = target.field(name);
        if (field) return field;
    }
    return fail(
        `No such column '${name}' on entity '${targets[0]?.name ?? object.name}'. If you are attempting to use a custom field, ` +
            `be sure to append the '__c' after the custom field name. ${seeReference}`,
        path.position
    );
}

function checkCondition(condition: Condition, check: Check): void {
    switch (condition.kind) {
        case 'and':
        case 'or':
            for (const operand of condition.operands) checkCondition(operand, check);
            return;
        case 'not':
            checkCondition(condition.operand, check);
            return;
        case 'semiJoin':
            findField(condition.left, check);
            checkQuery(condition.query, check.binds, check.program);
            return;
        case 'comparison':
            checkBinds(condition, checkFieldOrCall(condition.left, check), check);
    }
}

type Comparison = Extract<Condition, { kind: 'comparison' }>;

function checkBinds(comparison: Comparison, field: SObjectFieldInfo | undefined, check: Check): void {
    const isList = ['in', 'not in', 'includes', 'excludes'].includes(comparison.operator);
    for (const value of comparison.right) {
        const bind = bindOf(value, check);
        if (!bind || !field) continue;
        const isCollection = bind.type.kind === 'list' || bind.type.kind === 'set';
        if (isCollection && comparison.operator === 'like') refuse('SOQL LIKE with a collection', bind.position);
        const wanted = columnType(comparison.left, field);
        if (!fits(bind.type, wanted, isList, check.program)) {
            const names = `${typeName(bind.type)} for column of type ${typeName(wanted)}`;
            fail(`Invalid bind expression type of ${names}`, bind.position);
        }
    }
}

function bindOf(value: SoqlValue | undefined, check: Check): BoundExpression | undefined {
    return value?.kind === 'bind' ? check.binds[value.index] : undefined;
}

function columnType(left: FieldPath | FunctionCall, field: SObjectFieldInfo): ApexType {
    if ('segments' in left || left.name === 'tolabel' || left.name === 'min' || left.name === 'max') return field.type;
    return primitive(left.name === 'day_only' ? 'Date' : 'Decimal');
}

/** Collections bind to lists of values by their elements, records by their ids. */
function fits(from: ApexType, column: ApexType, isList: boolean, program: ProgramSymbols): boolean {
    if (from.kind === 'list' || from.kind === 'set') return isList && fits(from.element, column, false, program);
    if (from.kind === 'sobject') return typeName(column) === 'Id';
    return assignmentCost(from, column, program) !== undefined || assignmentCost(column, from, program) !== undefined;
}

function checkCount(value: SoqlValue | undefined, position: SourcePosition, check: Check): void {
    const bind = bindOf(value, check);
    const { type } = bind ?? { type: primitive('Integer') };
    if (assignmentCost(type, primitive('Long'), check.program) === undefined) {
        fail(
            `Invalid bind expression type of ${typeName(type)} for column of type Integer`,
            bind?.position ?? position
        );
    }
}
