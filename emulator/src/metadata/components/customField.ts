/**
 * Custom fields, as they stand in an object's file.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
 */
import { ComponentError, numberOf, oneOf, refuseUnknown, required, unsupported } from '../component.ts';
import { customFieldTypes, type CustomFieldDefinition, type PicklistValueDefinition } from '../definitions.ts';
import type { XmlElement } from '../xml.ts';

const known = new Set([
    ...['fullName', 'label', 'type', 'length', 'precision', 'scale', 'required', 'unique', 'caseSensitive', 'externalId'],
    ...['defaultValue', 'formula', 'formulaTreatBlanksAs', 'referenceTo', 'relationshipName', 'deleteConstraint'],
    ...['valueSet', 'displayFormat', 'startingNumber', 'inlineHelpText'],
    // Pages, reports and documentation only.
    ...['description', 'visibleLines', 'relationshipLabel', 'relationshipOrder', 'trackHistory', 'trackTrending', 'trackFeedHistory'],
    ...['fieldManageability', 'securityClassification', 'complianceGroup', 'businessOwnerUser', 'businessStatus'],
    ...['writeRequiresMasterRead', 'reparentableMasterDetail', 'populateExistingRows', 'isFilteringDisabled']
]);

export function parseCustomField(objectName: string, element: XmlElement): CustomFieldDefinition {
    refuseUnknown(element, known);
    const name = required(element, 'fullName');
    const type = oneOf(element, 'type', customFieldTypes);
    if (!type) throw new ComponentError('Required field is missing: type');
    const field: CustomFieldDefinition = {
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
    checkField(field);
    return field;
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

/** Rules of the type alone; what depends on other components is checked when the schema takes the field in. */
function checkField(field: CustomFieldDefinition): void {
    const isCalculated = field.formula !== undefined;
    const must = (holds: boolean, message: string): void => {
        if (!holds) throw new ComponentError(message);
    };
    must(/^[A-Za-z]\w*__c$/.test(field.name), `Invalid fullName: ${field.name}`);
    if (isCalculated) return;
    switch (field.type) {
        case 'Text':
            return must(isBetween(field.length, 1, 255), 'Text fields must have a length between 1 and 255');
        case 'LongTextArea':
        case 'Html':
            return must(isBetween(field.length, 256, 131_072), `${field.type} fields must have a length between 256 and 131072`);
        case 'Number':
        case 'Currency':
        case 'Percent':
            must(field.precision !== undefined && field.scale !== undefined, `Must specify 'precision' and 'scale' for ${field.type}`);
            return must(isBetween(field.precision, 1, 18), 'Precision must be between 1 and 18');
        case 'Checkbox':
            return must(field.defaultValue !== undefined, "Must specify 'defaultValue' for a CustomField of type Checkbox");
        case 'Lookup':
        case 'MasterDetail':
        case 'MetadataRelationship':
            return must(field.referenceTo !== undefined, `Must specify 'referenceTo' for a CustomField of type ${field.type}`);
        case 'Picklist':
        case 'MultiselectPicklist':
            return must(field.picklistValues.length > 0, `Must specify 'valueSet' for a CustomField of type ${field.type}`);
        default:
            return;
    }
}

function isBetween(value: number | undefined, least: number, most: number): boolean {
    return value !== undefined && value >= least && value <= most;
}
