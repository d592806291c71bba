import type { Clock, RandomSource } from '../clock.ts';
import type { Log } from '../logger.ts';
import type { OrgConnection } from '../org/orgConnection.ts';

/** What every step of a direction is given: the two orgs, time and chance, the limits, and the signal to stop. */
export interface DirectionContext {
    name: 'A_TO_B' | 'B_TO_A';
    source: OrgConnection;
    target: OrgConnection;
    clock: Clock;
    random: RandomSource;
    log: Log;
    settings: DirectionSettings;
    signal: AbortSignal;
    /** The stored events no longer reach back to the position: what was missed must be found by comparing. */
    onPositionLost: () => void;
    /** No events: reconciliation alone brings the changes. */
    isPolling?: boolean;
}

/** The one description of the limits, from which configuration and documentation come: default, maximum, meaning. */
export const directionLimits = {
    maxBatchRows: [200, 200, 'rows that travel in one call'],
    maxEventsInFlight: [100, 100, 'events received but not yet done, per direction'],
    maxRowAttempts: [5, 20, 'times that a row in contention is sent before it is listed'],
    streamSilenceMs: [330_000, 3_600_000, 'silence (no keep-alive) after which a stream is opened again'],
    positionSaveIntervalMs: [60_000, 3_600_000, 'least time between two saves of a position'],
    retryFirstMs: [1_000, 60_000, 'first delay after a failure; it doubles each time'],
    retryMaxMs: [300_000, 3_600_000, 'longest delay after a failure'],
    probeFirstMs: [30_000, 3_600_000, 'first probe of a paused direction; it doubles each time'],
    probeMaxMs: [300_000, 3_600_000, 'longest time between two probes'],
    stopTimeoutMs: [8_000, 9_000, 'how long a stop may wait for calls in flight and the last save'],
    reconcileIntervalMs: [300_000, 3_600_000, 'time between two comparisons of what changed; also the heartbeat'],
    reconcileOverlapMs: [900_000, 86_400_000, 'how far a comparison reaches back behind the last complete one'],
    reconcileFullIntervalMs: [86_400_000, 604_800_000, 'time between two comparisons of all users'],
    digestPageRows: [2_000, 2_000, 'users compared in one call']
} as const satisfies Record<string, readonly [number, number, string]>;

export type DirectionSettings = Record<keyof typeof directionLimits, number>;

export const defaultDirectionSettings = Object.fromEntries(
    Object.entries(directionLimits).map(([name, [byDefault]]) => [name, byDefault])
) as DirectionSettings;
