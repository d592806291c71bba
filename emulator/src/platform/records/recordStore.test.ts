import { applyCustomField } from '../schema/customField.ts';
import { OrgSchema } from '../schema/orgSchema.ts';
import { standardSchema } from '../schema/standardSchema.ts';
import { RecordStore } from './recordStore.ts';

function withCheckbox(schema: OrgSchema): OrgSchema {
    const copy = schema.copy();
    applyCustomField(copy, {
        kind: 'CustomField',
        objectName: 'Account',
        name: 'Checked__c',
        label: 'Checked',
        type: 'Checkbox',
        length: undefined,
        precision: undefined,
        scale: undefined,
        isRequired: false,
        isUnique: false,
        isCaseSensitive: false,
        isExternalId: false,
        defaultValue: 'false',
        formula: undefined,
        treatBlanksAs: 'BlankAsZero',
        referenceTo: undefined,
        relationshipName: undefined,
        deleteConstraint: undefined,
        isRestrictedPicklist: false,
        picklistValues: [],
        displayFormat: undefined,
        startingNumber: undefined,
        inlineHelpText: undefined
    });
    return copy;
}

it('gives rows that were there before a checkbox its default, and takes it away with the field', () => {
    const schema = standardSchema();
    const store = new RecordStore(schema);
    const row = {
        id: '001000000000001AAA',
        values: { Id: '001000000000001AAA', Name: 'Acme' },
        isDeleted: false,
        isTest: false,
        deletedWith: undefined
    };
    store.put('Account', row);
    store.adopt(withCheckbox(schema));
    expect(store.row(row.id)?.values).toMatchObject({ Name: 'Acme', Checked__c: false });
    store.adopt(schema);
    expect(store.row(row.id)?.values).not.toHaveProperty('Checked__c');
});
