/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_fields_describe.htm */
import type { FieldDescription, FieldType } from '../runtime/objectDescription.ts';
import { enumValue } from './enums.ts';
import { systemList } from './listValues.ts';
import { LibraryValue } from './libraryValue.ts';
import { fieldToken, objectToken } from './schemaTokens.ts';
import type { DescribedField } from './schemaTokens.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody } from './systemType.ts';

function trait(read: (field: FieldDescription) => unknown): InstanceBody {
    return (_, self: DescribedField) => read(self.content.field);
}

function right(name: 'read' | 'create' | 'update'): InstanceBody {
    return (runtime, { content: { object, field } }: DescribedField) =>
        runtime.host.fieldRights(object, field.name)[name];
}

/** DisplayType names a field's type in capitals, except `int`. */
function displayType(type: FieldType): string {
    return type === 'int' ? 'INTEGER' : type.toUpperCase();
}

const soapTypes: Readonly<Partial<Record<FieldType, string>>> = {
    id: 'ID',
    reference: 'ID',
    boolean: 'BOOLEAN',
    int: 'INTEGER',
    double: 'DOUBLE',
    currency: 'DOUBLE',
    percent: 'DOUBLE',
    date: 'DATE',
    datetime: 'DATETIME',
    time: 'TIME',
    base64: 'BASE64BINARY',
    address: 'ADDRESS'
};

export const describeFieldResult = defineType({
    name: 'Schema.DescribeFieldResult',
    methods: {
        'Object getDefaultValue()': trait((field) => field.defaultValue ?? null),
        'Integer getDigits()': trait((field) => (field.type === 'int' ? field.precision : 0)),
        'String getInlineHelpText()': trait((field) => field.inlineHelpText ?? null),
        'String getLabel()': trait((field) => field.label),
        'Integer getLength()': trait((field) => field.length),
        'String getLocalName()': trait((field) => field.name),
        'String getName()': trait((field) => field.name),
        'List<Schema.PicklistEntry> getPicklistValues()': trait((field) =>
            systemList(
                'Schema.PicklistEntry',
                field.picklistValues.map((entry) => new LibraryValue('Schema.PicklistEntry', entry))
            )
        ),
        'Integer getPrecision()': trait((field) => field.precision),
        'List<Schema.SObjectType> getReferenceTo()': trait((field) =>
            systemList('Schema.SObjectType', field.referenceTo.map(objectToken))
        ),
        'String getRelationshipName()': trait((field) => field.relationshipName ?? null),
        'Integer getScale()': trait((field) => field.scale),
        'Schema.SObjectField getSObjectField()': (_, { content: { object, field } }: DescribedField) =>
            fieldToken(object.name, field.name),
        'Schema.SObjectType getSObjectType()': (_, { content: { object } }: DescribedField) => objectToken(object.name),
        'Schema.SoapType getSoapType()': trait((field) =>
            enumValue('Schema.SoapType', soapTypes[field.type] ?? 'STRING')
        ),
        'Schema.DisplayType getType()': trait((field) => enumValue('Schema.DisplayType', displayType(field.type))),
        'Boolean isAccessible()': right('read'),
        'Boolean isCalculated()': trait((field) => field.formula !== undefined),
        'Boolean isCaseSensitive()': trait((field) => field.isCaseSensitive),
        'Boolean isCreateable()': right('create'),
        'Boolean isCustom()': trait((field) => field.isCustom),
        'Boolean isDefaultedOnCreate()': trait((field) => field.isDefaultedOnCreate),
        'Boolean isExternalId()': trait((field) => field.isExternalId),
        'Boolean isFilterable()': trait((field) => field.isFilterable),
        'Boolean isGroupable()': trait((field) => field.isGroupable),
        'Boolean isIdLookup()': trait((field) => field.isIdLookup),
        'Boolean isNillable()': trait((field) => field.isNillable),
        'Boolean isRestrictedPicklist()': trait((field) => field.isRestrictedPicklist),
        'Boolean isSortable()': trait((field) => field.isSortable),
        'Boolean isUnique()': trait((field) => field.isUnique),
        'Boolean isUpdateable()': right('update')
    }
});
