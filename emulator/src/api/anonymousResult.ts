/** The outcome of anonymous Apex, in the members that SOAP and REST share. */
import type { AnonymousResult } from '../orgServices.ts';

export interface AnonymousResultJson {
    readonly line: number;
    readonly column: number;
    readonly compiled: boolean;
    readonly success: boolean;
    readonly compileProblem: string | null;
    readonly exceptionMessage: string | null;
    readonly exceptionStackTrace: string | null;
}

export function anonymousResult(result: AnonymousResult): AnonymousResultJson {
    const { compileProblem, exceptionMessage, exceptionStackTrace } = result;
    return {
        line: compileProblem?.position.line ?? result.line,
        column: compileProblem?.position.column ?? result.column,
        compiled: compileProblem === undefined,
        success: compileProblem === undefined && exceptionMessage === undefined,
        compileProblem: compileProblem?.message ?? null,
        exceptionMessage: exceptionMessage ?? null,
        exceptionStackTrace: exceptionStackTrace ?? null
    };
}
