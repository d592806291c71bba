/** A promise that histories of the model are searched for counter-examples of. */
import type { PlantedBug, PlantedBugs } from '../plantedBug.ts';

export interface Proof {
    /** Number of the promise. */
    readonly id: string;
    readonly promise: string;
    /** Histories that `npm run proof` plays. */
    readonly trials: number;
    /** Each of them makes the proof fail. */
    readonly bugs: readonly PlantedBug[];
    /** Plays the history of this number. @returns what is wrong, or undefined */
    readonly check: (seed: number, bugs: PlantedBugs) => string | undefined;
}

/** @returns the first complaint whose condition does not hold */
export function firstBroken(
    ...conditions: readonly (readonly [isHeld: boolean, complaint: string])[]
): string | undefined {
    return conditions.find(([isHeld]) => !isHeld)?.[1];
}
