import { setTimeout as delay } from 'node:timers/promises';
import { SetUpError } from './setUpError.ts';

const pollIntervalMs = 5;

/**
 * Asks until `probe` gives something other than undefined.
 *
 * @param what ends the sentence "Waited 30 s in vain for …"
 * @throws SetUpError WAITED_IN_VAIN
 */
export async function waitUntil<T>(
    what: string,
    timeoutMs: number,
    probe: () => Promise<T | undefined> | T | undefined
): Promise<T> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
        const found = await probe();
        if (found !== undefined) {
            return found;
        }
        if (performance.now() > deadline) {
            throw new SetUpError(
                'WAITED_IN_VAIN',
                `Waited ${timeoutMs / 1000} s in vain for ${what}.`,
                'The relay says why in .local/relay.log.'
            );
        }
        await delay(pollIntervalMs);
    }
}
