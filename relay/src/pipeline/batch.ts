import { type Envelope, envelopeSchema, type ReceivedEvent } from '../org/orgConnection.ts';
import { parseJsonOrUndefined, parseOrUndefined } from '../schema.ts';

/** Which rows travel together. Pure: reads events, puts them together up to a number of rows, cuts ranges of rows. */
export interface PendingEvent {
    readonly replayId: string;
    /** Null when the event could not be read. */
    readonly envelope: Envelope | null;
    readonly publishedAtMs: number | undefined;
    /** Rows of the envelope that are neither applied nor listed yet; an unreadable event has one, itself. */
    readonly openRows: Set<number>;
    /** Why it is listed when it is unreadable, if not for its content. */
    readonly problem?: { code: string; message: string };
}

export type ReadableEvent = PendingEvent & { readonly envelope: Envelope };

/** Rows are numbered over all envelopes of `events`, as in a call. */
export interface RowRange {
    readonly events: readonly ReadableEvent[];
    readonly firstRow: number;
    readonly rowCount: number;
}

export interface Row {
    event: ReadableEvent;
    /** Its number in the envelope. */
    eventRow: number;
    /** Its number in the call. */
    row: number;
}

export function readEvent({ replayId, fields }: ReceivedEvent): PendingEvent {
    const { Envelope__c: text, CreatedDate: createdAt } = fields ?? {};
    const json = typeof text === 'string' ? parseJsonOrUndefined(text) : undefined;
    const envelope = parseOrUndefined(envelopeSchema, json) ?? null;
    const publishedAtMs = typeof createdAt === 'number' ? createdAt : undefined;
    return { replayId, envelope, publishedAtMs, openRows: new Set(Array(envelope?.count ?? 1).keys()) };
}

export function isReadable(event: PendingEvent): event is ReadableEvent {
    return event.envelope !== null;
}

/** Takes events off the head of the queue while their rows fit; at least one if there is any. */
export function takeBatch(queue: PendingEvent[], maxRows: number): PendingEvent[] {
    let rowCount = 0;
    const firstLeft = queue.findIndex(({ envelope }, index) => {
        rowCount += envelope?.count ?? 0;
        return index > 0 && rowCount > maxRows;
    });
    return queue.splice(0, firstLeft < 0 ? queue.length : firstLeft);
}

export function wholeOf(events: readonly ReadableEvent[]): RowRange {
    return { events, firstRow: 0, rowCount: rowsIn(events) };
}

export function halve({ events, firstRow, rowCount }: RowRange): RowRange[] {
    const half = Math.ceil(rowCount / 2);
    return [slice(events, firstRow, half), slice(events, firstRow + half, rowCount - half)];
}

export function perEvent(range: RowRange): RowRange[] {
    const rows = rowsOf(range);
    return range.events.map((event) =>
        spanOf(
            range,
            rows.filter((row) => row.event === event)
        )
    );
}

/** The smallest range that holds all of `rows`, which must be some of `range`, in order, and not none. */
export function spanOf({ events }: RowRange, rows: readonly Row[]): RowRange {
    const [first, last] = [rows[0]?.row ?? 0, rows.at(-1)?.row ?? 0];
    return slice(events, first, last - first + 1);
}

export function rowsOf({ events, firstRow, rowCount }: RowRange): Row[] {
    return events
        .flatMap((event) => [...Array(event.envelope.count).keys()].map((eventRow) => ({ event, eventRow })))
        .map((place, row) => ({ ...place, row }))
        .slice(firstRow, firstRow + rowCount);
}

/** Envelopes without a row in the range do not travel. */
function slice(events: readonly ReadableEvent[], firstRow: number, rowCount: number): RowRange {
    const startOf = (index: number): number => rowsIn(events.slice(0, index));
    const first = events.findIndex((_, index) => startOf(index + 1) > firstRow);
    const inside = events.slice(first).filter((_, index) => startOf(first + index) < firstRow + rowCount);
    return { events: inside, firstRow: firstRow - startOf(first), rowCount };
}

function rowsIn(events: readonly ReadableEvent[]): number {
    return events.reduce((sum, { envelope }) => sum + envelope.count, 0);
}
