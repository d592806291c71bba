/** What a check reports, and how every check prints it and fails. */

export interface Finding {
    /** Relative to the project root. */
    readonly path: string;
    /** 1-based; absent when the finding is about the whole file. */
    readonly line?: number;
    readonly message: string;
}

/** Prints the findings as `path:line message` and makes the process exit with 1 if there are any. */
export function reportFindings(check: string, findings: readonly Finding[]): void {
    for (const { path, line, message } of findings) {
        console.error(`${path}${line === undefined ? '' : `:${line}`}  ${message}`);
    }
    if (findings.length > 0) {
        console.error(`${check}: ${findings.length} found`);
        process.exitCode = 1;
    } else {
        console.log(`${check}: ok`);
    }
}

/** Line of a character position in a text, 1-based. */
export function lineAt(text: string, index: number): number {
    return text.slice(0, index).split('\n').length;
}
