/** Calls the triggers of a chunk and turns what they say into row errors. */
import { ApexException } from '../../values/apexObject.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import { recordOfRow, rowError } from './saveContext.ts';
import type { SaveContext, SaveItem, TransactionState } from './saveContext.ts';

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm */
const maxTriggerDepth = 16;

export function fireTriggers(context: SaveContext, timing: 'before' | 'after', items: readonly SaveItem[]): void {
    const { engine, state, object, operation } = context;
    if (items.length === 0 || !engine.hasTriggers(object.name)) return;
    const event = eventName(context, timing);
    const fail = (message: string): void => {
        for (const item of items) item.errors.push(rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message));
    };
    if (state.triggerDepth >= maxTriggerDepth) {
        const ids = items.map((item) => item.id ?? '').join(', ');
        fail(`${object.name}: maximum trigger depth exceeded\n${object.name} trigger event ${event} for [${ids}]`);
        return;
    }
    const newRecords = operation === 'delete' ? undefined : items.map((item) => newRecord(context, timing, item));
    const oldRecords =
        operation === 'update' || operation === 'delete' ? items.map((item) => oldRecord(context, item)) : undefined;
    if (timing === 'before' && operation === 'update') lock(state, items);
    state.triggerDepth++;
    try {
        engine.runTriggers({ objectName: object.name, timing, operation, newRecords, oldRecords });
        for (const [index, item] of items.entries()) takeErrors(item, (newRecords ?? oldRecords)?.[index]);
    } catch (error) {
        if (!(error instanceof ApexException)) throw error;
        fail(describeFailure(error, object.name, event));
    } finally {
        state.triggerDepth--;
        if (timing === 'before') unlock(state, items);
    }
}

/** `BeforeInsert` */
function eventName({ operation }: SaveContext, timing: 'before' | 'after'): string {
    return [timing, operation].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function lock(state: TransactionState, items: readonly SaveItem[]): void {
    for (const { id } of items) if (id !== null) state.inBeforeUpdate.add(id);
}

function unlock(state: TransactionState, items: readonly SaveItem[]): void {
    for (const { id } of items) if (id !== null) state.inBeforeUpdate.delete(id);
}

function newRecord({ object, store }: SaveContext, timing: 'before' | 'after', item: SaveItem): ApexSObject {
    const stored = timing === 'after' ? store.table(object.name).get(item.id ?? '') : undefined;
    const record = stored ? recordOfRow(object.name, stored) : item.working;
    record.isReadOnly = timing === 'after';
    return record;
}

function oldRecord({ object }: SaveContext, item: SaveItem): ApexSObject {
    const record = item.before ? recordOfRow(object.name, item.before) : item.working;
    record.isReadOnly = true;
    return record;
}

function takeErrors(item: SaveItem, record: ApexSObject | undefined): void {
    for (const { statusCode, message, field } of record?.errors.splice(0) ?? []) {
        item.errors.push(rowError(statusCode, message, field === undefined ? [] : [field]));
    }
}

/** `InvoiceTrigger: execution of BeforeInsert`, what was thrown and where. */
function describeFailure(error: ApexException, objectName: string, event: string): string {
    const outermost = error.stack.findLast((frame) => frame.where.startsWith('Trigger.'));
    const name = outermost?.where.slice('Trigger.'.length) ?? objectName;
    const stack = error.stack.map(
        ({ where, position }) => `${where}: line ${position.line}, column ${position.column}`
    );
    return `${name}: execution of ${event}\n\ncaused by: ${error.toString()}\n\n${stack.join('\n')}`;
}
