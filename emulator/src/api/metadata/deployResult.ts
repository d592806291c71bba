/**
 * DeployResult in the members that SOAP and REST share.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm
 */
import type { ComponentOutcome, DeployOptions, OrgServices } from '../../orgServices.ts';
import { isRecord } from '../endpoint.ts';
import { apexIds, testRunJson } from '../tooling/testRunJson.ts';
import { isDone, type DeployJob } from './deployJobs.ts';

export function deployResult(org: OrgServices, job: DeployJob, includeDetails: boolean): Record<string, unknown> {
    const components = job.outcome?.components ?? [];
    const failures = components.filter(({ problem }) => problem !== undefined);
    const tests = testRunJson(job.outcome?.testRun, apexIds(org.components()));
    const user = org.userById(job.userId);
    const createdDate = new Date(job.createdAt).toISOString();
    const completedDate = job.completedAt === undefined ? null : new Date(job.completedAt).toISOString();
    const successes = components.length - failures.length;
    return {
        id: job.id,
        status: job.status,
        done: isDone(job),
        success: job.status === 'Succeeded' || job.status === 'SucceededPartial',
        checkOnly: job.options.checkOnly,
        ignoreWarnings: job.options.ignoreWarnings,
        rollbackOnError: job.options.rollbackOnError,
        runTestsEnabled: job.outcome?.testRun !== undefined,
        createdBy: job.userId,
        createdByName: user?.name ?? '',
        createdDate,
        startDate: createdDate,
        lastModifiedDate: completedDate ?? createdDate,
        completedDate,
        errorMessage: job.errorMessage ?? null,
        errorStatusCode: job.errorMessage === undefined ? null : 'UNKNOWN_EXCEPTION',
        stateDetail: null,
        canceledBy: job.status === 'Canceled' ? job.userId : null,
        numberComponentErrors: failures.length,
        numberComponentsDeployed: successes,
        numberComponentsTotal: components.length,
        numberTestErrors: tests.numFailures,
        numberTestsCompleted: tests.numTestsRun - tests.numFailures,
        numberTestsTotal: tests.numTestsRun,
        ...(includeDetails ? { details: details(job, components, createdDate, tests) } : {})
    };
}

function details(
    job: DeployJob,
    components: readonly ComponentOutcome[],
    createdDate: string,
    runTestResult: unknown
): unknown {
    const messages = components.map((component) => messageOf(component, createdDate));
    const packageMessage = messageOf(packageFile, createdDate);
    return {
        componentFailures: messages.filter(({ success }) => !success),
        componentSuccesses:
            isDone(job) && job.outcome ? [...messages.filter(({ success }) => success), packageMessage] : [],
        runTestResult
    };
}

/** The manifest stands among the successes, without a type. */
const packageFile: ComponentOutcome = {
    componentType: '',
    fullName: 'package.xml',
    fileName: 'package.xml',
    id: null,
    isCreated: false,
    isChanged: true,
    isDeleted: false,
    problem: undefined,
    line: undefined,
    column: undefined
};

function messageOf(component: ComponentOutcome, createdDate: string) {
    const isSuccess = component.problem === undefined;
    return {
        componentType: component.componentType,
        fullName: component.fullName,
        fileName: component.fileName,
        id: component.id,
        success: isSuccess,
        changed: component.isChanged,
        created: component.isCreated,
        deleted: component.isDeleted,
        createdDate,
        warning: false,
        ...(isSuccess ? {} : { problem: component.problem, problemType: 'Error' }),
        ...(component.line === undefined ? {} : { lineNumber: component.line, columnNumber: component.column ?? 1 })
    };
}

const testLevels = ['NoTestRun', 'RunSpecifiedTests', 'RunLocalTests', 'RunAllTestsInOrg'] as const;

/** From the JSON of the REST API; SOAP makes the same object of its elements. Defaults are those of the Metadata API. */
export function deployOptions(value: unknown): DeployOptions {
    const options = isRecord(value) ? value : {};
    const runTests = options['runTests'];
    return {
        checkOnly: options['checkOnly'] === true,
        rollbackOnError: options['rollbackOnError'] !== false,
        testLevel: testLevels.find((level) => level === options['testLevel']),
        runTests: Array.isArray(runTests) ? runTests.map(String) : [],
        ignoreWarnings: options['ignoreWarnings'] === true
    };
}
