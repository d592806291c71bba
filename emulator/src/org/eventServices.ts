/** The event bus for clients of the Pub/Sub API: subscriptions count against the delivery allocation. */
import { OrgRequestError, type EventSubscription, type OrgServices } from '../orgServices.ts';
import { InvalidReplayId } from '../platform/events/eventBus.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { OrgEngine } from './orgEngine.ts';

export function subscribe(
    org: OrgEngine,
    topicName: string,
    from: Parameters<OrgServices['subscribe']>[2]
): EventSubscription {
    const objectName = topicName.replace(/^\/event\//, '');
    const { allocations, bus, rules } = org;
    try {
        const subscription = bus.subscribe(objectName, from);
        return {
            ...subscription,
            take: (max) => {
                const room = rules.eventAllocations
                    ? allocations.sizes.deliveredPerDay - allocations.deliveredLastDay()
                    : max;
                const events = subscription.take(Math.min(max, room));
                allocations.tryDeliver(events.length);
                return events;
            }
        };
    } catch (error) {
        if (!(error instanceof InvalidReplayId)) throw error;
        throw new OrgRequestError(
            400,
            'sfdc.platform.eventbus.grpc.subscription.fetch.replayid.corrupted',
            error.message
        );
    }
}

export function publishEvents(
    org: OrgEngine,
    userId: string,
    events: readonly ApexSObject[]
): ReturnType<OrgServices['publishEvents']> {
    const [first] = events;
    const refusal = first && org.runner.publishRefusal(events.length);
    if (!first || refusal) return events.map(() => ({ replayId: Buffer.alloc(0), error: refusal?.message }));
    const pending = events.map((record) => ({ record, eventUuid: org.runner.newUuid(), createdById: userId }));
    const stored = org.bus.append(first.objectName, pending);
    if (org.engine.hasTriggers(first.objectName))
        org.queue.add(() => {
            org.runner.subscriptions.deliver(first.objectName);
        });
    return stored.map(({ replayId }) => ({ replayId, error: undefined }));
}
