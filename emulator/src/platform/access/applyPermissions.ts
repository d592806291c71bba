/**
 * Permission sets and profiles, as a deployment writes them: rows like those an admin makes in Setup. A deployed permission set replaces what was there, a profile changes only what it names.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
 */
import { UnsupportedApexError } from '../../errors.ts';
import type { NamedRight, PermissionsDefinition, TabSetting } from '../../metadata/definitions.ts';
import { systemInsert, systemUpdate } from '../records/systemWriter.ts';
import type { RecordStore } from '../records/recordStore.ts';
import type { WriterEnvironment } from '../records/systemWriter.ts';
import { textOf } from '../records/table.ts';
import type { Row, RowValues } from '../records/table.ts';
import { MetadataProblem } from '../schema/metadataProblem.ts';
import { isPermissionable } from './permissionable.ts';
import { entityId } from './userRights.ts';

/** File names of standard profiles differ from their labels. */
const profileFileNames: Readonly<Record<string, string>> = {
    Admin: 'System Administrator',
    Standard: 'Standard User',
    ReadOnly: 'Read Only',
    MarketingProfile: 'Marketing User',
    ContractManager: 'Contract Manager',
    StandardAul: 'Standard Platform User',
    MinimumAccess: 'Minimum Access - Salesforce'
};

/** True if the permission set is new. */
export function applyPermissions(
    environment: WriterEnvironment,
    userId: string,
    definition: PermissionsDefinition
): boolean {
    const { schema, store } = environment;
    const isProfile = definition.kind === 'Profile';
    const existing = isProfile ? profileSet(environment, definition.name) : permissionSet(environment, definition.name);
    const values = { ...permissionValues(environment, definition), ...(isProfile ? {} : { Label: definition.label }) };
    if (existing) {
        const cleared = isProfile ? {} : clearedPermissions(existing);
        systemUpdate(environment, userId, 'PermissionSet', existing, { ...cleared, ...values });
        const profile = isProfile ? store.row(textOf(existing.values['ProfileId'])) : undefined;
        if (profile) systemUpdate(environment, userId, 'Profile', profile, values);
    }
    const parentId =
        existing?.id ?? systemInsert(environment, userId, 'PermissionSet', { Name: definition.name, ...values });
    const grants = new GrantWriter(environment, userId, parentId);
    for (const { object: name, ...permission } of definition.objectPermissions) {
        const object = schema.object(name);
        if (!object) throw new MetadataProblem(`In field: objectPermissions - no CustomObject named ${name} found`);
        grants.write('ObjectPermissions', 'SobjectType', object.name, {
            PermissionsRead: permission.allowRead,
            PermissionsCreate: permission.allowCreate,
            PermissionsEdit: permission.allowEdit,
            PermissionsDelete: permission.allowDelete,
            PermissionsViewAllRecords: permission.viewAllRecords,
            PermissionsModifyAllRecords: permission.modifyAllRecords
        });
    }
    for (const { field, readable, editable } of definition.fieldPermissions) {
        const path = permissionableField(environment, field);
        const rights = { PermissionsRead: readable || editable, PermissionsEdit: editable };
        grants.write('FieldPermissions', 'Field', path, { SobjectType: path.split('.')[0], ...rights });
    }
    grants.writeEntities('ApexClass', definition.classAccesses, (name) => entityId(store, 'ApexClass', 'Name', name));
    grants.writeEntities('CustomPermission', definition.customPermissions, (name) =>
        entityId(store, 'CustomPermission', 'DeveloperName', name)
    );
    grants.writeEntities(
        'CustomEntityDefinition',
        definition.customMetadataTypeAccesses,
        (name) => schema.object(name)?.name
    );
    grants.writeEntities('TabSet', definition.applications, (name) => applicationId(store, name));
    for (const { tab, visibility } of definition.tabs) grants.writeTab(tab, visibility);
    if (!isProfile) grants.removeOthers();
    return existing === undefined;
}

export function removePermissionSet(environment: WriterEnvironment, name: string): void {
    const { store } = environment;
    const set = permissionSet(environment, name);
    if (!set) throw new MetadataProblem(`No PermissionSet named: ${name} found`);
    new GrantWriter(environment, '', set.id).removeOthers();
    const assignments = [...store.table('PermissionSetAssignment').find('PermissionSetId', set.id)];
    for (const { id } of assignments) store.remove('PermissionSetAssignment', id);
    store.remove('PermissionSet', set.id);
}

