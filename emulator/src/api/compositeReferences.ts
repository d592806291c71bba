/**
 * `@{account.id}` in a subrequest of a composite request: a value out of the answer to an earlier one.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite_post.htm
 */
import { OrgRequestError } from '../orgServices.ts';
import { isRecord } from './endpoint.ts';

const reference = /@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g;

/** Bodies of the answers so far, by reference id. */
export type Answers = ReadonlyMap<string, unknown>;

/**
 * The value with all references replaced, in lists and objects too. A text that is nothing but a reference to null is null.
 * @throws OrgRequestError 400 PROCESSING_HALTED
 */
export function replaceReferences(value: unknown, answers: Answers): unknown {
    if (typeof value === 'string') return replaceInText(value, answers);
    if (Array.isArray(value)) return value.map((item) => replaceReferences(item, answers));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceReferences(item, answers)]));
}

/**
 * The URL with all references replaced by their values, encoded.
 * @throws OrgRequestError 400 PROCESSING_HALTED
 */
export function replaceInUrl(url: string, answers: Answers): string {
    return url.replace(reference, (_whole, name: string, path: string) =>
        encodeURIComponent(textOf(valueAt(answers, name, path)))
    );
}

function replaceInText(text: string, answers: Answers): string | null {
    const [only] = text.matchAll(reference);
    if (only?.[0] === text && valueAt(answers, only[1] ?? '', only[2] ?? '') === null) return null;
    return text.replace(reference, (_whole, name: string, path: string) => textOf(valueAt(answers, name, path)));
}

function valueAt(answers: Answers, name: string, path: string): string | number | boolean | null {
    let value = answers.get(name);
    for (const [segment] of path.matchAll(/\w+/g))
        value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[segment] : undefined;
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
        return value as string | number | boolean | null;
    throw new OrgRequestError(
        400,
        'PROCESSING_HALTED',
        `Invalid reference specified. No value for ${name}${path} found in ${name}.`
    );
}

function textOf(value: string | number | boolean | null): string {
    return value === null ? '' : String(value);
}
