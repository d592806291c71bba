/** Reads a topic of a local org along with its other subscribers. */
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import type { Envelope } from '../../src/relay.ts';
import type { SyncedOrg } from './syncedOrg.ts';

const { changeTopic } = outsideJest('relay/src/relay.ts');

export class EventTally {
    readonly #take: () => Envelope[];
    readonly #seen: Envelope[] = [];

    /** Sees what is published from now on, or everything that is stored. */
    constructor({ org, adminId }: SyncedOrg, from: 'LATEST' | 'EARLIEST' = 'LATEST') {
        const subscription = org.subscribe(adminId, changeTopic, from);
        this.#take = () =>
            subscription.take(10_000).map(({ record }) => JSON.parse(record.fields.get('Envelope__c')) as Envelope);
    }

    /** Every envelope seen so far, in order. */
    envelopes(): readonly Envelope[] {
        this.#seen.push(...this.#take());
        return this.#seen;
    }

    get events(): number {
        return this.envelopes().length;
    }

    get rows(): number {
        return this.envelopes().reduce((sum, { count }) => sum + count, 0);
    }
}
