/** An event bus that loses, repeats and expires: what is published gets a position, and a subscriber reads on from one. */
import type { RandomNumbers } from '../randomNumbers.ts';
import type { UserRow } from './simulatedUser.ts';

export interface BusEvent {
    readonly position: number;
    readonly atMs: number;
    readonly row: UserRow;
}

export class LossyBus {
    readonly #random: RandomNumbers;
    #events: BusEvent[] = [];
    #position = 0;
    /** Per cent of published events that are never stored. */
    lossPercent = 0;

    constructor(random: RandomNumbers) {
        this.#random = random;
    }

    publish(row: UserRow, atMs: number): void {
        if (this.#random(100) >= this.lossPercent) {
            this.#events.push({ position: (this.#position += 1), atMs, row });
        }
    }

    /** @returns the next events, or undefined when the position is no longer known */
    read(after: number, count: number): readonly BusEvent[] | undefined {
        const oldest = this.#events[0]?.position ?? this.#position + 1;
        if (after + 1 < oldest || after > this.#position) {
            return undefined;
        }
        return this.#events.filter(({ position }) => position > after).slice(0, count);
    }

    get latest(): number {
        return this.#position;
    }

    /** Where to begin when a position is lost. */
    get earliest(): number {
        return (this.#events[0]?.position ?? this.#position + 1) - 1;
    }

    expire(beforeMs: number): void {
        this.#events = this.#events.filter(({ atMs }) => atMs >= beforeMs);
    }
}
