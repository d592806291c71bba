/**
 * The order in which `List.sort` puts records: by object label, Name, standard fields, custom fields, each by name.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_list_sorting_sobject.htm
 */
import type { ApexSObject } from '../values/apexSObject.ts';
import type { ApexHost } from './host.ts';
import { compare } from './valueOrder.ts';

export function compareRecords(left: ApexSObject, right: ApexSObject, host: ApexHost): number {
    const label = (record: ApexSObject): string => host.object(record.objectName)?.label ?? record.objectName;
    const order = compare(label(left), label(right));
    if (order !== 0) return order ?? 0;
    const names = new Set([...left.fields.keys(), ...right.fields.keys()]);
    names.delete('Id');
    for (const name of [...names].sort((one, other) => (rank(one) < rank(other) ? -1 : 1))) {
        const difference = compare(left.fields.get(name) ?? null, right.fields.get(name) ?? null);
        if (difference) return difference;
    }
    return 0;
}

function rank(name: string): string {
    if (name === 'Name') return '0';
    return `${name.endsWith('__c') ? 2 : 1}${name.toLowerCase()}`;
}
