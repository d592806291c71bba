/**
 * Apex types of record fields.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_SObjects_fields.htm
 */
import type { FieldType } from '../runtime/objectDescription.ts';
import type { PrimitiveName } from '../values/apexType.ts';

const primitives: Readonly<Record<FieldType, PrimitiveName>> = {
    id: 'Id',
    reference: 'Id',
    boolean: 'Boolean',
    int: 'Integer',
    double: 'Decimal',
    currency: 'Decimal',
    percent: 'Decimal',
    date: 'Date',
    datetime: 'Datetime',
    time: 'Time',
    base64: 'Blob',
    address: 'Object',
    string: 'String',
    textarea: 'String',
    email: 'String',
    phone: 'String',
    url: 'String',
    picklist: 'String',
    multipicklist: 'String'
};

/** Compound addresses, whose class the library does not have, read as Object. */
export function primitiveOfField(type: FieldType): PrimitiveName {
    return primitives[type];
}
