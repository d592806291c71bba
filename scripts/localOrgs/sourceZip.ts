/** Turns source folders into the zip that the Metadata API takes: decomposed objects are put together, ignored files left out. */

/**
 * @param folders absolute paths, all in one deployment
 * @throws when a file belongs to no metadata type
 */
export async function zipSource(folders: readonly string[]): Promise<Buffer> {
    // The library writes log files into the home folder unless it is told not to before it is loaded.
    process.env['SF_DISABLE_LOG_FILE'] ??= 'true';
    const { ComponentSet, MetadataConverter } = await import('@salesforce/source-deploy-retrieve');
    const components = ComponentSet.fromSource({ fsPaths: [...folders] });
    const { zipBuffer } = await new MetadataConverter().convert(components, 'metadata', { type: 'zip' });
    if (zipBuffer === undefined) {
        throw new Error('The conversion gave no zip.');
    }
    return zipBuffer;
}
