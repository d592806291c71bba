/**
 * Apex resolved once for all orgs of the process: classes by their source and by what they can see of their org. The ones not
 * asked for longest go first. Triggers, which change more often and on which nothing depends, are bound each time.
 */
import { createHash } from 'node:crypto';
import {
    resolveProgram,
    type ResolvedClasses,
    type ResolvedProgram,
    type SourceFile
} from '../language/resolveProgram.ts';
import type { OrgSchema, PlatformObject } from '../platform/schema/orgSchema.ts';
import { createTypeLibrary } from '../stdlib/typeLibrary.ts';
import type { ComponentStore } from './componentStore.ts';

/** Of an org as a deployment leaves it: neither changes afterwards, so they may be kept with what was resolved against them. */
export interface CodeSurroundings {
    readonly schema: OrgSchema;
    readonly components: ComponentStore;
}

const keptResults = 4;
const known = new Map<string, ResolvedClasses>();

/** Throws ApexCompileError, UnsupportedApexError. */
export function resolveSources(
    sources: readonly SourceFile[],
    { schema, components }: CodeSurroundings
): ResolvedProgram {
    const library = createTypeLibrary(
        (name) => schema.object(name),
        (name) => components.customLabel(name) !== undefined
    );
    const key = keyOf(sources, schema, components);
    const program = resolveProgram(sources, library, known.get(key));
    const { symbols, types } = program;
    known.delete(key);
    known.set(key, { symbols, types });
    for (const [oldest] of known) {
        if (known.size <= keptResults) break;
        known.delete(oldest);
    }
    return program;
}

/** Of all that the binding of a class depends on. */
function keyOf(sources: readonly SourceFile[], schema: OrgSchema, components: ComponentStore): string {
    const hash = createHash('sha256');
    const add = (value: unknown): void => {
        hash.update(`${JSON.stringify(value)}\n`);
    };
    for (const { file, kind, apiVersion, text } of sources) if (kind === 'class') add([file, apiVersion, text]);
    for (const object of schema.objects()) add(visibleParts(object));
    for (const { componentType, fullName } of components.all()) if (componentType === 'CustomLabel') add(fullName);
    return hash.digest('hex');
}

/** What the type library says of an object; child relationships follow from the lookups. */
function visibleParts({ name, category, fields }: PlatformObject): unknown {
    const cells = [...fields.values()].map((field) => [
        ...[field.name, field.type, field.relationshipName, field.childRelationshipName],
        field.referenceTo
    ]);
    return [name, category, cells];
}
