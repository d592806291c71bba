/** Random numbers that follow from the seed alone (mulberry32), so that a history is found again by its number. */
export type RandomNumbers = (below: number) => number;

/** @returns a function that answers whole numbers from 0 to `below` - 1 */
export function randomNumbers(seed: number): RandomNumbers {
    let state = Math.imul(seed + 1, 0x9e3779b1);
    return (below) => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
}
