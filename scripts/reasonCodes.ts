/**
 * Writes docs/reason-codes.md from the two tables of the package, so that every code an administrator or the relay meets is listed
 * with its cure. Run it after a change of a table; a test fails while the page differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const repositoryFolder = join(import.meta.dirname, '..');
const pagePath = 'docs/reason-codes.md';
const reasonClass = 'force-app/main/shared/classes/UserSyncReason.cls';
const problemClass = 'force-app/main/mapping/classes/UserSyncProblem.cls';
const literal = String.raw`'((?:[^'\\]|\\.)*)'`;

interface ReasonRow {
    readonly code: string;
    readonly handling: string;
    readonly message: string;
    readonly cure: string;
}

const unescaped = (text: string): string => text.replaceAll(String.raw`\'`, "'");
const readSource = (path: string): string => readFileSync(join(repositoryFolder, path), 'utf8');

/** Rows of `UserSyncReason`, in the order of the class. */
export function readReasons(source: string = readSource(reasonClass)): ReasonRow[] {
    const pattern = new RegExp(
        String.raw`UserSyncReason (\w+) = (listed|add)\(\s*${literal},\s*(?:(DONE|RETRY|LISTED|DEFERRED),\s*)?${literal},\s*${literal}\s*\);`,
        'g'
    );
    return [...source.matchAll(pattern)].map(
        ([, name = '', , code = '', handling = 'LISTED', message = '', cure = '']) => {
            if (name !== code) {
                throw new Error(`${reasonClass}: the constant ${name} holds the code ${code}.`);
            }
            return { code, handling, message: unescaped(message), cure: unescaped(cure) };
        }
    );
}

/** Rows of `UserSyncProblem`, in the order of the class. */
export function readProblems(source: string = readSource(problemClass)): Omit<ReasonRow, 'handling'>[] {
    const pattern = new RegExp(String.raw`'(\w+)' => new List<String>\{\s*${literal},\s*${literal}\s*\}`, 'g');
    return [...source.matchAll(pattern)].map(([, code = '', message = '', cure = '']) => ({
        code,
        message: unescaped(message),
        cure: unescaped(cure)
    }));
}

/** Columns as wide as Prettier makes them, so that the formatter leaves the page alone. */
function table(rows: readonly (readonly string[])[]): string {
    const [header = [], ...body] = rows;
    const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    const line = (cells: readonly string[]): string =>
        `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
    return [line(header), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/** The whole page. */
export function reasonPage(): string {
    const reasons = readReasons().map((row) => [`\`${row.code}\``, row.handling, row.message, row.cure]);
    const problems = readProblems().map((row) => [`\`${row.code}\``, row.message, row.cure]);
    return `# Reason codes

Written by \`scripts/reasonCodes.ts\` from \`UserSyncReason\` and \`UserSyncProblem\`.

## Why something was not written

\`DONE\`: nothing more to do. \`RETRY\`: the relay sends the row again. \`LISTED\`: recorded as a User Sync Issue; the relay goes on.
\`DEFERRED\`: the relay sends the row again at the end of the run.
Codes of whole calls stand in the [wire contract](wire-contract.md#http-status).

${table([['code', 'handling', 'meaning', 'cure'], ...reasons])}

## What is wrong with the set-up

\`GET status\` lists these under \`problems\`.

${table([['code', 'meaning', 'cure'], ...problems])}
`;
}

/** The committed page, to be compared with a fresh one. */
export function committedPage(): string {
    return readSource(pagePath);
}

if (process.argv[1] === import.meta.filename) {
    writeFileSync(join(repositoryFolder, pagePath), reasonPage());
}
