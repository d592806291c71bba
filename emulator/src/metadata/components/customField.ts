/**
 * Custom fields, as they stand in an object's file.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
 */
import { ComponentError, numberOf, oneOf, refuseUnknown, required, unsupported } from '../component.ts';
import { customFieldTypes, type CustomFieldDefinition, type PicklistValueDefinition } from '../definitions.ts';
import type { XmlElement } from '../xml.ts';

const known = new Set([
    ...[
        'fullName',
        'label',
        'type',
        'length',
        'precision',
        'scale',
        'required',
        'unique',
        'caseSensitive',
        'externalId'
    ],
    ...['defaultValue', 'formula', 'formulaTreatBlanksAs', 'referenceTo', 'relationshipName', 'deleteConstraint'],
    ...['valueSet', 'displayFormat', 'startingNumber', 'inlineHelpText'],
    // Pages, reports and documentation only.
    ...[
        'description',
        'visibleLines',
        'relationshipLabel',
        'relationshipOrder',
        'trackHistory',
        'trackTrending',
        'trackFeedHistory'
    ],
    ...['fieldManageability', 'securityClassification', 'complianceGroup', 'businessOwnerUser', 'businessStatus'],
    ...['writeRequiresMasterRead', 'reparentableMasterDetail', 'populateExistingRows', 'isFilteringDisabled']
]);

export function parseCustomField(objectName: string, element: XmlElement): CustomFieldDefinition {
    refuseUnknown(element, known);
    const name = required(element, 'fullName');
    if (!/^[A-Za-z]\w*__c$/.test(name)) throw new ComponentError(`Invalid fullName: ${name}`);
    const type = oneOf(element, 'type', customFieldTypes);
    if (!type) throw new ComponentError('Required field is missing: type');
    return {
        kind: 'CustomField',
        objectName,
        name,
        label: required(element, 'label'),
        type,
        length: numberOf(element, 'length'),
        precision: numberOf(element, 'precision'),
        scale: numberOf(element, 'scale'),
        isRequired: element.isTrue('required'),
        isUnique: element.isTrue('unique'),
        isCaseSensitive: element.isTrue('caseSensitive'),
        isExternalId: element.isTrue('externalId'),
        defaultValue: element.textOf('defaultValue'),
        formula: element.textOf('formula'),
        treatBlanksAs: oneOf(element, 'formulaTreatBlanksAs', ['BlankAsBlank', 'BlankAsZero']) ?? 'BlankAsZero',
        referenceTo: element.textOf('referenceTo'),
        relationshipName: element.textOf('relationshipName'),
        deleteConstraint: oneOf(element, 'deleteConstraint', ['SetNull', 'Restrict', 'Cascade']),
        ...picklistOf(element),
        displayFormat: element.textOf('displayFormat'),
        startingNumber: numberOf(element, 'startingNumber'),
        inlineHelpText: element.textOf('inlineHelpText')
    };
}

function picklistOf(element: XmlElement): Pick<CustomFieldDefinition, 'isRestrictedPicklist' | 'picklistValues'> {
    const valueSet = element.child('valueSet');
    if (valueSet?.child('valueSetName')) throw unsupported('global value sets');
    if (valueSet?.child('controllingField')) throw unsupported('dependent picklists');
    const values = valueSet?.child('valueSetDefinition')?.all('value') ?? [];
    return {
        isRestrictedPicklist: valueSet?.isTrue('restricted') ?? false,
        picklistValues: values.map((value): PicklistValueDefinition => ({
            value: required(value, 'fullName'),
            label: value.textOf('label') ?? required(value, 'fullName'),
            isActive: (value.textOf('isActive') ?? 'true') === 'true',
            isDefault: value.isTrue('default')
        }))
    };
}
