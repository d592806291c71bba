/** Rows that the platform writes by itself, without triggers, rules or limits: seeds, metadata, side effects of saves. */
import { ApexDatetime } from '../../values/apexTemporal.ts';
import type { OrgClock } from '../clock.ts';
import type { IdGenerator } from '../ids.ts';
import type { OrgSchema, PlatformObject } from '../schema/orgSchema.ts';
import type { RecordStore } from './recordStore.ts';
import type { Row, RowValues } from './table.ts';

export interface WriterEnvironment {
    readonly schema: OrgSchema;
    readonly store: RecordStore;
    readonly ids: IdGenerator;
    readonly clock: Pick<OrgClock, 'now'>;
}

/** Record times have no milliseconds. */
export function recordTime(nowMs: number): ApexDatetime {
    return new ApexDatetime(Math.floor(nowMs / 1000) * 1000);
}

/** Default values and unchecked boxes: what a row always has. */
export function defaultsOf(object: PlatformObject): RowValues {
    const defaults: Record<string, unknown> = {};
    for (const field of object.fields.values()) {
        if (field.defaultValue !== undefined) defaults[field.name] = field.defaultValue;
        else if (field.type === 'boolean' && field.name !== 'IsDeleted') defaults[field.name] = false;
    }
    return defaults;
}

/** Answers the new id. `values` may name it. */
export function systemInsert(
    environment: WriterEnvironment,
    userId: string,
    objectName: string,
    values: RowValues,
    isTest = false
): string {
    const { schema, store, ids, clock } = environment;
    const object = schema.require(objectName);
    const id = (values['Id'] as string | undefined) ?? ids.next(object.keyPrefix ?? '');
    const audit = auditValues(object, clock.now(), userId, true);
    const all = withoutNulls({ ...defaultsOf(object), ...audit, ...values, Id: id });
    store.put(objectName, { id, values: all, isDeleted: false, isTest, deletedWith: undefined });
    return id;
}

export function systemUpdate(
    environment: WriterEnvironment,
    userId: string,
    objectName: string,
    row: Row,
    values: RowValues
): void {
    const audit = auditValues(environment.schema.require(objectName), environment.clock.now(), userId, false);
    environment.store.put(objectName, { ...row, values: withoutNulls({ ...row.values, ...values, ...audit }) });
}

/** System fields of a write, as far as the object has them. */
export function auditValues(object: PlatformObject, nowMs: number, userId: string, isNew: boolean): RowValues {
    const now = recordTime(nowMs);
    const values = { LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
    const created = isNew ? { CreatedDate: now, CreatedById: userId } : {};
    return Object.fromEntries(
        Object.entries({ ...values, ...created }).filter(([name]) => object.fields.has(name.toLowerCase()))
    );
}

export function withoutNulls(values: RowValues): RowValues {
    const kept: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) if (value !== null && value !== undefined) kept[name] = value;
    return kept;
}
