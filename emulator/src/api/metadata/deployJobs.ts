/** Deployments that clients started, by id. They run one after the other, as in an org. */
import { OrgRequestError, type DeployOptions, type DeployOutcome, type OrgServices } from '../../orgServices.ts';
import { readPackage } from '../../metadata/packageFiles.ts';

export interface DeployJob {
    readonly id: string;
    readonly userId: string;
    readonly options: DeployOptions;
    readonly createdAt: number;
    status: 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';
    completedAt: number | undefined;
    outcome: DeployOutcome | undefined;
    /** Of a deployment that failed as a whole. */
    errorMessage: string | undefined;
}

export class DeployJobs {
    readonly org: OrgServices;
    private readonly onFault: (fault: unknown) => void;
    private readonly jobs = new Map<string, DeployJob>();
    private queue: Promise<void> = Promise.resolve();

    constructor(org: OrgServices, onFault: (fault: unknown) => void) {
        this.org = org;
        this.onFault = onFault;
    }

    start(userId: string, zip: Buffer, options: DeployOptions): DeployJob {
        const job: DeployJob = {
            id: this.org.newId('0Af'),
            userId,
            options,
            createdAt: this.org.now(),
            status: 'Pending',
            completedAt: undefined,
            outcome: undefined,
            errorMessage: undefined
        };
        this.jobs.set(job.id, job);
        this.queue = this.queue.then(() => this.run(job, zip));
        return job;
    }

    private async run(job: DeployJob, zip: Buffer): Promise<void> {
        // Lets the answer with the job's id leave before a deployment takes the thread.
        await new Promise((resolve) => setImmediate(resolve));
        if (isDone(job)) return;
        job.status = 'InProgress';
        try {
            const files = await readPackage(zip);
            await this.org.prepareDeploy(files);
            job.outcome = this.org.deploy(job.userId, files, job.options);
            job.status = statusOf(job.outcome);
        } catch (error) {
            job.status = 'Failed';
            job.errorMessage = error instanceof Error ? error.message : String(error);
            this.onFault(error);
        }
        job.completedAt = this.org.now();
    }

    /** @throws OrgRequestError */
    job(id: string): DeployJob {
        const job = this.jobs.get(id);
        if (!job) throw new OrgRequestError(404, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
        return job;
    }

    /** Only what has not begun can be cancelled: a deployment runs in one piece. */
    cancel(id: string): DeployJob {
        const job = this.job(id);
        if (job.status === 'Pending') {
            job.status = 'Canceled';
            job.completedAt = this.org.now();
        }
        return job;
    }
}

export function isDone({ status }: DeployJob): boolean {
    return status !== 'Pending' && status !== 'InProgress';
}

function statusOf({ isSuccess, components }: DeployOutcome): DeployJob['status'] {
    if (!isSuccess) return 'Failed';
    return components.some(({ problem }) => problem !== undefined) ? 'SucceededPartial' : 'Succeeded';
}
