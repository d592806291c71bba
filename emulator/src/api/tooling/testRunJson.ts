/** Results of a test run in the members that runTestsSynchronous and deployments share. */
import type { ComponentRecord, CoverageResult, TestRunResult } from '../../orgServices.ts';

/** Name -> id of classes and triggers. */
export function apexIds(components: readonly ComponentRecord[]): ReadonlyMap<string, string> {
    const apex = components.filter(
        ({ componentType }) => componentType === 'ApexClass' || componentType === 'ApexTrigger'
    );
    return new Map(apex.map(({ fullName, id }) => [fullName, id]));
}

export interface TestRunJson {
    readonly apexLogId: string;
    readonly successes: readonly unknown[];
    readonly failures: readonly unknown[];
    readonly numTestsRun: number;
    readonly numFailures: number;
    readonly totalTime: number;
    readonly codeCoverage: readonly unknown[];
    readonly codeCoverageWarnings: readonly unknown[];
}

export function testRunJson(run: TestRunResult | undefined, ids: ReadonlyMap<string, string>): TestRunJson {
    const methods = run?.methods ?? [];
    const base = (method: TestRunResult['methods'][number]) => ({
        id: ids.get(method.className) ?? '',
        name: method.className,
        namespace: null,
        methodName: method.methodName,
        time: Math.round(method.runTimeMs)
    });
    const passed = methods.filter(({ outcome }) => outcome === 'Pass');
    const failed = methods.filter(({ outcome }) => outcome !== 'Pass' && outcome !== 'Skip');
    return {
        apexLogId: '',
        successes: passed.map((method) => ({ ...base(method), seeAllData: false })),
        failures: failed.map((method) => ({
            ...base(method),
            seeAllData: false,
            message: method.message ?? '',
            stackTrace: method.stackTrace ?? '',
            type: 'Class',
            packageName: method.className
        })),
        numTestsRun: passed.length + failed.length,
        numFailures: failed.length,
        totalTime: totalTimeMs(methods),
        codeCoverage: (run?.coverage ?? []).map((coverage) => coverageJson(coverage, ids)),
        codeCoverageWarnings: []
    };
}

/** Whole milliseconds, as the wire types have it. */
export function totalTimeMs(methods: readonly { readonly runTimeMs: number }[]): number {
    return Math.round(methods.reduce((sum, { runTimeMs }) => sum + runTimeMs, 0));
}

function coverageJson(
    { name, kind, coveredLines, uncoveredLines }: CoverageResult,
    ids: ReadonlyMap<string, string>
): unknown {
    return {
        id: ids.get(name) ?? '',
        name,
        namespace: null,
        type: kind === 'ApexClass' ? 'Class' : 'Trigger',
        numLocations: coveredLines.length + uncoveredLines.length,
        numLocationsNotCovered: uncoveredLines.length,
        locationsNotCovered: uncoveredLines.map((line) => ({ line, column: 1, numExecutions: 0, time: -1 })),
        dmlInfo: [],
        methodInfo: [],
        soqlInfo: [],
        soslInfo: []
    };
}
