/** Configuration records that only tests use. */
import { recordFile } from './packageFiles.ts';
import type { SyncedOrg } from './syncedOrg.ts';

export type RecordFile = [path: string, content: string];

/** A group with one field that both orgs name alike. */
export function groupRecords(key: string, field: string): RecordFile[] {
    return [
        recordFile('UserSyncGroup', nameOf(field), { Key__c: key, IsEnabled__c: true, Description__c: null }),
        fieldRecord(field, { GroupKey__c: key })
    ];
}

export function fieldRecord(field: string, values: Readonly<Record<string, string | boolean | null>>): RecordFile {
    return recordFile('UserSyncFieldMapping', nameOf(field), {
        LocalField__c: field,
        PartnerField__c: field,
        IsEnabled__c: true,
        IsCreateOnly__c: false,
        ...values
    });
}

/** One default pair; names as a reader in English sees them. */
export function profileRecord(
    name: string,
    [local, localName]: readonly [SyncedOrg, string],
    [partner, partnerName]: readonly [SyncedOrg, string]
): RecordFile {
    return recordFile('UserSyncProfileMapping', name, {
        LocalProfileId__c: local.profileId(localName),
        LocalProfileName__c: localName,
        PartnerProfileId__c: partner.profileId(partnerName),
        PartnerProfileName__c: partnerName,
        IsDefault__c: true,
        IsEnabled__c: true
    });
}

/** Developer names have no double underscore. */
const nameOf = (field: string): string => field.replace(/__c$/, '');

/** A deployed record with one of its values replaced. */
export function changedRecord(org: SyncedOrg, fullName: string, field: string, value: string | boolean): RecordFile {
    const [file] = recordFiles(org, fullName);
    const [path, content] = file!;
    const pattern = new RegExp(`(<field>${field}</field>\\s*<value[^>]*>)[^<]*`);
    if (!pattern.test(content)) throw new Error(`${fullName} has no value of ${field}`);
    return [path, content.replace(pattern, `$1${value}`)];
}

/** The deployed source of a record; empty when there is none. */
export function recordFiles({ org }: SyncedOrg, fullName: string): RecordFile[] {
    const component = org
        .components()
        .find((one) => one.componentType === 'CustomMetadata' && one.fullName === fullName);
    return (component?.files ?? []).map(({ path, content }) => [path, content.toString('utf8')]);
}
