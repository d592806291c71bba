/** A relay in the process of its orgs, without sockets, on the clock that the orgs have too. To be loaded outside of Jest. */
import type { VirtualClock } from '../../../emulator/src/index.ts';
import { createRelay, defaultDirectionSettings, type DirectionStatus } from '../../src/relay.ts';
import { LocalOrgConnection } from './localOrgConnection.ts';
import type { OrgPair } from './orgPair.ts';

export interface InProcessRelay {
    readonly toA: LocalOrgConnection;
    readonly toB: LocalOrgConnection;
    /** Directions whose events were missed for good. */
    readonly lost: readonly string[];
    /** From A to B, and from B to A. */
    status(): readonly [DirectionStatus, DirectionStatus];
    stop(): Promise<void>;
}

/**
 * @param compares whether the orgs are compared too, as in production
 * @param settings in the place of what production has
 */
export function startInProcessRelay(
    { a, b }: OrgPair,
    clock: VirtualClock,
    compares = false,
    settings: Partial<typeof defaultDirectionSettings> = {}
): InProcessRelay {
    const [toA, toB] = [new LocalOrgConnection(a, clock), new LocalOrgConnection(b, clock)];
    const lost: string[] = [];
    const silent = (): void => {};
    const relay = createRelay({
        orgA: toA,
        orgB: toB,
        clock,
        random: () => 0.5,
        log: { info: silent, warn: silent, error: silent },
        settings: { ...defaultDirectionSettings, ...settings },
        ...(compares ? { reconciliation: { startAt: 0 } } : {}),
        onPositionLost: (direction) => void lost.push(direction),
        onDefect: (error) => {
            throw error;
        }
    });
    relay.start();
    return {
        toA,
        toB,
        lost,
        status: () => relay.status().directions as [DirectionStatus, DirectionStatus],
        stop: () => relay.stop()
    };
}
