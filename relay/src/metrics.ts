import { Counter, Gauge, Registry } from 'prom-client';
import type { DirectionStatus } from './pipeline/direction.ts';
import type { Relay } from './relay.ts';

/** The status as Prometheus metrics, read when they are asked for: there is one set of counts, not two. */
export type RelayMetrics = ReturnType<typeof createMetrics>;

type Read = (status: DirectionStatus) => number;

const gauges: Record<string, [help: string, read: Read]> = {
    running: ['1 if the direction is running', ({ state }) => Number(state === 'RUNNING')],
    paused: ['1 if a person must act', ({ state }) => Number(state === 'PAUSED')],
    open_events: ['Events received but not yet applied or listed', ({ openEvents }) => openEvents],
    position_age_seconds: ['Time since the position moved', ({ positionAgeMs }) => (positionAgeMs ?? NaN) / 1000],
    latency_seconds_max: ['Longest time from event to answer', ({ counts }) => counts.latencyMsMax / 1000]
};

const counters: Record<string, [help: string, read: Read]> = {
    events_total: ['Events received', ({ counts }) => counts.eventsReceived],
    positions_lost_total: ['Times that events were missed for good', ({ counts }) => counts.positionsLost],
    calls_total: ['Calls of POST users', ({ counts }) => counts.calls],
    rows_done_total: ['Rows applied, or listed by the target', ({ counts }) => counts.rowsDone],
    rows_retried_total: ['Rows that the target asked for again', ({ counts }) => counts.rowsRetried],
    issues_reported_total: ['Issues that the relay reported', ({ counts }) => counts.issuesReported],
    latency_seconds_total: ['Time from event to answer, over all rows', ({ counts }) => counts.latencyMsTotal / 1000]
};

export function createMetrics(relay: Pick<Relay, 'status'>) {
    const registry = new Registry();
    const register = (Kind: typeof Gauge | typeof Counter, name: string, help: string, read: Read): void => {
        const labelNames = ['direction'];
        const collect = (): void => {
            metric.reset();
            for (const status of relay.status().directions) metric.inc({ direction: status.direction }, read(status));
        };
        const metric = new Kind({ name: `user_sync_${name}`, help, labelNames, collect, registers: [registry] });
    };
    for (const [name, metric] of Object.entries(gauges)) register(Gauge, name, ...metric);
    for (const [name, metric] of Object.entries(counters)) register(Counter, name, ...metric);
    return { contentType: registry.contentType, text: () => registry.metrics() };
}
