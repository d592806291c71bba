/**
 * How many events an org may publish in an hour and deliver to clients in a day; Developer Edition's figures.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_event_limits.htm
 */
import type { OrgClock } from '../clock.ts';

export interface AllocationSizes {
    readonly publishedPerHour: number;
    readonly deliveredPerDay: number;
}

export const developerEditionAllocations: AllocationSizes = { publishedPerHour: 50_000, deliveredPerDay: 10_000 };

/** A sum over the last `windowMs`, kept in slices so that it stays small. */
class RollingSum {
    private readonly windowMs: number;
    private readonly slices = new Map<number, number>();

    constructor(windowMs: number) {
        this.windowMs = windowMs;
    }

    private readonly slicesPerWindow = 60;

    add(nowMs: number, amount: number): void {
        const slice = this.sliceOf(nowMs);
        this.slices.set(slice, (this.slices.get(slice) ?? 0) + amount);
    }

    total(nowMs: number): number {
        const oldest = this.sliceOf(nowMs) - this.slicesPerWindow;
        let total = 0;
        for (const [slice, amount] of this.slices) {
            if (slice <= oldest) this.slices.delete(slice);
            else total += amount;
        }
        return total;
    }

    private sliceOf(nowMs: number): number {
        return Math.floor((nowMs * this.slicesPerWindow) / this.windowMs);
    }
}

export class EventAllocations {
    readonly sizes: AllocationSizes;
    private readonly clock: OrgClock;
    private readonly published = new RollingSum(3_600_000);
    private readonly delivered = new RollingSum(86_400_000);

    constructor(clock: OrgClock, sizes: AllocationSizes) {
        this.clock = clock;
        this.sizes = sizes;
    }

    /** False if the hour has no room for them; then nothing is counted. */
    tryPublish(count: number): boolean {
        if (this.published.total(this.clock.now()) + count > this.sizes.publishedPerHour) return false;
        this.published.add(this.clock.now(), count);
        return true;
    }

    tryDeliver(count: number): boolean {
        if (this.delivered.total(this.clock.now()) + count > this.sizes.deliveredPerDay) return false;
        this.delivered.add(this.clock.now(), count);
        return true;
    }

    publishedLastHour(): number {
        return this.published.total(this.clock.now());
    }

    deliveredLastDay(): number {
        return this.delivered.total(this.clock.now());
    }
}
