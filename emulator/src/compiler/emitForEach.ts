/** `for (X x : iterable)`. */
import type { BoundStatement } from '../language/boundTree.ts';
import type { FunctionScope } from './functionScope.ts';

type ForEach = Extract<BoundStatement, { kind: 'forEach' }>;
type EmitLoopBody = (body: BoundStatement, scope: FunctionScope, prefix: string) => string;

/**
 * A list or set cannot change while it is iterated; before API version 62 a set could, and the loop saw nothing of it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_collections_iterating.htm
 */
export function emitForEach(statement: ForEach, scope: FunctionScope, emitLoopBody: EmitLoopBody): string {
    const { variable, iterable, isQueryInChunks, body } = statement;
    const source = scope.required(iterable);
    const declare = (value: string): string => `let v${variable.id} = ${value};`;
    if (isQueryInChunks) {
        const chunk = `chunk${variable.id}`;
        return `for (const ${chunk} of O.chunks(${source})) ${emitLoopBody(body, scope, declare(chunk))}`;
    }
    const { kind } = iterable.type;
    if (kind !== 'list' && kind !== 'set') {
        const item = `item${variable.id}`;
        return `for (const ${item} of $.iterate(${source})) ${emitLoopBody(body, scope, declare(item))}`;
    }
    const [collection, items, count, index] = ['l', 'a', 'n', 'i'].map((letter) => letter + String(variable.id));
    const locked = kind === 'list' ? source : `O.locked($, ${source})`;
    const start = `const ${collection} = ${locked}, ${items} = O.itemsOf(${collection}), ${count} = ${items}.length;`;
    const loop = `for (let ${index} = 0; ${index} < ${count}; ${index}++)`;
    const turns = `${loop} ${emitLoopBody(body, scope, declare(`${items}[${index}]`))}`;
    return `{${start}${collection}.iterating++; try {${turns}} finally {${collection}.iterating--;}}`;
}
