/**
 * `Schema`: tokens and describes of objects.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject_describe.htm
 */
import { ApexMap } from '../values/apexCollections.ts';
import type { ApexList } from '../values/apexCollections.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import type { ApexType } from '../values/apexType.ts';
import { systemTypeOf } from '../values/apexType.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { ChildRelationship, ObjectDescription, PicklistValue } from '../runtime/objectDescription.ts';
import { stringType, systemList } from './listValues.ts';
import { LibraryValue } from './libraryValue.ts';
import { describeField, describeObject, fieldToken, objectToken } from './schemaTokens.ts';
import type { DescribedObject, SObjectFieldToken, SObjectTypeToken } from './schemaTokens.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody } from './systemType.ts';

type DescribedFields = LibraryValue<ObjectDescription>;

/** Maps of describes list their keys in lower case and find them in any case. */
class DescribeMap extends ApexMap {
    constructor(valueType: ApexType) {
        super(stringType, valueType);
    }

    override has(key: string | null): boolean {
        return super.has(key?.toLowerCase() ?? null);
    }

    override get(key: string | null): unknown {
        return super.get(key?.toLowerCase() ?? null);
    }

    override put(key: string | null, value: unknown): unknown {
        return super.put(key?.toLowerCase() ?? null, value);
    }
}

function globalDescribe(runtime: ApexRuntime): ApexMap {
    const tokens = new DescribeMap(systemTypeOf('Schema.SObjectType'));
    for (const { name } of runtime.host.objects()) tokens.put(name, objectToken(name));
    return tokens;
}

function describeAll(runtime: ApexRuntime, names: ApexList): ApexList {
    const found = names.items.map((name: string) => {
        const object = runtime.host.object(name);
        return object
            ? new LibraryValue('Schema.DescribeSObjectResult', object)
            : runtime.fail('System.InvalidParameterValueException', `Invalid sobject type: ${name}`);
    });
    return systemList('Schema.DescribeSObjectResult', found);
}

function fieldMap(_: ApexRuntime, { content: object }: DescribedFields): ApexMap {
    const tokens = new DescribeMap(systemTypeOf('Schema.SObjectField'));
    for (const { name } of object.fields.values()) tokens.put(name, fieldToken(object.name, name));
    return tokens;
}

function newRecord(_: ApexRuntime, { content: objectName }: SObjectTypeToken, id: string | null = null): ApexSObject {
    const record = new ApexSObject(objectName);
    if (id !== null) record.fields.set('Id', id);
    return record;
}

function right(name: 'read' | 'create' | 'update' | 'delete'): InstanceBody {
    return (runtime, self: DescribedObject) => runtime.host.objectRights(self.content)[name];
}

export const schema = defineType({
    name: 'System.Schema',
    statics: {
        'List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)': describeAll,
        'Map<String, Schema.SObjectType> getGlobalDescribe()': globalDescribe
    }
});

export const sobjectType = defineType({
    name: 'Schema.SObjectType',
    methods: {
        'Schema.DescribeSObjectResult getDescribe()': (runtime, self: SObjectTypeToken) =>
            describeObject(runtime, self.content),
        'SObject newSObject()': newRecord,
        'SObject newSObject(Id? id)': newRecord
    }
});

export const sobjectField = defineType({
    name: 'Schema.SObjectField',
    methods: {
        'Schema.DescribeFieldResult getDescribe()': (runtime, self: SObjectFieldToken) =>
            describeField(runtime, self.content.objectName, self.content.field)
    }
});

export const describeSObjectResult = defineType({
    name: 'Schema.DescribeSObjectResult',
    properties: {
        'Schema.SObjectTypeFields fields': {
            get: (_, self: DescribedObject) => new LibraryValue('Schema.SObjectTypeFields', self.content)
        }
    },
    methods: {
        'List<Schema.ChildRelationship> getChildRelationships()': (_, { content: object }: DescribedObject) =>
            systemList(
                'Schema.ChildRelationship',
                object.childRelationships.map((child) => new LibraryValue('Schema.ChildRelationship', child))
            ),
        'String getKeyPrefix()': (_, { content: object }: DescribedObject) => object.keyPrefix ?? null,
        'String getLabel()': (_, { content: object }: DescribedObject) => object.label,
        'String getLabelPlural()': (_, { content: object }: DescribedObject) => object.labelPlural,
        'String getLocalName()': (_, { content: object }: DescribedObject) => object.name,
        'String getName()': (_, { content: object }: DescribedObject) => object.name,
        'Schema.SObjectType getSObjectType()': (_, { content: object }: DescribedObject) => objectToken(object.name),
        'Boolean isAccessible()': right('read'),
        'Boolean isCreateable()': right('create'),
        'Boolean isCustom()': (_, { content: object }: DescribedObject) => object.isCustom,
        'Boolean isDeletable()': right('delete'),
        'Boolean isQueryable()': (_, { content: object }: DescribedObject) => object.isQueryable,
        'Boolean isUpdateable()': right('update')
    }
});

export const sobjectTypeFields = defineType({
    name: 'Schema.SObjectTypeFields',
    methods: { 'Map<String, Schema.SObjectField> getMap()': fieldMap }
});

export const childRelationship = defineType({
    name: 'Schema.ChildRelationship',
    methods: {
        'Schema.SObjectType getChildSObject()': (_, { content: child }: LibraryValue<ChildRelationship>) =>
            objectToken(child.childObject),
        'Schema.SObjectField getField()': (_, { content: child }: LibraryValue<ChildRelationship>) =>
            fieldToken(child.childObject, child.field),
        'String getRelationshipName()': (_, { content: child }: LibraryValue<ChildRelationship>) =>
            child.relationshipName ?? null,
        'Boolean isCascadeDelete()': (_, { content: child }: LibraryValue<ChildRelationship>) => child.isCascadeDelete
    }
});

export const picklistEntry = defineType({
    name: 'Schema.PicklistEntry',
    methods: {
        'String getLabel()': (_, { content: entry }: LibraryValue<PicklistValue>) => entry.label,
        'String getValue()': (_, { content: entry }: LibraryValue<PicklistValue>) => entry.value,
        'Boolean isActive()': (_, { content: entry }: LibraryValue<PicklistValue>) => entry.isActive,
        'Boolean isDefaultValue()': (_, { content: entry }: LibraryValue<PicklistValue>) => entry.isDefault
    }
});
