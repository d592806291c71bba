import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationValues, readOrgFacts, type OrgFacts } from './configurationValues.ts';
import { fillPlaceholders } from './orgConfiguration.ts';
import { orgNamesA, orgNamesB } from './localOrgNames.ts';

const factsOf = (number: number): OrgFacts => ({
    orgId: `00D00000000000${number}AAA`,
    profileIds: new Map([['Standard User', `00e00000000000${number}AAA`]])
});

function recordsOf(configuration: string): { name: string; text: string }[] {
    const folder = join('config', 'orgs', configuration, 'customMetadata');
    return readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

describe('the values of a configuration', () => {
    it('are read from the org', async () => {
        const facts = await readOrgFacts(async (soql) =>
            soql.includes('FROM Profile')
                ? [{ Id: '00e000000000001AAA', Name: 'Standard User' }]
                : [{ Id: '00D000000000001AAA' }]
        );
        expect(facts).toEqual(factsOf(1));
    });

    it('are seen from the side of the org that is configured', () => {
        const values = configurationValues(factsOf(1), factsOf(2));
        expect(values.get('localOrgId')).toBe('00D000000000001AAA');
        expect(values.get('partnerOrgId')).toBe('00D000000000002AAA');
        expect(values.get('localProfileId:Standard User')).toBe('00e000000000001AAA');
        expect(values.get('partnerProfileId:Standard User')).toBe('00e000000000002AAA');
        expect(values.has('partnerKeyPart1')).toBe(false);
    });

    it.each([orgNamesA.configuration, orgNamesB.configuration])(
        'fill every record of config/orgs/%s',
        (configuration) => {
            const values = configurationValues(factsOf(1), factsOf(2));
            const keys = new Map([...values, ...[1, 2, 3].map((part) => [`partnerKeyPart${part}`, 'AAAA'] as const)]);
            const filled = recordsOf(configuration).map(({ text }) => fillPlaceholders(text, keys));
            expect(filled.length).toBeGreaterThan(30);
            expect(filled.filter((text) => text.includes('{{'))).toEqual([]);
        }
    );

    it('are mirrored in the two committed configurations', () => {
        const settings = [orgNamesA, orgNamesB].map(({ configuration }) => {
            const text = readFileSync(
                join('config', 'orgs', configuration, 'customMetadata', 'UserSyncSetting.Default.md-meta.xml'),
                'utf8'
            );
            const value = (field: string): string | undefined =>
                new RegExp(`<field>${field}</field>\\s*<value[^>]*>([^<]*)`).exec(text)?.[1];
            return {
                local: [value('LocalOrigin__c'), value('LocalUsernameSuffix__c')],
                partner: [value('PartnerOrigin__c'), value('PartnerUsernameSuffix__c')]
            };
        });
        expect(settings[0]?.local).toEqual(settings[1]?.partner);
        expect(settings[0]?.partner).toEqual(settings[1]?.local);
        expect(settings[0]?.local).not.toEqual(settings[0]?.partner);
    });
});
