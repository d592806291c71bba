import { Direction, type DirectionStatus } from './pipeline/direction.ts';
import type { DirectionContext } from './pipeline/directionContext.ts';
import type { OrgConnection } from './org/orgConnection.ts';
import { Reconciler, type ReconcilerStatus, type ReconciliationOptions } from './reconcile/reconciler.ts';

/**
 * The relay: two directions between two orgs. This is its public face; everything that it needs from outside (orgs,
 * time, chance, a log) is handed in, so that it runs the same over the network and in process on virtual time.
 */
export type * from './clock.ts';
export type * from './logger.ts';
export * from './org/orgConnection.ts';
export type * from './pipeline/direction.ts';
export * from './pipeline/directionContext.ts';

type DirectionName = DirectionContext['name'];

export interface RelayOptions extends Pick<DirectionContext, 'clock' | 'random' | 'log' | 'settings' | 'isPolling'> {
    orgA: OrgConnection;
    orgB: OrgConnection;
    /** Without it the orgs are not compared. */
    reconciliation?: ReconciliationOptions;
    /** Events were missed for good: the orgs must be compared. */
    onPositionLost?: (direction: DirectionName) => void;
    /** A defect ended a direction; the process should end and be started again. */
    onDefect?: (error: unknown) => void;
}

export interface Relay {
    /** Returns at once; how it goes is in `status()`. */
    start(): void;
    /** Finishes the calls in flight and saves both positions, within `stopTimeoutMs`. */
    stop(): Promise<void>;
    /** Ready: both directions are running. Alive: none has ended by itself. */
    status(): {
        isReady: boolean;
        isAlive: boolean;
        directions: DirectionStatus[];
        reconciliation: ReconcilerStatus | null;
    };
}

export function createRelay(options: RelayOptions): Relay {
    const { orgA, orgB, onPositionLost = () => {}, onDefect = () => {} } = options;
    const createDirection = (name: DirectionName, source: OrgConnection, target: OrgConnection): Direction =>
        new Direction({
            ...{ ...options, name, source, target },
            onPositionLost: () => {
                reconciler?.compareAll();
                onPositionLost(name);
            }
        });
    const [toB, toA] = [createDirection('A_TO_B', orgA, orgB), createDirection('B_TO_A', orgB, orgA)];
    const directions = [toB, toA];
    const reconciler = options.reconciliation && new Reconciler({ A: toA.route, B: toB.route }, options.reconciliation);
    let stopping: Promise<unknown> | undefined;
    return {
        start: () => {
            for (const part of [...directions, reconciler]) part?.start(onDefect);
        },
        stop: async () => {
            stopping ??= Promise.all([...directions.map((direction) => direction.stop()), reconciler?.stop()]);
            await stopping;
        },
        status: () => {
            const statuses = directions.map((direction) => direction.status());
            const isReady = statuses.every(({ state }) => state === 'RUNNING');
            const isAlive = stopping !== undefined || statuses.every(({ state }) => state !== 'STOPPED');
            return { isReady, isAlive, directions: statuses, reconciliation: reconciler?.status ?? null };
        }
    };
}
