/** Object descriptions for tests of the APIs: as little as the test needs, everything else at its usual value. */
import type { FieldDescription, FieldType, ObjectDescription } from '../../src/runtime/objectDescription.ts';

export function fakeField(
    name: string,
    type: FieldType = 'string',
    changes: Partial<FieldDescription> = {}
): FieldDescription {
    return {
        name,
        label: name,
        type,
        length: type === 'string' ? 255 : 0,
        precision: 0,
        scale: 0,
        isCustom: name.endsWith('__c'),
        isNillable: true,
        isDefaultedOnCreate: false,
        defaultValue: undefined,
        isCreateable: true,
        isUpdateable: true,
        isUnique: false,
        isCaseSensitive: false,
        isExternalId: false,
        isIdLookup: false,
        isFilterable: true,
        isSortable: true,
        isGroupable: true,
        formula: undefined,
        isRestrictedPicklist: false,
        picklistValues: [],
        referenceTo: [],
        relationshipName: undefined,
        inlineHelpText: undefined,
        ...changes
    };
}

export function fakeObject(
    name: string,
    keyPrefix: string,
    fields: readonly FieldDescription[],
    changes: Partial<ObjectDescription> = {}
): ObjectDescription {
    return {
        name,
        label: name,
        labelPlural: `${name}s`,
        keyPrefix,
        category: name.endsWith('__e') ? 'event' : 'record',
        isCustom: name.includes('__'),
        isSetupObject: false,
        isCreateable: true,
        isUpdateable: true,
        isDeletable: true,
        isQueryable: true,
        publishBehavior: undefined,
        fields: new Map([fakeField('Id', 'id'), ...fields].map((field) => [field.name.toLowerCase(), field])),
        childRelationships: [],
        ...changes
    };
}
