/**
 * How many events an org may publish in an hour and deliver to clients in a day; Developer Edition's figures.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_event_limits.htm
 */
import type { OrgClock } from '../clock.ts';
import { RollingSum } from '../rollingSum.ts';

export interface AllocationSizes {
    readonly publishedPerHour: number;
    readonly deliveredPerDay: number;
}

export const developerEditionAllocations: AllocationSizes = { publishedPerHour: 50_000, deliveredPerDay: 10_000 };

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
