/** DML statements, and custom metadata read through its type. */
import type { DmlOperation } from '../language/boundTree.ts';
import { ApexList, ApexMap } from '../values/apexCollections.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { primitive } from '../values/apexType.ts';
import type { ApexRuntime } from './apexRuntime.ts';
import { dmlFailure } from './dmlFailure.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

export interface DmlStatement {
    readonly operation: DmlOperation;
    readonly target: Value;
    /** Records or ids that a merge removes. */
    readonly duplicates: Value;
    readonly externalIdField: string | undefined;
    readonly accessMode: 'user' | 'system' | undefined;
}

/** All or nothing: a row that fails is a DmlException. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_section.htm */
export function executeDml(runtime: ApexRuntime, statement: DmlStatement): void {
    const { operation, target, duplicates, externalIdField, accessMode } = statement;
    const records = recordsOf(runtime, target);
    if (records.length === 0) return;
    const outcomes = runtime.host.dml({
        operation,
        records,
        allOrNone: true,
        access: runtime.accessContext(accessMode),
        externalIdField,
        duplicateIds: duplicates === null ? [] : idsOf(runtime, duplicates),
        options: { triggerUserEmail: true, allowFieldTruncation: false }
    });
    const failure = dmlFailure(operation, records, outcomes);
    if (failure) throw failure;
}

function recordsOf(runtime: ApexRuntime, target: Value): ApexSObject[] {
    const items: Value[] = target instanceof ApexList ? target.items : [target];
    return items.map((item: Value) => {
        if (item instanceof ApexSObject) return item;
        return runtime.fail('System.NullPointerException', 'Attempt to de-reference a null object');
    });
}

function idsOf(runtime: ApexRuntime, duplicates: Value): string[] {
    const items: Value[] = duplicates instanceof ApexList ? duplicates.items : [duplicates];
    return items.map((item: Value) => {
        const id: Value = item instanceof ApexSObject ? item.id : item;
        return typeof id === 'string'
            ? id
            : runtime.fail('System.NullPointerException', 'Attempt to de-reference a null object');
    });
}

/**
 * `Foo__mdt.getAll()` by developer name; `getInstance` by developer name or id, null if there is none.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 */
export function readMetadata(
    runtime: ApexRuntime,
    objectName: string,
    method: 'getAll' | 'getInstance',
    key: string | null
): Value {
    const records = runtime.host.metadataRecords(objectName);
    if (method === 'getAll') {
        const all = new ApexMap(primitive('String'), { kind: 'sobject', name: objectName });
        for (const record of records) all.put(record.fields.get('DeveloperName'), record);
        return all;
    }
    const wanted = key?.toLowerCase();
    const isWanted = (record: ApexSObject): boolean =>
        record.id === key || (record.fields.get('DeveloperName') as string | undefined)?.toLowerCase() === wanted;
    return (wanted === undefined ? undefined : records.find(isWanted)) ?? null;
}
