/** The folder with the modules that every page loads, built once for an installation and all its orgs. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BuildThread } from './buildThread.ts';
import { cacheFolder, newDraftFolder, publishFolder, removeOldFolders } from './cacheFolder.ts';
import { packageVersions, resolveInstalled } from './basePackages.ts';

const prefix = 'base-';
/** The newest, and what other branches or versions of this installation go on with. */
const keptVersions = 4;

let building: Promise<BaseModules> | undefined;

export interface BaseModules {
    readonly folder: string;
    /** Changes with the content. */
    readonly key: string;
}

/** The first call of an installation takes some ten seconds of another thread, later ones none. */
export function baseModulesFolder(): Promise<BaseModules> {
    building ??= build().catch((error: unknown) => {
        building = undefined;
        throw error;
    });
    return building;
}

async function build(): Promise<BaseModules> {
    const key = contentKey();
    const folder = join(cacheFolder(), `${prefix}${key}`);
    if (!existsSync(folder)) {
        const draft = newDraftFolder();
        await new BuildThread().run({ kind: 'baseModules', folder: draft });
        publishFolder(draft, folder);
        removeOldFolders(cacheFolder(), prefix, keptVersions);
    }
    return { folder, key };
}

function contentKey(): string {
    const hash = createHash('sha256')
        .update(packageVersions.join())
        .update(readFileSync(join(dirname(resolveInstalled('lwc')), 'package.json')));
    hash.update(readFileSync(join(import.meta.dirname, '..', 'pageSession.ts')));
    for (const folder of [import.meta.dirname, join(import.meta.dirname, '..', 'browser')]) {
        for (const file of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, file)));
    }
    return hash.digest('hex').slice(0, 16);
}
