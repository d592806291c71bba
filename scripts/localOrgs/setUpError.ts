/** What stops a script: a code to search for, what is wrong, and the action that cures it. */
export class SetUpError extends Error {
    readonly code: string;
    readonly cure: string;

    constructor(code: string, message: string, cure: string, options?: ErrorOptions) {
        super(message, options);
        this.name = 'SetUpError';
        this.code = code;
        this.cure = cure;
    }
}

/** Prints the reason and sets the exit code; what is not a SetUpError is a defect of ours and is shown in full. */
export function reportFailure(error: unknown): void {
    if (error instanceof SetUpError) {
        console.error(`\n${error.code}: ${error.message}\n${error.cure}`);
    } else {
        console.error(error);
    }
    process.exitCode = 1;
}
