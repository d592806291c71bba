import { checkLockfile } from './lockfile.ts';

function messages(packages: Record<string, object>, allowScripts: Record<string, boolean> = {}): string[] {
    return checkLockfile(JSON.stringify({ packages }), JSON.stringify({ allowScripts })).map(({ message }) => message);
}

const integrity = 'sha512-abc';

describe('checkLockfile', () => {
    it('accepts hashed packages, workspaces, links and bundled packages', () => {
        expect(
            messages({
                '': {},
                relay: {},
                'node_modules/relay': { resolved: 'relay', link: true },
                'node_modules/a': { integrity },
                'node_modules/a/node_modules/b': { inBundle: true }
            })
        ).toEqual([]);
    });

    it('refuses a source and a missing or weak hash', () => {
        expect(messages({ 'node_modules/a': { integrity, resolved: 'https://registry.example/a.tgz' } })).toEqual([
            'node_modules/a: names its source (https://registry.example/a.tgz); reinstall with the .npmrc of this folder.'
        ]);
        expect(messages({ 'node_modules/a': {} })).toEqual(['node_modules/a: has no sha512 integrity.']);
        expect(messages({ 'node_modules/a': { integrity: 'sha1-abc' } })).toHaveLength(1);
    });

    it('refuses an install script that is not denied', () => {
        const packages = { 'node_modules/x/node_modules/@a/b': { integrity, hasInstallScript: true } };
        expect(messages(packages)).toEqual([
            '@a/b: has an install script that package.json (allowScripts) does not deny.'
        ]);
        expect(messages(packages, { '@a/b': true })).toHaveLength(1);
        expect(messages(packages, { '@a/b': false })).toEqual([]);
    });
});
