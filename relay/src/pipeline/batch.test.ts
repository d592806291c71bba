import fc from 'fast-check';
import { halve, isReadable, perEvent, readEvent, type RowRange, rowsOf, spanOf, takeBatch, wholeOf } from './batch.ts';

const eventOf = (count: number, index = 0) => {
    const envelope = { contract: 1, from: 'a', to: 'b', count, body: `e${index}`, signature: 's' };
    return readEvent({ replayId: `r${index}`, fields: { Envelope__c: JSON.stringify(envelope), CreatedDate: 5 } });
};
const rangeOf = (counts: number[]): RowRange => wholeOf(counts.map(eventOf).filter(isReadable));
const namesIn = (range: RowRange): string[] =>
    rowsOf(range).map(({ event, eventRow }) => `${event.replayId}#${eventRow}`);
const counts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

describe('reading an event', () => {
    it('opens every row of the envelope', () => {
        expect(eventOf(3)).toMatchObject({ publishedAtMs: 5, openRows: new Set([0, 1, 2]) });
    });

    it('keeps members that it does not know', () => {
        const text = JSON.stringify({ contract: 2, from: 'a', to: 'b', count: 1, body: '', signature: '', later: [1] });
        expect(readEvent({ replayId: 'r', fields: { Envelope__c: text } }).envelope).toMatchObject({ later: [1] });
    });

    it.each([
        null,
        {},
        { Envelope__c: null },
        { Envelope__c: 'x' },
        { Envelope__c: '[]' },
        { Envelope__c: '{"count":0}' }
    ])('takes %j for unreadable, with itself as the one open row', (fields) => {
        const event = readEvent({ replayId: 'r', fields });
        expect([event.envelope, event.openRows]).toEqual([null, new Set([0])]);
    });

    it('does not open a billion rows because an event says so', () => {
        expect(eventOf(1e9).envelope).toBeNull();
    });
});

describe('batches', () => {
    it('take whole events while their rows fit, at least one', () => {
        const queue = [eventOf(150), eventOf(50), eventOf(1), eventOf(200)];
        expect([1, 2, 3].map(() => takeBatch(queue, 200).length)).toEqual([2, 1, 1]);
        expect(takeBatch([eventOf(200)], 10)).toHaveLength(1);
        expect(takeBatch([], 200)).toEqual([]);
    });

    it('halve into the same rows in the same order, without envelopes that have none', () => {
        fc.assert(
            fc.property(counts, (rowCounts) => {
                const whole = rangeOf(rowCounts);
                const split = (range: RowRange): RowRange[] =>
                    range.rowCount > 1 ? halve(range).flatMap(split) : [range];
                const single = split(whole);
                expect(single.flatMap(namesIn)).toEqual(namesIn(whole));
                for (const range of single) expect(range.events).toHaveLength(1);
            })
        );
    });

    it('part into one range per event, also from the middle of an event', () => {
        const [, second] = halve(rangeOf([3, 3, 3])) as [RowRange, RowRange];
        expect(perEvent(second).map(namesIn)).toEqual([['r1#2'], ['r2#0', 'r2#1', 'r2#2']]);
        expect(second).toMatchObject({ firstRow: 2, rowCount: 4 });
    });

    it('span some rows by the smallest range', () => {
        const range = rangeOf([3, 3, 3]);
        const span = spanOf(
            range,
            rowsOf(range).filter(({ row }) => row === 4 || row === 6)
        );
        expect(namesIn(span)).toEqual(['r1#1', 'r1#2', 'r2#0']);
        expect(span).toMatchObject({ firstRow: 1, rowCount: 3 });
    });
});
