/**
 * What a user may do: the sum of the profile's and all assigned permission sets. Rights are rows of PermissionSet,
 * ObjectPermissions, FieldPermissions and SetupEntityAccess, so whatever writes those rows grants and revokes.
 */
import { ApexDatetime } from '../../values/apexTemporal.ts';
import type { RecordStore } from '../records/recordStore.ts';
import type { Row } from '../records/table.ts';
import type { PlatformField, PlatformObject } from '../schema/orgSchema.ts';
import { isPermissionable } from './permissionable.ts';

export interface ObjectAccess {
    readonly read: boolean;
    readonly create: boolean;
    readonly update: boolean;
    readonly delete: boolean;
    /** Whatever sharing says. */
    readonly viewAll: boolean;
    readonly modifyAll: boolean;
}

export interface FieldAccess {
    readonly read: boolean;
    readonly create: boolean;
    readonly update: boolean;
}

/** Shown at once, or on request only. */
export type TabVisibility = 'DefaultOn' | 'DefaultOff';

type Action = 'read' | 'create' | 'update' | 'delete';

/** User permissions, one of which the action on a setup object needs. Reading needs none unless listed. */
const setupPermissions: Readonly<
    Record<string, { readonly read?: readonly string[]; readonly change: readonly string[] }>
> = {
    User: { change: ['ManageInternalUsers', 'ManageUsers'] },
    UserLogin: { read: ['ManageUsers'], change: ['ManageUsers'] },
    UserRole: { change: ['ManageRoles', 'ManageUsers'] },
    Group: { change: ['ManageUsers'] },
    GroupMember: { change: ['ManageUsers'] },
    PermissionSet: { change: ['ManageProfilesPermissionsets'] },
    PermissionSetAssignment: { change: ['AssignPermissionSets', 'ManageUsers'] },
    PermissionSetLicenseAssign: { change: ['AssignPermissionSets', 'ManageUsers'] },
    ObjectPermissions: { read: ['ViewSetup'], change: ['ManageProfilesPermissionsets'] },
    FieldPermissions: { read: ['ViewSetup'], change: ['ManageProfilesPermissionsets'] },
    PermissionSetTabSetting: { read: ['ViewSetup'], change: ['ManageProfilesPermissionsets'] },
    SetupEntityAccess: { read: ['ViewSetup'], change: ['ManageProfilesPermissionsets'] },
    AsyncApexJob: { read: ['ViewSetup'], change: [] },
    CronTrigger: { read: ['ViewSetup'], change: [] },
    CronJobDetail: { read: ['ViewSetup'], change: [] },
    ApexClass: { read: ['ViewSetup', 'AuthorApex'], change: ['AuthorApex'] },
    ApexTrigger: { read: ['ViewSetup', 'AuthorApex'], change: ['AuthorApex'] }
};

/** User fields that need a user permission in user mode besides the right on User. */
const guardedUserFields: Readonly<Record<string, string>> = { ProfileId: 'ViewSetup', UserRoleId: 'ViewRoles' };

export class UserRights {
    private readonly permissionSets: readonly Row[];
    private readonly objectGrants = new Map<string, Set<string>>();
    private readonly fieldGrants = new Map<string, Set<string>>();
    private readonly entities = new Set<string>();
    private readonly tabs = new Map<string, TabVisibility>();
    private readonly store: RecordStore;

    constructor(store: RecordStore, userId: string, nowMs: number) {
        this.store = store;
        const sets = new Map<string, Row>();
        for (const assignment of store.table('PermissionSetAssignment').find('AssigneeId', userId)) {
            const expiry: unknown = assignment.values['ExpirationDate'];
            const set = store.row(assignment.values['PermissionSetId'] as string);
            if (set && !(expiry instanceof ApexDatetime && expiry.epochMs <= nowMs)) sets.set(set.id, set);
        }
        this.permissionSets = [...sets.values()];
        for (const set of this.permissionSets) this.readGrants(set.id);
    }

    private readGrants(permissionSetId: string): void {
        for (const { values } of this.store.table('ObjectPermissions').find('ParentId', permissionSetId)) {
            addGrants(this.objectGrants, values['SobjectType'] as string, values);
        }
        for (const { values } of this.store.table('FieldPermissions').find('ParentId', permissionSetId)) {
            addGrants(this.fieldGrants, values['Field'] as string, values);
        }
        for (const { values } of this.store.table('SetupEntityAccess').find('ParentId', permissionSetId)) {
            this.entities.add(values['SetupEntityId'] as string);
        }
        for (const { values } of this.store.table('PermissionSetTabSetting').find('ParentId', permissionSetId)) {
            const name = (values['Name'] as string).toLowerCase();
            if (this.tabs.get(name) !== 'DefaultOn') this.tabs.set(name, values['Visibility'] as TabVisibility);
        }
    }

    /** `ManageUsers`, `ViewAllData`... */
    has(permission: string): boolean {
        return this.permissionSets.some((set) => set.values[`Permissions${permission}`] === true);
    }