function permissionSet({ store }: WriterEnvironment, name: string): Row | undefined {
    return store.row(entityId(store, 'PermissionSet', 'Name', name) ?? '');
}

function applicationId(store: RecordStore, name: string): string | undefined {
    const item = store.row(entityId(store, 'AppMenuItem', 'Name', name) ?? '');
    return item && textOf(item.values['ApplicationId']);
}

function profileSet({ store }: WriterEnvironment, fileName: string): Row {
    const name = profileFileNames[fileName] ?? decodeURIComponent(fileName);
    const [profile] = store.table('Profile').find('Name', name);
    const [set] = store.table('PermissionSet').find('ProfileId', profile?.id ?? '');
    if (!set) throw new UnsupportedApexError(`creating the profile ${name}`);
    return set;
}

function permissionValues({ schema }: WriterEnvironment, { userPermissions }: PermissionsDefinition): RowValues {
    const { fields } = schema.require('PermissionSet');
    const entries = userPermissions.map(({ name, isEnabled }) => {
        const field = fields.get(`permissions${name.toLowerCase()}`);
        if (!field) throw new MetadataProblem(`Unknown user permission: ${name}`);
        return [field.name, isEnabled] as const;
    });
    return Object.fromEntries(entries);
}

function clearedPermissions(row: Row): RowValues {
    const names = Object.keys(row.values).filter((name) => name.startsWith('Permissions'));
    return Object.fromEntries(names.map((name) => [name, false]));
}

function permissionableField({ schema }: WriterEnvironment, path: string): string {
    const [objectName = '', fieldName = ''] = path.split('.');
    const object = schema.object(objectName);
    const field = object?.fields.get(fieldName.toLowerCase());
    if (!object || !field) throw new MetadataProblem(`In field: field - no CustomField named ${path} found`);
    if (!isPermissionable(field)) throw new MetadataProblem(`You cannot deploy to a required field: ${path}`);
    return `${object.name}.${field.name}`;
}

/** Rows that one permission set owns; remembers what was written, to remove the rest. */
class GrantWriter {
    private readonly environment: WriterEnvironment;
    private readonly userId: string;
    private readonly parentId: string;
    private readonly kept = new Set<string>();

    constructor(environment: WriterEnvironment, userId: string, parentId: string) {
        this.environment = environment;
        this.userId = userId;
        this.parentId = parentId;
    }

    write(objectName: string, keyField: string, key: string, values: RowValues): void {
        const { environment, userId, parentId } = this;
        const row = this.rows(objectName).find((candidate) => candidate.values[keyField] === key);
        if (row) systemUpdate(environment, userId, objectName, row, values);
        const id =
            row?.id ??
            systemInsert(environment, userId, objectName, { ParentId: parentId, [keyField]: key, ...values });
        this.kept.add(id);
    }

    writeEntities(type: string, rights: readonly NamedRight[], idOf: (name: string) => string | undefined): void {
        for (const { name, isEnabled } of rights) {
            const id = idOf(name);
            if (id === undefined) throw new MetadataProblem(`In field: ${type} - no ${type} named ${name} found`);
            if (isEnabled) this.write('SetupEntityAccess', 'SetupEntityId', id, { SetupEntityType: type });
            else this.remove('SetupEntityAccess', (row) => row.values['SetupEntityId'] === id);
        }
    }

    /** A tab that is hidden has no row. */
    writeTab(tab: string, visibility: TabSetting['visibility']): void {
        if (visibility === 'Hidden') this.remove('PermissionSetTabSetting', (row) => row.values['Name'] === tab);
        else this.write('PermissionSetTabSetting', 'Name', tab, { Visibility: visibility });
    }

    removeOthers(): void {
        for (const name of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess', 'PermissionSetTabSetting'])
            this.remove(name, (row) => !this.kept.has(row.id));
    }

    private remove(objectName: string, isUnwanted: (row: Row) => boolean): void {
        for (const row of this.rows(objectName).filter(isUnwanted)) this.environment.store.remove(objectName, row.id);
    }

    private rows(objectName: string): readonly Row[] {
        return [...this.environment.store.table(objectName).find('ParentId', this.parentId)];
    }
}
