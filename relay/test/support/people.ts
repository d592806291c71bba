/** People who exist in one org only until User Sync brings them to the other. */
import type { SyncedOrg } from './syncedOrg.ts';

let peopleCount = 0;

/** A User record as REST takes it; every call makes somebody else. */
export function person(org: SyncedOrg, fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    const number = String((peopleCount += 1)).padStart(5, '0');
    return {
        FirstName: 'Ada',
        LastName: `Lovelace ${number}`,
        Username: `ada.${number}@org${org.letter.toLowerCase()}.example`,
        Email: `ada.${number}@company.example`,
        Alias: `a${number}`,
        CommunityNickname: `ada.${number}`,
        FederationIdentifier: `employee-${number}`,
        Title: 'Engineer',
        Phone: '+44 20 7946 0000',
        TimeZoneSidKey: 'Europe/London',
        LocaleSidKey: 'en_GB',
        LanguageLocaleKey: 'en_US',
        EmailEncodingKey: 'UTF-8',
        ProfileId: org.profileId('Standard User'),
        ...fields
    };
}

export function people(
    org: SyncedOrg,
    count: number,
    fields: (index: number) => Readonly<Record<string, unknown>> = () => ({})
): Record<string, unknown>[] {
    return Array.from({ length: count }, (_, index) => person(org, fields(index)));
}
