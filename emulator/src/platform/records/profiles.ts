/**
 * Licences and standard profiles of a new org.
 * https://help.salesforce.com/s/articleView?id=sf.standard_profiles.htm
 */
import { userPermissions } from '../schema/standard/permissions.ts';

export interface LicenceSeed {
    readonly name: string;
    readonly key: string;
    readonly userType: string;
}

export const licences: readonly LicenceSeed[] = [
    { name: 'Salesforce', key: 'SFDC', userType: 'Standard' },
    { name: 'Salesforce Platform', key: 'AUL', userType: 'Standard' },
    { name: 'Salesforce Integration', key: 'SalesforceIntegration', userType: 'Standard' },
    { name: 'Chatter Free', key: 'CSN_User', userType: 'CsnOnly' }
];

export interface ProfileSeed {
    readonly name: string;
    readonly licence: string;
    readonly permissions: readonly string[];
    /** Rights on the business objects; `all` adds View All and Modify All. */
    readonly objects: 'all' | 'edit' | 'read' | 'none';
}

const notForAdmins = ['ApiUserOnly', 'BulkApiHardDelete', 'DelegatedTwoFactor', 'PasswordNeverExpires'];
const adminPermissions = userPermissions.filter((name) => !notForAdmins.includes(name));
const staffPermissions = [
    'ApiEnabled',
    'EditEvent',
    'EditTask',
    'ExportReport',
    'RunReports',
    'ViewRoles',
    'ViewSetup'
];

const seed = (
    name: string,
    licence: string,
    permissions: readonly string[],
    objects: ProfileSeed['objects']
): ProfileSeed => ({
    name,
    licence,
    permissions,
    objects
});

export const standardProfiles: readonly ProfileSeed[] = [
    seed('System Administrator', 'Salesforce', adminPermissions, 'all'),
    seed('Standard User', 'Salesforce', staffPermissions, 'edit'),
    seed('Read Only', 'Salesforce', staffPermissions, 'read'),
    seed('Marketing User', 'Salesforce', [...staffPermissions, 'ImportLeads'], 'edit'),
    seed('Contract Manager', 'Salesforce', [...staffPermissions, 'ActivateContract'], 'edit'),
    seed('Minimum Access - Salesforce', 'Salesforce', [], 'none'),
    seed('Standard Platform User', 'Salesforce Platform', staffPermissions, 'edit'),
    seed('Minimum Access - API Only Integrations', 'Salesforce Integration', ['ApiEnabled', 'ApiUserOnly'], 'none'),
    seed('Salesforce API Only System Integrations', 'Salesforce Integration', ['ApiEnabled', 'ApiUserOnly'], 'none'),
    seed('Chatter Free User', 'Chatter Free', [], 'none')
];

/** Names that readers in other languages see and that their queries must use. English ones are stored. */
const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    de: {
        'System Administrator': 'Systemadministrator',
        'Standard User': 'Standardbenutzer',
        'Read Only': 'Schreibgeschützt',
        'Marketing User': 'Marketingbenutzer',
        'Contract Manager': 'Vertragsmanager',
        'Standard Platform User': 'Standard-Plattformbenutzer',
        'Minimum Access - Salesforce': 'Minimaler Zugriff – Salesforce'
    },
    fr: {
        'System Administrator': 'Administrateur système',
        'Standard User': 'Utilisateur standard',
        'Read Only': 'Lecture seule',
        'Marketing User': 'Utilisateur marketing',
        'Contract Manager': 'Responsable des contrats',
        'Standard Platform User': 'Utilisateur de plate-forme standard',
        'Minimum Access - Salesforce': 'Accès minimum - Salesforce'
    },
    es: {
        'System Administrator': 'Administrador del sistema',
        'Standard User': 'Usuario estándar',
        'Read Only': 'Solo lectura',
        'Marketing User': 'Usuario de marketing',
        'Contract Manager': 'Gestor de contratos',
        'Standard Platform User': 'Usuario de plataforma estándar',
        'Minimum Access - Salesforce': 'Acceso mínimo - Salesforce'
    }
};

/** Name of a profile as a reader with that language sees it; profiles an admin made keep theirs. */
export function profileNameFor(name: string, language: string): string {
    return translations[language.slice(0, 2)]?.[name] ?? name;
}
