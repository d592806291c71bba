/**
 * Delivers events to the Apex triggers that subscribe to them: in batches, each in a transaction of its own, with the
 * platform's rules for failures and checkpoints.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_subscribe_apex.htm
 */
import type { BusEvent } from '../../orgServices.ts';
import type { EventTriggerContext } from '../../runtime/host.ts';
import { ApexException, ApexLimitExceeded } from '../../values/apexObject.ts';
import type { PlatformRules } from '../platformRules.ts';
import type { EventBus } from './eventBus.ts';

const defaultBatchSize = 2_000;
/** First run and nine repetitions; then the subscription stops. */
const maxRetries = 9;

/** From PlatformEventSubscriberConfig. */
export interface SubscriberConfiguration {
    readonly batchSize: number | undefined;
    readonly username: string | undefined;
}

export interface TriggerRun {
    readonly objectName: string;
    readonly events: readonly BusEvent[];
    readonly username: string | undefined;
    readonly context: EventTriggerContext;
}

export interface SubscriberRuns {
    hasTriggers(objectName: string): boolean;
    configuration(objectName: string): SubscriberConfiguration;
    /**
     * Runs the triggers in one transaction. A RetryableException rolls it back; any other uncaught exception leaves what was
     * written so far. Both are thrown on.
     */
    run(run: TriggerRun): void;
    log(line: string): void;
}

interface Subscription {
    position: Buffer | undefined;
    retries: number;
    lastError: string;
    state: 'Running' | 'Error';
}

export class ApexSubscriptions {
    private readonly subscriptions = new Map<string, Subscription>();
    private readonly bus: EventBus;
    private readonly runs: SubscriberRuns;
    private readonly rules: PlatformRules;

    constructor(bus: EventBus, runs: SubscriberRuns, rules: PlatformRules) {
        this.bus = bus;
        this.runs = runs;
        this.rules = rules;
    }

    /** Delivers everything there is for the object's triggers. */
    deliver(objectName: string): void {
        const subscription = this.subscription(objectName);
        if (!this.runs.hasTriggers(objectName)) {
            subscription.position =
                this.bus.eventsAfter(objectName, subscription.position).at(-1)?.replayId ?? subscription.position;
            return;
        }
        const configuration = this.runs.configuration(objectName);
        const batchSize = this.rules.subscriberBatches
            ? (configuration.batchSize ?? defaultBatchSize)
            : Number.MAX_SAFE_INTEGER;
        while (subscription.state === 'Running') {
            const events = this.bus.eventsAfter(objectName, subscription.position).slice(0, batchSize);
            if (events.length === 0) return;
            this.runBatch(objectName, subscription, events, configuration.username);
        }
    }

    state(objectName: string): {
        readonly state: 'Running' | 'Error';
        readonly retries: number;
        readonly lastError: string;
    } {
        return this.subscription(objectName);
    }

    private runBatch(
        objectName: string,
        subscription: Subscription,
        events: readonly BusEvent[],
        username: string | undefined
    ): void {
        const context: EventTriggerContext = {
            retries: subscription.retries,
            lastError: subscription.lastError,
            resumeCheckpoint: null
        };
        try {
            this.runs.run({ objectName, events, username, context });
            subscription.lastError = '';
        } catch (error) {
            if (!(error instanceof ApexException) && !(error instanceof ApexLimitExceeded)) throw error;
            subscription.lastError =
                error instanceof ApexException ? error.toString() : `${error.name}: ${error.message}`;
            this.runs.log(`${objectName} subscriber: ${subscription.lastError}`);
            if (error instanceof ApexException && error.typeName === 'EventBus.RetryableException') {
                subscription.retries++;
                if (subscription.retries > maxRetries) subscription.state = 'Error';
                return;
            }
        }
        subscription.retries = 0;
        this.advance(subscription, events, context.resumeCheckpoint);
    }

    /** To the checkpoint if the trigger set one, else behind the whole batch: without one the rest of a failed batch is lost. */
    private advance(subscription: Subscription, events: readonly BusEvent[], checkpoint: string | null): void {
        const reached = this.rules.subscriberBatches
            ? events.find((event) => event.record.fields.get('ReplayId') === checkpoint)
            : undefined;
        subscription.position = (reached ?? events.at(-1))?.replayId ?? subscription.position;
    }

    private subscription(objectName: string): Subscription {
        const key = objectName.toLowerCase();
        let subscription = this.subscriptions.get(key);
        if (!subscription) {
            subscription = { position: undefined, retries: 0, lastError: '', state: 'Running' };
            this.subscriptions.set(key, subscription);
        }
        return subscription;
    }
}
