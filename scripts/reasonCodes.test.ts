import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { committedPage, readProblems, readReasons, reasonPage } from './reasonCodes.ts';

const packageFolder = join(import.meta.dirname, '..', 'force-app', 'main');

function readClasses(isWanted: (file: string) => boolean): string {
    return readdirSync(packageFolder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.cls') && !file.endsWith('Test.cls') && isWanted(file))
        .map((file) => readFileSync(join(packageFolder, file), 'utf8'))
        .join('\n');
}

describe('docs/reason-codes.md', () => {
    it('lists every code of the package with its cure', () => {
        expect(committedPage()).toBe(reasonPage());
    });

    it('misses no row of either table', () => {
        const reasons = readClasses((file) => file.endsWith('UserSyncReason.cls'));
        const problems = readClasses((file) => file.endsWith('UserSyncProblem.cls'));
        expect(readReasons()).toHaveLength((reasons.match(/public static final UserSyncReason /g) ?? []).length);
        expect(readProblems()).toHaveLength((problems.match(/=> new List<String>\{/g) ?? []).length);
    });

    it('lists no code that nothing uses', () => {
        const code = readClasses((file) => !/UserSync(Reason|Problem)\.cls$/.test(file));
        const unused = [
            ...readReasons().filter((row) => !code.includes(`UserSyncReason.${row.code}`)),
            ...readProblems().filter((row) => !code.includes(`'${row.code}'`))
        ];
        expect(unused.map((row) => row.code)).toEqual([]);
    });
});
