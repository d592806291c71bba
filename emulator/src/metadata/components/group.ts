/** Public groups; who belongs to them is data. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_group.htm */
import { componentOf, readMetadataXml, refuseUnknown, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';

const known = new Set(['fullName', 'name', 'doesIncludeBosses']);

export function parseGroup(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, known);
    const doesIncludeBosses = (root.textOf('doesIncludeBosses') ?? 'true') === 'true';
    return [
        componentOf(source, { kind: 'Group', name: source.fullName, label: required(root, 'name'), doesIncludeBosses })
    ];
}
