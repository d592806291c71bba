/**
 * Semantic check of the package's Apex by apex-ls: unknown types, methods and fields, wrong argument types. It does not
 * look into SOQL; the emulator's deploy does.
 */
import { relative } from 'node:path';
import type { Finding } from './finding.ts';
import { runFromPmdEngine } from './java.ts';

const checkForIssues = 'io.github.apexdevtools.apexls.CheckForIssues';
const clean = 0;
const issuesFound = 4;

interface IssueReport {
    readonly files: readonly {
        readonly path: string;
        readonly messages: readonly { readonly start: { readonly line: number }; readonly message: string }[];
    }[];
}

/** @param root folder of sfdx-project.json, absolute */
export function checkApexTypes(root: string): Finding[] {
    const { status, stdout, stderr } = runFromPmdEngine(checkForIssues, ['-w', root, '-n', '-f', 'json']);
    if (status !== clean && status !== issuesFound) {
        throw new Error(`apex-ls ended with ${String(status)}: ${stderr.trim() || stdout.trim()}`);
    }
    return stdout.trim() === '' ? [] : apexTypeFindings(root, JSON.parse(stdout) as IssueReport);
}

export function apexTypeFindings(root: string, report: IssueReport): Finding[] {
    return report.files.flatMap(({ path, messages }) =>
        messages.map(({ start, message }) => ({ path: relative(root, path), line: start.line, message }))
    );
}
