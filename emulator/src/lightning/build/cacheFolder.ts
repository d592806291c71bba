/** Where compiled pages and syntax trees are kept between runs: beside the installed packages, or among the temporary files if that is read-only. */
import { randomUUID } from 'node:crypto';
import {
    accessSync,
    constants,
    existsSync,
    mkdirSync,
    readdirSync,
    renameSync,
    rmSync,
    statSync,
    writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const draftPrefix = 'draft-';
/** No build takes that long: a draft of this age was left by a process that was ended. */
const draftLifeMs = 3_600_000;

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

/** Removes all but the newest folders of a kind, and drafts that nobody finishes. Versions come and go; one may be in use. */
export function removeOldFolders(folder: string, kind: string, kept: number): void {
    const ages = (prefix: string): [path: string, ageMs: number][] =>
        readdirSync(folder)
            .filter((name) => name.startsWith(prefix))
            .map((name) => join(folder, name))
            // Another process may have been quicker.
            .map((path) => [path, Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)]);
    const versions = ages(kind).sort(([, left], [, right]) => left - right);
    const drafts = ages(draftPrefix).filter(([, ageMs]) => ageMs > draftLifeMs);
    for (const [path] of [...versions.slice(kept), ...drafts]) rmSync(path, { recursive: true, force: true });
}

export function newDraftFolder(): string {
    const draft = join(cacheFolder(), `${draftPrefix}${randomUUID()}`);
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
