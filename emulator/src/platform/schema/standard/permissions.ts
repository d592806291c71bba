/** Profiles, permission sets and what they grant; rows of these objects are the org's access rights. */
import { checkboxes, standardObject } from '../fieldNotation.ts';
import { userTypes } from './user.ts';

/** User permissions, as columns `Permissions…` of Profile and PermissionSet. */
export const userPermissions =
    `ActivateContract ApiEnabled ApiUserOnly AssignPermissionSets AuthorApex BulkApiHardDelete CreateCustomizeFilters
    CustomizeApplication DataExport DelegatedTwoFactor EditPublicDocuments EditPublicFilters EditPublicTemplates EditReports
    EditTask EditEvent ExportReport ImportLeads InstallPackaging ManageAuthProviders ManageCertificates ManageCustomPermissions
    ManageDashboards ManageEncryptionKeys ManageHealthCheck ManageInternalUsers ManageIpAddresses ManageLoginAccessPolicies
    ManagePasswordPolicies ManageProfilesPermissionsets ManageRemoteAccess ManageRoles ManageSessionPermissionSets
    ManageSharing ManageTranslation ManageTwoFactor ManageUsers ModifyAllData ModifyMetadata MonitorLoginHistory
    PasswordNeverExpires ResetPasswords RunReports TransferAnyEntity UseWebLink ViewAllData ViewAllProfiles ViewAllUsers
    ViewDeveloperName ViewEventLogFiles ViewRoles ViewSetup`.split(/\s+/);

const accessNames = ['Read', 'Create', 'Edit', 'Delete', 'ViewAllRecords', 'ModifyAllRecords'];

export const permissionObjects = [
    standardObject({
        name: 'UserLicense',
        keyPrefix: '100',
        isSetupObject: true,
        changes: '',
        fields: `
            LicenseDefinitionKey string(40) readonly defaulted
            MasterLabel string(255) readonly defaulted
            Name string(40) readonly defaulted idLookup
            Status picklist readonly restricted : Active|Disabled
            TotalLicenses int(9) readonly defaulted
            UsedLicenses int(9) readonly defaulted
        `
    }),
    standardObject({
        name: 'PermissionSetLicense',
        keyPrefix: '0PL',
        isSetupObject: true,
        changes: '',
        fields: `
            DeveloperName string(80) readonly defaulted
            MasterLabel string(255) readonly defaulted
            PermissionSetLicenseKey string(80) readonly defaulted idLookup
            Status picklist readonly restricted : Active|Disabled
            TotalLicenses int(9) readonly defaulted
            UsedLicenses int(9) readonly defaulted
        `
    }),
    standardObject({
        name: 'PermissionSetLicenseAssign',
        keyPrefix: '2LA',
        isSetupObject: true,
        changes: 'cd',
        fields: `
            AssigneeId reference required createonly -> User as Assignee
            PermissionSetLicenseId reference required createonly -> PermissionSetLicense as PermissionSetLicense
        `
    }),
    standardObject({
        name: 'Profile',
        keyPrefix: '00e',
        isSetupObject: true,
        changes: '',
        fields: `
            Name string(255) required idLookup
            Description string(255)
            UserLicenseId reference readonly defaulted -> UserLicense as UserLicense
            UserType picklist readonly restricted : ${userTypes}
            ${checkboxes('Permissions', userPermissions.join(' '))}
        `
    }),
    standardObject({
        name: 'PermissionSet',
        keyPrefix: '0PS',
        isSetupObject: true,
        fields: `
            Name string(80) required "API Name"
            Label string(80) required "Permission Set Label"
            Description string(255)
            LicenseId reference createonly -> PermissionSetLicense,UserLicense as License
            ProfileId reference readonly -> Profile as Profile
            IsOwnedByProfile boolean readonly
            IsCustom boolean readonly = true
            HasActivationRequired boolean
            NamespacePrefix string(15) readonly
            Type picklist readonly restricted : Regular|Standard|Session|Group|Profile = Regular
            ${checkboxes('Permissions', userPermissions.join(' '))}
        `
    }),
    standardObject({
        name: 'PermissionSetAssignment',
        keyPrefix: '0Pa',
        isSetupObject: true,
        fields: `
            AssigneeId reference required createonly -> User as Assignee/PermissionSetAssignments
            PermissionSetId reference required createonly -> PermissionSet as PermissionSet/Assignments
            ExpirationDate datetime
            IsActive boolean readonly = true
        `
    }),
    standardObject({
        name: 'ObjectPermissions',
        keyPrefix: '110',
        isSetupObject: true,
        fields: `
            ParentId reference required createonly -> PermissionSet as Parent/ObjectPerms
            SobjectType picklist required createonly
            ${checkboxes('Permissions', accessNames.join(' '))}
        `
    }),
    standardObject({
        name: 'FieldPermissions',
        keyPrefix: '01k',
        isSetupObject: true,
        fields: `
            ParentId reference required createonly -> PermissionSet as Parent/FieldPerms
            SobjectType picklist required createonly
            Field picklist(255) required createonly
            ${checkboxes('Permissions', 'Read Edit')}
        `
    }),
    standardObject({
        name: 'SetupEntityAccess',
        keyPrefix: '0J0',
        isSetupObject: true,
        changes: 'cd',
        fields: `
            ParentId reference required createonly -> PermissionSet as Parent/SetupEntityAccessItems
            SetupEntityId reference(18) required createonly
            SetupEntityType picklist readonly : ApexClass|CustomPermission|CustomEntityDefinition|TabSet
        `
    }),
    standardObject({
        name: 'PermissionSetTabSetting',
        keyPrefix: '01P',
        isSetupObject: true,
        fields: `
            ParentId reference required createonly -> PermissionSet as Parent
            Name string(80) required createonly
            Visibility picklist required restricted : DefaultOff|DefaultOn
        `
    }),
    standardObject({
        name: 'AppMenuItem',
        keyPrefix: '0DS',
        isSetupObject: true,
        changes: '',
        fields: `
            ApplicationId reference(18) readonly
            Name string(120) readonly defaulted
            Label string(255) readonly
            Description string(255) readonly
            Type picklist readonly : TabSet|ConnectedApplication|Network
        `
    }),
    standardObject({
        name: 'CustomPermission',
        keyPrefix: '0CP',
        isSetupObject: true,
        changes: '',
        fields: `
            DeveloperName string(80) readonly defaulted
            MasterLabel string(80) readonly defaulted
            Description textarea(255) readonly
            NamespacePrefix string(15) readonly
            Language picklist readonly defaulted
        `
    })
];
