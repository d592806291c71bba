/** Work that Apex hands over for later, and its run when the platform calls back. */
import { EmulatorBug } from '../errors.ts';
import { ApexObject } from '../values/apexObject.ts';
import type { ApexExecution } from './execution.ts';
import { deepCopy } from './deepCopy.ts';
import type { AsyncJob } from './host.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

interface FutureCall {
    readonly typeName: string;
    readonly methodName: string;
    readonly signature: string;
    readonly values: readonly Value[];
}

/** Context of a Queueable or Schedulable; the library's methods read the id. */
export class JobContext extends ApexObject {
    readonly jobId: string;
    readonly typeName: string;

    constructor(typeName: string, jobId: string) {
        super();
        this.typeName = typeName;
        this.jobId = jobId;
    }
}

/** What a publish callback gets: `EventBus.SuccessResult` or `EventBus.FailureResult`. */
export class PublishResult extends ApexObject {
    readonly typeName: string;
    readonly eventUuids: readonly string[];

    constructor(typeName: string, eventUuids: readonly string[]) {
        super();
        this.typeName = typeName;
        this.eventUuids = eventUuids;
    }
}

export function copyForLater(execution: ApexExecution, value: Value): Value {
    return deepCopy(value, {
        isTransient: (object, key) =>
            execution.fieldKeys(object.typeName).some(([field, property]) => property === key && field.isTransient),
        allocate: (object): Value => execution.reflect(object.typeName)?.allocate()
    });
}

export function enqueueFuture(execution: ApexExecution, call: FutureCall): void {
    const values = call.values.map((value: Value): Value => copyForLater(execution, value));
    execution.host.enqueue({
        kind: 'future',
        apexName: `${call.typeName}.${call.methodName}`,
        payload: { ...call, values },
        cronExpression: undefined,
        delayMinutes: 0
    });
}

export function runAsyncJob(execution: ApexExecution, job: AsyncJob, jobId: string): void {
    switch (job.kind) {
        case 'future': {
            const { typeName, signature, values } = job.payload as FutureCall;
            const method = execution.cell(typeName)?.k?.[`!${signature}`];
            if (!method) throw new EmulatorBug(`there is no future method ${job.apexName}`);
            method(...values);
            return;
        }
        case 'queueable':
            execution.callMethod(copyForLater(execution, job.payload), 'execute(system.queueablecontext)', [
                new JobContext('System.QueueableContext', jobId)
            ]);
            return;
        case 'scheduled':
            execution.callMethod(copyForLater(execution, job.payload), 'execute(system.schedulablecontext)', [
                new JobContext('System.SchedulableContext', jobId)
            ]);
            return;
        case 'publishCallback': {
            const { callback, eventUuids } = job.payload as { callback: Value; eventUuids: readonly string[] };
            const kind = job.apexName === 'onSuccess' ? 'Success' : 'Failure';
            const result = new PublishResult(`EventBus.${kind}Result`, eventUuids);
            const signature = `on${kind.toLowerCase()}(eventbus.${kind.toLowerCase()}result)`;
            if (execution.hasMethod(callback, signature)) execution.callMethod(callback, signature, [result]);
        }
    }
}
