/**
 * House rules of Apex files that PMD cannot see: the meta file beside them, the test beside them, reasons for
 * suppressions, and the access mode of DML statements (PMD's tree does not carry it).
 */
import { type Finding, lineAt } from './finding.ts';
import { fileName, pathsMatching, type ProjectTree } from './projectTree.ts';
import { apexCode, isApexTest } from './sourceText.ts';

export const apexApiVersion = '67.0';

const apexFile = /^force-app\/.*\.(cls|trigger)$/;
const dmlWithoutMode = /^[ \t]*(insert|update|upsert|delete|undelete)[ \t]+(?!as[ \t]+(user|system)\b)[^;]*;/gim;
const untestedType = /\b(interface|enum)\s+\w+|\bclass\s+\w+\s+extends\s+(\w+\.)?\w*Exception\b/i;
const methodBody = /\)\s*\{/;
const suppression = /@SuppressWarnings\b/gi;
const reason = /PMD false positive: \w+: \S+/;

export function checkApexClasses(tree: ProjectTree): Finding[] {
    const findings = pathsMatching(tree, /^force-app\/main\/default\//).map((path) => ({
        path,
        message: 'main/default is only the inbox of "sf project retrieve": move the file into its feature folder.'
    }));
    for (const path of pathsMatching(tree, apexFile)) {
        findings.push(...checkApexFile(tree, path, tree.get(path) ?? ''));
    }
    for (const path of pathsMatching(tree, /^force-app\/.*\.(cls|trigger)-meta\.xml$/)) {
        if (!tree.has(path.replace(/-meta\.xml$/, ''))) {
            findings.push({ path, message: 'A meta file without its source.' });
        }
    }
    return findings;
}

function checkApexFile(tree: ProjectTree, path: string, source: string): Finding[] {
    const findings: Finding[] = [];
    const code = apexCode(source);
    const name = fileName(path).replace(/\.(cls|trigger)$/, '');
    const meta = tree.get(`${path}-meta.xml`);
    if (meta === undefined) {
        findings.push({ path, message: 'The -meta.xml file is missing.' });
    } else if (!meta.includes(`<apiVersion>${apexApiVersion}</apiVersion>`)) {
        findings.push({ path: `${path}-meta.xml`, message: `apiVersion must be ${apexApiVersion}.` });
    }
    if (!/^UserSync[A-Za-z0-9]*$/.test(name) || name.length > 40) {
        findings.push({ path, message: 'Name it UserSync…, PascalCase, no underscore, at most 40 characters.' });
    }
    if (path.endsWith('.trigger')) {
        if ((code.match(/;/g) ?? []).length !== 1) {
            findings.push({ path, message: 'A trigger is one statement: hand the context to its handler.' });
        }
    } else if (needsTest(source, code) && !tree.has(path.replace(/\.cls$/, 'Test.cls'))) {
        findings.push({ path, message: `The test ${name}Test.cls beside it is missing.` });
    }
    return [...findings, ...unexplainedSuppressions(path, source), ...dmlWithoutAccessMode(path, source, code)];
}

/** Declarations without a method body (interfaces, enums, exceptions, constants) have nothing to test. */
function needsTest(source: string, code: string): boolean {
    const header = code.split('{', 1)[0] ?? '';
    return !isApexTest(source) && !untestedType.test(header) && methodBody.test(code);
}

function unexplainedSuppressions(path: string, source: string): Finding[] {
    const lines = source.split('\n');
    return [...apexCode(source).matchAll(suppression)]
        .map((match) => lineAt(source, match.index))
        .filter((line) => !reason.test(lines[line - 2] ?? ''))
        .map((line) => ({
            path,
            line,
            message: 'Give the reason on the line above: // PMD false positive: <rule>: <reason>'
        }));
}

function dmlWithoutAccessMode(path: string, source: string, code: string): Finding[] {
    if (isApexTest(source)) {
        return [];
    }
    return [...code.matchAll(dmlWithoutMode)].map((match) => ({
        path,
        line: lineAt(code, match.index + match[0].length - match[0].trimStart().length),
        message: `Say in whose name: ${match[1] ?? ''} as user … or as system …`
    }));
}
