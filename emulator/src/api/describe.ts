/**
 * Describe of all objects and of one, as the user sees them.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_describe.htm
 */
import type { OrgServices } from '../orgServices.ts';
import type { FieldDescription, FieldType, ObjectDescription } from '../runtime/objectDescription.ts';
import { dataEndpoint, json, type SignedInEndpoint } from './endpoint.ts';
import { requireObject } from './recordJson.ts';

const soapTypes: Partial<Record<FieldType, string>> = {
    id: 'tns:ID',
    reference: 'tns:ID',
    boolean: 'xsd:boolean',
    int: 'xsd:int',
    double: 'xsd:double',
    currency: 'xsd:double',
    percent: 'xsd:double',
    date: 'xsd:date',
    datetime: 'xsd:dateTime',
    time: 'xsd:time',
    base64: 'xsd:base64Binary',
    address: 'urn:address'
};

export function soapType(type: FieldType): string {
    return soapTypes[type] ?? 'xsd:string';
}

export function describeEndpoints(org: OrgServices): SignedInEndpoint[] {
    const base = (version: string | undefined): string => `/services/data/v${version ?? ''}/sobjects`;
    return [
        dataEndpoint('GET', '/sobjects', (request) =>
            json(200, describeGlobal(org, request.userId, base(request.parameters['version'])))
        ),
        dataEndpoint('GET', '/sobjects/:object/describe', (request) => {
            const object = requireObject(org, request.parameters['object'] ?? '');
            const readable = [...object.fields.values()].filter(
                ({ name }) => org.fieldRights(request.userId, object, name).read
            );
            return json(200, {
                ...summary(org, request.userId, object, base(request.parameters['version'])),
                fields: readable.map((field) => fieldJson(org, request.userId, object, field)),
                childRelationships: object.childRelationships.map((child) => ({
                    cascadeDelete: child.isCascadeDelete,
                    childSObject: child.childObject,
                    field: child.field,
                    relationshipName: child.relationshipName ?? null
                })),
                recordTypeInfos: []
            });
        })
    ];
}

/** Objects that the user may read. */
export function describeGlobal(
    org: OrgServices,
    userId: string,
    urls: string
): { readonly encoding: string; readonly maxBatchSize: number; readonly sobjects: readonly Record<string, unknown>[] } {
    const readable = [...org.objects()].filter((object) => org.objectRights(userId, object).read);
    const sobjects = readable.map((object) => summary(org, userId, object, urls));
    return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

function summary(org: OrgServices, userId: string, object: ObjectDescription, urls: string): Record<string, unknown> {
    const rights = org.objectRights(userId, object);
    const url = `${urls}/${object.name}`;
    return {
        name: object.name,
        label: object.label,
        labelPlural: object.labelPlural,
        keyPrefix: object.keyPrefix ?? null,
        custom: object.isCustom,
        createable: object.isCreateable && rights.create,
        deletable: object.isDeletable && rights.delete,
        queryable: object.isQueryable && rights.read,
        retrieveable: object.category === 'record' && rights.read,
        triggerable: object.category !== 'metadata',
        updateable: object.isUpdateable && rights.update,
        urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` }
    };
}

function fieldJson(
    org: OrgServices,
    userId: string,
    object: ObjectDescription,
    field: FieldDescription
): Record<string, unknown> {
    const rights = org.fieldRights(userId, object, field.name);
    const picklist = field.picklistValues.map(({ value, label, isActive, isDefault }) => ({
        active: isActive,
        defaultValue: isDefault,
        label,
        validFor: null,
        value
    }));
    return {
        name: field.name,
        label: field.label,
        type: field.type,
        soapType: soapType(field.type),
        length: field.length,
        precision: field.precision,
        scale: field.scale,
        custom: field.isCustom,
        nillable: field.isNillable,
        defaultedOnCreate: field.isDefaultedOnCreate,
        defaultValue: field.defaultValue ?? null,
        createable: field.isCreateable && rights.create,
        updateable: field.isUpdateable && rights.update,
        unique: field.isUnique,
        caseSensitive: field.isCaseSensitive,
        externalId: field.isExternalId,
        idLookup: field.isIdLookup,
        filterable: field.isFilterable,
        sortable: field.isSortable,
        groupable: field.isGroupable,
        calculated: field.formula !== undefined,
        calculatedFormula: field.formula ?? null,
        nameField: field.name === 'Name',
        restrictedPicklist: field.isRestrictedPicklist,
        picklistValues: picklist,
        referenceTo: field.referenceTo,
        relationshipName: field.relationshipName ?? null,
        inlineHelpText: field.inlineHelpText ?? null
    };
}
