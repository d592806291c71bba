/** Records as emitted code reads and writes them: fields, parents, rows of subqueries. */
import { ApexList } from '../values/apexCollections.ts';
import { ApexException } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import type { FieldValue } from '../values/apexSObject.ts';
import { genericSObjectType } from '../values/apexType.ts';
import { nullPointer } from './valueOperators.ts';

function failNotQueried(record: ApexSObject, name: string): never {
    throw new ApexException(
        'System.SObjectException',
        `SObject row was retrieved via SOQL without querying the requested field: ${record.objectName}.${name}`
    );
}

export const recordOperators = {
    readField: (record: ApexSObject | null, field: string): FieldValue => (record === null ? null : record.get(field)),
    /** A checkbox that was never set is false. From knowledge, not documented. */
    readCheckbox: (record: ApexSObject | null, field: string): boolean | null =>
        record === null ? null : ((record.get(field) as boolean | null) ?? false),
    readParent(record: ApexSObject | null, relationship: string): ApexSObject | null {
        if (record === null) return null;
        const parent = record.parents.get(relationship);
        if (parent === undefined && record.queriedFields) failNotQueried(record, relationship);
        return parent ?? null;
    },
    readChildren(record: ApexSObject | null, relationship: string): ApexList | null {
        if (record === null) return null;
        const rows = record.children.get(relationship);
        if (rows === undefined && record.queriedFields) failNotQueried(record, relationship);
        return rows ?? new ApexList(genericSObjectType);
    },
    writeField(record: ApexSObject | null, field: string, value: FieldValue): FieldValue {
        if (record === null) nullPointer();
        record.put(field, value);
        return value;
    },
    writeParent(record: ApexSObject | null, relationship: string, parent: ApexSObject | null): ApexSObject | null {
        if (record === null) nullPointer();
        record.putParent(relationship, parent);
        return parent;
    },
    newRecord(
        objectName: string,
        entries: readonly (readonly [name: string, value: FieldValue, isParent?: true])[]
    ): ApexSObject {
        const record = new ApexSObject(objectName);
        for (const [name, value, isParent] of entries) {
            if (isParent) record.parents.set(name, value as ApexSObject | null);
            else record.fields.set(name, value);
        }
        return record;
    }
};
