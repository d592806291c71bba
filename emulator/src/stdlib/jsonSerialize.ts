/** Writes values as `JSON.serialize` and `JSON.serializePretty` do. */
import { ApexBlob } from '../values/apexBlob.ts';
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { ApexDecimal, ApexDouble } from '../values/apexNumbers.ts';
import { ApexEnumValue, ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { jsonError } from './jsonText.ts';
import { objectType, stringType } from './listValues.ts';

interface Writer {
    readonly runtime: ApexRuntime;
    readonly isPretty: boolean;
    /** Leaves out fields of objects of deployed classes that are null. */
    readonly suppressesNulls: boolean;
}

export function serialize(
    runtime: ApexRuntime,
    value: unknown,
    suppressesNulls: boolean | null = false,
    isPretty = false
): string {
    const text = write({ runtime, isPretty, suppressesNulls: suppressesNulls === true }, value, 0);
    runtime.useCpu(Math.ceil(text.length / 16));
    return text;
}

function write(writer: Writer, value: unknown, depth: number): string {
    const scalar = scalarText(value);
    if (scalar !== undefined) return scalar;
    if (value instanceof ApexList) return writeArray(writer, value.items, depth);
    if (value instanceof ApexSet) return writeArray(writer, [...value.values()], depth);
    if (value instanceof ApexSObject) return writeRecord(writer, value, depth);
    if (!(value instanceof ApexMap)) return writeDeployed(writer, value as ApexObject, depth);
    const entries = Array.from(
        value.entries(),
        ([key, item]) => [writer.runtime.toText(key), item as unknown] as const
    );
    return writeObject(writer, entries, depth);
}

/** Undefined for what holds other values. */
function scalarText(value: unknown): string | undefined {
    if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
        return String(value);
    if (typeof value === 'string') return JSON.stringify(value);
    if (value instanceof ApexDecimal || value instanceof ApexDouble) return value.toString();
    if (value instanceof ApexDatetime) return `"${value.toIso()}"`;
    if (value instanceof ApexDate || value instanceof ApexTime) return `"${value.toString()}"`;
    if (value instanceof ApexBlob) return `"${value.bytes.toString('base64')}"`;
    return value instanceof ApexEnumValue ? JSON.stringify(value.name) : undefined;
}

function writeArray(writer: Writer, items: readonly unknown[], depth: number): string {
    const texts = items.map((item) => write(writer, item, depth));
    if (!writer.isPretty) return `[${texts.join(',')}]`;
    return texts.length === 0 ? '[ ]' : `[ ${texts.join(', ')} ]`;
}

function writeObject(writer: Writer, entries: readonly (readonly [string, unknown])[], depth: number): string {
    const separator = writer.isPretty ? ' : ' : ':';
    const texts = entries.map(
        ([name, value]) => `${JSON.stringify(name)}${separator}${write(writer, value, depth + 1)}`
    );
    if (!writer.isPretty) return `{${texts.join(',')}}`;
    if (texts.length === 0) return '{ }';
    const indent = '  '.repeat(depth);
    return `{\n${texts.map((text) => `${indent}  ${text}`).join(',\n')}\n${indent}}`;
}

/** A record as the REST API shows it; its times carry an offset instead of `Z`. */
function writeRecord(writer: Writer, record: ApexSObject, depth: number): string {
    const url = `/services/data/v${writer.runtime.apiVersion.toFixed(1)}/sobjects/${record.objectName}/${record.id ?? ''}`;
    const attributes = new ApexMap(stringType, stringType);
    attributes.put('type', record.objectName);
    if (record.id !== null) attributes.put('url', url);
    const entries: (readonly [string, unknown])[] = [['attributes', attributes]];
    for (const [name, value] of record.fields)
        entries.push([name, value instanceof ApexDatetime ? value.toIso().replace('Z', '+0000') : value]);
    for (const [name, parent] of record.parents) if (parent) entries.push([name, parent]);
    for (const [name, rows] of record.children) entries.push([name, childRows(rows)]);
    return writeObject(writer, entries, depth);
}

function childRows(rows: ApexList): ApexMap {
    const page = new ApexMap(stringType, objectType);
    page.put('totalSize', rows.items.length);
    page.put('done', true);
    page.put('records', rows);
    return page;
}

function writeDeployed(writer: Writer, value: ApexObject, depth: number): string {
    const reflected = writer.runtime.reflect(value.typeName);
    if (!reflected) return jsonError(writer.runtime, `Apex Type unsupported in JSON: ${value.typeName}`);
    const entries = reflected.fields
        .filter(({ isTransient }) => !isTransient)
        .map((field) => [field.name, field.get(value) as unknown] as const)
        .filter(([, item]) => item !== null || !writer.suppressesNulls);
    return writeObject(writer, entries, depth);
}
