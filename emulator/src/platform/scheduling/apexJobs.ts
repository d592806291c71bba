/**
 * Asynchronous Apex as queries see it: rows of AsyncApexJob, CronTrigger and CronJobDetail, written with the transaction that
 * starts or ends a job. What the rows say counts: a job whose row is gone or aborted does not run.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_crontrigger.htm
 */
import type { AsyncJob, AsyncKind, RunningUser } from '../../runtime/host.ts';
import { ApexException } from '../../values/apexObject.ts';
import { ApexDatetime } from '../../values/apexTemporal.ts';
import { entityId } from '../access/userRights.ts';
import { recordTime, systemInsert, systemUpdate, type WriterEnvironment } from '../records/systemWriter.ts';
import type { Row } from '../records/table.ts';
import { parseCron } from './cronExpression.ts';

const jobTypes: Readonly<Record<AsyncKind, string>> = {
    future: 'Future',
    queueable: 'Queueable',
    scheduled: 'ScheduledApex',
    publishCallback: 'Queueable'
};
const scheduledApex = '7';
const maximumSchedules = 100;

export class ApexJobs {
    private readonly environment: WriterEnvironment;

    constructor(environment: WriterEnvironment) {
        this.environment = environment;
    }

    /** Answers what the job is known by: the id of its CronTrigger if it is scheduled. */
    add(job: AsyncJob, user: RunningUser, isTest: boolean): string {
        const { store } = this.environment;
        const [className = '', methodName = null] = job.kind === 'future' ? job.apexName.split('.') : [job.apexName];
        const triggerId = job.kind === 'scheduled' ? this.addTrigger(job, user, isTest) : null;
        const jobId = this.insert(user, 'AsyncApexJob', isTest, {
            ApexClassId: entityId(store, 'ApexClass', 'Name', className.split('.')[0] ?? ''),
            JobType: jobTypes[job.kind],
            MethodName: methodName,
            Status: 'Queued',
            JobItemsProcessed: 0,
            TotalJobItems: 0,
            NumberOfErrors: 0,
            CronTriggerId: triggerId
        });
        return triggerId ?? jobId;
    }

    private addTrigger(job: AsyncJob, user: RunningUser, isTest: boolean): string {
        const { store, clock } = this.environment;
        const { cronExpression = '', scheduleName: name = '' } = job;
        const nextMs = parseCron(cronExpression).next(clock.now(), user.timeZone);
        if (nextMs === undefined)
            asyncFailure(`Based on configured schedule, the given trigger '${name}' will never fire.`);
        for (const { values } of store.table('CronJobDetail').rows())
            if (values['Name'] === name)
                asyncFailure(`The Apex job named "${name}" is already scheduled for execution.`);
        if (store.table('CronTrigger').size >= maximumSchedules)
            asyncFailure(`You have exceeded the maximum number (${maximumSchedules}) of Apex scheduled jobs.`);
        return this.insert(user, 'CronTrigger', isTest, {
            CronJobDetailId: this.insert(user, 'CronJobDetail', isTest, { Name: name, JobType: scheduledApex }),
            CronExpression: cronExpression,
            State: 'WAITING',
            NextFireTime: new ApexDatetime(nextMs),
            StartTime: recordTime(clock.now()),
            TimesTriggered: 0,
            TimeZoneSidKey: user.timeZone,
            OwnerId: user.id
        });
    }

    private insert(user: RunningUser, objectName: string, isTest: boolean, values: Row['values']): string {
        return systemInsert(this.environment, user.id, objectName, values, isTest);
    }

    /** When a schedule is due; undefined if it was aborted or has ended. */
    nextFireMs(triggerId: string): number | undefined {
        const next: unknown = this.environment.store.row(triggerId)?.values['NextFireTime'];
        return next instanceof ApexDatetime ? next.epochMs : undefined;
    }

    /** A schedule fires: its row says when it does so again. */
    fire(triggerId: string, userId: string): void {
        const { store, clock } = this.environment;
        const row = store.row(triggerId);
        if (!row) return;
        const { CronExpression, TimeZoneSidKey, TimesTriggered, NextFireTime } = row.values;
        const nextMs = parseCron(CronExpression as string).next(clock.now(), TimeZoneSidKey as string);
        systemUpdate(this.environment, userId, 'CronTrigger', row, {
            PreviousFireTime: NextFireTime,
            NextFireTime: nextMs === undefined ? null : new ApexDatetime(nextMs),
            State: nextMs === undefined ? 'COMPLETE' : 'WAITING',
            TimesTriggered: (TimesTriggered as number) + 1
        });
    }

    /** False for a job that was aborted or has ended. */
    isWaiting(id: string): boolean {
        const row = this.environment.store.row(id);
        return row?.values['Status'] === 'Queued' || row?.values['State'] === 'WAITING';
    }

    /** `error` is what ended it; undefined if all went well. */
    finish(jobId: string, userId: string, error: string | undefined): void {
        const row = this.environment.store.row(jobId);
        if (!row) return;
        systemUpdate(this.environment, userId, 'AsyncApexJob', row, {
            Status: error === undefined ? 'Completed' : 'Failed',
            CompletedDate: recordTime(this.environment.clock.now()),
            NumberOfErrors: error === undefined ? 0 : 1,
            ExtendedStatus: error?.slice(0, 1000)
        });
    }

    /** `id` is that of a schedule or of a job that waits. Throws System.StringException. */
    abort(id: string, userId: string): void {
        const { store } = this.environment;
        const trigger = store.table('CronTrigger').get(id);
        const waiting = trigger
            ? [...store.table('AsyncApexJob').rows()].filter(({ values }) => values['CronTriggerId'] === id)
            : [store.table('AsyncApexJob').get(id)];
        if (!trigger && !waiting[0]) throw new ApexException('System.StringException', `Invalid id: ${id}`);
        for (const row of waiting)
            if (row?.values['Status'] === 'Queued')
                systemUpdate(this.environment, userId, 'AsyncApexJob', row, { Status: 'Aborted' });
        if (!trigger) return;
        store.remove('CronTrigger', trigger.id);
        store.remove('CronJobDetail', trigger.values['CronJobDetailId'] as string);
    }
}

function asyncFailure(message: string): never {
    throw new ApexException('System.AsyncException', message);
}
