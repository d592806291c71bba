/** SOQL literals: the query, its binds, and the type that comes out where nothing else is asked for. */
import { partOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { isAggregateQuery } from '../../soql/aggregates.ts';
import { withCollectionBinds } from '../../soql/collectionBinds.ts';
import { readQueryLiteral } from '../../soql/parseQuery.ts';
import { listOf, primitive } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import { checkQuery } from './checkQuery.ts';

/** Binds a `soqlLiteral`. Its type is a list of records, or Integer for `COUNT()`. */
export function bindQuery(node: SyntaxNode, body: Body): BoundExpression {
    const literal = readQueryLiteral(partOf(node, 'query'), body.file);
    const binds = body.expressions(literal.binds);
    const query = withCollectionBinds(literal.query, (index) =>
        ['list', 'set'].includes(binds[index]?.type.kind ?? '')
    );
    const object = checkQuery(query, binds, body.program);
    const row: ApexType = { kind: 'sobject', name: isAggregateQuery(query) ? 'AggregateResult' : object.name };
    const type = query.isCount ? primitive('Integer') : listOf(row);
    return { kind: 'query', query, binds, type, position: body.position(node) };
}
