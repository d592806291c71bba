/** Second step of a save, after the before triggers: completes the record and checks it as the database and the admin want it. */
import { UnsupportedApexError } from '../../errors.ts';
import type { RowError } from '../../runtime/host.ts';
import { textOf } from '../records/table.ts';
import type { PlatformField } from '../schema/orgSchema.ts';
import { checkAssignment } from './assignmentRules.ts';
import { convertToField, isText, storedText, valueProblem, wrongType } from './fieldValues.ts';
import { keepEmail, referenceProblem } from './prepareRecord.ts';
import { rowError } from './saveContext.ts';
import type { SaveContext, SaveItem } from './saveContext.ts';
import { checkUser, completeUser } from './userRules.ts';

export function validateRecord(context: SaveContext, item: SaveItem): void {
    const { object } = context;
    completeRecord(context, item);
    checkFields(context, item);
    if (object.name === 'User') checkUser(context, item);
    if (object.name === 'PermissionSetAssignment') checkAssignment(context, item);
    if (item.errors.length > 0) return;
    for (const { condition, message, field } of object.validationRules) {
        if (condition((name) => item.working.fields.get(name) as unknown) !== true) continue;
        item.errors.push(rowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, field === undefined ? [] : [field]));
    }
}

/** What the platform fills in by itself. */
function completeRecord(context: SaveContext, item: SaveItem): void {
    const { object } = context;
    const { fields } = item.working;
    for (const field of object.fields.values()) storeValue(context, item, field);
    if (object.fields.get('ownerid')?.isCreateable && !fields.get('OwnerId'))
        fields.set('OwnerId', context.frame.user.id);
    if (item.before === undefined) numberRecord(context, item);
    if (object.name === 'User') {
        keepEmail(context, item);
        completeUser(context, item);
    }
    if (object.name !== 'User' && object.name !== 'Contact') return;
    const parts = ['FirstName', 'MiddleName', 'LastName', 'Suffix'].map((name) => fields.get(name) as unknown);
    fields.set('Name', parts.filter((part) => typeof part === 'string').join(' '));
}

/** Text is trimmed, and empty text becomes null. */
function storeValue({ rules, options }: SaveContext, item: SaveItem, field: PlatformField): void {
    const { fields } = item.working;
    const value = (fields.get(field.name) ?? null) as unknown;
    if (value === null || !isChanged(item, field)) return;
    const converted = convertToField(field, value);
    if (converted === undefined) item.errors.push(wrongType(field, value));
    if (typeof converted !== 'string' || !isText(field)) fields.set(field.name, converted ?? null);
    else {
        const text = storedText(field, converted, rules.emptyTextToNull);
        const isCut = options.allowFieldTruncation && field.length > 0;
        fields.set(field.name, isCut ? (text?.slice(0, field.length) ?? null) : text);
    }
}

function numberRecord({ object, store }: SaveContext, item: SaveItem): void {
    for (const { name, autoNumber } of object.fields.values()) {
        if (!autoNumber) continue;
        const number = String(store.nextNumber(`${object.name}.${name}`, autoNumber.start));
        const text = autoNumber.format.replace(/\{(0+)\}/, (_, digits: string) => number.padStart(digits.length, '0'));
        if (text.includes('{')) throw new UnsupportedApexError(`auto-number format ${autoNumber.format}`);
        item.working.fields.set(name, text);
    }
}

export function isChanged(item: SaveItem, field: PlatformField): boolean {
    const stored = item.before?.values[field.name] ?? null;
    const value = (item.working.fields.get(field.name) ?? null) as unknown;
    if (item.before === undefined || stored === null || value === null)
        return item.before === undefined || stored !== value;
    return textOf(stored) !== textOf(value);
}

function checkFields(context: SaveContext, item: SaveItem): void {
    const missing: string[] = [];
    for (const field of context.object.fields.values()) {
        const value = (item.working.fields.get(field.name) ?? null) as unknown;
        if (value === null && isRequired(context, field)) missing.push(field.name);
        const isKnownBad = item.errors.some((error) => error.fields.includes(field.name));
        if (value === null || isKnownBad || !isChanged(item, field)) continue;
        const problem = fieldProblem(context, field, value);
        if (problem) item.errors.push(problem);
    }
    if (missing.length === 0 || !context.rules.requiredFields) return;
    item.errors.push(
        rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing)
    );
}

function fieldProblem(context: SaveContext, field: PlatformField, value: unknown): RowError | undefined {
    if (field.type !== 'reference') return valueProblem(field, value, context.rules.restrictedPicklists);
    return field.isCreateable || field.isUpdateable ? referenceProblem(context, field, value as string) : undefined;
}

function isRequired({ object }: SaveContext, field: PlatformField): boolean {
    const isWritable = field.isCreateable || field.isUpdateable;
    return !field.isNillable && field.type !== 'boolean' && isWritable && !(field.name === 'Name' && object.isCustom);
}
