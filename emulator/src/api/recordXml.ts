/**
 * Records as elements of the partner WSDL and back.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_create.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { escapeXml, type XmlElement } from '../metadata/xml.ts';
import type { ObjectDescription } from '../runtime/objectDescription.ts';
import { ApexSObject, type FieldValue } from '../values/apexSObject.ts';
import { objectNamed } from './collections.ts';
import { soapType } from './describe.ts';
import { recordToJson, valueFromText, type JsonRecord } from './recordJson.ts';
import type { SelectedNames } from './selectedNames.ts';

export const recordNamespace = 'urn:sobject.partner.soap.sforce.com';

/** An element that is nil says nothing; `fieldsToNull` names what is to be null. */
export function recordFromXml(org: OrgServices, element: XmlElement): ApexSObject {
    const object = objectNamed(org, element.textOf('type') ?? '');
    const record = new ApexSObject(object.name);
    for (const child of element.children) {
        if (child.localName === 'type' || child.localName === 'fieldsToNull' || child.isNil) continue;
        if (child.localName === 'Id' && child.text.trim() === '') continue;
        if (child.children.length > 0)
            throw new OrgRequestError(
                500,
                'NOT_IMPLEMENTED',
                'The local org does not support records inside of records'
            );
        const field = fieldNamed(object, child.localName);
        record.fields.set(field.name, valueOf(field, child.text));
    }
    for (const { text } of element.all('fieldsToNull')) record.fields.set(fieldNamed(object, text.trim()).name, null);
    return record;
}

type Field = ObjectDescription['fields'] extends ReadonlyMap<string, infer Value> ? Value : never;

function fieldNamed(object: ObjectDescription, name: string): Field {
    const field = object.fields.get(name.toLowerCase());
    if (field) return field;
    throw new OrgRequestError(
        500,
        'INVALID_FIELD',
        `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`
    );
}

function valueOf(field: Field, text: string): FieldValue {
    try {
        return valueFromText(field, text);
    } catch (error) {
        if (!(error instanceof OrgRequestError) || error.errorCode !== 'JSON_PARSER_ERROR') throw error;
        throw new OrgRequestError(
            500,
            'soapenv:Client',
            `'${text}' is not a valid value for the type ${soapType(field.type)}`
        );
    }
}

/** Content of a `records` or `result` element. */
export function recordToXml(record: ApexSObject, selected: SelectedNames): string {
    return membersToXml(recordToJson(record, '', selected), record.id);
}

/** The JSON form of a record says the same in other words. */
function membersToXml({ attributes, ...members }: JsonRecord, id: string | null): string {
    const { type } = attributes as { readonly type: string };
    const fields = Object.entries(members).flatMap(([name, value]) => (name === 'Id' ? [] : memberToXml(name, value)));
    return `<sf:type>${type}</sf:type>${memberToXml('Id', members['Id'] ?? ('Id' in members ? id : null))}${fields.join('')}`;
}

function memberToXml(name: string, value: unknown): string {
    if (value === null || value === undefined) return `<sf:${name} xsi:nil="true"/>`;
    if (typeof value !== 'object') {
        const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/(T[\d:.]+)\+0000$/, '$1Z');
        return `<sf:${name}>${escapeXml(text)}</sf:${name}>`;
    }
    if (!('records' in value))
        return `<sf:${name} xsi:type="sf:sObject">${membersToXml(value as JsonRecord, null)}</sf:${name}>`;
    const { records, totalSize } = value as { readonly records: readonly JsonRecord[]; readonly totalSize: number };
    const rows = records.map((row) => `<records xsi:type="sf:sObject">${membersToXml(row, null)}</records>`);
    return `<sf:${name} xsi:type="QueryResult"><done>true</done><queryLocator xsi:nil="true"/>${rows.join('')}<size>${totalSize}</size></sf:${name}>`;
}
