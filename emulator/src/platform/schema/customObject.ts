/** Custom objects, events, custom metadata types and validation rules, as a deployment adds them to a schema. */
import type { CustomObjectDefinition, ValidationRuleDefinition } from '../../metadata/definitions.ts';
import { auditFields, parseField } from './fieldNotation.ts';
import { parseFormula } from './formula.ts';
import { MetadataProblem } from './metadataProblem.ts';
import type { OrgSchema, PlatformField, SharingModel } from './orgSchema.ts';

const sharingModels: ReadonlySet<string> = new Set(['Private', 'Read', 'ReadWrite', 'ControlledByParent']);

/** True if the object is new. */
export function applyCustomObject(schema: OrgSchema, definition: CustomObjectDefinition): boolean {
    const existing = schema.object(definition.name);
    if (definition.category === 'standard') {
        if (!existing) throw new MetadataProblem(`no standard object named ${definition.name} in this org`);
        schema.put({ ...existing, sharingModel: sharingModelOf(definition, existing.sharingModel) });
        return false;
    }
    const { category } = definition;
    const fields = new Map(existing?.fields);
    for (const field of ownFields(definition)) fields.set(field.name.toLowerCase(), field);
    const isRecord = category === 'record';
    schema.put({
        name: definition.name,
        label: definition.label,
        labelPlural: definition.pluralLabel,
        keyPrefix: existing?.keyPrefix ?? schema.unusedPrefix(category),
        category,
        isCustom: true,
        isSetupObject: category === 'metadata',
        isCreateable: category !== 'metadata',
        isUpdateable: isRecord,
        isDeletable: isRecord,
        isQueryable: category !== 'event',
        publishBehavior: category === 'event' ? (definition.publishBehavior ?? 'PublishImmediately') : undefined,
        fields,
        childRelationships: [],
        sharingModel: sharingModelOf(definition, existing?.sharingModel ?? 'ReadWrite'),
        validationRules: existing?.validationRules ?? []
    });
    return existing === undefined;
}

export function removeCustomObject(schema: OrgSchema, name: string): void {
    const object = schema.object(name);
    if (!object?.isCustom) throw new MetadataProblem(`No CustomObject named: ${name} found`);
    const user = [...schema.objects()].find(
        (other) =>
            other !== object && [...other.fields.values()].some((field) => field.referenceTo.includes(object.name))
    );
    if (user) throw new MetadataProblem(`This custom object is referenced elsewhere in salesforce.com: ${user.name}`);
    schema.remove(name);
}

/** True if the rule is new. Inactive rules are not kept: nothing reads them. */
export function applyValidationRule(schema: OrgSchema, definition: ValidationRuleDefinition): boolean {
    const object = schema.object(definition.objectName);
    if (!object)
        throw new MetadataProblem(
            `Entity Enumeration Or ID: bad value for restricted picklist field: ${definition.objectName}`
        );
    const condition = parseFormula(definition.errorConditionFormula, object);
    const displayField = definition.errorDisplayField;
    const field = displayField === undefined ? undefined : object.fields.get(displayField.toLowerCase());
    if (displayField !== undefined && !field)
        throw new MetadataProblem(`Could not resolve field for validation formula: ${displayField}`);
    const rule = { name: definition.name, condition, message: definition.errorMessage, field: field?.name };
    const others = object.validationRules.filter((other) => other.name !== definition.name);
    schema.put({ ...object, validationRules: definition.isActive ? [...others, rule] : others });
    return others.length === object.validationRules.length;
}

export function removeValidationRule(schema: OrgSchema, objectName: string, name: string): void {
    const object = schema.object(objectName);
    if (!object) throw new MetadataProblem(`No ValidationRule named: ${objectName}.${name} found`);
    schema.put({ ...object, validationRules: object.validationRules.filter((rule) => rule.name !== name) });
}

function sharingModelOf(definition: CustomObjectDefinition, fallback: SharingModel): SharingModel {
    const model = definition.sharingModel ?? fallback;
    if (!sharingModels.has(model))
        throw new MetadataProblem(`sharingModel ${model} is not valid for ${definition.name}`);
    return model as SharingModel;
}

const eventFields = [
    'ReplayId string(1000) readonly "Replay ID"',
    'EventUuid string(36) readonly "Event UUID"',
    'CreatedDate datetime readonly defaulted',
    'CreatedById reference readonly defaulted -> User as CreatedBy'
];

const metadataFields = [
    'Id id(18) readonly defaulted "Custom Metadata Record ID"',
    'DeveloperName string(40) readonly defaulted "Custom Metadata Record Name"',
    'MasterLabel string(40) readonly defaulted "Label"',
    'Label string(40) readonly defaulted "Label"',
    'Language picklist(40) readonly defaulted "Master Language"',
    'NamespacePrefix string(15) readonly',
    'QualifiedApiName string(70) readonly defaulted',
    'SystemModstamp datetime readonly defaulted "System Modstamp"'
];

function ownFields(definition: CustomObjectDefinition): PlatformField[] {
    if (definition.category === 'event') return eventFields.map(parseField);
    if (definition.category === 'metadata') return metadataFields.map(parseField);
    const { nameField } = definition;
    if (!nameField)
        throw new MetadataProblem('Must specify a nameField of type Text or AutoNumber for the CustomObject');
    const isNumbered = nameField.type === 'AutoNumber';
    const name = parseField(
        `Name string(80) ${isNumbered ? 'readonly defaulted' : 'defaulted'} idLookup "${nameField.label.replaceAll('"', "'")}"`
    );
    const scheme = { format: nameField.displayFormat ?? '{0}', start: nameField.startingNumber ?? 1 };
    return [
        'Id id(18) readonly defaulted "Record ID"',
        'IsDeleted boolean readonly "Deleted"',
        ...(definition.sharingModel === 'ControlledByParent'
            ? []
            : ['OwnerId reference defaulted "Owner ID" -> Group,User as Owner']),
        ...auditFields
    ]
        .map(parseField)
        .concat({ ...name, autoNumber: isNumbered ? scheme : undefined });
}
