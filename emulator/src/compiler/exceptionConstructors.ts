/**
 * Constructors that every class derived from Exception has without declaring them, unless it declares one with the same
 * parameters: none, message, cause, message and cause.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_exception_custom.htm
 */
import type { BoundTypeDeclaration } from '../language/boundTree.ts';
import { constructorKey, simpleName } from './unitWriter.ts';

export const exceptionParameters: readonly (readonly string[])[] = [
    [],
    ['string'],
    ['system.exception'],
    ['string', 'system.exception']
];

export function emitExceptionConstructors(type: BoundTypeDeclaration): string[] {
    const name = simpleName(type.name).toLowerCase();
    const declared = new Set(type.constructors.filter(({ body }) => body).map(({ signature }) => signature));
    const initializer = JSON.stringify(`~${type.name.toLowerCase()}`);
    return exceptionParameters
        .map((parameters) => `${name}(${parameters.join(',')})`)
        .filter((signature) => !declared.has(signature))
        .map((signature) => {
            const body = `O.initializeException(this, values);this[${initializer}]($.depth + 1);return this;`;
            return `[${constructorKey(type.name, signature)}](...values) {${body}}\n`;
        });
}
