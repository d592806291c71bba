/**
 * Deploys a zip through the REST face of the Metadata API and waits for the end.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { OrgClient } from './orgClient.ts';
import { SetUpError } from './setUpError.ts';

interface ComponentFailure {
    readonly componentType: string;
    readonly fullName: string;
    readonly problem: string;
    readonly lineNumber?: number;
    readonly columnNumber?: number;
}

interface DeployJob {
    readonly id: string;
    readonly deployResult: {
        readonly done: boolean;
        readonly status: string;
        readonly numberComponentsDeployed: number;
        readonly errorMessage?: string;
        readonly details?: { readonly componentFailures?: readonly ComponentFailure[] };
    };
}

const pollIntervalMs = 50;
const shownFailures = 10;

/**
 * @returns how many components were deployed
 * @throws SetUpError DEPLOY_FAILED naming the components
 */
export async function deployZip(org: OrgClient, zip: Buffer): Promise<number> {
    const form = new FormData();
    const options = { deployOptions: { rollbackOnError: true, singlePackage: true, testLevel: 'NoTestRun' } };
    form.append('json', new Blob([JSON.stringify(options)], { type: 'application/json' }));
    form.append('file', new Blob([new Uint8Array(zip)], { type: 'application/zip' }), 'deploy.zip');
    let job = (await org.request('POST', 'metadata/deployRequest', form)) as DeployJob;
    while (!job.deployResult.done) {
        await delay(pollIntervalMs);
        job = (await org.request('GET', `metadata/deployRequest/${job.id}?includeDetails=true`)) as DeployJob;
    }
    if (job.deployResult.status !== 'Succeeded') {
        throw new SetUpError('DEPLOY_FAILED', describeFailure(org.url, job), 'Correct the components and start again.');
    }
    return job.deployResult.numberComponentsDeployed;
}

function describeFailure(url: string, { deployResult }: DeployJob): string {
    const failures = deployResult.details?.componentFailures ?? [];
    const lines = failures
        .slice(0, shownFailures)
        .map(({ componentType, fullName, problem, lineNumber, columnNumber }) => {
            const position = lineNumber === undefined ? '' : ` (${lineNumber}:${columnNumber ?? 1})`;
            return `  ${componentType} ${fullName}${position}: ${problem}`;
        });
    const more = failures.length > shownFailures ? [`  and ${failures.length - shownFailures} more`] : [];
    const reason = deployResult.errorMessage === undefined ? '' : ` ${deployResult.errorMessage}`;
    return [`${url}: the deployment ended as ${deployResult.status}.${reason}`, ...lines, ...more].join('\n');
}
