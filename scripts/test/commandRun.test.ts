import { resolve } from 'node:path';
import { commandWords, resolveProgram, runCommand, runSuccessfully } from './commandRun.ts';

describe('a command of a guide', () => {
    it('is cut into words as a terminal does', () => {
        expect(commandWords(`npx sf data query --query "SELECT Id FROM User WHERE LastName = 'O'" --json`)).toEqual([
            ...['npx', 'sf', 'data', 'query', '--query', "SELECT Id FROM User WHERE LastName = 'O'", '--json']
        ]);
        expect(commandWords('set --values="a b"')).toEqual(['set', '--values=a b']);
    });

    it('starts what npx and npm would start', () => {
        const folder = resolve('.');
        expect(resolveProgram(['npx', 'sf', '--version'], folder)[1]).toContain('run.js');
        expect(resolveProgram(['npm', 'run', 'org', '--', '--port', '8200'], folder).slice(1)).toEqual([
            ...['scripts/org.ts', '--port', '8200']
        ]);
        expect(resolveProgram(['npm', 'start'], folder).slice(1)).toEqual(['scripts/start.ts']);
        expect(() => resolveProgram(['npm', 'run', 'nothing'], folder)).toThrow('no script "nothing"');
    });

    it('gives what was said apart from what was warned of', async () => {
        const settings = { folder: resolve('.'), environment: process.env };
        const { output, answer } = await runCommand(
            `"${process.execPath}" -e "console.log(6);console.error(7)"`,
            settings
        );
        expect([output.split('\n').sort(), answer]).toEqual([['', '6', '7'], '6\n']);
    });

    it('gives exit status and output', async () => {
        const settings = { folder: resolve('.'), environment: process.env };
        expect(await runCommand(`"${process.execPath}" -p 6*7`, settings)).toMatchObject({ status: 0, output: '42\n' });
        const failing = `"${process.execPath}" -e console.log(6);process.exit(3)`;
        expect(await runCommand(failing, settings)).toMatchObject({ status: 3, output: '6\n' });
        await expect(runSuccessfully(failing, settings)).rejects.toThrow('ended with status 3:\n6');
    });
});
