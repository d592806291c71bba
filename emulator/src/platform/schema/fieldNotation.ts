/**
 * Fields of standard objects as one line each:
 * `Name type(length or precision,scale) flags "Label" -> Object,Object as Relationship/Children : value|value = default`.
 * Flags: `required`, `defaulted` (never null, but an insert may leave it out), `readonly`, `createonly`, `updateonly`,
 * `unique`, `idLookup`, `restricted`. Checkboxes are always defaulted.
 */
import { EmulatorBug } from '../../errors.ts';
import type { FieldType, PicklistValue } from '../../runtime/objectDescription.ts';
import type { PlatformField, PlatformObject, SharingModel } from './orgSchema.ts';

export interface StandardObject {
    readonly name: string;
    readonly label?: string;
    readonly labelPlural?: string;
    readonly keyPrefix: string;
    /** Default: a record that users own. */
    readonly isSetupObject?: boolean;
    /** Letters of create, update, delete; default `cud`. */
    readonly changes?: string;
    readonly sharingModel?: SharingModel;
    readonly fields: string;
}

const notation =
    /^(\w+) (\w+)(?:\(([\d,]+)\))?((?: (?:required|defaulted|readonly|createonly|updateonly|unique|idLookup|restricted))*)(?: "([^"]+)")?(?: -> ([\w,]+)(?: as (\w+)(?:\/(\w+))?)?)?(?: : ([^=]+?))?(?: = (.+))?$/;

export function standardObject(object: StandardObject): PlatformObject {
    const lines = object.fields.split('\n').map((line) => line.trim());
    const fields = [...systemFields(object), ...lines.filter((line) => line !== '').map(parseField)];
    const changes = object.changes ?? 'cud';
    const label = object.label ?? words(object.name);
    return {
        name: object.name,
        label,
        labelPlural: object.labelPlural ?? `${label}s`,
        keyPrefix: object.keyPrefix,
        category: 'record',
        isCustom: false,
        isSetupObject: object.isSetupObject ?? false,
        isCreateable: changes.includes('c'),
        isUpdateable: changes.includes('u'),
        isDeletable: changes.includes('d'),
        isQueryable: true,
        publishBehavior: undefined,
        fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
        childRelationships: [],
        sharingModel: object.sharingModel ?? 'ReadWrite',
        validationRules: []
    };
}

function systemFields(object: StandardObject): PlatformField[] {
    const lines = ['Id id(18) readonly defaulted "Record ID"'];
    if (object.isSetupObject !== true) lines.push('IsDeleted boolean readonly "Deleted"');
    return [...lines, ...auditFields].map(parseField);
}

export const auditFields = [
    'CreatedDate datetime readonly defaulted',
    'CreatedById reference(18) readonly defaulted -> User as CreatedBy',
    'LastModifiedDate datetime readonly defaulted',
    'LastModifiedById reference(18) readonly defaulted -> User as LastModifiedBy',
    'SystemModstamp datetime readonly defaulted "System Modstamp"'
];

export function parseField(line: string): PlatformField {
    const match = notation.exec(line);
    if (!match) throw new EmulatorBug(`bad field notation: ${line}`);
    const [, name = '', typeText = '', size, flagText = '', label, references, parent, children, values, defaultText] = match;
    const flags = new Set(flagText.trim().split(' '));
    const type = typeText as FieldType;
    const [first = 0, scale = 0] = (size ?? '').split(',').map(Number);
    const isNumber = ['int', 'double', 'currency', 'percent'].includes(type);
    const isChangeable = !flags.has('readonly') && type !== 'id' && type !== 'address';
    return {
        name,
        label: label ?? words(name),
        type,
        length: isNumber ? 0 : type === 'reference' ? 18 : type === 'picklist' && first === 0 ? 40 : first,
        precision: isNumber ? first : 0,
        scale: isNumber ? scale : 0,
        isCustom: false,
        isNillable: !flags.has('required') && !flags.has('defaulted') && type !== 'boolean',
        isDefaultedOnCreate: flags.has('defaulted') || type === 'boolean' || defaultText !== undefined,
        defaultValue: defaultOf(type, defaultText),
        isCreateable: isChangeable && !flags.has('updateonly'),
        isUpdateable: isChangeable && !flags.has('createonly'),
        isUnique: flags.has('unique'),
        isCaseSensitive: false,
        isExternalId: false,
        isIdLookup: flags.has('idLookup') || type === 'id',
        isFilterable: type !== 'textarea' || first <= 4000,
        isSortable: type !== 'textarea' || first <= 4000,
        isGroupable: !['textarea', 'datetime', 'double', 'currency', 'percent', 'address'].includes(type),
        formula: undefined,
        isRestrictedPicklist: flags.has('restricted'),
        picklistValues: (values ?? '').split('|').filter((value) => value !== '').map(picklistValue),
        referenceTo: references?.split(',') ?? [],
        relationshipName: parent,
        childRelationshipName: children,
        inlineHelpText: undefined
    };
}

export function picklistValue(value: string): PicklistValue {
    return { value: value.trim(), label: value.trim(), isActive: true, isDefault: false };
}

function defaultOf(type: FieldType, text: string | undefined): string | number | boolean | undefined {
    if (type === 'boolean') return text === 'true';
    if (text === undefined) return undefined;
    return type === 'int' ? Number(text) : text;
}

/** `LastName` -> `Last Name`, `ManagerId` -> `Manager ID`. */
function words(name: string): string {
    return name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/\bId$/, 'ID')
        .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
}

/** One checkbox a name, all with the same prefix. */
export function checkboxes(prefix: string, names: string): string {
    return names
        .trim()
        .split(/\s+/)
        .map((name) => `${prefix}${name} boolean`)
        .join('\n');
}
