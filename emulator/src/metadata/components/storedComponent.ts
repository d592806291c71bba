/** Components that only pages use: checked for their shape, kept, and given back. */
import { componentOf, readMetadataXml, type ComponentSource, type ParsedComponent } from '../component.ts';

export function parseStoredXml(source: ComponentSource): ParsedComponent[] {
    readMetadataXml(source, source.files[0]);
    return [componentOf(source, { kind: 'Stored', name: source.fullName })];
}
