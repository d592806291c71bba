/** Custom permissions, which `FeatureManagement.checkPermission` asks for. */
import { componentOf, readMetadataXml, refuseUnknown, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';

const known = new Set(['label', 'description', 'isLicensed']);

export function parseCustomPermission(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, known);
    return [componentOf(source, { kind: 'CustomPermission', name: source.fullName, label: required(root, 'label') })];
}
