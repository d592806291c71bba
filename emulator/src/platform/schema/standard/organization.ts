/** The organization, its roles and groups, and what it knows about logins. */
import { standardObject } from '../fieldNotation.ts';

export const organizationObjects = [
    standardObject({
        name: 'Organization',
        keyPrefix: '00D',
        isSetupObject: true,
        changes: '',
        fields: `
            Name string(80) readonly defaulted
            OrganizationType picklist readonly
            InstanceName string(5) readonly
            IsSandbox boolean readonly
            NamespacePrefix string(15) readonly
            LanguageLocaleKey picklist readonly defaulted
            DefaultLocaleSidKey picklist readonly defaulted
            TimeZoneSidKey picklist readonly defaulted
            FiscalYearStartMonth int(9) readonly
            TrialExpirationDate datetime readonly
            Country string(80) readonly
        `
    }),
    standardObject({
        name: 'UserRole',
        label: 'Role',
        keyPrefix: '00E',
        isSetupObject: true,
        fields: `
            Name string(80) required idLookup
            ParentRoleId reference -> UserRole as ParentRole
            DeveloperName string(80)
            RollupDescription string(80)
            OpportunityAccessForAccountOwner picklist defaulted restricted : None|Read|Edit = Edit
            CaseAccessForAccountOwner picklist restricted : None|Read|Edit
            PortalType picklist restricted : None|CustomerPortal|Partner = None
        `
    }),
    standardObject({
        name: 'Group',
        keyPrefix: '00G',
        isSetupObject: true,
        fields: `
            Name string(40) required idLookup
            DeveloperName string(80)
            Type picklist defaulted restricted createonly : Regular|Queue|Role|RoleAndSubordinates|Organization = Regular
            RelatedId reference readonly -> User,UserRole as Related
            OwnerId reference readonly defaulted -> Organization,User as Owner
            Email email(255)
            DoesSendEmailToMembers boolean
            DoesIncludeBosses boolean = true
        `
    }),
    standardObject({
        name: 'GroupMember',
        keyPrefix: '011',
        isSetupObject: true,
        changes: 'cd',
        fields: `
            GroupId reference required createonly -> Group as Group/GroupMembers
            UserOrGroupId reference required createonly -> Group,User as UserOrGroup
        `
    }),
    standardObject({
        name: 'CustomNotificationType',
        keyPrefix: '0ML',
        isSetupObject: true,
        changes: '',
        fields: `
            DeveloperName string(80) readonly defaulted
            Language picklist readonly
            MasterLabel string(80) readonly defaulted
            NamespacePrefix string(15) readonly
            CustomNotifTypeName string(80) readonly defaulted
            Description string(255) readonly
            Desktop boolean readonly
            Mobile boolean readonly
        `
    }),
    standardObject({
        name: 'UserLogin',
        keyPrefix: '0Yw',
        isSetupObject: true,
        changes: 'u',
        fields: `
            UserId reference readonly defaulted -> User as User
            IsFrozen boolean updateonly
            IsPasswordLocked boolean updateonly
        `
    })
];
