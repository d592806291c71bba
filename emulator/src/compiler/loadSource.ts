/** The one place where emitted source becomes code. */

/** Takes execution, operators, cells, constants and the lines hit, as `CompiledUnit.source` says. */
export type UnitFunction = (...parameters: readonly unknown[]) => unknown;

/**
 * The source comes from the compiler alone: names and literals of the deployed Apex reach it as numbered variables or as JSON.
 * Same realm as the caller, so that its arrays and errors are the caller's.
 */
export function loadSource(source: string): UnitFunction {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- this is what a compiler is for
    return new Function('execution', 'operators', 'C', 'K', 'hits', source) as UnitFunction;
}
