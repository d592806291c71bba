import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proofs } from '../../model/proofs/proofs.ts';
import { allPlayables, ofModel, type Playable } from './playables.ts';
import { proofTable, runProof } from './proofRun.ts';

const whole = { from: undefined, count: undefined };
let folder: string;
let played: number[];

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'proof-'));
    played = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

const counting = (breaksAt?: number): Playable => ({
    id: 'P0',
    promise: 'counts',
    trials: 1_200,
    play: async (from, count) => {
        played.push(from);
        const isBroken = breaksAt !== undefined && breaksAt >= from && breaksAt < from + count;
        return isBroken ? { trial: breaksAt, complaint: 'broken' } : undefined;
    }
});

it('goes on where it was stopped, and begins anew when it was complete', async () => {
    const stopping: Playable = {
        ...counting(),
        play: async (from) => {
            played.push(from);
            if (from === 1_000) throw new Error('stopped');
            return undefined;
        }
    };
    await expect(runProof(stopping, whole, folder)).rejects.toThrow('stopped');
    expect(await runProof(counting(), whole, folder)).toMatchObject({ next: 1_200, failure: null });
    expect(played).toEqual([0, 500, 1_000, 1_000]);
    await runProof(counting(), whole, folder);
    expect(played.slice(4)).toEqual([0, 500, 1_000]);
});

it('plays a range apart from the whole', async () => {
    expect(await runProof(counting(), { from: 700, count: 100 }, folder)).toMatchObject({ from: 700, next: 800 });
    await runProof(counting(), whole, folder);
    expect(played).toEqual([700, 0, 500, 1_000]);
});

it('names the trial that breaks the promise, and begins anew after it', async () => {
    const record = await runProof(counting(700), whole, folder);
    expect(record).toMatchObject({ next: 700, failure: { trial: 700, complaint: 'broken' } });
    expect(proofTable([record])).toMatch(/P0 +counts +700 trials .*BROKEN by 700: broken/);
    expect(await runProof(counting(), whole, folder)).toMatchObject({ next: 1_200, failure: null });
});

it('finds a planted bug by its number', async () => {
    const proof = proofs.find(({ id }) => id === 'P4');
    const planted = { ...proof!, check: (seed: number) => proof!.check(seed, new Set(['mergeWholeUser'])) };
    expect((await runProof(ofModel(planted), { from: 0, count: 20 }, folder)).failure).not.toBeNull();
    expect((await runProof(ofModel(proof!), { from: 0, count: 20 }, folder)).failure).toBeNull();
});

it('has every number once', () => {
    const ids = allPlayables().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const expected = [3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33, 34];
    expect(ids).toEqual(expect.arrayContaining([...expected, 35, 36, 37, 38, 39, 41].map((number) => `P${number}`)));
});
