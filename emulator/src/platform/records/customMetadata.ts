/**
 * Records of custom metadata types, as a deployment writes them. Values are replaced as a whole.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_custommetadata.htm
 */
import type { CustomMetadataDefinition } from '../../metadata/definitions.ts';
import { ApexDecimal } from '../../values/apexNumbers.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import { convertToField, valueProblem } from '../dml/fieldValues.ts';
import { MetadataProblem } from '../schema/metadataProblem.ts';
import type { PlatformField, PlatformObject } from '../schema/orgSchema.ts';
import { defaultsOf, recordTime, withoutNulls } from './systemWriter.ts';
import type { WriterEnvironment } from './systemWriter.ts';
import type { Row, RowValues } from './table.ts';

/** Longer text is cut by `getAll` and `getInstance`; queries return all of it. */
const cachedTextLength = 255;

/** True if the record is new. */
export function applyCustomMetadata(environment: WriterEnvironment, definition: CustomMetadataDefinition): boolean {
    const { schema, store, ids, clock } = environment;
    const object = schema.object(definition.objectName);
    if (object?.category !== 'metadata')
        throw new MetadataProblem(`No CustomMetadata type named ${definition.objectName} found`);
    const existing = metadataRow(environment, object, definition.developerName);
    const id = existing?.id ?? ids.next(object.keyPrefix ?? '');
    const values: Record<string, unknown> = {
        ...defaultsOf(object),
        Id: id,
        DeveloperName: definition.developerName,
        MasterLabel: definition.label,
        Label: definition.label,
        QualifiedApiName: definition.developerName,
        Language: 'en_US',
        SystemModstamp: recordTime(clock.now())
    };
    for (const { field: name, text } of definition.values) {
        const field = object.fields.get(name.toLowerCase());
        if (!field?.isCustom)
            throw new MetadataProblem(
                `${definition.objectName.replace(/__mdt$/, '')}.${definition.developerName}: no field ${name}`
            );
        values[field.name] = text === null || text === '' ? null : readText(field, text);
    }
    check(environment, object, values);
    store.put(object.name, {
        id,
        values: withoutNulls(values),
        isDeleted: false,
        isTest: false,
        deletedWith: undefined
    });
    return existing === undefined;
}

export function removeCustomMetadata(environment: WriterEnvironment, objectName: string, developerName: string): void {
    const object = environment.schema.object(objectName);
    const row = object && metadataRow(environment, object, developerName);
    if (!row)
        throw new MetadataProblem(
            `No CustomMetadata named: ${objectName.replace(/__mdt$/, '')}.${developerName} found`
        );
    environment.store.remove(objectName, row.id);
}

/** All records of a type, in order of name, as `getAll` caches them. */
export function cachedMetadata(
    environment: Pick<WriterEnvironment, 'schema' | 'store'>,
    objectName: string
): readonly ApexSObject[] {
    const object = environment.schema.require(objectName);
    const rows = [...environment.store.table(object.name).rows()];
    rows.sort((one, other) => (String(one.values['DeveloperName']) < String(other.values['DeveloperName']) ? -1 : 1));
    return rows.map((row) => {
        const record = new ApexSObject(object.name);
        for (const [name, value] of Object.entries(row.values)) {
            record.fields.set(name, typeof value === 'string' ? value.slice(0, cachedTextLength) : value);
        }
        record.isReadOnly = true;
        return record;
    });
}

function metadataRow({ store }: WriterEnvironment, object: PlatformObject, developerName: string): Row | undefined {
    for (const row of store.table(object.name).rows()) {
        if (String(row.values['DeveloperName']).toLowerCase() === developerName.toLowerCase()) return row;
    }
    return undefined;
}

function readText(field: PlatformField, text: string): unknown {
    const isNumber = ['double', 'currency', 'percent', 'int'].includes(field.type);
    const raw: unknown =
        field.type === 'boolean'
            ? text === 'true'
            : isNumber && !Number.isNaN(Number(text))
              ? new ApexDecimal(text)
              : text;
    const value: unknown = convertToField(field, raw);
    if (value === undefined) throw new MetadataProblem(`Invalid value for ${field.name}: ${text}`);
    return value;
}

function check({ store }: WriterEnvironment, object: PlatformObject, values: RowValues): void {
    for (const field of object.fields.values()) {
        const value: unknown = values[field.name] ?? null;
        if (value === null) {
            if (!field.isNillable && field.isCustom)
                throw new MetadataProblem(`Required fields are missing: [${field.name}]`);
            continue;
        }
        const problem = valueProblem(field, value, true);
        if (problem) throw new MetadataProblem(problem.message);
        const others = field.isUnique ? [...store.table(object.name).find(field.name, value)] : [];
        const other = others.find((row) => row.id !== values['Id']);
        const message = `duplicate value found: ${field.name} duplicates value on record with id: ${other?.id ?? ''}`;
        if (other) throw new MetadataProblem(message);
    }
    const broken = object.validationRules.find(({ condition }) => condition((name) => values[name]) === true);
    if (broken) throw new MetadataProblem(broken.message);
}
