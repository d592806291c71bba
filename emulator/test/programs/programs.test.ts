/** Runs the Apex tests of every program; they assert what the platform documents. */
import { describe, expect, it } from '@jest/globals';
import { deployProgram, programs } from './deployProgram.ts';

describe.each(programs)('program %s', (program) => {
    it(`${program} passes its Apex tests`, async () => {
        const { org, userId, problems } = await deployProgram(program);
        expect(problems).toEqual([]);
        const { methods } = org.runTests(userId, [], []);
        const failures = methods.filter(({ outcome }) => outcome !== 'Pass');
        await org.stop();
        expect(
            failures.map(
                ({ className, methodName, message, stackTrace }) =>
                    `${className}.${methodName}: ${message ?? ''}\n${stackTrace ?? ''}`
            )
        ).toEqual([]);
        expect(methods.length).toBeGreaterThan(0);
    });
});
