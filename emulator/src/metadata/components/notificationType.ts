/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_customnotificationtype.htm */
import { componentOf, readMetadataXml, refuseUnknown, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';

const known = new Set(['customNotifTypeName', 'masterLabel', 'description', 'desktop', 'mobile', 'slack']);

export function parseNotificationType(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, known);
    return [
        componentOf(source, {
            kind: 'CustomNotificationType',
            name: source.fullName,
            notificationName: required(root, 'customNotifTypeName'),
            label: required(root, 'masterLabel'),
            description: root.textOf('description') ?? null,
            isDesktop: root.isTrue('desktop'),
            isMobile: root.isTrue('mobile')
        })
    ];
}
