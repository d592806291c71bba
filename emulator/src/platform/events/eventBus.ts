/**
 * The event log of one org: topics, replay ids, 72 hours of memory. Who publishes and who is called is decided elsewhere.
 * https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-message-durability.html
 */
import { ApexSObject } from '../../values/apexSObject.ts';
import { ApexDatetime } from '../../values/apexTemporal.ts';
import type { OrgClock } from '../clock.ts';
import type { PlatformRules } from '../platformRules.ts';
import type { BusEvent, EventSubscription } from '../../orgServices.ts';

export const eventRetentionMs = 72 * 3_600_000;

/** An event on its way: fields as published, and the identity it was given then. */
export interface PendingEvent {
    readonly record: ApexSObject;
    readonly eventUuid: string;
    readonly createdById: string;
}

export class InvalidReplayId extends Error {}

interface StoredEvent extends BusEvent {
    readonly position: number;
}

interface Topic {
    events: StoredEvent[];
    /** Position of the newest event that has been forgotten. */
    forgottenPosition: number;
    readonly listeners: Set<() => void>;
}

export class EventBus {
    private readonly topics = new Map<string, Topic>();
    private lastPosition = 0;
    private readonly clock: OrgClock;
    private readonly rules: PlatformRules;

    constructor(clock: OrgClock, rules: PlatformRules) {
        this.clock = clock;
        this.rules = rules;
    }

    /** Stores the events of one publish call next to each other and wakes the topic's subscribers. */
    append(objectName: string, events: readonly PendingEvent[]): readonly BusEvent[] {
        const topic = this.topic(objectName);
        const publishedAt = this.clock.now();
        const stored = events.map((event) => {
            const position = ++this.lastPosition;
            const record = this.arrived(event, publishedAt, position);
            return { position, replayId: encodePosition(position), eventUuid: event.eventUuid, record, publishedAt };
        });
        topic.events.push(...stored);
        for (const listener of [...topic.listeners]) listener();
        return stored;
    }

    subscribe(objectName: string, from: 'LATEST' | 'EARLIEST' | { readonly after: Buffer }): EventSubscription {
        const topic = this.topic(objectName);
        this.forgetOld(topic);
        let position = this.startPosition(topic, from);
        let listener: (() => void) | undefined;
        return {
            take: (max) => {
                this.forgetOld(topic);
                const first = firstAfter(topic.events, position);
                const taken = topic.events.slice(first, first + max);
                position = taken.at(-1)?.position ?? position;
                return taken;
            },
            latestReplayId: () => {
                const isBehind = firstAfter(topic.events, position) < topic.events.length;
                return encodePosition(isBehind ? position : Math.max(position, this.lastPosition));
            },
            onAvailable: (callback) => {
                listener = callback;
                topic.listeners.add(callback);
            },
            close: () => {
                if (listener) topic.listeners.delete(listener);
            }
        };
    }

    /** What a subscriber of Apex or of a test still has to see behind a position; positions are opaque outside. */
    eventsAfter(objectName: string, replayId: Buffer | undefined): readonly BusEvent[] {
        const topic = this.topic(objectName);
        this.forgetOld(topic);
        return topic.events.slice(firstAfter(topic.events, replayId ? decodePosition(replayId) : 0));
    }

    private arrived(event: PendingEvent, publishedAt: number, position: number): ApexSObject {
        const record = new ApexSObject(event.record.objectName);
        for (const [name, value] of event.record.fields) {
            const isEmptyText = value === '' && this.rules.emptyEventTextToNull;
            record.fields.set(name, isEmptyText ? null : value instanceof ApexDatetime ? wholeSeconds(value) : value);
        }
        record.fields.set('EventUuid', event.eventUuid);
        record.fields.set('ReplayId', String(position));
        record.fields.set('CreatedDate', wholeSeconds(new ApexDatetime(publishedAt)));
        record.fields.set('CreatedById', event.createdById);
        return record;
    }

    private startPosition(topic: Topic, from: 'LATEST' | 'EARLIEST' | { readonly after: Buffer }): number {
        if (from === 'LATEST') return this.lastPosition;
        if (from === 'EARLIEST') return 0;
        const position = decodePosition(from.after);
        if (from.after.length !== 8 || position > this.lastPosition || position < topic.forgottenPosition) {
            throw new InvalidReplayId('The Replay ID validation failed. Ensure that the Replay ID is valid.');
        }
        return position;
    }

    private topic(objectName: string): Topic {
        const key = objectName.toLowerCase();
        let topic = this.topics.get(key);
        if (!topic) {
            topic = { events: [], forgottenPosition: 0, listeners: new Set() };
            this.topics.set(key, topic);
        }
        return topic;
    }

    private forgetOld(topic: Topic): void {
        if (!this.rules.eventRetention) return;
        const oldest = this.clock.now() - eventRetentionMs;
        while (topic.events[0] && topic.events[0].publishedAt < oldest) {
            topic.forgottenPosition = topic.events[0].position;
            topic.events.shift();
        }
    }
}

/** A DateTime of an event has no milliseconds. */
function wholeSeconds(value: ApexDatetime): ApexDatetime {
    return new ApexDatetime(Math.floor(value.epochMs / 1000) * 1000);
}

function firstAfter(events: readonly StoredEvent[], position: number): number {
    let low = 0;
    let high = events.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if ((events[middle]?.position ?? 0) <= position) low = middle + 1;
        else high = middle;
    }
    return low;
}

export function encodePosition(position: number): Buffer {
    const replayId = Buffer.alloc(8);
    replayId.writeBigUInt64BE(BigInt(position));
    return replayId;
}

function decodePosition(replayId: Buffer): number {
    return replayId.length === 8 ? Number(replayId.readBigUInt64BE()) : Number.POSITIVE_INFINITY;
}
