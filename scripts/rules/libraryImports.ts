/** Each external library has one door: one file per part imports it, so that it can be understood and replaced there. */
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { pathsMatching, type ProjectTree } from './projectTree.ts';

const parts = [
    { files: /^relay\/src\/.*\.ts$/, manifest: 'relay/package.json' },
    { files: /^emulator\/src\/.*\.ts$/, manifest: 'emulator/package.json' },
    { files: /^scripts\/.*\.ts$/, manifest: undefined }
];

export function checkLibraryImports(tree: ProjectTree): Finding[] {
    return parts.flatMap(({ files, manifest }) => {
        const importers = importersByLibrary(tree, files);
        const crowded = [...importers].flatMap(([library, [door, ...others]]) =>
            others.map((path) => ({ path, message: `${library} is already imported by ${door ?? ''}: go through it.` }))
        );
        return [...crowded, ...(manifest === undefined ? [] : mismatches(tree, manifest, importers))];
    });
}

function importersByLibrary(tree: ProjectTree, files: RegExp): Map<string, string[]> {
    const importers = new Map<string, string[]>();
    for (const path of pathsMatching(tree, files).filter((file) => !file.endsWith('.test.ts'))) {
        const imported = ts.preProcessFile(tree.get(path) ?? '').importedFiles.map((file) => libraryOf(file.fileName));
        for (const library of new Set(imported.filter((name) => name !== undefined))) {
            importers.set(library, [...(importers.get(library) ?? []), path]);
        }
    }
    return importers;
}

function libraryOf(specifier: string): string | undefined {
    return /^(?!\.|node:)(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[1];
}

function mismatches(tree: ProjectTree, manifest: string, importers: ReadonlyMap<string, string[]>): Finding[] {
    const { dependencies = {} } = JSON.parse(tree.get(manifest) ?? '{}') as { dependencies?: Record<string, string> };
    return [
        ...[...importers.keys()]
            .filter((library) => !(library in dependencies))
            .map((library) => ({ path: manifest, message: `${library} is imported but not a dependency.` })),
        ...Object.keys(dependencies)
            .filter((library) => !importers.has(library))
            .map((library) => ({ path: manifest, message: `${library} is a dependency that nothing imports.` }))
    ];
}
