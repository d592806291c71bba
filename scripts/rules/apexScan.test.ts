import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apexTypeFindings, checkApexTypes } from './apexTypes.ts';
import { javaProblem } from './java.ts';

const itWithJava = javaProblem() === undefined ? it : it.skip;

describe('javaProblem', () => {
    it('says the cure when there is no Java', () => {
        expect(javaProblem('no-such-java')).toMatch(/^Java was not found\..*openjdk/);
    });
});

describe('apexTypeFindings', () => {
    it('names file and line relative to the project', () => {
        const report = {
            files: [{ path: '/p/force-app/A.cls', messages: [{ start: { line: 4 }, message: 'Unknown' }] }]
        };
        expect(apexTypeFindings('/p', report)).toEqual([
            { path: join('force-app', 'A.cls'), line: 4, message: 'Unknown' }
        ]);
    });
});

describe('checkApexTypes', () => {
    let project: string;

    beforeEach(() => {
        project = mkdtempSync(join(tmpdir(), 'apex-scan-'));
        mkdirSync(join(project, 'force-app'));
        writeFileSync(
            join(project, 'sfdx-project.json'),
            '{"packageDirectories":[{"path":"force-app","default":true}]}'
        );
    });

    afterEach(() => {
        rmSync(project, { recursive: true });
    });

    function writeClass(body: string): void {
        writeFileSync(join(project, 'force-app', 'A.cls'), `public with sharing class A {\n${body}\n}`);
        writeFileSync(
            join(project, 'force-app', 'A.cls-meta.xml'),
            '<ApexClass><apiVersion>67.0</apiVersion></ApexClass>'
        );
    }

    itWithJava('accepts sound code', () => {
        writeClass('Integer a() { return 1; }');
        expect(checkApexTypes(project)).toEqual([]);
    });

    itWithJava('finds an unknown method', () => {
        writeClass("Integer a() { return 'x'.lenght(); }");
        expect(checkApexTypes(project)).toEqual([
            { path: join('force-app', 'A.cls'), line: 2, message: expect.stringContaining('lenght') }
        ]);
    });
});
