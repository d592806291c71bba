/**
 * One record at a time, by id or by an external id.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_resources_working_with_records.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import type { FieldDescription, ObjectDescription } from '../runtime/objectDescription.ts';
import { normalizeId } from '../values/apexId.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import {
    dataEndpoint,
    dataPath,
    json,
    jsonObject,
    noContent,
    notFound,
    type ApiAnswer,
    type SignedInEndpoint,
    type SignedInRequest
} from './endpoint.ts';
import { recordFromJson, recordToJson, requireObject, valueFromText } from './recordJson.ts';
import { saveOne } from './saveResults.ts';

export function recordEndpoints(org: OrgServices): SignedInEndpoint[] {
    return [
        dataEndpoint('POST', '/sobjects/:object', (request) => {
            const record = recordFromJson(objectOf(org, request), jsonObject(request));
            const { id } = saveOne(org, request.userId, { operation: 'insert' }, record);
            return located(request, json(201, { id, success: true, errors: [] }), record.objectName, id);
        }),
        dataEndpoint('GET', '/sobjects/:object/:id', (request) => {
            const [record] = read(org, request, `Id = '${requireId(request.parameters['id'] ?? '')}'`);
            if (!record) throw notFound();
            return json(200, recordToJson(record, dataPath(request)));
        }),
        dataEndpoint('PATCH', '/sobjects/:object/:id', (request) => {
            const body = jsonObject(request);
            refuseField(body, 'Id');
            const record = recordFromJson(objectOf(org, request), body);
            record.fields.set('Id', existingId(org, request));
            saveOne(org, request.userId, { operation: 'update' }, record);
            return noContent;
        }),
        dataEndpoint('DELETE', '/sobjects/:object/:id', (request) => {
            const record = new ApexSObject(objectOf(org, request).name);
            record.fields.set('Id', existingId(org, request));
            saveOne(org, request.userId, { operation: 'delete' }, record);
            return noContent;
        }),
        dataEndpoint('GET', '/sobjects/:object/:field/:value', (request) => readByExternalId(org, request)),
        dataEndpoint('PATCH', '/sobjects/:object/:field/:value', (request) => upsertByExternalId(org, request))
    ];
}

function upsertByExternalId(org: OrgServices, request: SignedInRequest): ApiAnswer {
    const object = objectOf(org, request);
    const field = externalIdField(object, request.parameters['field'] ?? '');
    const body = jsonObject(request);
    refuseField(body, field.name);
    const record = recordFromJson(object, body);
    record.fields.set(field.name, valueFromText(field, request.parameters['value'] ?? ''));
    const outcome = saveOne(org, request.userId, { operation: 'upsert', externalIdField: field.name }, record);
    const { id, isCreated } = outcome;
    const answer = json(isCreated ? 201 : 200, { id, success: true, errors: [], created: isCreated });
    return isCreated ? located(request, answer, object.name, id) : answer;
}

/** The URLs of all records if there are several, with status 300. */
function readByExternalId(org: OrgServices, request: SignedInRequest): ApiAnswer {
    const field = externalIdField(objectOf(org, request), request.parameters['field'] ?? '');
    const value: unknown = valueFromText(field, request.parameters['value'] ?? '');
    const literal = typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value);
    const records = read(org, request, `${field.name} = ${literal}`);
    const [record] = records;
    if (!record) throw notFound();
    if (records.length === 1) return json(200, recordToJson(record, dataPath(request)));
    return json(
        300,
        records.map(({ id, objectName }) => `${dataPath(request)}/sobjects/${objectName}/${id ?? ''}`)
    );
}

function located(request: SignedInRequest, answer: ApiAnswer, objectName: string, id: string | null): ApiAnswer {
    const location = `${dataPath(request)}/sobjects/${objectName}/${id ?? ''}`;
    return { ...answer, headers: { ...answer.headers, location } };
}

function objectOf(org: OrgServices, request: SignedInRequest): ObjectDescription {
    return requireObject(org, request.parameters['object'] ?? '');
}

/** The key is in the URL, and must not be said a second time. */
function refuseField(body: Readonly<Record<string, unknown>>, field: string): void {
    if (Object.keys(body).some((name) => name.toLowerCase() === field.toLowerCase())) {
        throw new OrgRequestError(
            400,
            'INVALID_FIELD',
            `The ${field} field should not be specified in the sobject data.`,
            [field]
        );
    }
}

/** With `fields` only those, else all that the user may read. */
function read(org: OrgServices, request: SignedInRequest, condition: string): readonly ApexSObject[] {
    const object = objectOf(org, request);
    const named = request.query.get('fields')?.split(',');
    const all = [...object.fields.values()].map(({ name }) => name);
    const fields = named
        ? new Set(['Id', ...named])
        : all.filter((name) => org.fieldRights(request.userId, object, name).read);
    return org.query(request.userId, `SELECT ${[...fields].join(', ')} FROM ${object.name} WHERE ${condition}`).rows;
}

/** @throws OrgRequestError 404 NOT_FOUND */
function existingId(org: OrgServices, request: SignedInRequest): string {
    const id = requireId(request.parameters['id'] ?? '');
    const { rows } = org.query(request.userId, `SELECT Id FROM ${objectOf(org, request).name} WHERE Id = '${id}'`);
    if (rows.length === 0) throw notFound();
    return id;
}

/** @throws OrgRequestError 404 NOT_FOUND for what is no id, as the platform has it */
function requireId(text: string): string {
    const id = normalizeId(text);
    if (id === undefined) {
        throw new OrgRequestError(
            404,
            'NOT_FOUND',
            `Provided external ID field does not exist or is not accessible: ${text}`
        );
    }
    return id;
}

/** @throws OrgRequestError 404 NOT_FOUND */
export function externalIdField(object: ObjectDescription, name: string): FieldDescription {
    const field = object.fields.get(name.toLowerCase());
    if (!field || !(field.isExternalId || field.isIdLookup)) {
        throw new OrgRequestError(
            404,
            'NOT_FOUND',
            `Provided external ID field does not exist or is not accessible: ${name}`
        );
    }
    return field;
}
