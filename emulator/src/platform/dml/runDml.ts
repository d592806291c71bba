/** One DML call: counts it, sorts its records by operation and object, saves them, and answers one outcome per record. */
import { UnsupportedApexError } from '../../errors.ts';
import type { DmlCall, RowOutcome } from '../../runtime/host.ts';
import { ApexException } from '../../values/apexObject.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import { textOf } from '../records/table.ts';
import type { PlatformObject } from '../schema/orgSchema.ts';
import { convertToField } from './fieldValues.ts';
import { rowError, saveItem } from './saveContext.ts';
import type { SaveContext, SaveItem, SaveOperation } from './saveContext.ts';
import { saveRecords } from './saveRecords.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_limitations.htm */
const maxObjectRuns = 10;

/** What all saves of one call share. */
export type DmlContext = Omit<SaveContext, 'object' | 'operation'>;

interface Batch {
    readonly object: PlatformObject;
    readonly operation: SaveOperation;
    readonly items: SaveItem[];
}

/**
 * When `allOrNone` and a record fails, nothing is saved: records that had no error of their own then have no success and no
 * errors.
 */
export function runDml(context: DmlContext, call: DmlCall): readonly RowOutcome[] {
    if (call.operation === 'merge') throw new UnsupportedApexError('merge');
    if (call.records.length === 0) return [];
    context.frame.limits.use('dmlStatements');
    context.frame.limits.use('dmlRows', call.records.length);
    refuseRepeats(call);
    const items = call.records.map(saveItem);
    const batches = batchesOf(context, call, call.operation, items);
    const hasFailed = (): boolean => call.allOrNone && items.some((item) => item.errors.length > 0);
    const mark = context.store.mark();
    for (const { object, operation, items: batch } of batches) {
        if (!hasFailed()) saveRecords({ ...context, object, operation }, batch, call.allOrNone);
    }
    if (hasFailed()) {
        context.store.undoTo(mark);
        return items.map(({ record, errors }) => ({ id: record.id, isSuccess: false, isCreated: false, errors }));
    }
    const inserted = new Set(batches.filter(({ operation }) => operation === 'insert').flatMap((batch) => batch.items));
    return items.map((item) => {
        const isSuccess = item.errors.length === 0;
        if (isSuccess) item.record.fields.set('Id', item.id);
        return { id: item.record.id, isSuccess, isCreated: isSuccess && inserted.has(item), errors: item.errors };
    });
}

/** The same record twice in one list is an error of the program, not of the record. */
function refuseRepeats(call: DmlCall): void {
    const seen = new Set<string | ApexSObject>();
    for (const record of call.records) {
        const key = call.operation === 'insert' ? record : (record.id ?? record);
        if (seen.has(key)) {
            const identical = 'Before Insert or Upsert list must not have two identically equal elements';
            throw new ApexException(
                'System.ListException',
                typeof key === 'string' ? `Duplicate id in list: ${key}` : identical
            );
        }
        seen.add(key);
    }
}

function batchesOf(
    context: DmlContext,
    call: DmlCall,
    operation: SaveOperation | 'upsert',
    items: readonly SaveItem[]
): readonly Batch[] {
    const runs: { object: PlatformObject; items: SaveItem[] }[] = [];
    for (const item of items) {
        const { objectName } = item.record;
        const object = context.schema.object(objectName);
        if (object?.category !== 'record')
            throw new ApexException('System.TypeException', `DML not allowed on ${objectName}`);
        const last = runs.at(-1);
        if (last?.object === object) last.items.push(item);
        else runs.push({ object, items: [item] });
    }
    if (runs.length > maxObjectRuns) {
        const message = `Cannot have more than ${maxObjectRuns} chunks in a single operation. Please rearrange the data to reduce chunking.`;
        throw new ApexException('System.TypeException', message);
    }
    if (operation !== 'upsert') return runs.map((run) => ({ ...run, operation }));
    return runs.flatMap(({ object, items: run }) => splitUpsert(context, object, run, call.externalIdField ?? 'Id'));
}

/** Records that a key finds are updated, the others inserted. */
function splitUpsert(
    context: DmlContext,
    object: PlatformObject,
    items: readonly SaveItem[],
    keyName: string
): Batch[] {
    const key = object.fields.get(keyName.toLowerCase());
    if (!key?.isIdLookup)
        throw new ApexException('System.DmlException', `Upsert failed. ${keyName} is no external id of ${object.name}`);
    const seen = new Set<string>();
    for (const { record, errors } of items) {
        if (record.id !== null || key.name === 'Id') continue;
        const value = convertToField(key, record.fields.get(key.name)) ?? '';
        const text = textOf(value).toLowerCase();
        const rows = [...context.store.table(object.name).find(key.name, value)];
        const [found, another] = rows.filter((row) => !row.isDeleted && context.maySee(object, row));
        if (text === '') errors.push(rowError('MISSING_ARGUMENT', `${key.name} not specified`, [key.name]));
        else if (seen.has(text))
            errors.push(rowError('DUPLICATE_VALUE', `Duplicate external id specified: ${text}`, [key.name]));
        else if (another)
            errors.push(
                rowError('DUPLICATE_EXTERNAL_ID', `${key.name}: more than one record found for external id`, [key.name])
            );
        else if (found) record.fields.set('Id', found.id);
        seen.add(text);
    }
    const sound = items.filter((item) => item.errors.length === 0);
    const inserts = sound.filter(({ record }) => record.id === null);
    const updates = sound.filter(({ record }) => record.id !== null);
    const batches: Batch[] = [
        { object, operation: 'insert', items: inserts },
        { object, operation: 'update', items: updates }
    ];
    return batches.filter((batch) => batch.items.length > 0);
}
