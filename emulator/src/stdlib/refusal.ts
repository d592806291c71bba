/** Refuses what a real org accepts and this library does not do, at the line of Apex that asked for it. */
import { UnsupportedApexError } from '../errors.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';

export function refuse(runtime: ApexRuntime, construct: string): never {
    throw new UnsupportedApexError(construct, runtime.stackFrames()[0]?.position);
}
