import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cacheFolder, newDraftFolder, publishFolder, removeOldFolders } from './cacheFolder.ts';

let folder: string;

/** An entry that was last written so many minutes ago. */
function entry(name: string, minutes: number): void {
    const time = new Date(Date.now() - minutes * 60_000);
    mkdirSync(join(folder, name, 'chunks'), { recursive: true });
    utimesSync(join(folder, name), time, time);
}

beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cache-folder-'));
});
afterAll(() => {
    rmSync(folder, { recursive: true });
});

it('keeps the newest versions and drafts that may still be finished', () => {
    for (const [name, minutes] of [
        ['base-newest', 1],
        ['base-oldest', 900],
        ['base-older', 90],
        ['draft-abandoned', 70],
        ['draft-new', 5],
        ['apex', 9_000]
    ] as const) {
        entry(name, minutes);
    }
    removeOldFolders(folder, 'base-', 2);
    expect(readdirSync(folder).sort()).toEqual(['apex', 'base-newest', 'base-older', 'draft-new']);
});

it('gives a draft its place unless another process was first', () => {
    const place = join(folder, 'place');
    const [first, second] = [newDraftFolder(), newDraftFolder()];
    expect(first.startsWith(cacheFolder())).toBe(true);
    mkdirSync(join(first, 'content'));
    publishFolder(first, place);
    publishFolder(second, place);
    expect([existsSync(first), existsSync(second), readdirSync(place)]).toEqual([false, false, ['content']]);
});
