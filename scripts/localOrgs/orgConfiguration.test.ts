import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillConfiguration, fillHiddenConfiguration, fillPlaceholders } from './orgConfiguration.ts';

describe('filling placeholders', () => {
    it('replaces each one, also twice in a line, and escapes the value', () => {
        const values = new Map([
            ['localOrgId', '00D000000000001AAA'],
            ['profileName', 'Research & Development']
        ]);
        expect(fillPlaceholders('<a>{{localOrgId}}{{ localOrgId }}</a><b>{{profileName}}</b>', values)).toBe(
            '<a>00D000000000001AAA00D000000000001AAA</a><b>Research &amp; Development</b>'
        );
    });

    it('takes no value for a pattern of the replacement', () => {
        expect(fillPlaceholders('{{key}}', new Map([['key', 'a$&b$1']]))).toBe('a$&amp;b$1');
    });

    it('refuses a placeholder without a value', () => {
        expect(() => fillPlaceholders('{{partnerOrgId}}', new Map([['localOrgId', 'x']]))).toThrow(
            expect.objectContaining({ code: 'PLACEHOLDER_UNKNOWN', cure: 'Known placeholders: localOrgId.' })
        );
    });
});

describe('filling a configuration', () => {
    let folder: string;
    const template = (): string => join(folder, 'template');
    const target = (): string => join(folder, 'filled');

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'org-configuration-'));
        mkdirSync(join(template(), 'customMetadata'), { recursive: true });
        writeFileSync(join(template(), 'customMetadata', 'A.md-meta.xml'), '<v>{{id}}</v>');
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    it('leaves out what is not wanted, so that its placeholders need no value', () => {
        writeFileSync(join(template(), 'customMetadata', 'Key.md-meta.xml'), '{{key}}');
        fillConfiguration(template(), target(), new Map([['id', '1']]), (fileName) => !fileName.startsWith('Key.'));
        expect(existsSync(join(target(), 'customMetadata', 'A.md-meta.xml'))).toBe(true);
        expect(existsSync(join(target(), 'customMetadata', 'Key.md-meta.xml'))).toBe(false);
    });

    it('copies the tree filled and drops what an earlier filling left', () => {
        mkdirSync(target());
        writeFileSync(join(target(), 'old.xml'), 'old');

        fillHiddenConfiguration(template(), target(), new Map([['id', '1']]));

        expect(readFileSync(join(target(), 'customMetadata', 'A.md-meta.xml'), 'utf8')).toBe('<v>1</v>');
        expect(existsSync(join(target(), 'old.xml'))).toBe(false);
    });

    it('names the file with the unknown placeholder', () => {
        expect(() => fillConfiguration(template(), target(), new Map())).toThrow(/A\.md-meta\.xml: \{\{id\}\}/);
    });
});
