/** The fields of a user that the standard pages show, in their order. */

export type UserFieldKind = 'text' | 'email' | 'choice' | 'checkbox';

export interface UserField {
    readonly name: string;
    readonly kind: UserFieldKind;
}

const field = (name: string, kind: UserFieldKind = 'text'): UserField => ({ name, kind });

export const userFields: readonly UserField[] = [
    field('FirstName'),
    field('LastName'),
    field('Alias'),
    field('Email', 'email'),
    field('Username'),
    field('CommunityNickname'),
    field('FederationIdentifier'),
    field('EmployeeNumber'),
    field('Title'),
    field('Department'),
    field('Division'),
    field('CompanyName'),
    field('Phone'),
    field('MobilePhone'),
    field('Street'),
    field('City'),
    field('PostalCode'),
    field('Country'),
    field('ProfileId', 'choice'),
    field('UserRoleId', 'choice'),
    field('ManagerId', 'choice'),
    field('TimeZoneSidKey', 'choice'),
    field('LocaleSidKey', 'choice'),
    field('LanguageLocaleKey', 'choice'),
    field('EmailEncodingKey', 'choice'),
    field('IsActive', 'checkbox')
];
