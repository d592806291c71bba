/** Merges that go wrong on request: what the reference model would do with one of the planted bugs in it. */
import { decideMerge, type MergeDecision, type MergeInput } from './groupMerge.ts';
import type { PlantedBugs } from './plantedBug.ts';
import { compareStamps, isAbove, type Stamp } from './stamp.ts';

/** The decision about a group, with the bugs that concern a single group. */
export function decideWithBugs(input: MergeInput, bugs: PlantedBugs): MergeDecision {
    const { stored, incoming, held, nowMs, localOrigin } = input;
    const decision = decideMerge(input);
    if (incoming !== undefined && bugs.has('takeByArrival') && compareStamps(incoming, stored) !== 0) {
        return { action: 'TAKE', stamp: incoming, base: incoming };
    }
    if (incoming !== undefined && bugs.has('stampNotRaised') && held === 'BOTH') {
        return { action: 'KEEP', stamp: stored, base: stored };
    }
    if (bugs.has('wallClock') && decision.action === 'EDIT') {
        const { hop } = decision.stamp;
        return { ...decision, stamp: { milliseconds: nowMs, counter: 0, origin: localOrigin, hop } };
    }
    return bugs.has('noHopLimit') && decision.action === 'STOP'
        ? decideMerge({ ...input, stored: { ...stored, hop: 0 } })
        : decision;
}

/** One stamp for the whole user: who edited anything last wins everything, or nothing. */
export function wholeUserHeld(stored: readonly Stamp[], incoming: readonly Stamp[]): ReadonlySet<number> {
    const newest = (stamps: readonly Stamp[]): Stamp | undefined =>
        [...stamps].sort((a, b) => compareStamps(b, a)).at(0);
    const [ours, theirs] = [newest(stored), newest(incoming)];
    const isTheirs = ours !== undefined && theirs !== undefined && isAbove(theirs, ours);
    return new Set(isTheirs ? [] : incoming.keys());
}
