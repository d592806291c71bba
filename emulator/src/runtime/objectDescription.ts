/**
 * Describe of a record type, as the schema holds it and every layer reads it: DML, SOQL, `Schema.*`, REST describe.
 */
export type FieldType =
    | 'id'
    | 'string'
    | 'textarea'
    | 'boolean'
    | 'int'
    | 'double'
    | 'currency'
    | 'percent'
    | 'date'
    | 'datetime'
    | 'time'
    | 'email'
    | 'phone'
    | 'url'
    | 'picklist'
    | 'multipicklist'
    | 'reference'
    | 'address'
    | 'base64';

export interface PicklistValue {
    readonly value: string;
    readonly label: string;
    readonly isActive: boolean;
    readonly isDefault: boolean;
}

export interface FieldDescription {
    /** API name, `Title`, `Region__c`. */
    readonly name: string;
    readonly label: string;
    readonly type: FieldType;
    /** Characters; 0 where it means nothing. */
    readonly length: number;
    readonly precision: number;
    readonly scale: number;
    readonly isCustom: boolean;
    readonly isNillable: boolean;
    /** Has a default, so that an insert may leave it out. */
    readonly isDefaultedOnCreate: boolean;
    readonly defaultValue: string | number | boolean | undefined;
    readonly isCreateable: boolean;
    readonly isUpdateable: boolean;
    readonly isUnique: boolean;
    readonly isCaseSensitive: boolean;
    readonly isExternalId: boolean;
    readonly isIdLookup: boolean;
    readonly isFilterable: boolean;
    readonly isSortable: boolean;
    readonly isGroupable: boolean;
    /** Formula text; such a field is read-only and the emulator refuses formulas it cannot evaluate. */
    readonly formula: string | undefined;
    readonly isRestrictedPicklist: boolean;
    readonly picklistValues: readonly PicklistValue[];
    readonly referenceTo: readonly string[];
    readonly relationshipName: string | undefined;
    readonly inlineHelpText: string | undefined;
}

export interface ChildRelationship {
    readonly childObject: string;
    readonly field: string;
    readonly relationshipName: string | undefined;
    readonly isCascadeDelete: boolean;
}

export interface ObjectDescription {
    readonly name: string;
    readonly label: string;
    readonly labelPlural: string;
    /** Three characters; undefined for custom metadata before it has records and for types without ids. */
    readonly keyPrefix: string | undefined;
    readonly category: 'record' | 'event' | 'metadata';
    readonly isCustom: boolean;
    /** Users, profiles, permission sets, groups...: rows that tests see and that mixed DML is about. */
    readonly isSetupObject: boolean;
    readonly isCreateable: boolean;
    readonly isUpdateable: boolean;
    readonly isDeletable: boolean;
    readonly isQueryable: boolean;
    /** Events: when a publish takes effect. */
    readonly publishBehavior: 'PublishImmediately' | 'PublishAfterCommit' | undefined;
    /** By lower-case API name, in declaration order. */
    readonly fields: ReadonlyMap<string, FieldDescription>;
    readonly childRelationships: readonly ChildRelationship[];
}
