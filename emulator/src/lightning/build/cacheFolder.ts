/** Where compiled pages and syntax trees are kept between runs: beside the installed packages, or among the temporary files if that is read-only. */
import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

let known: string | undefined;

export function cacheFolder(): string {
    known ??= join(isWritable(installationFolder()) ? installationFolder() : tmpdir(), '.cache', 'local-org');
    mkdirSync(known, { recursive: true });
    return known;
}

/** Other processes see the file complete or not at all. */
export function writeCached(path: string, content: string): void {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, content);
    renameSync(draft, path);
}

/** Puts a finished folder in its place; whoever was first wins. */
export function publishFolder(draft: string, folder: string): void {
    if (existsSync(folder)) {
        rmSync(draft, { recursive: true });
        return;
    }
    try {
        renameSync(draft, folder);
    } catch (error) {
        if (!existsSync(folder)) throw error;
        rmSync(draft, { recursive: true });
    }
}

export function newDraftFolder(): string {
    const draft = join(cacheFolder(), `draft-${randomUUID()}`);
    mkdirSync(draft, { recursive: true });
    return draft;
}

function installationFolder(): string {
    let folder = import.meta.dirname;
    while (!existsSync(join(folder, 'node_modules', 'lwc'))) folder = dirname(folder);
    return join(folder, 'node_modules');
}

function isWritable(folder: string): boolean {
    try {
        accessSync(folder, constants.W_OK);
        return true;
    } catch {
        return false;
    }
}
