/** How the language reports: a rule broken or a construct refused ends the statement at hand, and the next one is checked. */
import { ApexCompileError, UnsupportedApexError } from '../errors.ts';
import type { CompileProblem, SourcePosition } from '../errors.ts';

/** Breaks off with one problem, worded as the platform words it. */
export function fail(message: string, position: SourcePosition): never {
    throw new ApexCompileError([{ message, position }]);
}

/** Breaks off at a construct that a real org accepts and this emulator does not run. */
export function refuse(construct: string, position: SourcePosition): never {
    throw new UnsupportedApexError(construct, position);
}

export class ProblemList {
    private readonly problems: CompileProblem[] = [];

    get count(): number {
        return this.problems.length;
    }

    add(message: string, position: SourcePosition): void {
        this.problems.push({ message, position });
    }

    /** Runs one step; what it reports is kept and the result is then undefined. */
    attempt<Result>(step: () => Result): Result | undefined {
        try {
            return step();
        } catch (error) {
            if (error instanceof ApexCompileError) this.problems.push(...error.problems);
            else if (error instanceof UnsupportedApexError && error.position) this.add(error.message, error.position);
            else throw error;
            return undefined;
        }
    }

    throwIfAny(): void {
        if (this.problems.length > 0) throw new ApexCompileError(this.problems);
    }
}
