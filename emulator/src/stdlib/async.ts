/**
 * Asynchronous Apex: the interfaces, their contexts, and the methods of `System` that start jobs.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { JobContext } from '../runtime/asyncCalls.ts';
import { abstractMethod, defineType } from './systemType.ts';
import type { StaticBody, SystemTypeDefinition } from './systemType.ts';

function enqueue(runtime: ApexRuntime, job: unknown, delayMinutes = 0): string {
    if (delayMinutes < 0 || delayMinutes > 10) {
        runtime.fail('System.AsyncException', `Delay must be between 0 and 10 minutes: ${delayMinutes}`);
    }
    return runtime.enqueue('queueable', job, { cronExpression: undefined, delayMinutes });
}

function schedule(runtime: ApexRuntime, scheduleName: string, cronExpression: string, job: unknown): string {
    return runtime.enqueue('scheduled', job, { cronExpression, scheduleName, delayMinutes: 0 });
}

export const asyncMethods: Readonly<Record<string, StaticBody>> = {
    'Id enqueueJob(Queueable job)': enqueue,
    'Id enqueueJob(Queueable job, Integer delayMinutes)': enqueue,
    'Id schedule(String name, String cronExpression, Schedulable job)': schedule,
    'void abortJob(String jobId)': (runtime, jobId: string) => {
        runtime.host.abortJob(jobId);
    },
    'Boolean isFuture()': (runtime) => runtime.host.entry === 'future',
    'Boolean isQueueable()': (runtime) => runtime.host.entry === 'queueable',
    'Boolean isScheduled()': (runtime) => runtime.host.entry === 'scheduled'
};

export const asyncTypes: readonly SystemTypeDefinition[] = [
    defineType({
        name: 'System.Queueable',
        kind: 'interface',
        methods: { 'void execute(QueueableContext context)': abstractMethod }
    }),
    defineType({
        name: 'System.Schedulable',
        kind: 'interface',
        methods: { 'void execute(SchedulableContext context)': abstractMethod }
    }),
    defineType({ name: 'System.QueueableContext', methods: { 'Id getJobId()': (_, { jobId }: JobContext) => jobId } }),
    defineType({
        name: 'System.SchedulableContext',
        methods: { 'Id getTriggerId()': (_, { jobId }: JobContext) => jobId }
    })
];
