import { rowError } from './saveContext.ts';
import type { SaveContext, SaveItem } from './saveContext.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm */
export function checkAssignment(context: SaveContext, item: SaveItem): void {
    const { store } = context;
    const [assigneeId, setId] = [item.working.fields.get('AssigneeId'), item.working.fields.get('PermissionSetId')] as [
        unknown,
        unknown
    ];
    const [user, set] = [store.table('User').get(String(assigneeId)), store.table('PermissionSet').get(String(setId))];
    if (!user || !set || item.before) return;
    if (set.values['IsOwnedByProfile'] === true) {
        item.errors.push(
            rowError('INVALID_CROSS_REFERENCE_KEY', 'A permission set that belongs to a profile cannot be assigned', [
                'PermissionSetId'
            ])
        );
    }
    for (const other of store.table('PermissionSetAssignment').find('AssigneeId', user.id)) {
        if (other.values['PermissionSetId'] !== set.id) continue;
        item.errors.push(
            rowError(
                'DUPLICATE_VALUE',
                `Duplicate PermissionSetAssignment. Assignee: ${user.id}; Permission Set: ${set.id}`,
                ['AssigneeId', 'PermissionSetId']
            )
        );
    }
    const needed: unknown = set.values['LicenseId'];
    const held: unknown = store.table('Profile').get(String(user.values['ProfileId']))?.values['UserLicenseId'];
    if (typeof needed === 'string' && context.schema.objectOfId(needed)?.name === 'UserLicense' && needed !== held) {
        const message = `Can't assign permission set ${String(set.values['Label'])} to user ${String(user.values['Name'])}. The user license doesn't match the permission set license.`;
        item.errors.push(rowError('FIELD_INTEGRITY_EXCEPTION', message, ['PermissionSetId']));
    }
}
