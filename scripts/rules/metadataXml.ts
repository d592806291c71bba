/** Reads Salesforce metadata files. The only file here that knows the XML library. */
import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    isArray: (name) => name === 'values'
});

/** The root element's children: text as string, repeated `values` always as an array. */
export function parseMetadata(xml: string): Readonly<Record<string, unknown>> {
    const document = parser.parse(xml) as Record<string, unknown>;
    const root = Object.entries(document).find(([name]) => !name.startsWith('?'))?.[1];
    return typeof root === 'object' && root !== null ? (root as Record<string, unknown>) : {};
}

/** Values of a custom metadata record: field API name → text; empty values are left out. */
export function recordValues(xml: string): ReadonlyMap<string, string> {
    const { values } = parseMetadata(xml);
    const entries = Array.isArray(values) ? (values as { field?: unknown; value?: unknown }[]) : [];
    return new Map(
        entries.flatMap(({ field, value }) =>
            typeof field === 'string' && typeof value === 'string' && value !== '' ? [[field, value] as const] : []
        )
    );
}
