/**
 * Custom fields as a deployment adds them to an object.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm
 */
import { UnsupportedApexError } from '../../errors.ts';
import type { CustomFieldDefinition, CustomFieldType } from '../../metadata/definitions.ts';
import type { FieldType } from '../../runtime/objectDescription.ts';
import { MetadataProblem } from './metadataProblem.ts';
import type { OrgSchema, PlatformField, PlatformObject } from './orgSchema.ts';

const types: Readonly<Record<CustomFieldType, FieldType>> = {
    AutoNumber: 'string',
    Checkbox: 'boolean',
    Currency: 'currency',
    Date: 'date',
    DateTime: 'datetime',
    Email: 'email',
    Html: 'textarea',
    LongTextArea: 'textarea',
    Lookup: 'reference',
    MasterDetail: 'reference',
    MetadataRelationship: 'reference',
    MultiselectPicklist: 'multipicklist',
    Number: 'double',
    Percent: 'percent',
    Phone: 'phone',
    Picklist: 'picklist',
    Text: 'string',
    TextArea: 'textarea',
    Time: 'time',
    Url: 'url'
};

const fixedLengths: Partial<Record<CustomFieldType, number>> = {
    AutoNumber: 30,
    Email: 80,
    Lookup: 18,
    MasterDetail: 18,
    MultiselectPicklist: 4099,
    Phone: 40,
    Picklist: 255,
    TextArea: 255,
    Url: 255
};

const eventTypes: ReadonlySet<CustomFieldType> = new Set([
    'Checkbox',
    'Date',
    'DateTime',
    'LongTextArea',
    'Number',
    'Text'
]);

/** True if the field is new. In user mode nobody sees it, administrators included, before a permission set grants it. */
export function applyCustomField(schema: OrgSchema, definition: CustomFieldDefinition): boolean {
    const object = schema.object(definition.objectName);
    if (!object)
        throw new MetadataProblem(
            `Entity Enumeration Or ID: bad value for restricted picklist field: ${definition.objectName}`
        );
    check(schema, object, definition);
    const existing = object.fields.get(definition.name.toLowerCase());
    const field = fieldOf(definition);
    if (existing && existing.type !== field.type) {
        throw new UnsupportedApexError(
            `changing the type of ${object.name}.${definition.name} from ${existing.type} to ${field.type}`
        );
    }
    schema.put({ ...object, fields: new Map(object.fields).set(field.name.toLowerCase(), field) });
    return existing === undefined;
}

export function removeCustomField(schema: OrgSchema, objectName: string, name: string): void {
    const object = schema.object(objectName);
    const field = object?.fields.get(name.toLowerCase());
    if (!object || !field?.isCustom) throw new MetadataProblem(`No CustomField named: ${objectName}.${name} found`);
    const fields = new Map(object.fields);
    fields.delete(name.toLowerCase());
    schema.put({ ...object, fields });
}

const textRanges: Partial<Record<CustomFieldType, readonly [number, number]>> = {
    Html: [256, 131_072],
    LongTextArea: [256, 131_072],
    Text: [1, 255]
};

function check(schema: OrgSchema, object: PlatformObject, definition: CustomFieldDefinition): void {
    const { type, referenceTo } = definition;
    const path = `${object.name}.${definition.name}`;
    if (definition.formula !== undefined) throw new UnsupportedApexError(`formula field ${path}`);
    if (type === 'MetadataRelationship') throw new UnsupportedApexError(`metadata relationship ${path}`);
    if (object.category === 'event' && !eventTypes.has(type)) {
        throw new MetadataProblem(`Field type ${type} is not supported for platform events`);
    }
    checkSize(definition);
    if (types[type] !== 'reference' || (referenceTo !== undefined && schema.object(referenceTo))) return;
    throw new MetadataProblem(`referenceTo value of '${referenceTo ?? ''}' does not resolve to a valid sObject type`);
}

