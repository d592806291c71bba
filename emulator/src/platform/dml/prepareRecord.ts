/** First step of a save: finds the stored row, checks what the user may do, and makes the record that triggers see. */
import { UnsupportedApexError } from '../../errors.ts';
import type { RowError } from '../../runtime/host.ts';
import { normalizeId } from '../../values/apexId.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import { isPermissionable } from '../access/permissionable.ts';
import { defaultsOf } from '../records/systemWriter.ts';
import { textOf } from '../records/table.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { convertToField, picklistProblem, wrongType } from './fieldValues.ts';
import { recordOfRow, rowError } from './saveContext.ts';
import type { SaveContext, SaveItem } from './saveContext.ts';

export function prepareRecord(context: SaveContext, item: SaveItem): void {
    item.errors = [];
    item.pendingEmail = undefined;
    const refusal = context.operation === 'insert' ? startInsert(context, item) : findStored(context, item);
    if (refusal) item.errors.push(refusal);
    if (refusal || context.operation === 'delete' || context.operation === 'undelete') return;
    applyFields(context, item);
    if (context.object.name === 'User') keepEmail(context, item);
}

function startInsert({ object }: SaveContext, item: SaveItem): RowError | undefined {
    if (item.record.id !== null)
        return rowError('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', ['Id']);
    item.id = null;
    item.working = new ApexSObject(object.name);
    for (const [name, value] of Object.entries(defaultsOf(object))) item.working.fields.set(name, value);
    return undefined;
}

function findStored(context: SaveContext, item: SaveItem): RowError | undefined {
    const { object, operation } = context;
    const id = item.record.id === null ? null : (normalizeId(item.record.id) ?? item.record.id);
    if (id === null) return rowError('MISSING_ARGUMENT', `Id not specified in an ${operation} call`);
    const row = context.store.table(object.name).get(id);
    if (!row || !context.maySee(object, row))
        return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
    if (row.isDeleted && operation !== 'undelete') return rowError('ENTITY_IS_DELETED', 'entity is deleted');
    if (!row.isDeleted && operation === 'undelete')
        return rowError('UNDELETE_FAILED', 'Entity is not in the recycle bin');
    if (context.state.inBeforeUpdate.has(id)) {
        const message = `Object (id = ${id}) is currently in trigger, therefore it cannot recursively update itself`;
        return rowError('SELF_REFERENCE_FROM_TRIGGER', message);
    }
    if (!context.mayEdit(object, row))
        return rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
    item.id = id;
    item.before = row;
    item.working = recordOfRow(object.name, row);
    return undefined;
}

function applyFields(context: SaveContext, item: SaveItem): void {
    const { object, operation } = context;
    const closed: string[] = [];
    const readOnly: string[] = [];
    for (const [name, given] of item.record.fields) {
        const field = object.fields.get(name.toLowerCase());
        if (field?.name === 'Id') continue;
        if (!field) {
            item.errors.push(
                rowError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`, [name])
            );
            continue;
        }
        if (context.isUserMode && !mayWrite(context, field, item)) closed.push(field.name);
        if (operation === 'insert' ? field.isCreateable : field.isUpdateable) setField(context, field, given, item);
        else if (isOwnChange(item, field, given)) readOnly.push(field.name);
    }
    for (const [relationship, parent] of item.record.parents) {
        if (parent?.id === null) throw new UnsupportedApexError(`${object.name}.${relationship} by external id in DML`);
    }
    item.errors.push(...fieldRefusals(object.name, closed, readOnly));
}

function fieldRefusals(objectName: string, closed: readonly string[], readOnly: readonly string[]): RowError[] {
    const inaccessible = `Operation failed due to fields being inaccessible on Sobject ${objectName}, check errors on Exception or Result!`;
    const advice =
        'Please check the security settings of this field and verify that it is read/write for your profile or permission set.';
    const unwritable = `Unable to create/update fields: ${readOnly.join(', ')}. ${advice}`;
    return [
        rowError('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', inaccessible, closed),
        rowError('INVALID_FIELD_FOR_INSERT_UPDATE', unwritable, readOnly)
    ].filter(({ fields }) => fields.length > 0);
}

/** Whether the caller means to change a read-only field; what a query brought along cannot have been set by Apex. */
function isOwnChange({ record, before }: SaveItem, { name }: PlatformField, given: unknown): boolean {
    return given !== null && record.queriedFields?.has(name) !== true && textOf(given) !== textOf(before?.values[name]);
}

/**
 * Before triggers the platform looks at types, lookups and restricted picklists only.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_order_of_execution.htm
 */
function setField(
    context: SaveContext,
    field: PlatformField,
    given: unknown,
    { working, before, errors }: SaveItem
): void {
    const value = convertToField(field, given);
    if (value === undefined) errors.push(wrongType(field, given));
    else working.fields.set(field.name, value);
    if (typeof value !== 'string' || value === '' || value === before?.values[field.name]) return;
    const problem =
        field.type === 'reference' ? referenceProblem(context, field, value) : picklistProblem(field, value);
    if (problem && (field.type === 'reference' || context.rules.restrictedPicklists)) errors.push(problem);
}

/** What users who may not manage users cannot change of themselves either. */
const managedUserFields: ReadonlySet<string> = new Set([
    'Username',
    'ProfileId',
    'UserRoleId',
    'IsActive',
    'ForecastEnabled'
]);

function mayWrite({ object, operation, rights }: SaveContext, field: PlatformField, item: SaveItem): boolean {
    const isManaged = object.name === 'User' && managedUserFields.has(field.name);
    if (object.name === 'User' && operation === 'update' && !rights.may('update', object)) {
        return !isManaged && (!isPermissionable(field) || rights.mayEditField(object, field));
    }
    if (!isPermissionable(field) && !isManaged) return true;
    const given = item.record.fields.get(field.name) as unknown;
    if (operation === 'insert')
        return given === null || given === field.defaultValue || rights.field(object, field).create;
    return rights.field(object, field).update;
}

export function referenceProblem(context: SaveContext, field: PlatformField, id: string): RowError | undefined {
    if (field.referenceTo.length === 0) return undefined;
    const target = context.schema.objectOfId(id);
    if (!target || !field.referenceTo.includes(target.name)) {
        return rowError('FIELD_INTEGRITY_EXCEPTION', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
    }
    const row = context.store.table(target.name).get(id);
    if (row?.isDeleted) return rowError('ENTITY_IS_DELETED', 'entity is deleted');
    if (row && context.maySee(target, row)) return undefined;
    if (row && context.access.enforceSharing) {
        return rowError(
            'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
            'insufficient access rights on cross-reference id'
        );
    }
    return rowError(
        'INVALID_CROSS_REFERENCE_KEY',
        'invalid cross reference id',
        context.object.isSetupObject ? [field.name] : []
    );
}

/**
 * The address of an active user stays until its owner confirms the new one; triggers see the old one.
 * https://help.salesforce.com/s/articleView?id=000385107
 */
export function keepEmail(context: SaveContext, item: SaveItem): void {
    const current = item.before?.values['Email'];
    const wanted = item.working.fields.get('Email') as unknown;
    if (!context.rules.pendingEmail || typeof current !== 'string' || item.before?.values['IsActive'] !== true) return;
    if (typeof wanted !== 'string' || wanted.trim() === '' || wanted.trim().toLowerCase() === current) return;
    item.pendingEmail = wanted.trim().toLowerCase();
    item.working.fields.set('Email', current);
}
