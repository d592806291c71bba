import { guideSteps } from './guideSteps.ts';

const page = (...lines: string[]): string => lines.join('\n');

describe('the steps of a page', () => {
    it('are its commands in order, with the lines where they stand', () => {
        const steps = guideSteps(
            page(
                '# Title',
                '<!-- test: run -->',
                '```sh',
                'npx sf --version',
                '',
                'npm run check',
                '```',
                'Text.',
                '<!-- test: instead clicks -->',
                'More.'
            )
        );
        expect(steps).toEqual([
            { kind: 'run', line: 4, command: 'npx sf --version', until: undefined },
            { kind: 'run', line: 6, command: 'npm run check', until: undefined },
            { kind: 'instead', line: 9, name: 'clicks', block: [] }
        ]);
    });

    it('stand below their comment also after an empty line', () => {
        expect(guideSteps(page('<!-- test: run -->', '', '```sh', 'npm start', '```'))).toMatchObject([
            { line: 4, command: 'npm start' }
        ]);
    });

    it('hand a block that is not executed to what is done instead', () => {
        expect(guideSteps(page('<!-- test: instead startRelay -->', '```ini', 'HOST=0.0.0.0', '```'))).toEqual([
            { kind: 'instead', line: 1, name: 'startRelay', block: ['HOST=0.0.0.0'] }
        ]);
    });

    it('may wait for an output', () => {
        const [step] = guideSteps(
            page('<!-- test: run until Total number of records retrieved: 1 -->', '```sh', 'npx sf data query', '```')
        );
        expect(step).toMatchObject({ command: 'npx sf data query', until: 'Total number of records retrieved: 1' });
    });

    it('leave out blocks that are no commands', () => {
        expect(guideSteps(page('```text', 'It works.', '```', '```ini', 'A=1', '```'))).toEqual([]);
    });

    it.each([
        ['a block of commands without a comment', page('```sh', 'npm start', '```'), 'Line 1: no comment'],
        ['a comment without commands', page('<!-- test: run -->', 'Text'), 'Line 1: "run" stands above'],
        ['waiting for two commands', page('<!-- test: run until x -->', '```sh', 'a', 'b', '```'), '"run until"'],
        ['a replacement without a name', page('<!-- test: instead -->', '```sh', 'a', '```'), '"instead" needs'],
        ['a block without end', page('```sh', 'a'), 'does not end']
    ])('refuse %s', (_, text, message) => {
        expect(() => guideSteps(text)).toThrow(message);
    });
});
