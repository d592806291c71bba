/** What a new org holds before anyone deploys or saves: licences, profiles with their permission sets, roles, first users. */
import { EmulatorBug } from '../../errors.ts';
import type { OrgSchema } from '../schema/orgSchema.ts';
import { isPermissionable } from '../access/permissionable.ts';
import { licences, standardProfiles } from './profiles.ts';
import type { ProfileSeed } from './profiles.ts';
import { systemInsert } from './systemWriter.ts';
import type { WriterEnvironment } from './systemWriter.ts';
import type { RowValues } from './table.ts';

export interface OrgSeed {
    readonly orgName: string;
    readonly adminUsername: string;
    readonly adminEmail: string;
    /** Of the admin and the organization; restricted picklist values. */
    readonly language: string;
    readonly locale: string;
    readonly timeZone: string;
    /** Free licences by name; 100 where nothing is said. */
    readonly licenceCounts: Readonly<Record<string, number>>;
}

export interface SeededOrg {
    readonly orgId: string;
    readonly adminId: string;
    readonly automatedProcessId: string;
}

/** Name, developer name, developer name of the parent. */
const roles = [
    ['CEO', 'CEO', ''],
    ['CFO', 'CFO', 'CEO'],
    ['SVP, Sales & Marketing', 'SVPSalesMarketing', 'CEO'],
    ['VP, North American Sales', 'VPNorthAmericanSales', 'SVPSalesMarketing'],
    ['VP, International Sales', 'VPInternationalSales', 'SVPSalesMarketing']
] as const;

type Add = (objectName: string, values: RowValues) => string;

export function seedOrg(environment: WriterEnvironment, seed: OrgSeed): SeededOrg {
    const { schema, store, ids } = environment;
    const adminId = ids.next('005');
    const add: Add = (objectName, values) => systemInsert(environment, adminId, objectName, values);
    const orgId = add('Organization', {
        Name: seed.orgName,
        OrganizationType: 'Developer Edition',
        InstanceName: 'LOC1',
        FiscalYearStartMonth: 1,
        DefaultLocaleSidKey: seed.locale,
        LanguageLocaleKey: seed.language,
        TimeZoneSidKey: seed.timeZone
    });
    const adminRights = seedProfiles(add, schema, seed);
    const roleIds = new Map<string, string>();
    for (const [Name, DeveloperName, parent] of roles) {
        roleIds.set(DeveloperName, add('UserRole', { Name, DeveloperName, ParentRoleId: roleIds.get(parent) }));
    }
    const addUser = (name: string, alias: string, userType: string, more: RowValues): string =>
        add('User', {
            LastName: name,
            Name: name,
            Alias: alias,
            CommunityNickname: `${alias}${orgId}`,
            Username: `${alias}@${orgId.toLowerCase()}`,
            Email: `${alias}@example.com`,
            UserType: userType,
            LanguageLocaleKey: seed.language,
            LocaleSidKey: seed.locale,
            TimeZoneSidKey: seed.timeZone,
            EmailEncodingKey: 'UTF-8',
            ...more
        });
    addUser('Admin', 'admin', 'Standard', {
        Id: adminId,
        FirstName: 'Ada',
        Name: 'Ada Admin',
        Username: seed.adminUsername.toLowerCase(),
        Email: seed.adminEmail.toLowerCase(),
        ProfileId: adminRights.profileId
    });
    add('UserLogin', { UserId: adminId });
    add('PermissionSetAssignment', { AssigneeId: adminId, PermissionSetId: adminRights.permissionSetId });
    const automatedProcessId = addUser('Automated Process', 'autoproc', 'AutomatedProcess', {});
    addUser('Platform Integration User', 'cloud', 'CloudIntegrationUser', {});
    store.forget();
    return { orgId, adminId, automatedProcessId };
}

interface ProfileIds {
    readonly profileId: string;
    readonly permissionSetId: string;
}

/** Answers those of the administrator, the first one, who already holds a licence. */
function seedProfiles(add: Add, schema: OrgSchema, seed: OrgSeed): ProfileIds {
    const licenceIds = new Map<string, string>();
    for (const { name, key } of licences) {
        const counts = { TotalLicenses: seed.licenceCounts[name] ?? 100, UsedLicenses: licenceIds.size === 0 ? 1 : 0 };
        const texts = { Name: name, MasterLabel: name, LicenseDefinitionKey: key, Status: 'Active' };
        licenceIds.set(name, add('UserLicense', { ...texts, ...counts }));
    }
    const [admin] = standardProfiles.map((profile) => {
        const licenceId = licenceIds.get(profile.licence);
        const userType = licences.find((licence) => licence.name === profile.licence)?.userType;
        const permissions = Object.fromEntries(profile.permissions.map((name) => [`Permissions${name}`, true]));
        const own = { Name: profile.name, UserLicenseId: licenceId, UserType: userType };
        const profileId = add('Profile', { ...own, ...permissions });
        const name = `X${profileId}`;
        const flags = { IsOwnedByProfile: true, IsCustom: false, Type: 'Profile' };
        const set = { Name: name, Label: name, ProfileId: profileId, LicenseId: licenceId, ...flags };
        const permissionSetId = add('PermissionSet', { ...set, ...permissions });
        seedRights(add, schema, profile, permissionSetId);
        return { profileId, permissionSetId };
    });
    if (!admin) throw new EmulatorBug('there is no standard profile');
    return admin;
}

function seedRights(add: Add, schema: OrgSchema, profile: ProfileSeed, parentId: string): void {
    if (profile.objects === 'none') return;
    const canEdit = profile.objects !== 'read';
    for (const name of ['Account', 'Contact', 'User']) {
        const object = schema.require(name);
        if (!object.isSetupObject) {
            const isAll = profile.objects === 'all';
            add('ObjectPermissions', {
                ParentId: parentId,
                SobjectType: name,
                PermissionsRead: true,
                PermissionsCreate: canEdit,
                PermissionsEdit: canEdit,
                PermissionsDelete: canEdit,
                PermissionsViewAllRecords: isAll,
                PermissionsModifyAllRecords: isAll
            });
        }
        for (const field of object.fields.values()) {
            if (!isPermissionable(field)) continue;
            const rights = { PermissionsRead: true, PermissionsEdit: canEdit && field.isUpdateable };
            add('FieldPermissions', {
                ParentId: parentId,
                SobjectType: name,
                Field: `${name}.${field.name}`,
                ...rights
            });
        }
    }
}
