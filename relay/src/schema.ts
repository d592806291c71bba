import { z } from 'zod';

/**
 * Everything that comes from outside (environment, answers of an org, events) is described by a schema and checked
 * before use. This is the one place that names the library.
 */
export { z };

/** @returns the checked value, or undefined if `input` does not have the shape */
export function parseOrUndefined<T>(schema: z.ZodType<T>, input: unknown): T | undefined {
    const result = schema.safeParse(input);
    return result.success ? result.data : undefined;
}

/** @returns the parsed value, or undefined if `text` is not JSON */
export function parseJsonOrUndefined(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
