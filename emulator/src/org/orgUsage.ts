/**
 * Allocations of a Developer Edition org and what is left of them.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_limits.htm
 */
import { apiCallsPerDay } from './apiUsage.ts';
import type { OrgEngine } from './orgEngine.ts';

const dataStorageMb = 5;
/** Nearly every record counts as 2 KB, whatever is in it. */
const recordKb = 2;

type Allocation = { readonly max: number; readonly remaining: number };

export function orgUsage(org: OrgEngine): ReadonlyMap<string, Allocation> {
    const { sizes } = org.allocations;
    return new Map([
        ['DailyApiRequests', allocation(apiCallsPerDay, org.apiUsage.lastDay())],
        ['DailyDeliveredPlatformEvents', allocation(sizes.deliveredPerDay, org.allocations.deliveredLastDay())],
        ['DataStorageMB', allocation(dataStorageMb, Math.ceil((recordCount(org) * recordKb) / 1024))],
        ['HourlyPublishedPlatformEvents', allocation(sizes.publishedPerHour, org.allocations.publishedLastHour())]
    ]);
}

/** Setup records take no data storage. */
function recordCount({ data }: OrgEngine): number {
    let count = 0;
    for (const { name, category, isSetupObject } of data.schema.objects())
        if (category === 'record' && !isSetupObject) count += data.store.table(name).size;
    return count;
}

function allocation(max: number, used: number): Allocation {
    return { max, remaining: Math.max(0, max - used) };
}
