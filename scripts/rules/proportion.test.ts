import { checkProportion } from './proportion.ts';

const messages = (files: Record<string, string>): string[] =>
    checkProportion(new Map(Object.entries(files))).map(({ path, message }) => `${path}: ${message}`);

const lines = (count: number): string => 'call();\n'.repeat(count);
const files = (count: number, name: (index: number) => string, text: string): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), text]));

describe('checkProportion', () => {
    it('counts neither tests nor blank lines', () => {
        expect(messages({ 'relay/src/relay.test.ts': lines(2_000), 'relay/src/relay.ts': '\n'.repeat(2_000) })).toEqual(
            []
        );
    });

    it('limits lines, files and dependencies of the relay', () => {
        expect(messages(files(29, (index) => `relay/src/a${index}.ts`, lines(90)))).toEqual([
            'relay/src: 2610 lines, 2500 at most.',
            'relay/src: 29 files, 28 at most.'
        ]);
        const dependencies = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`d${index}`, '1.0.0']));
        expect(messages({ 'relay/package.json': JSON.stringify({ dependencies }) })).toEqual([
            'relay/package.json: 9 direct dependencies, 8 at most.'
        ]);
    });

    it('limits the emulator and its median file', () => {
        expect(messages(files(310, (index) => `emulator/src/a${index}.ts`, lines(101)))).toEqual([
            'emulator/src: 31310 lines, 31000 at most.',
            'emulator/src: The median file has 101 lines, 100 at most.'
        ]);
    });

    it('limits Apex files by lines of code and the package by classes that are not tests', () => {
        const comment = '/**\n * Long.\n */\n'.repeat(200);
        expect(messages({ 'force-app/main/a/A.cls': `${comment}class A {\n${lines(299)}}`, ...small() })).toEqual([
            'force-app/main/a/A.cls: 301 lines of code, 300 at most.'
        ]);
        expect(messages(files(121, (index) => `force-app/main/a/A${index}.cls`, 'class A {}'))).toEqual([
            'force-app: 121 files, 120 at most.'
        ]);
        expect(messages(files(121, (index) => `force-app/main/a/A${index}.cls`, '@IsTest\nclass A {}'))).toEqual([]);
    });

    it('limits decisions to a page', () => {
        expect(messages({ 'docs/decisions/0001-a.md': lines(61), 'docs/decisions/README.md': lines(90) })).toEqual([
            'docs/decisions/0001-a.md: A decision has at most 60 lines.'
        ]);
    });
});

/** Two small classes beside a long one keep the median small. */
function small(): Record<string, string> {
    return { 'force-app/main/a/B.cls': 'class B {}', 'force-app/main/a/C.cls': 'class C {}' };
}
