/**
 * `Trigger.*`. A value is null where the platform has none: `Trigger.new` on delete, `Trigger.newMap` before insert.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables.htm
 */
import { ApexList, ApexMap } from '../values/apexCollections.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import { primitive } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { SystemLibrary } from './apexRuntime.ts';
import type { TriggerInvocation } from './host.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

export class TriggerContext {
    private readonly values: ReadonlyMap<string, Value>;

    constructor(invocation: TriggerInvocation, library: SystemLibrary) {
        const { timing, operation, newRecords, oldRecords, objectName } = invocation;
        const type: ApexType = { kind: 'sobject', name: objectName };
        const hasIds = !(timing === 'before' && operation === 'insert');
        this.values = new Map<string, Value>([
            ['new', newRecords ? new ApexList(type, [...newRecords]) : null],
            ['old', oldRecords ? new ApexList(type, [...oldRecords]) : null],
            ['newmap', newRecords && hasIds ? byId(newRecords, type) : null],
            ['oldmap', oldRecords ? byId(oldRecords, type) : null],
            ['isinsert', operation === 'insert'],
            ['isupdate', operation === 'update'],
            ['isdelete', operation === 'delete'],
            ['isundelete', operation === 'undelete'],
            ['isbefore', timing === 'before'],
            ['isafter', timing === 'after'],
            ['isexecuting', true],
            ['size', (newRecords ?? oldRecords ?? []).length],
            ['operationtype', library.enumValue('System.TriggerOperation', `${timing}_${operation}`.toUpperCase())]
        ]);
    }

    get(name: string): Value {
        return this.values.get(name);
    }
}

/** Outside of triggers. */
export function absentTriggerVariable(name: string): Value {
    return name.startsWith('is') ? false : name === 'size' ? 0 : null;
}

function byId(records: readonly ApexSObject[], type: ApexType): ApexMap {
    const map = new ApexMap(primitive('Id'), type);
    // Events have no Id and no map entries.
    for (const record of records) if (record.id !== null) map.put(record.id, record);
    return map;
}
