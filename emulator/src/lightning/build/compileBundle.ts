/** Compiles components, each content once: results are kept in memory and on disk. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmulatorBug } from '../../errors.ts';
import { BuildThread } from './buildThread.ts';
import { cacheFolder, writeCached } from './cacheFolder.ts';
import type { BundleSource, CompiledBundle } from './compiledBundle.ts';
import { compilerVersion } from './platformCompiler.ts';

const thread = new BuildThread();
const known = new Map<string, CompiledBundle>();

export async function compileBundle(bundle: BundleSource): Promise<CompiledBundle> {
    const key = contentKey(bundle);
    return keptResult(key) ?? keep(key, await thread.run({ kind: 'compile', bundle }));
}

/** For a deployment inside the process, which cannot wait by its event loop. */
export function compileBundleSync(bundle: BundleSource): CompiledBundle {
    const key = contentKey(bundle);
    return keptResult(key) ?? keep(key, thread.runSync({ kind: 'compile', bundle }));
}

function contentKey(bundle: BundleSource): string {
    const content = [compilerVersion, bundle.name, bundle.apiVersion, Object.entries(bundle.files).sort()];
    return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function keptResult(key: string): CompiledBundle | undefined {
    const inMemory = known.get(key);
    if (inMemory) return inMemory;
    const path = cachePath(key);
    if (!existsSync(path)) return undefined;
    const compiled = JSON.parse(readFileSync(path, 'utf8')) as CompiledBundle;
    known.set(key, compiled);
    return compiled;
}

function keep(key: string, compiled: CompiledBundle | undefined): CompiledBundle {
    if (!compiled) throw new EmulatorBug('The build thread answered a compilation without a result');
    known.set(key, compiled);
    writeCached(cachePath(key), JSON.stringify(compiled));
    return compiled;
}

function cachePath(key: string): string {
    return join(cacheFolder(), 'components', `${key}.json`);
}
