/** Runs Apex tests in an org and says which lines they covered. */
import type { TestRunResult } from '../orgServices.ts';
import { runApexTests } from '../runtime/apexTests.ts';
import type { OrgEngine } from './orgEngine.ts';

/** Classes or `Class.method`; all tests if empty. */
export function runTests(org: OrgEngine, names: readonly string[], userId = org.data.seeded.adminId): TestRunResult {
    const startedAt = org.clock.now();
    org.engine.resetCoverage();
    const methods = runApexTests(org.engine, names, {
        inTestTransaction: (seesAllData, body) => {
            org.runner.run({ userId, entry: 'synchronous', test: { seesAllData } }, body);
        },
        isolated: (body) => {
            org.runner.tests.isolated(body);
        },
        now: () => performance.now()
    });
    return { startedAt, methods, coverage: org.engine.coverage() };
}
