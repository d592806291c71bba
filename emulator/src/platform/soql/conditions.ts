/** WHERE and HAVING: conditions become predicates; those on indexed fields also name their rows, so that nothing is scanned. */
import type { Condition, FieldPath, FunctionCall, SoqlQuery } from '../../soql/query.ts';
import type { Row } from '../records/table.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { comparable, compareComparables, readOperand, readOperands } from './operands.ts';
import type { Comparable, Operand } from './operands.ts';
import { refuse } from './queryRefusal.ts';
import type { Column, QueryContext, QueryScope } from './queryScope.ts';

type Comparison = Extract<Condition, { kind: 'comparison' }>;
type Predicate<Subject> = (subject: Subject) => boolean;

/** What a condition is about: rows in WHERE, groups in HAVING. */
export interface ConditionSubject<Subject> {
    readonly context: QueryContext;
    column(side: FieldPath | FunctionCall): Column<Subject>;
    /** Ids that a sub-select yields. */
    semiJoin(query: SoqlQuery): ReadonlySet<unknown>;
}

export function compileCondition<Subject>(
    subject: ConditionSubject<Subject>,
    condition: Condition
): Predicate<Subject> {
    if (condition.kind === 'not') {
        const operand = compileCondition(subject, condition.operand);
        return (row) => !operand(row);
    }
    if ('operands' in condition) {
        const operands = condition.operands.map((operand) => compileCondition(subject, operand));
        if (condition.kind === 'and') return (row) => operands.every((operand) => operand(row));
        return (row) => operands.some((operand) => operand(row));
    }
    const column = subject.column(condition.left);
    const { field } = column;
    if (condition.kind === 'semiJoin') {
        const ids = subject.semiJoin(condition.query);
        return (row) => ids.has(column.read(row)) === (condition.operator === 'in');
    }
    if (!field.isFilterable) refuse('INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
    const test = compileTest(subject.context, field, condition);
    return (row) => test(column.read(row));
}

function compileTest(context: QueryContext, field: PlatformField, { operator, right }: Comparison): Predicate<unknown> {
    if (operator === 'in' || operator === 'not in') {
        const test = membership(readOperands(context, field, right));
        return (value) => test(comparable(value, field)) === (operator === 'in');
    }
    if (operator === 'includes' || operator === 'excludes') {
        const groups = readOperands(context, field, right).map(({ start }) => String(start).split(';'));
        return (value) => {
            const chosen = new Set(String(comparable(value, field)).split(';'));
            return groups.some((group) => group.every((item) => chosen.has(item))) === (operator === 'includes');
        };
    }
    const [only] = right;
    if (right.length !== 1 || !only) return refuse('MALFORMED_QUERY', `operator ${operator} takes one value`);
    const operand = readOperand(context, field, only);
    if (operator === 'like') {
        const pattern = likePattern(String(operand.start ?? ''));
        return (value) => typeof value === 'string' && pattern.test(value);
    }
    const order = orderTest(operator, operand);
    return (value) => order(comparable(value, field));
}

/** Null is equal to null, different from everything else, and neither smaller nor larger. */
function orderTest(
    operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
    { start, end }: Operand
): Predicate<Comparable | null> {
    if (operator === '=' || operator === '!=') {
        const isEqual = (value: Comparable | null): boolean => {
            if (value === null || start === null) return value === start;
            if (end === undefined) return compareComparables(value, start) === 0;
            return compareComparables(value, start) >= 0 && compareComparables(value, end) < 0;
        };
        return (value) => isEqual(value) === (operator === '=');
    }
    // A range is smaller than what lies behind its end, and larger than what lies before its start.
    const isBelow = (value: Comparable, bound: Comparable): boolean => compareComparables(value, bound) < 0;
    return (value) => {
        if (value === null || start === null) return false;
        if (operator === '<') return isBelow(value, start);
        if (operator === '>=') return !isBelow(value, start);
        const isUpTo = end === undefined ? !isBelow(start, value) : isBelow(value, end);
        return isUpTo === (operator === '<=');
    };
}

function membership(operands: readonly Operand[]): Predicate<Comparable | null> {
    const isSimple = ({ start, end }: Operand): boolean =>
        (start === null || typeof start !== 'object') && end === undefined;
    const simple = new Set(operands.filter(isSimple).map(({ start }) => start));
    const others = operands.filter((operand) => !isSimple(operand)).map((operand) => orderTest('=', operand));
    return (value) => simple.has(value) || others.some((test) => test(value));
}

function likePattern(text: string): RegExp {
    const source = text.replace(/\\([%_\\])|[%_]|[.*+?^${}()|[\]\\/]/g, (part, escaped: string | undefined) => {
        if (escaped !== undefined) return escaped === '\\' ? '\\\\' : escaped;
        return part === '%' ? '.*' : part === '_' ? '.' : `\\${part}`;
    });
    return new RegExp(`^${source}$`, 'is');
}

/** Rows of the scope's object that may meet the condition, found by indexes; undefined if only a scan finds them. */
export function indexedRows(scope: QueryScope, condition: Condition): Map<string, Row> | undefined {
    if (condition.kind === 'and') {
        const found = condition.operands
            .map((operand) => indexedRows(scope, operand))
            .filter((rows) => rows !== undefined);
        return found.sort((left, right) => left.size - right.size)[0];
    }
    if (condition.kind === 'or') {
        const found = condition.operands.map((operand) => indexedRows(scope, operand));
        return found.every((rows) => rows !== undefined) ? new Map(found.flatMap((rows) => [...rows])) : undefined;
    }
    const isListing = condition.kind === 'comparison' && (condition.operator === '=' || condition.operator === 'in');
    // Names of profiles depend on the reader and are not in the index.
    if (!isListing || !('segments' in condition.left) || scope.object.name === 'Profile') return undefined;
    const { steps, field } = scope.resolve(condition.left);
    const table = scope.context.store.table(scope.object.name);
    if (steps.length > 0 || !table.hasIndex(field.name)) return undefined;
    const operands = readOperands(scope.context, field, condition.right);
    if (operands.some(({ start, end }) => start === null || end !== undefined)) return undefined;
    const rows = new Map<string, Row>();
    for (const { start } of operands) for (const row of table.find(field.name, start)) rows.set(row.id, row);
    return rows;
}
