/**
 * The stamp of the reference model: a hybrid logical clock with the hop beside it. It says what the package's `UserSyncStamp` must
 * do; golden vectors made from it run as an Apex test. It knows no user, no org and no transport.
 */

export interface Stamp {
    /** Milliseconds since 1970-01-01 UTC. */
    readonly milliseconds: number;
    /** 0 to 1,295: distinguishes edits of one millisecond. */
    readonly counter: number;
    /** One letter; `-` for the floor. */
    readonly origin: string;
    /** How often automation answered a value of the other org. */
    readonly hop: number;
}

export const floorStamp: Stamp = { milliseconds: 0, counter: 0, origin: '-', hop: 0 };
/** At this hop a group stops travelling. */
export const hopLimit = 12;
/** A change later than this after the partner's is a new one, not an answer to it. */
export const hopWindowMs = 3_600_000;
const counterMax = 1295;

/** Orders all stamps of both orgs; the hop does not count. */
export function compareStamps(a: Stamp, b: Stamp): number {
    return (
        a.milliseconds - b.milliseconds ||
        a.counter - b.counter ||
        (a.origin < b.origin ? -1 : Number(a.origin > b.origin))
    );
}

export function isAbove(a: Stamp, b: Stamp): boolean {
    return compareStamps(a, b) > 0;
}

/** The stamp of an edit made in `localOrigin` on top of `seen`, or undefined at the hop limit. */
export function nextEdit(seen: Stamp, nowMs: number, localOrigin: string): Stamp | undefined {
    const hop = nextHop(seen, nowMs, localOrigin);
    if (hop >= hopLimit) {
        return undefined;
    }
    const milliseconds = Math.max(nowMs, seen.milliseconds);
    const counter = milliseconds === seen.milliseconds ? seen.counter + 1 : 0;
    return counter > counterMax
        ? { milliseconds: milliseconds + 1, counter: 0, origin: localOrigin, hop }
        : { milliseconds, counter, origin: localOrigin, hop };
}

/** The stamp with which the owner of a group puts its value above a foreign one; foreign edits do not travel, so no hop counts. */
export function assertion(seen: Stamp, nowMs: number, localOrigin: string): Stamp {
    return nextEdit({ ...seen, origin: localOrigin, hop: 0 }, nowMs, localOrigin) ?? seen;
}

function nextHop(seen: Stamp, nowMs: number, localOrigin: string): number {
    if (compareStamps(seen, floorStamp) === 0 || nowMs - seen.milliseconds >= hopWindowMs) {
        return 0;
    }
    return seen.origin === localOrigin ? seen.hop : seen.hop + 1;
}

/** 13 characters: milliseconds 9, counter 2, origin 1, hop 1, numbers in base 36. */
export function stampText({ milliseconds, counter, origin, hop }: Stamp): string {
    return base36(milliseconds, 9) + base36(counter, 2) + origin + base36(hop, 1);
}

function base36(value: number, width: number): string {
    return value.toString(36).padStart(width, '0');
}
