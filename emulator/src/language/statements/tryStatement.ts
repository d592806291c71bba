/** `try`, `catch` and `finally`. */
import { childOf, partOf, partsOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body, Flow } from '../body.ts';
import type { BoundCatch } from '../boundTree.ts';
import { readModifiers } from '../modifiers.ts';
import { resolveTypeName } from '../typeNames.ts';
import { distanceTo, isException } from '../typeRelations.ts';

export function bindTry(node: SyntaxNode, body: Body): Flow {
    const tried = body.block(partOf(node, 'block'));
    const catches: BoundCatch[] = [];
    let completes = tried.completes;
    for (const clause of partsOf(node, 'catchClause')) {
        const bound = body.scoped(() => bindCatch(clause, catches, body));
        catches.push(bound.caught);
        completes = completes || bound.completes;
    }
    const finallyNode = childOf(node, 'finallyBlock');
    const last = finallyNode && body.block(partOf(finallyNode, 'block'));
    return {
        statement: {
            kind: 'try',
            body: tried.statement,
            catches,
            finallyBody: last?.statement,
            position: body.position(node)
        },
        completes: completes && (last === undefined || last.completes)
    };
}

function bindCatch(
    clause: SyntaxNode,
    earlier: readonly BoundCatch[],
    body: Body
): { caught: BoundCatch; completes: boolean } {
    const type = caughtType(clause, body);
    if (earlier.some((other) => distanceTo(type, other.type, body.program) !== undefined)) {
        body.fail(`Exception type already caught: ${typeName(type)}`, clause);
    }
    const name = partOf(clause, 'id');
    const isFinal = readModifiers(clause, 'variables', body.file).has('final');
    const variable = body.declare(textOf(name), type, body.position(name), isFinal);
    const { statement, completes } = body.block(partOf(clause, 'block'));
    return { caught: { type, variable, body: statement }, completes };
}

function caughtType(clause: SyntaxNode, body: Body): ApexType {
    const name = partOf(clause, 'qualifiedName');
    const type = resolveTypeName(partsOf(name, 'id').map(textOf), undefined, body, body.position(name));
    if (!isException(type, body.program))
        body.fail(`Catch block variable must be of type exception: ${typeName(type)}`, name);
    return type;
}
