/** Declarations of local variables, in blocks, in `for` and at the top of triggers and anonymous blocks. */
import { childAt, hasChild, partOf, partsOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import type { Body } from '../body.ts';
import type { BoundStatement } from '../boundTree.ts';
import { readModifiers } from '../modifiers.ts';

/** Binds a `localVariableDeclaration`, or the same shape where the grammar has read a field: one statement a variable. */
export function bindLocals(node: SyntaxNode, body: Body, modifierHolder: SyntaxNode = node): readonly BoundStatement[] {
    const isFinal = readModifiers(modifierHolder, 'variables', body.file).has('final');
    const declarators = partsOf(partOf(node, 'variableDeclarators'), 'variableDeclarator');
    const names = declarators.map((declarator) => textOf(partOf(declarator, 'id')));
    const type = body.declaredType(partOf(node, 'typeRef'), names);
    return declarators.map((declarator) => {
        const position = body.position(declarator);
        const valueNode = hasChild(declarator, 'ASSIGN') ? childAt(declarator, 2) : undefined;
        const initialValue = valueNode && body.problems.attempt(() => body.valueOf(valueNode, type));
        const variable = body.declare(textOf(partOf(declarator, 'id')), type, position, isFinal);
        return { kind: 'local', variable, initialValue, position };
    });
}
