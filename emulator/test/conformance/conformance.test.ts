/**
 * Every scenario against the local org, and every scenario of a switchable rule once more with the rule off, when it must
 * fail: a scenario that passes without its rule proves nothing.
 */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { PlatformRules } from '../../src/index.ts';
import { startOrgUnderTest, type RunningOrg } from './localOrgUnderTest.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

let running: RunningOrg[] = [];

afterEach(async () => {
    await Promise.all(running.map(({ org }) => org.stop()));
    running = [];
});

async function trace(scenario: Scenario, rules: Partial<PlatformRules>): Promise<readonly string[]> {
    const first = await startOrgUnderTest('first', rules);
    running.push(first);
    const second = scenario.needs?.includes('secondOrg') ? await startOrgUnderTest('second', rules) : first;
    if (second !== first) running.push(second);
    return scenario.run(first, { second, passTime: (ms) => first.passTime(ms) });
}

describe.each(scenarios)('$id', (scenario) => {
    it(scenario.title, async () => {
        expect(await trace(scenario, {})).toEqual(scenario.expected);
    });

    if (scenario.rule) {
        const { rule } = scenario;
        it(`is seen to fail without ${rule}`, async () => {
            expect(await trace(scenario, { [rule]: false })).not.toEqual(scenario.expected);
        });
    }
});

it('has a scenario for every rule that can be switched off', async () => {
    const { allRules } = await import('../../src/platform/platformRules.ts');
    const covered = new Set(scenarios.map(({ rule }) => rule));
    expect(Object.keys(allRules).filter((rule) => !covered.has(rule as keyof PlatformRules))).toEqual([]);
});

it('gives every scenario a name of its own', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
});
