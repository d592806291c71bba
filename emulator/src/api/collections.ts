/**
 * Up to 200 records in one request.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm
 */
import { OrgRequestError, type OrgServices, type SaveRequest } from '../orgServices.ts';
import { normalizeId } from '../values/apexId.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import {
    dataEndpoint,
    dataPath,
    isRecord,
    json,
    jsonObject,
    type ApiAnswer,
    type SignedInEndpoint,
    type SignedInRequest
} from './endpoint.ts';
import { externalIdField } from './records.ts';
import { recordFromJson, recordToJson } from './recordJson.ts';
import { selectedNames } from './selectedNames.ts';
import { saveMany, saveResultJson } from './saveResults.ts';

const recordLimit = 200;
const readLimit = 2000;

export function collectionEndpoints(org: OrgServices): SignedInEndpoint[] {
    const save = (request: SignedInRequest, change: SaveRequest): ApiAnswer => {
        const outcomes = saveMany(org, request.userId, change);
        return json(
            200,
            outcomes.map((outcome) => saveResultJson(outcome, change.operation))
        );
    };
    const saveBody = (operation: 'insert' | 'update') => (request: SignedInRequest) => {
        const body = jsonObject(request);
        return save(request, { operation, records: recordsOf(org, body), allOrNone: body['allOrNone'] === true });
    };
    return [
        dataEndpoint('GET', '/composite/sobjects/:object', (request) => {
            const list = (name: string): string[] => (request.query.get(name) ?? '').split(',');
            return readMany(org, request, list('ids'), list('fields'));
        }),
        dataEndpoint('POST', '/composite/sobjects/:object', (request) => {
            const body = jsonObject(request);
            return readMany(org, request, textsOf(body, 'ids'), textsOf(body, 'fields'));
        }),
        dataEndpoint('POST', '/composite/sobjects', saveBody('insert')),
        dataEndpoint('PATCH', '/composite/sobjects', saveBody('update')),
        dataEndpoint('PATCH', '/composite/sobjects/:object/:field', (request) => {
            const body = jsonObject(request);
            const object = objectNamed(org, request.parameters['object'] ?? '');
            const field = externalIdField(object, request.parameters['field'] ?? '');
            const records = recordsOf(org, body);
            return save(request, {
                operation: 'upsert',
                records,
                allOrNone: body['allOrNone'] === true,
                externalIdField: field.name
            });
        }),
        dataEndpoint('DELETE', '/composite/sobjects', (request) => {
            const records = limited((request.query.get('ids') ?? '').split(',')).map((id) =>
                recordOfId(org, id.trim())
            );
            return save(request, {
                operation: 'delete',
                records,
                allOrNone: request.query.get('allOrNone') === 'true'
            });
        })
    ];
}

/** In the order of the ids; null where there is no record that the user may see. */
function readMany(
    org: OrgServices,
    request: SignedInRequest,
    texts: readonly string[],
    fields: readonly string[]
): ApiAnswer {
    const object = objectNamed(org, request.parameters['object'] ?? '');
    const ids = limited(texts, readLimit).map((text) => normalizeId(text.trim()));
    const known = ids.filter((id) => id !== undefined).map((id) => `'${id}'`);
    const condition = known.length > 0 ? `Id IN (${known.join(', ')})` : 'Id = NULL';
    const { rows, query } = org.query(
        request.userId,
        `SELECT ${fields.join(', ')} FROM ${object.name} WHERE ${condition}`
    );
    const selected = selectedNames(query);
    const found = new Map(rows.map((row) => [row.id, recordToJson(row, dataPath(request), selected)]));
    return json(
        200,
        ids.map((id) => (id === undefined ? null : (found.get(id) ?? null)))
    );
}

function textsOf(body: Readonly<Record<string, unknown>>, name: string): readonly string[] {
    const texts = body[name];
    if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
    throw new OrgRequestError(400, 'JSON_PARSER_ERROR', `${name} must be a list of strings`);
}

function recordsOf(org: OrgServices, body: Readonly<Record<string, unknown>>): ApexSObject[] {
    const records = body['records'];
    if (!Array.isArray(records) || !records.every(isRecord)) {
        throw new OrgRequestError(400, 'JSON_PARSER_ERROR', 'Records must be a list of objects');
    }
    return limited(records).map((record) => recordFromJson(objectNamed(org, typeOf(record)), record));
}

/** @throws OrgRequestError 400 INVALID_TYPE */
export function typeOf(record: Readonly<Record<string, unknown>>): string {
    const attributes = record['attributes'];
    const type = isRecord(attributes) ? attributes['type'] : undefined;
    if (typeof type !== 'string')
        throw new OrgRequestError(400, 'INVALID_TYPE', 'Attribute type is required for each record');
    return type;
}

/** @throws OrgRequestError 400 INVALID_TYPE */
export function objectNamed(org: OrgServices, name: string) {
    const object = org.object(name);
    if (!object) throw new OrgRequestError(400, 'INVALID_TYPE', `sObject type '${name}' is not supported.`);
    return object;
}

/** @throws OrgRequestError 400 for more than `limit` */
export function limited<Item>(items: readonly Item[], limit = recordLimit): readonly Item[] {
    if (items.length > limit) {
        throw new OrgRequestError(
            400,
            'EXCEEDED_ID_LIMIT',
            `record limit reached. cannot submit more than ${limit} records in this call`
        );
    }
    return items;
}

export function recordOfId(org: OrgServices, text: string): ApexSObject {
    const id = normalizeId(text);
    const object =
        id === undefined ? undefined : [...org.objects()].find(({ keyPrefix }) => keyPrefix === id.slice(0, 3));
    if (id === undefined || !object) throw new OrgRequestError(400, 'MALFORMED_ID', `malformed id ${text}`);
    const record = new ApexSObject(object.name);
    record.fields.set('Id', id);
    return record;
}
