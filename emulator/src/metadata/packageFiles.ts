/** The files of a package's zip, without its root folder. */
import type { MetadataFile } from '../orgServices.ts';
import { readZip } from './zip.ts';

/**
 * @returns empty if there is no `package.xml` at the root or in the one folder at the root
 * @throws Error if the bytes are no zip archive
 */
export async function readPackage(zip: Buffer): Promise<MetadataFile[]> {
    const entries = await readZip(zip);
    const manifest = entries.find(({ path }) => /^([^/]+\/)?package\.xml$/.test(path));
    const root = manifest?.path.slice(0, -'package.xml'.length) ?? '';
    return entries
        .filter(({ path }) => manifest !== undefined && path.startsWith(root))
        .map(({ path, content }) => ({ path: path.slice(root.length), content }));
}
