/** An estimate of memory that values hold, as the platform counts it: characters and small constants per value. */
import { ApexBlob } from '../values/apexBlob.ts';
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';

const valueBytes = 8;

/** Of everything reachable; what is shared counts once. */
export function heapSize(roots: Iterable<unknown>): number {
    const seen = new Set<object>();
    const pending = [...roots];
    let bytes = 0;
    for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
        bytes += typeof value === 'string' ? value.length : valueBytes;
        if (typeof value !== 'object' || value === null || seen.has(value)) continue;
        seen.add(value);
        if (value instanceof ApexBlob) bytes += value.bytes.length;
        pending.push(...partsOf(value));
    }
    return bytes;
}

function partsOf(value: object): unknown[] {
    if (value instanceof ApexList) return value.items;
    if (value instanceof ApexSet) return [...value.values()];
    if (value instanceof ApexMap) return [...value.entries()].flat() as unknown[];
    if (value instanceof ApexSObject)
        return [...value.fields.values(), ...value.parents.values(), ...value.children.values()];
    return value instanceof ApexObject ? Object.values(value).filter((part) => part !== undefined) : [];
}
