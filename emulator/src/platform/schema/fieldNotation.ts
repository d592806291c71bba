/**
 * Fields of standard objects as one line each:
 * `Name type(length or precision,scale) flags "Label" -> Object,Object as Relationship/Children : value|value = default`.
 * Flags: `required`, `defaulted` (never null, but an insert may leave it out), `readonly`, `createonly`, `updateonly`,
 * `idLookup`, `restricted`, `cascade` (deleted with the parent). Checkboxes are always defaulted.
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
    /^(\w+) (\w+)(?:\(([\d,]+)\))?((?: (?:required|defaulted|readonly|createonly|updateonly|idLookup|restricted|cascade))*)(?: "([^"]+)")?(?: -> ([\w,]+)(?: as (\w+)(?:\/(\w+))?)?)?(?: : ([^=]+?))?(?: = (.+))?$/;

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
    const match = notation.exec(line)?.map((part: string | undefined) => part ?? '');
    if (!match) throw new EmulatorBug(`bad field notation: ${line}`);
    const [name, type, size, flags, label, parents, parent, children, values, preset] = match.slice(1) as NotationParts;
    const isPreset = preset !== '' || type === 'boolean';
    const isLong = type === 'textarea' && Number(size) > 4000;
    return {
        name,
        label: label || words(name),
        type,
        ...sizeOf(type, size),
        ...writabilityOf(type, new Set(flags.trim().split(' ')), isPreset),
        isCustom: false,
        defaultValue: type === 'boolean' ? preset === 'true' : preset || undefined,
        isUnique: false,
        isCaseSensitive: false,
        isExternalId: false,
        isFilterable: !isLong,
        isSortable: !isLong,
        isGroupable: !['textarea', 'datetime', 'double', 'currency', 'percent', 'address'].includes(type),
        formula: undefined,
        picklistValues: listOf(values, '|').map(picklistValue),
        referenceTo: listOf(parents, ','),
        relationshipName: parent || undefined,
        childRelationshipName: children || undefined,
        ...(flags.includes('cascade') ? { deleteConstraint: 'Cascade' as const } : {}),
        inlineHelpText: undefined
    };
}

type NotationParts = [string, FieldType, string, string, string, string, string, string, string, string];

type Writability =
    'isNillable' | 'isDefaultedOnCreate' | 'isCreateable' | 'isUpdateable' | 'isIdLookup' | 'isRestrictedPicklist';

function writabilityOf(
    type: FieldType,
    flags: ReadonlySet<string>,
    isPreset: boolean
): Pick<PlatformField, Writability> {
    const isDefaulted = flags.has('defaulted') || type === 'boolean';
    const isChangeable = !flags.has('readonly') && type !== 'id' && type !== 'address';
    return {
        isNillable: !flags.has('required') && !isDefaulted,
        isDefaultedOnCreate: isDefaulted || isPreset,
        isCreateable: isChangeable && !flags.has('updateonly'),
        isUpdateable: isChangeable && !flags.has('createonly'),
        isIdLookup: flags.has('idLookup') || type === 'id',
        isRestrictedPicklist: flags.has('restricted')
    };
}

function listOf(text: string, separator: string): string[] {
    return text === '' ? [] : text.split(separator).map((item) => item.trim());
}

function sizeOf(type: FieldType, size: string): Pick<PlatformField, 'length' | 'precision' | 'scale'> {
    const [first = 0, scale = 0] = size.split(',').map(Number);
    if (['int', 'double', 'currency', 'percent'].includes(type)) return { length: 0, precision: first, scale };
    const usual = type === 'reference' ? 18 : type === 'picklist' ? 40 : 0;
    return { length: first === 0 ? usual : first, precision: 0, scale: 0 };
}

function picklistValue(value: string): PicklistValue {
    return { value, label: value, isActive: true, isDefault: false };
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
