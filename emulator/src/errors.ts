/**
 * The three kinds of failure that are not Apex's own: the deployed source is wrong, the source is right but not supported
 * here, or this emulator is wrong. An Apex program can catch none of them.
 */

/** Where a construct stands in deployed source. Lines and columns start at 1, as the platform reports them. */
export interface SourcePosition {
    /** Component file as deployed, e.g. `classes/Invoice.cls`; `anonymous` for executeAnonymous, `query` for dynamic SOQL. */
    readonly file: string;
    readonly line: number;
    readonly column: number;
}

export interface CompileProblem {
    readonly message: string;
    readonly position: SourcePosition;
}

/** The deployed source breaks a rule of the language or names something that does not exist. Nothing was deployed. */
export class ApexCompileError extends Error {
    readonly problems: readonly CompileProblem[];

    constructor(problems: readonly CompileProblem[]) {
        super(problems.map((problem) => `${describePosition(problem.position)} ${problem.message}`).join('\n'));
        this.name = 'ApexCompileError';
        this.problems = problems;
    }
}

/** A construct that a real org accepts and this emulator does not execute. Raised at deploy where it can be known. */
export class UnsupportedApexError extends Error {
    readonly construct: string;
    position: SourcePosition | undefined;

    constructor(construct: string, position?: SourcePosition) {
        super(`Not supported by the local org: ${construct}`);
        this.name = 'UnsupportedApexError';
        this.construct = construct;
        if (position) this.locate(position);
    }

    /** Says where, if nobody has: parts of the platform refuse without knowing the source. */
    locate(position: SourcePosition): void {
        if (this.position) return;
        this.position = position;
        this.message += ` (${describePosition(position)})`;
    }
}

/** A state this emulator holds to be impossible. Never the fault of the Apex that ran. */
export class EmulatorBug extends Error {
    constructor(message: string, options?: ErrorOptions) {
        super(message, options);
        this.name = 'EmulatorBug';
    }
}

export function describePosition(position: SourcePosition): string {
    return `${position.file}:${position.line}:${position.column}`;
}
