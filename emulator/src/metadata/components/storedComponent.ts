/** Components that only pages use: checked for their shape, kept, and given back. */
import {
    ComponentError,
    componentOf,
    metaFile,
    readMetadataXml,
    type ComponentSource,
    type ParsedComponent
} from '../component.ts';

export function parseStoredXml(source: ComponentSource): ParsedComponent[] {
    readMetadataXml(source, source.files[0]);
    return [componentOf(source, { kind: 'Stored', name: source.fullName })];
}

export function parseLightningBundle(source: ComponentSource): ParsedComponent[] {
    readMetadataXml(source, metaFile(source));
    const main = ['js', 'html'].map((suffix) => `${source.fileName}/${source.fullName}.${suffix}`);
    if (!source.files.some((file) => main.includes(file.path))) {
        throw new ComponentError(`Cannot find Lightning Component Bundle ${source.fullName}`);
    }
    return [componentOf(source, { kind: 'Stored', name: source.fullName })];
}
