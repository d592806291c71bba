import { z } from 'zod';

/** All that comes from outside is checked against a schema before use. This is the one place that names the library. */
export { z };

/** @returns the checked value, or undefined if `input` does not have the shape */
export function parseOrUndefined<T>(schema: z.ZodType<T>, input: unknown): T | undefined {
    return schema.safeParse(input).data;
}

/** @returns the parsed value, or undefined if `text` is not JSON */
export function parseJsonOrUndefined(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