function checkSize({ type, length = 0, precision = 0 }: CustomFieldDefinition): void {
    const [shortest, longest] = textRanges[type] ?? [length, length];
    if (length < shortest || length > longest) {
        throw new MetadataProblem(`Can not specify a length of ${length} for a CustomField of type ${type}`);
    }
    if (['double', 'currency', 'percent'].includes(types[type]) && (precision < 1 || precision > 18)) {
        throw new MetadataProblem(`Must specify 'precision' (at most 18) for a CustomField of type ${type}`);
    }
}

function fieldOf(definition: CustomFieldDefinition): PlatformField {
    const type = types[definition.type];
    const isMaster = definition.type === 'MasterDetail';
    const isNumbered = definition.type === 'AutoNumber';
    const length = fixedLengths[definition.type] ?? definition.length ?? 0;
    const isShort = type !== 'textarea' || length <= 255;
    const defaultValue = defaultOf(definition);
    const {
        name,
        label,
        formula,
        picklistValues,
        inlineHelpText,
        displayFormat = '{0}',
        startingNumber = 1
    } = definition;
    const { isUnique, isCaseSensitive, isExternalId, isRestrictedPicklist } = definition;
    return {
        name,
        label,
        formula,
        picklistValues,
        inlineHelpText,
        isUnique,
        isCaseSensitive,
        isExternalId,
        isRestrictedPicklist,
        ...lookupOf(definition, type),
        type,
        length,
        precision: definition.precision ?? 0,
        scale: definition.scale ?? 0,
        isCustom: true,
        isNillable: !definition.isRequired && !isMaster && type !== 'boolean',
        isDefaultedOnCreate: type === 'boolean' || defaultValue !== undefined || isNumbered,
        defaultValue,
        isCreateable: !isNumbered,
        isUpdateable: !isNumbered && !isMaster,
        isIdLookup: isExternalId,
        isFilterable: isShort,
        isSortable: isShort && type !== 'multipicklist',
        isGroupable: groupableTypes.has(type),
        autoNumber: isNumbered ? { format: displayFormat, start: startingNumber } : undefined
    };
}

const groupableTypes: ReadonlySet<FieldType> = new Set([
    'string',
    'boolean',
    'date',
    'email',
    'phone',
    'url',
    'picklist',
    'reference'
]);

type LookupParts = Pick<
    PlatformField,
    'referenceTo' | 'relationshipName' | 'childRelationshipName' | 'deleteConstraint'
>;

function lookupOf(
    { name, type, referenceTo, relationshipName, deleteConstraint }: CustomFieldDefinition,
    fieldType: FieldType
): LookupParts {
    if (fieldType !== 'reference' || referenceTo === undefined) {
        return {
            referenceTo: [],
            relationshipName: undefined,
            childRelationshipName: undefined,
            deleteConstraint: undefined
        };
    }
    return {
        referenceTo: [referenceTo],
        relationshipName: name.replace(/__c$/i, '__r'),
        childRelationshipName: relationshipName === undefined ? undefined : `${relationshipName}__r`,
        deleteConstraint: type === 'MasterDetail' ? 'Cascade' : deleteConstraint
    };
}

/** Defaults are formulas on the platform; literals are evaluated here. */
function defaultOf(definition: CustomFieldDefinition): string | number | boolean | undefined {
    const text = definition.defaultValue?.trim();
    const listed = definition.picklistValues.find((value) => value.isDefault);
    if (text === undefined || text === '') return definition.type === 'Checkbox' ? false : listed?.value;
    if (definition.type === 'Checkbox') return text.toLowerCase() === 'true';
    const quoted = /^(["'])(.*)\1$/s.exec(text);
    if (quoted) return quoted[2];
    if (/^-?\d+(\.\d+)?$/.test(text) && !['Text', 'Picklist'].includes(definition.type)) return Number(text);
    throw new UnsupportedApexError(`default value ${text} of ${definition.objectName}.${definition.name}`);
}
