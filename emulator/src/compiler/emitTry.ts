/**
 * try, catch, finally. Apex sees ApexExceptions only: a limit that is exceeded, an unsupported construct and a bug of ours
 * pass through, and run no `finally` either.
 */
import type { BoundBlock, BoundCatch, BoundStatement } from '../language/boundTree.ts';
import type { FunctionScope } from './functionScope.ts';

type Try = Extract<BoundStatement, { kind: 'try' }>;
type EmitBlock = (block: BoundBlock, scope: FunctionScope, prefix?: string) => string;

export function emitTry({ body, catches, finallyBody }: Try, scope: FunctionScope, emitBlock: EmitBlock): string {
    const guarded = emitBlock(body, scope);
    const caught = catches.length > 0 ? `try ${guarded} ${emitCatches(catches, scope, emitBlock)}` : guarded;
    if (!finallyBody) return caught;
    const isFatal = scope.temporary();
    const note = `catch (e) {${isFatal} = $.isFatal(e);throw e;}`;
    const last = emitBlock(finallyBody, scope, '$.depth = d;');
    return `${isFatal} = false;try {${caught}} ${note} finally {if (!${isFatal}) ${last}}\n`;
}

/** Tried in order. Restores the frame of this function, which the exception may have left by many. */
function emitCatches(catches: readonly BoundCatch[], scope: FunctionScope, emitBlock: EmitBlock): string {
    const name = scope.temporary();
    const branches = catches.map(({ type, variable, body }) => {
        const block = emitBlock(body, scope, `let v${variable.id} = ${name};`);
        return type.kind === 'system' && type.name === 'System.Exception'
            ? block
            : `if ($.isInstance(${name}, ${scope.constantType(type)})) ${block}`;
    });
    const isOpen = !catches.some(({ type }) => type.kind === 'system' && type.name === 'System.Exception');
    const rest = isOpen ? ` else throw ${name};` : '';
    return `catch (e) {${name} = $.caught(e, d);${branches.join(' else ')}${rest}}\n`;
}
