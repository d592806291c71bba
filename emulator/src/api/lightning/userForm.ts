/** Between a user's record and the form that shows it: texts by field name. */
import type { PageUser } from '../../lightning/pages/frame.ts';
import type { FormChoice, FormField } from '../../lightning/pages/userFormPage.ts';
import { userFields } from '../../lightning/pages/userFields.ts';
import type { OrgRequestError, OrgServices } from '../../orgServices.ts';
import type { FieldDescription } from '../../runtime/objectDescription.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import { notFound } from '../endpoint.ts';
import { requireObject } from '../recordJson.ts';

export type TextValues = Readonly<Record<string, string>>;

const choicesAtMost = 500;

/** @throws OrgRequestError 404 if there is no such user, or none that the reader may see */
export function readUser(org: OrgServices, readerId: string, id: string): ApexSObject {
    const names = ['Id', 'Name', ...readableFields(org, readerId).map(({ name }) => name)];
    const [record] = org.query(readerId, `SELECT ${names.join(', ')} FROM User WHERE Id = '${id}'`).rows;
    if (!record) throw notFound();
    return record;
}

export function textValues(record: ApexSObject): TextValues {
    return Object.fromEntries(
        [...record.fields].map(([name, value]) => [name, value === null || value === undefined ? '' : String(value)])
    );
}

/** What a new user starts with: the settings of whoever creates it. */
export function newUserValues(org: OrgServices, { id }: PageUser): TextValues {
    const creator = textValues(readUser(org, id, id));
    const copied = ['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey'];
    return { IsActive: 'true', ...Object.fromEntries(copied.map((name) => [name, creator[name] ?? ''])) };
}

export function formFields(
    org: OrgServices,
    { id: readerId }: PageUser,
    values: TextValues,
    right: 'create' | 'update',
    refusal?: OrgRequestError
): FormField[] {
    const user = requireObject(org, 'User');
    return readableFields(org, readerId).map((field) => {
        const kind = userFields.find(({ name }) => name === field.name)?.kind ?? 'text';
        const value = values[field.name] ?? '';
        const choices = kind === 'choice' ? choicesOf(org, readerId, field, value) : [];
        return {
            name: field.name,
            label: field.label,
            kind,
            value,
            shown:
                choices.find((choice) => choice.value === value)?.label ?? (kind === 'checkbox' ? yesNo(value) : value),
            choices,
            isEditable: org.fieldRights(readerId, user, field.name)[right],
            error: refusal?.fields.includes(field.name) ? refusal.message : undefined
        };
    });
}

/** Only what differs is saved: other fields are none of this edit's business. A checkbox that is off is not sent. */
export function changedValues(fields: readonly FormField[], form: URLSearchParams): TextValues {
    const changes = fields.flatMap(({ name, kind, value, isEditable }) => {
        const entered = kind === 'checkbox' ? String(form.get(name) === 'true') : form.get(name);
        return isEditable && entered !== null && entered !== value ? [[name, entered] as const] : [];
    });
    return Object.fromEntries(changes);
}

function readableFields(org: OrgServices, readerId: string): FieldDescription[] {
    const user = requireObject(org, 'User');
    return userFields.flatMap(({ name }) => {
        const field = user.fields.get(name.toLowerCase());
        return field && org.fieldRights(readerId, user, name).read ? [field] : [];
    });
}

function choicesOf(org: OrgServices, readerId: string, field: FieldDescription, value: string): FormChoice[] {
    const [target] = field.referenceTo;
    const choices =
        target === undefined
            ? field.picklistValues
                  .filter(({ isActive }) => isActive)
                  .map(({ value: code, label }) => ({ value: code, label }))
            : recordChoices(org, readerId, target);
    // Also what is not among them any more stays what it is.
    const isKnown = value === '' || choices.some((choice) => choice.value === value);
    return [{ value: '', label: '' }, ...(isKnown ? [] : [{ value, label: value }]), ...choices];
}

function recordChoices(org: OrgServices, readerId: string, objectName: string): FormChoice[] {
    const { rows } = org.query(readerId, `SELECT Id, Name FROM ${objectName} ORDER BY Name LIMIT ${choicesAtMost}`);
    return rows.map((row) => ({ value: row.id ?? '', label: String(row.get('Name')) }));
}

function yesNo(value: string): string {
    return value === 'true' ? 'Yes' : 'No';
}
