/** Zip archives in and out. Entries keep their order; archives of the same files have the same bytes. */
import JSZip from 'jszip';

export interface ZipEntry {
    readonly path: string;
    readonly content: Buffer;
}

const entryDate = new Date(Date.UTC(2000, 0, 1));

/** @throws Error if the bytes are no zip archive */
export async function readZip(bytes: Buffer): Promise<ZipEntry[]> {
    const archive = await JSZip.loadAsync(bytes);
    const files = Object.values(archive.files).filter((file) => !file.dir);
    return Promise.all(files.map(async (file) => ({ path: file.name, content: await file.async('nodebuffer') })));
}

export async function writeZip(entries: readonly ZipEntry[]): Promise<Buffer> {
    const archive = new JSZip();
    for (const { path, content } of entries) archive.file(path, content, { date: entryDate, createFolders: false });
    return archive.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
