/** Java's hash codes, as far as the platform documents or shows them. */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { ApexList } from '../values/apexCollections.ts';
import { refuse } from './refusal.ts';

export function stringHash(text: string): number {
    let hash = 0;
    for (let at = 0; at < text.length; at++) hash = (Math.imul(31, hash) + text.charCodeAt(at)) | 0;
    return hash;
}

/** Of null, Boolean, Integer, Long, String, lists of these, and objects with a `hashCode` of their own. */
export function hashCodeOf(runtime: ApexRuntime, value: unknown): number {
    if (value === null) return 0;
    if (typeof value === 'string') return stringHash(value);
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1231 : 1237;
    if (typeof value === 'bigint') return Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
    if (value instanceof ApexList) {
        return value.items.reduce((hash: number, item) => (Math.imul(31, hash) + hashCodeOf(runtime, item)) | 0, 1);
    }
    if (runtime.hasMethod(value, 'hashcode()')) return runtime.callMethod(value, 'hashcode()', []) as number;
    return refuse(runtime, 'hashCode of this value, which differs from run to run on the platform');
}
