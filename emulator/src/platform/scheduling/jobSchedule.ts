/** When committed jobs run: at once, after a delay, or whenever a schedule says so. */
import type { AsyncJob } from '../../runtime/host.ts';
import type { OrgClock } from '../clock.ts';
import type { WorkQueue } from '../workQueue.ts';
import type { ApexJobs } from './apexJobs.ts';

interface ScheduleEnvironment {
    readonly clock: OrgClock;
    readonly queue: WorkQueue;
    readonly jobs: ApexJobs;
    readonly userById: (id: string) => { readonly isActive: boolean } | undefined;
    readonly keep: () => void;
    readonly log: (line: string) => void;
}

export interface JobRun {
    readonly id: string;
    readonly job: AsyncJob;
    readonly userId: string;
    /** In a transaction of its own; answers what ended it, undefined if all went well. */
    readonly run: () => string | undefined;
}

/** Timers do not reach further than 24 days. */
const longestWaitMs = 86_400_000;

export function scheduleJob(environment: ScheduleEnvironment, job: JobRun): void {
    const { queue } = environment;
    if (job.job.kind === 'scheduled') awaitFire(environment, job);
    else if (job.job.delayMinutes > 0)
        queue.addLater(job.job.delayMinutes * 60_000, () => {
            runOnce(environment, job);
        });
    else
        queue.add(() => {
            runOnce(environment, job);
        });
}

function runOnce({ jobs, keep }: ScheduleEnvironment, { id, userId, run }: JobRun): void {
    if (!jobs.isWaiting(id)) return;
    jobs.finish(id, userId, run());
    keep();
}

/** Until the schedule is aborted or ends. */
function awaitFire(environment: ScheduleEnvironment, job: JobRun): void {
    const { clock, jobs, queue } = environment;
    const dueMs = jobs.nextFireMs(job.id);
    if (dueMs === undefined) return;
    const waitMs = Math.min(dueMs - clock.now(), longestWaitMs);
    queue.addLater(Math.max(0, waitMs), () => {
        const nowDueMs = jobs.nextFireMs(job.id);
        if (nowDueMs !== undefined && nowDueMs <= clock.now()) fire(environment, job);
        awaitFire(environment, job);
    });
}

function fire({ jobs, userById, keep, log }: ScheduleEnvironment, { id, userId, run, job }: JobRun): void {
    jobs.fire(id, userId);
    keep();
    if (userById(userId)?.isActive === true) run();
    else log(`scheduled Apex ${job.apexName} was not run: its user is not active`);
}
