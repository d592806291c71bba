/** What the placeholders of a configuration stand for: ids that differ in every pair of orgs, and the partner's public key. */
import type { OrgRecord } from './orgClient.ts';
import { publicKeyParts } from './partnerKey.ts';

export interface OrgFacts {
    /** 18 characters. */
    readonly orgId: string;
    /** Profile ids by name in English. */
    readonly profileIds: ReadonlyMap<string, string>;
}

/**
 * Reads what a configuration must know of an org.
 *
 * @param query runs SOQL there
 */
export async function readOrgFacts(query: (soql: string) => Promise<OrgRecord[]>): Promise<OrgFacts> {
    const [organization] = await query('SELECT Id FROM Organization');
    const profiles = await query('SELECT Id, Name FROM Profile');
    return {
        orgId: organization?.Id ?? '',
        profileIds: new Map(profiles.map(({ Id, Name }) => [String(Name), Id]))
    };
}

/**
 * @param partnerCertificate the partner's signing certificate; without it the key placeholders stay unknown
 * @returns value by placeholder
 */
export function configurationValues(
    local: OrgFacts,
    partner: OrgFacts,
    partnerCertificate?: Buffer
): Map<string, string> {
    const keyParts = partnerCertificate === undefined ? [] : publicKeyParts(partnerCertificate);
    return new Map([
        ['localOrgId', local.orgId],
        ['partnerOrgId', partner.orgId],
        ...[...local.profileIds].map(([name, id]) => [`localProfileId:${name}`, id] as const),
        ...[...partner.profileIds].map(([name, id]) => [`partnerProfileId:${name}`, id] as const),
        ...keyParts.map((part, index) => [`partnerKeyPart${index + 1}`, part] as const)
    ]);
}
