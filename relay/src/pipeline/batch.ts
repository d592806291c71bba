import { parseJsonOrUndefined, parseOrUndefined } from '../schema.ts';
import { envelopeSchema } from '../org/orgConnection.ts';
import type { Envelope, ReceivedEvent } from '../org/orgConnection.ts';

/**
 * Which rows travel together. Pure: an event is read into an envelope and its open rows, events are put together up
 * to a number of rows, and a range of rows is cut into smaller ones when the target cannot take it whole.
 */
export interface PendingEvent {
    readonly replayId: string;
    /** Null when the event could not be read. */
    readonly envelope: Envelope | null;
    readonly publishedAtMs: number | null;
    /** Rows of the envelope that are neither applied nor listed yet; an unreadable event has one, itself. */
    readonly openRows: Set<number>;
}

export type ReadableEvent = PendingEvent & { readonly envelope: Envelope };

/** Rows are numbered over all envelopes of `events`, as in a call. */
export interface RowRange {
    readonly events: readonly ReadableEvent[];
    readonly firstRow: number;
    readonly rowCount: number;
}

export function readEvent({ replayId, fields }: ReceivedEvent): PendingEvent {
    const text = fields?.['Envelope__c'];
    const json = typeof text === 'string' ? parseJsonOrUndefined(text) : undefined;
    const envelope = parseOrUndefined(envelopeSchema, json) ?? null;
    const createdAt = fields?.['CreatedDate'];
    return {
        replayId,
        envelope,
        publishedAtMs: typeof createdAt === 'number' ? createdAt : null,
        openRows: new Set(Array.from({ length: envelope?.count ?? 1 }, (_, row) => row))
    };
}

export function isReadable(event: PendingEvent): event is ReadableEvent {
    return event.envelope !== null;
}

/** Takes events off the head of the queue while their rows fit; at least one if there is any. */
export function takeBatch(queue: PendingEvent[], maxRows: number): PendingEvent[] {
    let rowCount = 0;
    let eventCount = 0;
    for (const { envelope } of queue) {
        rowCount += envelope?.count ?? 0;
        if (rowCount > maxRows && eventCount > 0) break;
        eventCount += 1;
    }
    return queue.splice(0, eventCount);
}

export function wholeOf(events: readonly ReadableEvent[]): RowRange {
    return { events, firstRow: 0, rowCount: rowsIn(events) };
}

export function isWhole({ events, rowCount }: RowRange): boolean {
    return rowCount === rowsIn(events);
}

export function halve(range: RowRange): RowRange[] {
    const firstCount = Math.ceil(range.rowCount / 2);
    return [
        slice(range.events, range.firstRow, firstCount),
        slice(range.events, range.firstRow + firstCount, range.rowCount - firstCount)
    ];
}

export function perEvent(range: RowRange): RowRange[] {
    return consecutive(range, (row, previous) => row.event === previous.event);
}

interface Row {
    /** Its number in the call. */
    row: number;
    event: ReadableEvent;
    /** Its number in the envelope. */
    eventRow: number;
}

export function rowsOf({ events, firstRow, rowCount }: RowRange): Row[] {
    return events
        .flatMap((event) => Array.from({ length: event.envelope.count }, (_, eventRow) => ({ event, eventRow })))
        .map((place, row) => ({ ...place, row }))
        .slice(firstRow, firstRow + rowCount);
}

/** The ranges that cover exactly `rows`, which must be in order and belong to `range`. */
export function rangesOf(range: RowRange, rows: readonly Row[]): RowRange[] {
    return consecutive(range, ({ row }, previous) => row === previous.row + 1, rows);
}

function consecutive(
    range: RowRange,
    belongs: (row: Row, previous: Row) => boolean,
    rows: readonly Row[] = rowsOf(range)
): RowRange[] {
    const runs: Row[][] = [];
    for (const row of rows) {
        const run = runs.at(-1);
        const previous = run?.at(-1);
        if (run && previous && belongs(row, previous)) run.push(row);
        else runs.push([row]);
    }
    return runs.map((run) => slice(range.events, run[0]?.row ?? 0, run.length));
}

/** Envelopes that have no row in the range do not travel. */
function slice(events: readonly ReadableEvent[], firstRow: number, rowCount: number): RowRange {
    let end = 0;
    const ends = events.map((event) => (end += event.envelope.count));
    const before = events.filter((_, index) => (ends[index] ?? 0) <= firstRow);
    const after = events.filter((event, index) => (ends[index] ?? 0) - event.envelope.count >= firstRow + rowCount);
    return {
        events: events.slice(before.length, events.length - after.length),
        firstRow: firstRow - rowsIn(before),
        rowCount
    };
}

function rowsIn(events: readonly ReadableEvent[]): number {
    return events.reduce((sum, { envelope }) => sum + envelope.count, 0);
}
