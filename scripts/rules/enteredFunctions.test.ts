import { checkEnteredFunctions } from './enteredFunctions.ts';

const decl = (line: number): { start: { line: number } } => ({ start: { line } });

it('names the functions that were never called', () => {
    const coverage = {
        '/project/a.ts': {
            path: '/project/a.ts',
            fnMap: {
                0: { name: 'used', decl: decl(3) },
                1: { name: 'idle', decl: decl(9) },
                2: { name: '(anonymous_2)', decl: decl(12) }
            },
            f: { 0: 4, 1: 0, 2: 0 }
        }
    };
    expect(checkEnteredFunctions(coverage, (path) => path.slice('/project/'.length))).toEqual([
        { path: 'a.ts:9', message: 'No test enters idle.' },
        { path: 'a.ts:12', message: 'No test enters this function.' }
    ]);
});
