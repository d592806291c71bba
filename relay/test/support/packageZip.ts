/** The package as `sf project deploy start` would send it. To be loaded outside of Jest: one conversion serves all test files of a process. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { zipSource } from '../../../scripts/localOrgs/sourceZip.ts';

const folder = join(import.meta.dirname, '../../../force-app');
let converted: { readonly state: string; readonly files: Promise<ReadonlyMap<string, Buffer>> } | undefined;

/** Content by path in metadata format, manifest included; converted anew when a source file changed. */
export function packageZip(): Promise<ReadonlyMap<string, Buffer>> {
    const state = sourceState();
    if (converted?.state !== state) converted = { state, files: convert() };
    return converted.files;
}

async function convert(): Promise<ReadonlyMap<string, Buffer>> {
    const archive = await JSZip.loadAsync(await zipSource([folder]));
    const files = Object.values(archive.files).filter(({ dir }) => !dir);
    return new Map(await Promise.all(files.map(async (file) => [file.name, await file.async('nodebuffer')] as const)));
}

function sourceState(): string {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return paths.map((path) => `${path} ${statSync(join(folder, path)).mtimeMs}`).join();
}
