import { noBugs } from '../plantedBug.ts';
import { proofs } from './proofs.ts';

const historyCount = 60;
/** The rarest planted bug shows in one of thirty histories. */
const searchedCount = 400;

describe('histories of the model', () => {
    it.each(proofs)('$id $promise', ({ check }) => {
        for (let seed = 0; seed < historyCount; seed++) {
            expect([seed, check(seed, noBugs)]).toEqual([seed, undefined]);
        }
    });

    it.each(proofs.flatMap((proof) => proof.bugs.map((bug) => ({ ...proof, bug }))))(
        '$id fails when $bug is planted',
        ({ bug, check }) => {
            const bugs = new Set([bug]);
            const seeds = Array.from({ length: searchedCount }, (_, seed) => seed);
            expect(seeds.some((seed) => check(seed, bugs) !== undefined)).toBe(true);
        }
    );
});
