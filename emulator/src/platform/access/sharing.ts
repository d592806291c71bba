/**
 * Who may see or change a record: organization-wide default, owner, the roles above the owner, View All and Modify All.
 * Sharing rules, manual shares and teams are not modelled; the objects that hold them do not exist here.
 * https://developer.salesforce.com/docs/atlas.en-us.securityImplGuide.meta/securityImplGuide/sharing_model.htm
 */
import type { RunningUser } from '../../runtime/host.ts';
import type { RecordStore } from '../records/recordStore.ts';
import type { Row } from '../records/table.ts';
import type { OrgSchema, PlatformObject } from '../schema/orgSchema.ts';
import type { UserRights } from './userRights.ts';

export interface SharingScope {
    readonly schema: OrgSchema;
    readonly store: RecordStore;
    readonly user: RunningUser;
    readonly rights: UserRights;
}

export function isShared(scope: SharingScope, object: PlatformObject, row: Row, level: 'read' | 'edit'): boolean {
    const { viewAll, modifyAll } = scope.rights.object(object);
    if (modifyAll || (level === 'read' && viewAll) || scope.user.userType === 'AutomatedProcess') return true;
    if (object.sharingModel === 'ReadWrite' || (object.sharingModel === 'Read' && level === 'read')) return true;
    if (object.sharingModel === 'ControlledByParent') return isParentShared(scope, object, row, level);
    const ownerId = row.values['OwnerId'] as string | undefined;
    if (ownerId === undefined) return object.isSetupObject;
    return ownerId === scope.user.id || isAbove(scope, ownerId) || isQueueMember(scope, ownerId);
}

function isParentShared(scope: SharingScope, object: PlatformObject, row: Row, level: 'read' | 'edit'): boolean {
    for (const field of object.fields.values()) {
        if (field.deleteConstraint !== 'Cascade' || field.isNillable) continue;
        const parent = scope.store.row((row.values[field.name] as string | undefined) ?? '');
        const parentObject = parent && scope.schema.objectOfId(parent.id);
        if (!parent || !parentObject || !isShared(scope, parentObject, parent, level)) return false;
    }
    return true;
}

/** Whether the user's role stands above the owner's. */
function isAbove(scope: SharingScope, ownerId: string): boolean {
    const { store, user } = scope;
    if (user.roleId === null) return false;
    let role = store.row((store.row(ownerId)?.values['UserRoleId'] as string | undefined) ?? '');
    while (role) {
        role = store.row((role.values['ParentRoleId'] as string | undefined) ?? '');
        if (role?.id === user.roleId) return true;
    }
    return false;
}

function isQueueMember(scope: SharingScope, ownerId: string): boolean {
    for (const member of scope.store.table('GroupMember').find('GroupId', ownerId)) {
        if (member.values['UserOrGroupId'] === scope.user.id) return true;
    }
    return false;
}
