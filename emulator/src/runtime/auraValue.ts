/** What a component gets of a value that Apex returns. */
import { UnsupportedApexError } from '../errors.ts';
import { ApexBlob } from '../values/apexBlob.ts';
import { ApexList, ApexMap } from '../values/apexCollections.ts';
import { ApexDecimal, ApexDouble } from '../values/apexNumbers.ts';
import { ApexEnumValue, ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import type { ApexExecution } from './execution.ts';

/**
 * A JSON value. Objects of deployed classes show their `@AuraEnabled` fields, records the fields that were read; what is null is
 * left out of both.
 */
export function toAuraValue(execution: ApexExecution, value: unknown): unknown {
    const scalar = scalarValue(value);
    if (scalar !== undefined) return scalar;
    if (value instanceof ApexList) return value.items.map((item: unknown) => toAuraValue(execution, item));
    if (value instanceof ApexMap) {
        const entries = [...value.entries()] as (readonly [unknown, unknown])[];
        return Object.fromEntries(
            entries.map(([key, item]) => [execution.toText(key), toAuraValue(execution, item)] as const)
        );
    }
    if (value instanceof ApexSObject) return recordValue(execution, value);
    const fields = value instanceof ApexObject ? execution.reflect(value.typeName)?.fields : undefined;
    if (!fields) throw new UnsupportedApexError(`a value of this type in the result of an @AuraEnabled method`);
    const shown = fields.filter(({ isAuraEnabled }) => isAuraEnabled);
    return present(execution, new Map(shown.map((field) => [field.name, field.get(value) as unknown])));
}

/** Undefined for what holds other values. */
function scalarValue(value: unknown): unknown {
    if (value === null || value === undefined) return null;
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object') return value;
    if (value instanceof ApexDecimal || value instanceof ApexDouble) return Number(value.toString());
    if (value instanceof ApexDatetime) return value.toIso();
    if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
    if (value instanceof ApexBlob) return value.bytes.toString('base64');
    return value instanceof ApexEnumValue ? value.name : undefined;
}

/** Rows of a child relationship are a plain list here. */
function recordValue(execution: ApexExecution, record: ApexSObject): unknown {
    return present(execution, new Map<string, unknown>([...record.fields, ...record.parents, ...record.children]));
}

function present(execution: ApexExecution, members: ReadonlyMap<string, unknown>): Record<string, unknown> {
    const entries = [...members].filter(([, value]) => value !== null && value !== undefined);
    return Object.fromEntries(entries.map(([name, value]) => [name, toAuraValue(execution, value)]));
}
