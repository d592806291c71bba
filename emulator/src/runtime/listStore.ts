import { ApexList } from '../values/apexCollections.ts';
import { typeName } from '../values/apexType.ts';
import type { ApexRuntime } from './apexRuntime.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** A list may be seen through a wider type than its own, as `List<SObject>`; what it takes is decided by its own. */
export function storable(runtime: ApexRuntime, { type }: ApexList, item: Value): Value {
    const isText = type.kind === 'primitive' && (type.name === 'String' || type.name === 'Id');
    if (item === null || (isText && typeof item === 'string') || runtime.isInstance(item, type)) return item;
    const names = `${typeName(runtime.typeOf(item))} to List<${typeName(type)}>`;
    return runtime.fail('System.TypeException', `Collection store exception adding ${names}`);
}
