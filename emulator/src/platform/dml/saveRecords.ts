/**
 * One operation on records of one object, in chunks, with up to three attempts when some records may fail.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_bulk_exception_handling.htm
 */
import type { RowError } from '../../runtime/host.ts';
import { auditValues, withoutNulls } from '../records/systemWriter.ts';
import type { Row } from '../records/table.ts';
import { deleteRow, undeleteRow } from './deletion.ts';
import { noteKind } from './mixedDml.ts';
import { prepareRecord } from './prepareRecord.ts';
import { rowError } from './saveContext.ts';
import type { SaveContext, SaveItem, SaveOperation } from './saveContext.ts';
import { fireTriggers } from './triggers.ts';
import { pendingEmailValues, userWasWritten } from './userRules.ts';
import { isChanged, validateRecord } from './validateRecord.ts';

const chunkSize = 200;
const maxAttempts = 3;

/** Errors are in the items afterwards. The caller undoes everything if it wants all or none. */
export function saveRecords(context: SaveContext, items: readonly SaveItem[], allOrNone: boolean): void {
    const { store, rules } = context;
    const refusal = objectRefusal(context) ?? noteKind(context, items);
    if (refusal) {
        for (const item of items) item.errors.push(refusal);
        return;
    }
    const size = rules.triggerChunks ? chunkSize : items.length;
    const mark = store.mark();
    for (let start = 0; start < items.length; start += size) {
        if (saveChunk(context, items.slice(start, start + size), allOrNone)) continue;
        store.undoTo(mark);
        const message = 'Too many batch retries in the presence of Apex triggers and partial failures.';
        for (const item of items) item.errors = [rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message)];
        return;
    }
}

const verbs: Record<SaveOperation, string> = {
    insert: 'inserted',
    update: 'updated',
    delete: 'deleted',
    undelete: 'undeleted'
};

function objectRefusal({ object, operation, rules, isUserMode, rights }: SaveContext): RowError | undefined {
    const isOpen =
        operation === 'insert'
            ? object.isCreateable
            : operation === 'update'
              ? object.isUpdateable
              : object.isDeletable;
    if (!isOpen && (object.name !== 'User' || operation !== 'delete' || rules.userDelete)) {
        const statusCode = operation === 'delete' ? 'DELETE_FAILED' : 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY';
        return rowError(statusCode, `entity type cannot be ${verbs[operation]}: ${object.name}`);
    }
    const action = operation === 'insert' ? 'create' : operation === 'undelete' ? 'delete' : operation;
    const mayBeOwnUser = object.name === 'User' && operation === 'update';
    if (!isUserMode || mayBeOwnUser || rights.may(action, object)) return undefined;
    return rowError('INSUFFICIENT_ACCESS_OR_READONLY', `Access to entity '${object.name}' denied`);
}

/** False if the last attempt failed too. */
function saveChunk(context: SaveContext, chunk: readonly SaveItem[], allOrNone: boolean): boolean {
    const { store, frame, engine, rules } = context;
    const limits = frame.limits.snapshot();
    const mark = store.mark();
    let survivors = chunk;
    let firesTriggers = true;
    for (let attempt = 1; ; attempt++) {
        if (firesTriggers) for (const item of survivors) prepareRecord(context, item);
        attemptSave(context, survivors, firesTriggers);
        const sound = survivors.filter((item) => item.errors.length === 0);
        if (sound.length === survivors.length || allOrNone) return true;
        store.undoTo(mark);
        if (engine.hasTriggers(context.object.name) && attempt >= maxAttempts) return false;
        survivors = sound;
        frame.limits.restore(limits as never);
        firesTriggers = rules.partialSaveRetry;
    }
}

/** One pass through the save order; what has an error drops out where it fails. */
function attemptSave(context: SaveContext, items: readonly SaveItem[], firesTriggers: boolean): void {
    const sound = (): readonly SaveItem[] => items.filter((item) => item.errors.length === 0);
    const isWrite = context.operation === 'insert' || context.operation === 'update';
    if (firesTriggers && context.operation !== 'undelete') fireTriggers(context, 'before', sound());
    for (const item of sound()) {
        if (isWrite) validateRecord(context, item);
        if (item.errors.length > 0) continue;
        if (isWrite) writeRow(context, item, items);
        else if (context.operation === 'delete') deleteRow(context, item);
        else undeleteRow(context, item);
    }
    // Records that fail are taken out before the after triggers hear of the others.
    if (firesTriggers && sound().length === items.length) fireTriggers(context, 'after', items);
}

function writeRow(context: SaveContext, item: SaveItem, items: readonly SaveItem[]): void {
    const { object, store, ids, frame, clock } = context;
    const duplicate = duplicateProblem(context, item, items);
    if (duplicate) {
        item.errors.push(duplicate);
        return;
    }
    const id = item.id ?? ids.next(object.keyPrefix ?? '');
    item.id = id;
    const values: Record<string, unknown> = {
        ...(object.isCustom && object.fields.has('name') ? { Name: id } : {}),
        ...(object.name === 'User' ? pendingEmailValues(context, item) : {}),
        ...withoutNulls(Object.fromEntries(item.working.fields)),
        ...auditValues(object, clock.now(), frame.user.id, item.before === undefined),
        Id: id
    };
    const isTest = item.before?.isTest ?? frame.isTest;
    const row: Row = { id, values, isDeleted: false, isTest, deletedWith: undefined };
    store.put(object.name, row);
    if (object.name === 'User') userWasWritten(context, item, row);
}

function duplicateProblem(
    { object, store }: SaveContext,
    item: SaveItem,
    items: readonly SaveItem[]
): RowError | undefined {
    for (const field of object.fields.values()) {
        const value = (item.working.fields.get(field.name) ?? null) as unknown;
        if (!field.isUnique || value === null || !isChanged(item, field)) continue;
        for (const other of store.table(object.name).find(field.name, value)) {
            const isOtherCase = field.isCaseSensitive && other.values[field.name] !== value;
            if (other.id === item.id || other.isDeleted || isOtherCase) continue;
            const isNew = items.some((one) => one.id === other.id && one.before === undefined);
            const [name, id] = isNew ? ['<unknown>', '<unknown>'] : [field.name, other.id.slice(0, 15)];
            return rowError(
                'DUPLICATE_VALUE',
                `duplicate value found: ${name} duplicates value on record with id: ${id}`
            );
        }
    }
    return undefined;
}
