/**
 * The Avro schema of an event and its binary form.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-avro-serialization.html
 */
import { createHash } from 'node:crypto';
import avsc from 'avsc';
import type { BusEvent } from '../../orgServices.ts';
import type { FieldDescription, FieldType, ObjectDescription } from '../../runtime/objectDescription.ts';
import { ApexDecimal, ApexDouble } from '../../values/apexNumbers.ts';
import { ApexSObject, type FieldValue } from '../../values/apexSObject.ts';
import { ApexDate, ApexDatetime } from '../../values/apexTemporal.ts';

/** Avro type and the platform's name of the type, which the schema carries as documentation. */
const avroTypes: Partial<Record<FieldType, readonly [string, string]>> = {
    boolean: ['boolean', 'Boolean'],
    double: ['double', 'Double'],
    date: ['long', 'DateOnly'],
    datetime: ['long', 'DateTime'],
    string: ['string', 'Text'],
    textarea: ['string', 'Text']
};

export class EventSchema {
    /** Changes with every field. */
    readonly id: string;
    readonly json: string;
    private readonly object: ObjectDescription;
    private readonly type: avsc.Type;

    constructor(object: ObjectDescription) {
        this.object = object;
        const schema = {
            name: object.name,
            namespace: 'com.sforce.eventbus',
            type: 'record' as const,
            fields: [
                { name: 'CreatedDate', type: 'long', doc: 'CreatedDate:DateTime' },
                { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
                ...this.ownFields().map(({ name, type }) => {
                    const [avroType, doc] = avroTypes[type] ?? ['string', 'Text'];
                    return { name, type: ['null', avroType], doc: `Data:${doc}`, default: null };
                })
            ]
        };
        this.json = JSON.stringify(schema);
        this.id = createHash('md5').update(this.json).digest('base64url');
        this.type = avsc.Type.forSchema(schema);
    }

    private ownFields(): FieldDescription[] {
        return [...this.object.fields.values()].filter(({ isCustom }) => isCustom);
    }

    encode({ record, publishedAt }: BusEvent): Buffer {
        const created: unknown = record.fields.get('CreatedDate');
        const values: Record<string, unknown> = {
            CreatedDate: created instanceof ApexDatetime ? created.epochMs : publishedAt,
            CreatedById: record.fields.get('CreatedById') ?? ''
        };
        for (const { name } of this.ownFields()) values[name] = toAvro(record.fields.get(name) ?? null);
        return this.type.toBuffer(values);
    }

    /** @throws Error if the bytes were not written with this schema */
    decode(payload: Buffer): ApexSObject {
        const values = this.type.fromBuffer(payload) as Readonly<Record<string, unknown>>;
        const record = new ApexSObject(this.object.name);
        for (const field of this.ownFields())
            record.fields.set(field.name, fromAvro(field, values[field.name] ?? null));
        return record;
    }
}

function toAvro(value: FieldValue): unknown {
    if (value instanceof ApexDecimal) return value.value.toNumber();
    if (value instanceof ApexDouble) return value.value;
    if (value instanceof ApexDatetime) return value.epochMs;
    if (value instanceof ApexDate) return value.toUtc().getTime();
    return value;
}

function fromAvro({ type }: FieldDescription, value: unknown): FieldValue {
    if (typeof value !== 'number') return value;
    if (type === 'datetime') return new ApexDatetime(value);
    if (type === 'date') return new ApexDate(Math.floor(value / 86_400_000));
    return new ApexDecimal(value);
}
