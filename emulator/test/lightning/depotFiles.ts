/** A small app of other people's making: Apex, components, labels in two languages, tabs and the rights to them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetadataFile } from '../../src/orgServices.ts';

const folder = join(__dirname, 'depot');

/** @param changes texts by path that take the place of the files', or join them */
export function depotFiles(changes: Readonly<Record<string, string>> = {}): MetadataFile[] {
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) =>
            join(entry.parentPath, entry.name)
                .slice(folder.length + 1)
                .replaceAll('\\', '/')
        );
    const files = paths
        .filter((path) => !(path in changes))
        .map((path) => ({ path, content: readFileSync(join(folder, path)) }));
    return [...files, ...Object.entries(changes).map(([path, text]) => ({ path, content: Buffer.from(text) }))];
}
