import { checkWording } from './wording.ts';

const messages = (path: string, text = ''): string[] =>
    checkWording(new Map([[path, text]])).map(({ message }) => message);

/** Spelled in parts, or this file would be a finding itself. */
const absolute = (...parts: string[]): string => ['', ...parts].join('/');

describe('checkWording', () => {
    it.each([
        'utils.ts',
        'dateHelper.ts',
        'lib.ts',
        'types.ts',
        'commonThings.ts',
        'EventProcessor.cls',
        'main.ts',
        'kebab-case.ts'
    ])('refuses a file called %s', (name) => {
        expect(messages(`emulator/src/${name}`)).toHaveLength(1);
    });

    it.each(['relay/src/main.ts', 'emulator/src/community.ts', 'emulator/src/a.e2e.test.ts', 'eslint.config.mjs'])(
        'accepts %s',
        (path) => {
            expect(messages(path)).toEqual([]);
        }
    );

    it('refuses paths of one machine, not routes of a URL', () => {
        expect(messages('docs/a.md', `See ${absolute('home', 'ada', 'x')}.`)).toHaveLength(1);
        expect(messages('docs/a.md', `cd "${absolute('work', 'x')}"`)).toHaveLength(1);
        expect(
            messages('docs/a.md', `https://a.example${absolute('home', 'home.jsp')} and src${absolute('work', 'x')}`)
        ).toEqual([]);
    });

    it('refuses product words in the emulator only', () => {
        expect(messages('emulator/src/a.ts', 'const a = "UserSyncId__c";')).toHaveLength(1);
        expect(messages('emulator/src/a.ts', 'const a = "/user-sync/v1";')).toHaveLength(1);
        expect(messages('relay/src/a.ts', 'const a = "/user-sync/v1";')).toEqual([]);
    });
});
