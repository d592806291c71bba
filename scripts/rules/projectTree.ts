/** The project's own text files, held in memory, so that every rule is a pure function and a test hands in four lines. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Path relative to the project root, with forward slashes → text. */
export type ProjectTree = ReadonlyMap<string, string>;

const foreignFolders = new Set(['node_modules', '.git', '.local', '.sf', '.sfdx', 'coverage', 'dist']);
const binaryFile = /\.(png|jpe?g|gif|ico|woff2?|pdf|zip|jar|wasm)$/i;

export function readProjectTree(root: string): ProjectTree {
    const tree = new Map<string, string>();
    const visit = (folder: string): void => {
        for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
            const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
            if (entry.isDirectory() && !foreignFolders.has(entry.name)) {
                visit(path);
            } else if (entry.isFile() && !binaryFile.test(entry.name)) {
                tree.set(path, readFileSync(join(root, path), 'utf8'));
            }
        }
    };
    visit('');
    return tree;
}

/** Paths of the tree that match, in a stable order. */
export function pathsMatching(tree: ProjectTree, pattern: RegExp): string[] {
    return [...tree.keys()].filter((path) => pattern.test(path)).sort();
}

export function fileName(path: string): string {
    return path.slice(path.lastIndexOf('/') + 1);
}
