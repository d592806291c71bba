/**
 * Test runs that clients start, and the tables they read the results from. Coverage is stored as an org does it with "Store
 * Only Aggregated Code Coverage": by class, of the latest run that touched it.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources_testing_runner_async.htm
 */
import type { CoverageResult, OrgServices, TestRunResult } from '../../orgServices.ts';
import { datetimeToJson } from '../recordJson.ts';
import { apexIds, totalTimeMs } from './testRunJson.ts';
import type { TestSelection } from './testSelection.ts';
import type { ToolingRow, ToolingTable } from './toolingTable.ts';

interface TestRun {
    readonly jobId: string;
    readonly resultId: string;
    readonly userId: string;
    readonly startedAt: number;
    status: 'Processing' | 'Completed' | 'Failed';
    endedAt: number | undefined;
    result: TestRunResult | undefined;
    /** Class name -> id of its queue item. */
    queueItems: Map<string, string>;
}

export class TestRuns {
    private readonly org: OrgServices;
    private readonly runs: TestRun[] = [];
    private readonly coverage = new Map<string, CoverageResult>();

    constructor(org: OrgServices) {
        this.org = org;
    }

    run(userId: string, { classNames, methodNames }: TestSelection): TestRunResult {
        const result = this.org.runTests(userId, classNames, methodNames);
        for (const row of result.coverage) this.coverage.set(row.name, row);
        return result;
    }

    /** Returns the job id; the run itself starts when the answer is on its way. */
    start(userId: string, selection: TestSelection, onFault: (fault: unknown) => void): string {
        const names = [
            ...new Set([...selection.classNames, ...selection.methodNames.map((name) => name.split('.')[0] ?? '')])
        ];
        const run: TestRun = {
            jobId: this.org.newId('707'),
            resultId: this.org.newId('05m'),
            userId,
            startedAt: this.org.now(),
            status: 'Processing',
            endedAt: undefined,
            result: undefined,
            queueItems: this.queue(names)
        };
        this.runs.push(run);
        setImmediate(() => {
            try {
                run.result = this.run(userId, selection);
                run.queueItems = new Map([
                    ...this.queue(run.result.methods.map(({ className }) => className)),
                    ...run.queueItems
                ]);
                run.status = 'Completed';
            } catch (error) {
                run.status = 'Failed';
                onFault(error);
            }
            run.endedAt = this.org.now();
        });
        return run.jobId;
    }

    private queue(classNames: readonly string[]): Map<string, string> {
        return new Map([...new Set(classNames)].map((name) => [name, this.org.newId('709')]));
    }

    tables(): readonly ToolingTable[] {
        const ids = apexIds(this.org.components());
        const queueItems = this.runs.flatMap((run) => queueRows(run, ids));
        const results = this.runs.flatMap((run) => resultRows(run, ids));
        const coverage = [...this.coverage.values()].map((row) => coverageRow(row, ids));
        return [
            table('ApexTestRunResult', runColumns, this.runs.map(runRow)),
            table('ApexTestQueueItem', queueColumns, queueItems),
            table('ApexTestResult', resultColumns, results),
            table('ApexCodeCoverage', coverageColumns, []),
            table('ApexCodeCoverageAggregate', coverageColumns, coverage),
            table('ApexOrgWideCoverage', 'PercentCovered', [{ PercentCovered: this.percentCovered() }])
        ];
    }

    private percentCovered(): number {
        const rows = [...this.coverage.values()];
        const covered = rows.reduce((sum, { coveredLines }) => sum + coveredLines.length, 0);
        const all = rows.reduce((sum, { uncoveredLines }) => sum + uncoveredLines.length, covered);
        return all === 0 ? 0 : Math.floor((covered * 100) / all);
    }
}

function table(name: string, columns: string, rows: readonly ToolingRow[]): ToolingTable {
    return { name, columns: columns.split(' '), rows };
}

const runColumns =
    'Id AsyncApexJobId Status StartTime EndTime TestTime TestSetupTime UserId ClassesCompleted ClassesEnqueued MethodsEnqueued';
const queueColumns = 'Id Status ApexClassId ParentJobId TestRunResultId';
const resultColumns =
    'Id QueueItemId AsyncApexJobId MethodName Outcome Message StackTrace RunTime TestTimestamp IsTestSetup ApexLogId ' +
    'ApexClassId ApexClass.Id ApexClass.Name ApexClass.NamespacePrefix';
const coverageColumns =
    'Id ApexTestClassId TestMethodName ApexClassOrTriggerId ApexClassOrTrigger.Id ApexClassOrTrigger.Name ' +
    'NumLinesCovered NumLinesUncovered Coverage';

function runRow(run: TestRun): ToolingRow {
    const methods = run.result?.methods ?? [];
    const count = run.queueItems.size;
    return {
        Id: run.resultId,
        AsyncApexJobId: run.jobId,
        Status: run.status,
        StartTime: datetimeToJson(run.startedAt),
        EndTime: run.endedAt === undefined ? null : datetimeToJson(run.endedAt),
        TestTime: totalTimeMs(methods),
        TestSetupTime: 0,
        UserId: run.userId,
        ClassesCompleted: run.status === 'Completed' ? count : 0,
        ClassesEnqueued: count,
        MethodsEnqueued: methods.length
    };
}

function queueRows(run: TestRun, ids: ReadonlyMap<string, string>): ToolingRow[] {
    return [...run.queueItems].map(([name, id]) => ({
        Id: id,
        Status: run.status,
        ApexClassId: ids.get(name),
        ParentJobId: run.jobId,
        TestRunResultId: run.resultId
    }));
}

function coverageRow(
    { name, coveredLines, uncoveredLines }: CoverageResult,
    ids: ReadonlyMap<string, string>
): ToolingRow {
    const id = ids.get(name);
    return {
        Id: id,
        ApexClassOrTriggerId: id,
        'ApexClassOrTrigger.Id': id,
        'ApexClassOrTrigger.Name': name,
        NumLinesCovered: coveredLines.length,
        NumLinesUncovered: uncoveredLines.length,
        Coverage: { coveredLines, uncoveredLines }
    };
}

function resultRows(run: TestRun, ids: ReadonlyMap<string, string>): ToolingRow[] {
    return (run.result?.methods ?? []).map((method, index) => ({
        Id: `07M${run.jobId.slice(3, 10)}${String(index).padStart(5, '0')}`,
        QueueItemId: run.queueItems.get(method.className),
        AsyncApexJobId: run.jobId,
        MethodName: method.methodName,
        Outcome: method.outcome,
        Message: method.message,
        StackTrace: method.stackTrace,
        RunTime: Math.round(method.runTimeMs),
        TestTimestamp: datetimeToJson(run.startedAt),
        IsTestSetup: false,
        ApexLogId: null,
        ApexClassId: ids.get(method.className),
        'ApexClass.Id': ids.get(method.className),
        'ApexClass.Name': method.className,
        'ApexClass.NamespacePrefix': null
    }));
}
