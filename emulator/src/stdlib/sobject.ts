/**
 * The dynamic side of records.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_sobject.htm
 */
import { ApexList, ApexMap } from '../values/apexCollections.ts';
import { normalizeId } from '../values/apexId.ts';
import type { ApexException } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { primitive, typeName } from '../values/apexType.ts';
import type { PrimitiveName } from '../values/apexType.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { FieldDescription } from '../runtime/objectDescription.ts';
import { primitiveOfField } from './fieldTypes.ts';
import { LibraryValue } from './libraryValue.ts';
import { objectType, stringType, systemList } from './listValues.ts';
import { fieldNamed, objectNamed, objectToken } from './schemaTokens.ts';
import type { SObjectFieldToken } from './schemaTokens.ts';
import { defineType } from './systemType.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

const auditFields = ['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate'];

/** A detached copy of a record, as `clone` and `deepClone` make it; other values are returned as they are. */
export function cloneValue(value: Value, keeps: { keepsId?: boolean; keepsTimestamps?: boolean } = {}): Value {
    if (!(value instanceof ApexSObject)) return value;
    const copy = value.copy();
    copy.queriedFields = undefined;
    if (!keeps.keepsId) copy.fields.delete('Id');
    if (!keeps.keepsTimestamps) for (const field of auditFields) copy.fields.delete(field);
    return copy;
}

/** What else than its own type a field takes. */
const alsoAccepted: Readonly<Partial<Record<PrimitiveName, readonly string[]>>> = {
    Id: ['String'],
    Decimal: ['Integer', 'Long', 'Double'],
    Datetime: ['Date']
};

/** Checks and converts as `put` does. */
export function toFieldValue(runtime: ApexRuntime, field: FieldDescription, value: Value): Value {
    const expected = primitiveOfField(field.type);
    if (value === null) return null;
    const actual = typeName(runtime.typeOf(value));
    if (actual !== expected && !alsoAccepted[expected]?.includes(actual)) {
        runtime.fail('System.SObjectException', `Illegal assignment from ${actual} to ${expected}`);
    }
    if (expected !== 'Id') return runtime.convert(value, primitive(expected));
    return normalizeId(value as string) ?? runtime.fail('System.StringException', `Invalid id: ${String(value)}`);
}

function describe(runtime: ApexRuntime, self: ApexSObject, name: string): FieldDescription {
    return fieldNamed(runtime, objectNamed(runtime, self.objectName), name);
}

export function getField(runtime: ApexRuntime, self: ApexSObject, name: string): Value {
    if (self.objectName !== 'AggregateResult') return self.get(describe(runtime, self, name).name);
    // A group whose value is null has the column all the same.
    const aliases = [...(self.queriedFields ?? self.fields.keys())];
    const alias = aliases.find((key) => key.toLowerCase() === name.toLowerCase());
    return alias === undefined
        ? runtime.fail('System.SObjectException', `Invalid field ${name} for AggregateResult`)
        : (self.fields.get(alias) ?? null);
}

export function putField(runtime: ApexRuntime, self: ApexSObject, name: string, value: Value): Value {
    const field = describe(runtime, self, name);
    const old: Value = self.fields.get(field.name) ?? null;
    self.put(field.name, toFieldValue(runtime, field, value));
    return old;
}

/** The lookup behind a relationship name. */
function relationship(runtime: ApexRuntime, self: ApexSObject, name: string): FieldDescription {
    for (const field of objectNamed(runtime, self.objectName).fields.values()) {
        if (field.relationshipName?.toLowerCase() === name.toLowerCase()) return field;
    }
    return runtime.fail('System.SObjectException', `Invalid relationship ${name} for ${self.objectName}`);
}

function childRows(runtime: ApexRuntime, self: ApexSObject, name: string): ApexList | null {
    const children = objectNamed(runtime, self.objectName).childRelationships;
    const child = children.find(({ relationshipName }) => relationshipName?.toLowerCase() === name.toLowerCase());
    if (!child)
        runtime.fail('System.SObjectException', `Invalid aggregate relationship ${name} for ${self.objectName}`);
    const rows = self.children.get(child.relationshipName ?? name);
    return rows && rows.items.length > 0 ? rows : null;
}

