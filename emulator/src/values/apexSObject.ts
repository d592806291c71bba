/**
 * A record in Apex's hands. Field names are in schema spelling; whoever builds a record has looked them up. What the
 * database holds is the platform's; a record here is a copy.
 */
import type { ApexList } from './apexCollections.ts';
import { ApexException } from './apexObject.ts';

/** Value of a field: null, boolean, number (Integer), ApexDecimal, ApexDouble, string (also Id), temporal or Blob. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type FieldValue = any;

export interface RecordError {
    /** Field API name, or undefined for the record as a whole. */
    readonly field: string | undefined;
    readonly message: string;
    /** Default FIELD_CUSTOM_VALIDATION_EXCEPTION, what `addError` yields. */
    readonly statusCode: string;
}

export class ApexSObject {
    /** API name in schema spelling; `AggregateResult` for rows of aggregate queries. */
    readonly objectName: string;
    /** Populated fields, in the order they were set; null means "set to null". */
    readonly fields = new Map<string, FieldValue>();
    /** Relationship name -> parent record, or null where the lookup is empty. */
    readonly parents = new Map<string, ApexSObject | null>();
    /** Child relationship name -> rows of the subquery. */
    readonly children = new Map<string, ApexList>();
    /** Fields that a query selected; reading another one fails. Undefined for records that no query returned. */
    queriedFields: ReadonlySet<string> | undefined;
    /** `Trigger.old` and, after save, `Trigger.new`. */
    isReadOnly = false;
    /** From `addError`, until the save that reads them. */
    errors: RecordError[] = [];
    /** `setOptions(DMLOptions)`; the value is the stdlib's object. */
    dmlOptions: unknown = undefined;

    constructor(objectName: string) {
        this.objectName = objectName;
    }

    get id(): string | null {
        return (this.fields.get('Id') as string | undefined) ?? null;
    }

    /** Reads as Apex does: null if not populated, SObjectException if a query left the field out. */
    get(field: string): FieldValue {
        const value: FieldValue = this.fields.get(field);
        if (value !== undefined) return value;
        if (this.queriedFields && !this.queriedFields.has(field)) {
            throw new ApexException(
                'System.SObjectException',
                `SObject row was retrieved via SOQL without querying the requested field: ${this.objectName}.${field}`
            );
        }
        return null;
    }

    put(field: string, value: FieldValue): void {
        if (this.isReadOnly) throw new ApexException('System.FinalException', 'Record is read-only');
        this.fields.set(field, value);
    }

    /** Sets the record in memory that a relationship shows; the lookup field stays as it is. */
    putParent(relationship: string, parent: ApexSObject | null): void {
        if (this.isReadOnly) throw new ApexException('System.FinalException', 'Record is read-only');
        this.parents.set(relationship, parent);
    }

    /** A detached, writable copy with the same fields; parents and children are shared. */
    copy(): ApexSObject {
        const copy = new ApexSObject(this.objectName);
        for (const [name, value] of this.fields) copy.fields.set(name, value);
        for (const [name, parent] of this.parents) copy.parents.set(name, parent);
        for (const [name, rows] of this.children) copy.children.set(name, rows);
        copy.queriedFields = this.queriedFields;
        return copy;
    }
}
