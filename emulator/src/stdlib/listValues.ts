/** Lists of the element types that the library returns most. */
import { ApexList } from '../values/apexCollections.ts';
import { genericSObjectType, primitive, systemTypeOf } from '../values/apexType.ts';
import type { ApexSObject } from '../values/apexSObject.ts';

export const stringType = primitive('String');
export const objectType = primitive('Object');

export function stringList(items: Iterable<string | null>): ApexList {
    return new ApexList(stringType, [...items]);
}

export function recordList(items: readonly ApexSObject[], objectName?: string): ApexList {
    return new ApexList(objectName === undefined ? genericSObjectType : { kind: 'sobject', name: objectName }, [
        ...items
    ]);
}

/** A list of objects of a library type, by its full name. */
export function systemList(elementType: string, items: readonly unknown[]): ApexList {
    return new ApexList(systemTypeOf(elementType), [...items]);
}
