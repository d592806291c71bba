/** The size each part may have. Limits are of docs/architecture.md; tests and blank lines never count. */
import type { Finding } from './finding.ts';
import { pathsMatching, type ProjectTree } from './projectTree.ts';
import { apexCodeLines, isApexTest, nonBlankLines } from './sourceText.ts';

interface Part {
    readonly name: string;
    readonly files: RegExp;
    readonly lines: number;
    readonly fileCount?: number;
}

const parts: readonly Part[] = [
    { name: 'relay/src', files: /^relay\/src\/.*(?<!\.test)\.ts$/, lines: 2_500, fileCount: 28 },
    { name: 'emulator/src', files: /^emulator\/src\/.*(?<!\.test)\.ts$/, lines: 31_000 },
    { name: 'force-app', files: /^force-app\/.*\.(cls|trigger)$/, lines: 12_500, fileCount: 120 }
];
const relayDependencyLimit = 8;
const apexFileLimit = 300;
/** The table of reason codes, see docs/decisions/0007-package-size.md. */
const apexTable = /\/UserSyncReason\.cls$/;
const apexTableLimit = 400;
const apexTestLimit = 500;
const decisionLimit = 60;
const medianLimit = 100;

export function checkProportion(tree: ProjectTree): Finding[] {
    return [
        ...parts.flatMap((part) => checkPart(tree, part)),
        ...checkRelayDependencies(tree),
        ...checkApexFiles(tree),
        ...pathsMatching(tree, /^docs\/decisions\/\d{4}-.*\.md$/)
            .filter((path) => (tree.get(path) ?? '').trimEnd().split('\n').length > decisionLimit)
            .map((path) => ({ path, message: `A decision has at most ${decisionLimit} lines.` }))
    ];
}

function checkPart(tree: ProjectTree, { name, files, lines, fileCount }: Part): Finding[] {
    const sizes = pathsMatching(tree, files)
        .map((path) => tree.get(path) ?? '')
        .filter((text) => !isApexTest(text))
        .map(nonBlankLines);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const median = sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0;
    const findings: Finding[] = [];
    if (total > lines) {
        findings.push({ path: name, message: `${total} lines, ${lines} at most.` });
    }
    if (fileCount !== undefined && sizes.length > fileCount) {
        findings.push({ path: name, message: `${sizes.length} files, ${fileCount} at most.` });
    }
    if (median > medianLimit) {
        findings.push({ path: name, message: `The median file has ${median} lines, ${medianLimit} at most.` });
    }
    return findings;
}

function checkRelayDependencies(tree: ProjectTree): Finding[] {
    const path = 'relay/package.json';
    const { dependencies = {} } = JSON.parse(tree.get(path) ?? '{}') as { dependencies?: Record<string, string> };
    const count = Object.keys(dependencies).length;
    return count > relayDependencyLimit
        ? [{ path, message: `${count} direct dependencies, ${relayDependencyLimit} at most.` }]
        : [];
}

function checkApexFiles(tree: ProjectTree): Finding[] {
    return pathsMatching(tree, /^force-app\/.*\.cls$/).flatMap((path) => {
        const source = tree.get(path) ?? '';
        const fileLimit = apexTable.test(path) ? apexTableLimit : apexFileLimit;
        const limit = isApexTest(source) ? apexTestLimit : fileLimit;
        const lines = apexCodeLines(source);
        return lines > limit ? [{ path, message: `${lines} lines of code, ${limit} at most.` }] : [];
    });
}
