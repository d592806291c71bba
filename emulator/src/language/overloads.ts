/**
 * Choice of a method among those of one name, by the static types of the arguments: the one whose parameters are closest in
 * every place. Two that are equally close are an error.
 */
import type { SourcePosition } from '../errors.ts';
import type { ApexType } from '../values/apexType.ts';
import type { BoundExpression } from './boundTree.ts';
import { assignmentCost, convert, valueCost } from './conversions.ts';
import { fail } from './problems.ts';
import type { ProgramSymbols } from './symbols.ts';

export interface Candidate<Member> {
    readonly member: Member;
    readonly parameters: readonly ApexType[];
}

export interface Choice<Member> {
    readonly member: Member;
    readonly arguments: readonly BoundExpression[];
}

/** Undefined if none accepts the arguments. */
export function chooseOverload<Member>(
    candidates: readonly Candidate<Member>[],
    values: readonly BoundExpression[],
    program: ProgramSymbols,
    describe: (candidate: Candidate<Member>) => string,
    position: SourcePosition
): Choice<Member> | undefined {
    const applicable = candidates.flatMap((candidate) => {
        const costs = costsOf(candidate.parameters, values, program);
        return costs ? [{ candidate, costs }] : [];
    });
    const [first, ...others] = applicable;
    if (!first) return undefined;
    const best = applicable.find(({ candidate, costs }) =>
        applicable.every((other) => other.candidate === candidate || isCloser(candidate, costs, other, values, program))
    );
    const chosen = best ?? (others.length === 0 ? first : undefined);
    if (!chosen) return fail(`Ambiguous method signature: ${describe(first.candidate)}`, position);
    const { member, parameters } = chosen.candidate;
    return { member, arguments: values.map((value, index) => convert(value, parameters[index] ?? value.type)) };
}

function costsOf(
    parameters: readonly ApexType[],
    values: readonly BoundExpression[],
    program: ProgramSymbols
): readonly number[] | undefined {
    if (parameters.length !== values.length) return undefined;
    const costs = values.map((value, index) => valueCost(value, parameters[index] ?? value.type, program));
    return costs.every((cost) => cost !== undefined) ? costs : undefined;
}

function isCloser<Member>(
    candidate: Candidate<Member>,
    costs: readonly number[],
    other: { readonly candidate: Candidate<Member>; readonly costs: readonly number[] },
    values: readonly BoundExpression[],
    program: ProgramSymbols
): boolean {
    let isStrictlyCloser = false;
    for (const [index, cost] of costs.entries()) {
        const difference = (other.costs[index] ?? 0) - cost;
        const mine = candidate.parameters[index];
        const theirs = other.candidate.parameters[index];
        // For null every type costs the same: the narrower one is closer.
        const isNull = values[index]?.type.kind === 'null';
        const narrower = isNull && mine && theirs ? compareWidth(mine, theirs, program) : difference;
        if (narrower < 0) return false;
        if (narrower > 0) isStrictlyCloser = true;
    }
    return isStrictlyCloser;
}

/** Positive if `mine` is the narrower type, negative if `theirs` is; types that do not compare count against both. */
function compareWidth(mine: ApexType, theirs: ApexType, program: ProgramSymbols): number {
    const widens = assignmentCost(mine, theirs, program);
    if (widens === 0) return 0;
    const narrows = assignmentCost(theirs, mine, program);
    if ((widens === undefined) === (narrows === undefined)) return -1;
    return widens === undefined ? -1 : 1;
}