    hasAny(permissions: readonly string[]): boolean {
        return permissions.some((permission) => this.has(permission));
    }

    object(object: PlatformObject): ObjectAccess {
        if (object.category === 'metadata') {
            // https://help.salesforce.com/s/articleView?id=sf.custommetadatatypes_permissions.htm
            const read = this.has('CustomizeApplication') || this.entities.has(object.name);
            return { read, create: false, update: false, delete: false, viewAll: true, modifyAll: false };
        }
        if (object.isSetupObject) return this.setupObject(object.name);
        const grants = this.objectGrants.get(object.name.toLowerCase()) ?? new Set();
        const modifyAll = this.has('ModifyAllData') || grants.has('PermissionsModifyAllRecords');
        const viewAll = modifyAll || this.has('ViewAllData') || grants.has('PermissionsViewAllRecords');
        const may = (right: string): boolean => modifyAll || grants.has(right);
        return {
            read: viewAll || grants.has('PermissionsRead'),
            create: this.has('ModifyAllData') || grants.has('PermissionsCreate'),
            update: may('PermissionsEdit'),
            delete: may('PermissionsDelete'),
            viewAll,
            modifyAll
        };
    }

    private setupObject(name: string): ObjectAccess {
        const needed = setupPermissions[name];
        const change = needed === undefined || this.hasAny(needed.change);
        const read = (needed?.read === undefined || this.hasAny(needed.read)) && this.permissionSets.length > 0;
        return { read, create: change, update: change, delete: change, viewAll: true, modifyAll: true };
    }

    may(action: Action, object: PlatformObject): boolean {
        return this.object(object)[action];
    }

    field(object: PlatformObject, field: PlatformField): FieldAccess {
        const { read, create, update } = this.object(object);
        const guard = object.name === 'User' ? guardedUserFields[field.name] : undefined;
        const isOpen = guard === undefined || this.has(guard);
        if (!hasFieldSecurity(object, field)) {
            return {
                read: read && isOpen,
                create: create && isOpen && field.isCreateable,
                update: update && isOpen && field.isUpdateable
            };
        }
        const edit = this.mayEditField(object, field);
        return {
            read: read && this.hasFieldGrant(object, field, 'PermissionsRead'),
            create: create && edit && field.isCreateable,
            update: update && edit && field.isUpdateable
        };
    }

    /** Field-level security alone; users change their own record without the right on User. */
    mayEditField(object: PlatformObject, field: PlatformField): boolean {
        return this.hasFieldGrant(object, field, 'PermissionsEdit');
    }

    private hasFieldGrant(object: PlatformObject, field: PlatformField, right: string): boolean {
        return this.fieldGrants.get(`${object.name}.${field.name}`.toLowerCase())?.has(right) ?? false;
    }

    /** The most that profile and permission sets together show of a tab; undefined if it is hidden. */
    tab(name: string): TabVisibility | undefined {
        return this.tabs.get(name.toLowerCase());
    }

    /** Classes, custom permissions, custom metadata types, applications, by the id or name their access row carries. */
    hasEntity(id: string): boolean {
        return this.entities.has(id);
    }
}

/** Events, custom metadata and setup objects other than User have no field-level security. */
function hasFieldSecurity(object: PlatformObject, field: PlatformField): boolean {
    const isSetup = object.isSetupObject && object.name !== 'User';
    return object.category === 'record' && !isSetup && isPermissionable(field);
}

function addGrants(grants: Map<string, Set<string>>, key: string, values: Readonly<Record<string, unknown>>): void {
    const granted = grants.get(key.toLowerCase()) ?? new Set();
    grants.set(key.toLowerCase(), granted);
    for (const [name, value] of Object.entries(values))
        if (name.startsWith('Permissions') && value === true) granted.add(name);
}

const rightTables = [
    'PermissionSet',
    'PermissionSetAssignment',
    'ObjectPermissions',
    'FieldPermissions',
    'SetupEntityAccess',
    'PermissionSetTabSetting'
];

/** Remembers rights until something that grants or revokes is written. */
export class RightsCache {
    private readonly store: RecordStore;
    private readonly byUser = new Map<string, UserRights>();
    private version = -1;

    constructor(store: RecordStore) {
        this.store = store;
    }

    of(userId: string, nowMs: number): UserRights {
        const version = rightTables.reduce((sum, name) => sum + this.store.version(name), 0);
        if (version !== this.version) this.byUser.clear();
        this.version = version;
        const known = this.byUser.get(userId);
        if (known) return known;
        const rights = new UserRights(this.store, userId, nowMs);
        this.byUser.set(userId, rights);
        return rights;
    }
}

/** Id of a class or custom permission, which are rows with a name. */
export function entityId(store: RecordStore, objectName: string, nameField: string, name: string): string | undefined {
    for (const row of store.table(objectName).rows()) {
        if (String(row.values[nameField]).toLowerCase() === name.toLowerCase()) return row.id;
    }
    return undefined;
}
