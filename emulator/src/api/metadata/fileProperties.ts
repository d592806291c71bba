/** What listMetadata and retrieve say about a component. */
import type { ComponentRecord, OrgServices } from '../../orgServices.ts';

export function componentProperties(
    org: OrgServices,
    component: ComponentRecord,
    rootFolder: string
): Record<string, unknown> {
    const admin = org.userByUsername(org.identity.adminUsername);
    const first = component.files[0]?.path ?? '';
    const fileName = component.componentType === 'LightningComponentBundle' ? `lwc/${component.fullName}` : first;
    return {
        createdById: admin?.id,
        createdByName: admin?.name,
        createdDate: new Date(component.createdAt).toISOString(),
        fileName: rootFolder + fileName,
        fullName: component.fullName,
        id: component.id,
        lastModifiedById: admin?.id,
        lastModifiedByName: admin?.name,
        lastModifiedDate: new Date(component.lastModifiedAt).toISOString(),
        manageableState: 'unmanaged',
        type: component.componentType
    };
}
