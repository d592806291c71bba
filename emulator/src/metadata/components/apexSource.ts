/** Classes and triggers: source, and the API version beside it. */
import {
    componentOf,
    metaFile,
    readMetadataXml,
    required,
    type ComponentSource,
    type ParsedComponent
} from '../component.ts';

export function parseApexSource(source: ComponentSource): ParsedComponent[] {
    const meta = readMetadataXml(source, metaFile(source));
    return [
        componentOf(source, {
            kind: source.componentType === 'ApexTrigger' ? 'ApexTrigger' : 'ApexClass',
            name: source.fullName,
            source: source.files[0]?.content.toString('utf8') ?? '',
            apiVersion: Number(required(meta, 'apiVersion')),
            isActive: (meta.textOf('status') ?? 'Active') === 'Active'
        })
    ];
}
