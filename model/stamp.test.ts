import fc from 'fast-check';
import { compareStamps, floorStamp, hopLimit, isAbove, nextEdit, type Stamp, stampText } from './stamp.ts';

const runs = { numRuns: 2_000 };
const stamps: fc.Arbitrary<Stamp> = fc.record({
    milliseconds: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 4_102_444_800_000 })),
    counter: fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1_290, max: 1_295 })),
    origin: fc.constantFrom('A', 'B'),
    hop: fc.integer({ min: 0, max: hopLimit - 1 })
});
const clocks = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('stamp', () => {
    it('orders texts as it orders stamps', () => {
        fc.assert(
            fc.property(stamps, stamps, (a, b) => {
                const [left, right] = [stampText(a).slice(0, 12), stampText(b).slice(0, 12)];
                expect(Math.sign(compareStamps(a, b))).toBe(left < right ? -1 : Number(left > right));
            }),
            runs
        );
    });

    it('has 13 characters', () => {
        fc.assert(
            fc.property(stamps, (stamp) => stampText(stamp).length === 13),
            runs
        );
    });

    it('is a total order with the floor below everything', () => {
        fc.assert(
            fc.property(stamps, stamps, stamps, (a, b, c) => {
                expect(isAbove(a, floorStamp)).toBe(true);
                expect(Math.sign(compareStamps(a, b))).toBe(-Math.sign(compareStamps(b, a)) + 0);
                if (isAbove(a, b) && isAbove(b, c)) {
                    expect(isAbove(a, c)).toBe(true);
                }
            }),
            runs
        );
    });

    it('puts an edit above what its author saw, whatever the clock says', () => {
        fc.assert(
            fc.property(stamps, clocks, fc.constantFrom('A', 'B'), (seen, nowMs, origin) => {
                const next = nextEdit(seen, nowMs, origin);
                expect(next === undefined || (isAbove(next, seen) && next.origin === origin)).toBe(true);
            }),
            runs
        );
    });

    it('counts a hop for an answer within the hour, none for an own edit, and starts anew after the hour', () => {
        const partner: Stamp = { milliseconds: 1_000, counter: 0, origin: 'B', hop: 3 };
        expect(nextEdit(partner, 2_000, 'A')?.hop).toBe(4);
        expect(nextEdit({ ...partner, origin: 'A' }, 2_000, 'A')?.hop).toBe(3);
        expect(nextEdit(partner, 1_000 + 3_600_000, 'A')?.hop).toBe(0);
    });

    it('stops at the hop limit', () => {
        expect(
            nextEdit({ milliseconds: 1_000, counter: 0, origin: 'B', hop: hopLimit - 1 }, 2_000, 'A')
        ).toBeUndefined();
    });

    it('carries a full counter into the milliseconds', () => {
        expect(nextEdit({ milliseconds: 5, counter: 1_295, origin: 'A', hop: 0 }, 1, 'A')).toMatchObject({
            milliseconds: 6,
            counter: 0
        });
    });
});
