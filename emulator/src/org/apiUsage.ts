/**
 * How many calls clients made in the last day. Calls beyond the allocation are counted and answered: Developer Edition's is
 * small, and the platform lets an org go over it for a while.
 * https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm
 */
import type { OrgClock } from '../platform/clock.ts';
import { RollingSum } from '../platform/rollingSum.ts';

export const apiCallsPerDay = 15_000;

export class ApiUsage {
    private readonly clock: OrgClock;
    private readonly calls = new RollingSum(86_400_000);

    constructor(clock: OrgClock) {
        this.clock = clock;
    }

    count(): void {
        this.calls.add(this.clock.now(), 1);
    }

    lastDay(): number {
        return this.calls.total(this.clock.now());
    }
}
