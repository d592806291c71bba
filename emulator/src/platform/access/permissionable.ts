import type { FieldDescription } from '../../runtime/objectDescription.ts';

/**
 * Whether field-level security applies. Required and system fields are always visible and never listed in permission sets.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_fieldpermissions.htm
 */
export function isPermissionable(field: FieldDescription): boolean {
    if (field.isCustom) return field.isNillable || field.type === 'boolean';
    return field.isNillable && (field.isCreateable || field.isUpdateable) && field.name !== 'UserRoleId';
}
