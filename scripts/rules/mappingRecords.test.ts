import { checkMappingRecords } from './mappingRecords.ts';

const ownField = 'config/orgs/west/objects/User/fields/CostCentre__c.field-meta.xml';

function record(values: Record<string, string>): string {
    const rows = Object.entries(values).map(
        ([field, value]) => `<values><field>${field}</field><value xsi:type="xsd:string">${value}</value></values>`
    );
    return `<?xml version="1.0"?><CustomMetadata><label>x</label>${rows.join('')}</CustomMetadata>`;
}

function messages(folder: string, values: Record<string, string>): string[] {
    const path = `${folder}/customMetadata/UserSyncFieldMapping.Title.md-meta.xml`;
    return checkMappingRecords(
        new Map([
            [path, record(values)],
            [ownField, '']
        ])
    ).map(({ message }) => message);
}

describe('checkMappingRecords', () => {
    it('accepts standard User fields', () => {
        expect(
            messages('force-app/main/mapping', { LocalField__c: 'Title', PartnerField__c: 'Title', Group__c: 'Job' })
        ).toEqual([]);
    });

    it('refuses a typing error, a field of the platform and our own state', () => {
        expect(messages('force-app/main/mapping', { LocalField__c: 'Tittle' })).toEqual([
            'LocalField__c: User has no field "Tittle" to map.'
        ]);
        expect(messages('config/orgs/west', { LocalField__c: 'LastModifiedDate' })).toHaveLength(1);
        expect(messages('config/orgs/west', { LocalField__c: 'UserSyncStamps__c' })).toHaveLength(1);
    });

    it('lets the records of an org name custom fields, those of the package only fields it has', () => {
        expect(messages('config/orgs/west', { PartnerField__c: 'KeyCard__c' })).toEqual([]);
        expect(messages('force-app/main/mapping', { PartnerField__c: 'KeyCard__c' })).toHaveLength(1);
    });

    it('refuses a record that names no field', () => {
        expect(messages('config/orgs/west', { Group__c: 'Job' })).toEqual(['The mapping names no User field.']);
    });
});