/** Fields, then parents and children. Fields that a query found empty are not populated. */
function populatedFields(self: ApexSObject): ApexMap {
    const populated = new ApexMap(stringType, objectType);
    for (const [name, value] of self.fields)
        if (value !== null || !self.queriedFields?.has(name)) populated.put(name, value);
    for (const [name, parent] of self.parents) if (parent) populated.put(name, parent);
    for (const [name, rows] of self.children) populated.put(name, rows);
    return populated;
}

/** Field values are immutable, so that a shallow clone is a deep one. There are no autonumber fields. */
function clone(
    _: ApexRuntime,
    self: ApexSObject,
    keepsId?: boolean,
    _isDeep?: boolean,
    keepsTimestamps?: boolean
): Value {
    return cloneValue(self, { keepsId: keepsId === true, keepsTimestamps: keepsTimestamps === true });
}

function addError(self: ApexSObject, message: string, field?: string): void {
    self.errors.push({ field, message, statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION' });
}

export const sobject = defineType({
    name: 'System.SObject',
    methods: {
        'void addError(String message)': (_, self: ApexSObject, message: string) => addError(self, message),
        'void addError(String message, Boolean isEscaped)': (_, self: ApexSObject, message: string) =>
            addError(self, message),
        'void addError(Exception cause)': (_, self: ApexSObject, cause: ApexException) =>
            addError(self, cause.message ?? ''),
        'void addError(String field, String message)': (runtime, self: ApexSObject, field: string, message: string) =>
            addError(self, message, describe(runtime, self, field).name),
        'void addError(Schema.SObjectField field, String message)': (
            _,
            self: ApexSObject,
            { content: { field } }: SObjectFieldToken,
            message: string
        ) => addError(self, message, field),
        'void clear()': (_, self: ApexSObject) => self.fields.clear(),
        'SObject clone()': clone,
        'SObject clone(Boolean keepsId)': clone,
        'SObject clone(Boolean keepsId, Boolean isDeep)': clone,
        'SObject clone(Boolean keepsId, Boolean isDeep, Boolean keepsTimestamps)': clone,
        'SObject clone(Boolean keepsId, Boolean isDeep, Boolean keepsTimestamps, Boolean keepsAutonumber)': clone,
        'Object get(String field)': getField,
        'Object get(Schema.SObjectField field)': (_, self: ApexSObject, { content: { field } }: SObjectFieldToken) =>
            self.get(field),
        'List<Database.Error> getErrors()': (_, self: ApexSObject) =>
            systemList(
                'Database.Error',
                self.errors.map(
                    ({ field, ...error }) =>
                        new LibraryValue('Database.Error', { ...error, fields: field === undefined ? [] : [field] })
                )
            ),
        'Map<String, Object> getPopulatedFieldsAsMap()': (_, self: ApexSObject) => populatedFields(self),
        'SObject getSObject(String relationship)': (runtime, self: ApexSObject, name: string) =>
            self.parents.get(relationship(runtime, self, name).relationshipName ?? name) ?? null,
        'Schema.SObjectType getSObjectType()': (_, self: ApexSObject) => objectToken(self.objectName),
        'List<SObject> getSObjects(String relationship)': childRows,
        'Boolean hasErrors()': (_, self: ApexSObject) => self.errors.length > 0,
        'Boolean isSet(String field)': (runtime, self: ApexSObject, name: string) =>
            self.fields.has(describe(runtime, self, name).name),
        'Boolean isSet(Schema.SObjectField field)': (_, self: ApexSObject, { content: { field } }: SObjectFieldToken) =>
            self.fields.has(field),
        'Object put(String field, Object value)': putField,
        'Object put(Schema.SObjectField field, Object value)': (
            runtime,
            self: ApexSObject,
            { content: { field } }: SObjectFieldToken,
            value: Value
        ) => putField(runtime, self, field, value),
        'SObject putSObject(String relationship, SObject? parent)': (
            runtime,
            self: ApexSObject,
            name: string,
            parent: ApexSObject | null
        ) => {
            const known = relationship(runtime, self, name).relationshipName ?? name;
            const old = self.parents.get(known) ?? null;
            self.parents.set(known, parent);
            return old;
        },
        'void setOptions(Database.DMLOptions options)': (_, self: ApexSObject, options: unknown) => {
            self.dmlOptions = options;
        }
    }
});
