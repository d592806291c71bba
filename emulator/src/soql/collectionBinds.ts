/**
 * `Id = :ids` with a collection means IN, and `!=` means NOT IN, which only the type of the bind tells.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SOQL_variables.htm
 */
import type { Condition, SoqlQuery } from './query.ts';

/** Whether the bind of that index is a list or a set. */
export type IsCollection = (index: number) => boolean;

export function withCollectionBinds(query: SoqlQuery, isCollection: IsCollection): SoqlQuery {
    return {
        ...query,
        select: query.select.map((item) =>
            item.kind === 'subquery' ? { ...item, query: withCollectionBinds(item.query, isCollection) } : item
        ),
        where: query.where && readCondition(query.where, isCollection),
        having: query.having && readCondition(query.having, isCollection)
    };
}

function readCondition(condition: Condition, isCollection: IsCollection): Condition {
    switch (condition.kind) {
        case 'and':
        case 'or':
            return {
                ...condition,
                operands: condition.operands.map((operand) => readCondition(operand, isCollection))
            };
        case 'not':
            return { ...condition, operand: readCondition(condition.operand, isCollection) };
        case 'semiJoin':
            return { ...condition, query: withCollectionBinds(condition.query, isCollection) };
        case 'comparison':
            return readComparison(condition, isCollection);
    }
}

function readComparison(comparison: Extract<Condition, { kind: 'comparison' }>, isCollection: IsCollection): Condition {
    const { operator, right } = comparison;
    const [value] = right;
    if (value?.kind !== 'bind' || !isCollection(value.index)) return comparison;
    if (operator !== '=' && operator !== '!=') return comparison;
    return { ...comparison, operator: operator === '=' ? 'in' : 'not in' };
}
