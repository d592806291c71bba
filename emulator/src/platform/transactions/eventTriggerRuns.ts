/** How event triggers run, whether the events are an org's own or those of a test. */
import type { SubscriberRuns, TriggerRun } from '../events/apexSubscriptions.ts';
import type { TransactionEnvironment } from './transactionRunner.ts';

export function subscriberRuns(environment: TransactionEnvironment, run: (run: TriggerRun) => void): SubscriberRuns {
    return {
        hasTriggers: (objectName) => environment.engine().hasTriggers(objectName),
        configuration: (objectName) => environment.subscriberConfiguration(objectName),
        run,
        log: (line) => {
            environment.log(line);
        }
    };
}

/** In the transaction that is open. */
export function runEventTriggers(environment: TransactionEnvironment, run: TriggerRun): void {
    const newRecords = run.events.map((event) => {
        const record = event.record.copy();
        record.isReadOnly = true;
        return record;
    });
    environment.engine().runTriggers({
        objectName: run.objectName,
        timing: 'after',
        operation: 'insert',
        newRecords,
        oldRecords: undefined
    });
}

/** Automated Process, unless the subscription's configuration names somebody. */
export function subscriberUserId(environment: TransactionEnvironment, run: TriggerRun): string {
    const configured = run.username === undefined ? undefined : environment.userByUsername(run.username)?.id;
    return configured ?? environment.automatedProcessUserId();
}
