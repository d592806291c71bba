/**
 * Date, Datetime and Time. All are immutable; a Datetime is an instant in UTC with milliseconds, a Date counts days, a Time
 * counts milliseconds of a day. Time zones enter only where a user's zone is handed in.
 */
const millisecondsPerDay = 86_400_000;

export class ApexDate {
    /** Days since 1970-01-01. */
    readonly days: number;

    constructor(days: number) {
        this.days = days;
    }

    /** Months start at 1; days and months roll over as `Date.newInstance` does. */
    static of(year: number, month: number, day: number): ApexDate {
        const instant = new Date(0);
        instant.setUTCFullYear(year, month - 1, day);
        return new ApexDate(Math.floor(instant.getTime() / millisecondsPerDay));
    }

    /** `2026-01-31`, or undefined if the text is none. */
    static parse(text: string): ApexDate | undefined {
        const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
        if (!match) return undefined;
        const date = ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
        return date.toString() === text ? date : undefined;
    }

    toUtc(): Date {
        return new Date(this.days * millisecondsPerDay);
    }

    /** `2026-01-31` */
    toString(): string {
        return this.toUtc().toISOString().slice(0, 10);
    }
}

export class ApexDatetime {
    readonly epochMs: number;

    constructor(epochMs: number) {
        this.epochMs = epochMs;
    }

    /** `2026-01-31T10:00:00.000Z` */
    toIso(): string {
        return new Date(this.epochMs).toISOString();
    }

    /** `2026-01-31 10:00:00`, UTC, as `String.valueOf` shows it. */
    toString(): string {
        return this.toIso().slice(0, 19).replace('T', ' ');
    }
}

export class ApexTime {
    readonly ms: number;

    constructor(ms: number) {
        this.ms = ((ms % millisecondsPerDay) + millisecondsPerDay) % millisecondsPerDay;
    }

    /** `10:00:00.000Z` */
    toString(): string {
        return new Date(this.ms).toISOString().slice(11);
    }
}
