import { backoffMs } from '../clock.ts';
import type { Clock, RandomSource } from '../clock.ts';
import { OrgError } from '../org/orgConnection.ts';
import type { Issue, OrgConnection, UsersAnswer } from '../org/orgConnection.ts';
import { halve, isReadable, isWhole, perEvent, rangesOf, rowsOf, wholeOf } from './batch.ts';
import type { PendingEvent, RowRange } from './batch.ts';
import type { Position } from './position.ts';
import { Stopped } from './recovery.ts';
import type { Recovery } from './recovery.ts';

/**
 * Brings rows to the target org until each is applied there or recorded there as an issue. A row that the target
 * cannot take is found by halving; a row that it asks to send again waits beside the others, never in front of them.
 */
export interface ForwarderOptions {
    target: OrgConnection;
    position: Position;
    recovery: Recovery;
    clock: Clock;
    random: RandomSource;
    maxRowAttempts: number;
    rowRetryFirstMs: number;
    rowRetryMaxMs: number;
}

export interface ForwardCounts {
    calls: number;
    rowsApplied: number;
    rowsListedByTarget: number;
    rowsRetried: number;
    issuesReported: number;
    latencyMsTotal: number;
    latencyMsMax: number;
}

interface Part {
    range: RowRange;
    /** 1 for the first time that its rows travel. */
    attempt: number;
    /** Cut out of a larger range that failed, or failed alone before: the next fault lists it. */
    isSuspect: boolean;
}

interface PendingIssue {
    event: PendingEvent;
    /** Row of the envelope; null stands for all of it. */
    row: number | null;
    reason: string;
    message: string;
}

const maxIssuesPerCall = 20;
const maxMessageLength = 255;

export class Forwarder {
    readonly counts: ForwardCounts = {
        calls: 0,
        rowsApplied: 0,
        rowsListedByTarget: 0,
        rowsRetried: 0,
        issuesReported: 0,
        latencyMsTotal: 0,
        latencyMsMax: 0
    };
    readonly #options: ForwarderOptions;
    #issues: PendingIssue[] = [];
    #waiting: { part: Part; dueAtMs: number }[] = [];

    constructor(options: ForwarderOptions) {
        this.#options = options;
    }

    /** When rows that the target asked for again are due; Infinity if there are none. */
    get retryDueAtMs(): number {
        return Math.min(...this.#waiting.map(({ dueAtMs }) => dueAtMs));
    }

    /** Returns when every row is applied, listed or waiting for its next attempt. @throws Stopped */
    async forward(events: PendingEvent[]): Promise<void> {
        for (const event of events) {
            const message = 'The event could not be decoded.';
            if (!isReadable(event)) this.#issues.push({ event, row: null, reason: 'UNDECODABLE_EVENT', message });
        }
        const readable = events.filter(isReadable);
        if (readable.length > 0) await this.#send({ range: wholeOf(readable), attempt: 1, isSuspect: false });
        await this.#confirmIssues();
    }

    /** Sends the rows that are due once more. @throws Stopped */
    async retryDue(): Promise<void> {
        const nowMs = this.#options.clock.now();
        const due = this.#waiting.filter(({ dueAtMs }) => dueAtMs <= nowMs);
        this.#waiting = this.#waiting.filter(({ dueAtMs }) => dueAtMs > nowMs);
        for (const { part } of due) await this.#send(part);
        await this.#confirmIssues();
    }

    async #send(part: Part): Promise<void> {
        const stack = [part];
        for (let next = stack.pop(); next; next = stack.pop()) stack.push(...(await this.#sendOnce(next)).reverse());
    }

    /** @returns what is left to send, in order */
    async #sendOnce(part: Part): Promise<Part[]> {
        const { range } = part;
        if (this.#isSettled(range)) return [];
        const outcome = await this.#post(range);
        if (!(outcome instanceof OrgError)) {
            this.#settle(part, outcome);
            return [];
        }
        if (outcome.handling === 'LIST') {
            if (range.events.length > 1) return perEvent(range).map((one) => ({ ...part, range: one }));
            for (const event of range.events) this.#issues.push({ event, row: null, ...reasonOf(outcome) });
            return [];
        }
        if (range.rowCount > 1) return halve(range).map((half) => ({ ...part, range: half, isSuspect: true }));
        return this.#handleFaultyRow(part, outcome);
    }

    /** @returns the answer, or the failure that is about these rows */
    #post(range: RowRange): Promise<UsersAnswer | OrgError> {
        const { target, recovery } = this.#options;
        const envelopes = range.events.map(({ envelope }) => envelope);
        const request = isWhole(range)
            ? { envelopes }
            : { envelopes, firstRow: range.firstRow, rowCount: range.rowCount };
        const call = async (): Promise<UsersAnswer> => {
            this.counts.calls += 1;
            const answer = await target.postUsers(request);
            if (answer.orgId !== target.orgId) throw new OrgError('WRONG_ORG', 'PAUSE', 'Another org answered.');
            return answer;
        };
        return recovery.run(call, ['LIST', 'HALVE']).catch(returnOrgError);
    }

    #settle({ range, attempt }: Part, answer: UsersAnswer): void {
        const results = new Map(answer.results.map((result) => [result.row, result]));
        const again = rowsOf(range).filter(({ row, event, eventRow }) => {
            const result = results.get(row);
            if (!event.openRows.has(eventRow)) return false;
            if (result?.handling === 'DONE' || result?.handling === 'LISTED') {
                event.openRows.delete(eventRow);
                this.#count(event, result.handling);
                return false;
            }
            if (attempt < this.#options.maxRowAttempts) return true;
            const reason = result ? (result.reason ?? 'RETRY_EXHAUSTED') : 'ROW_NOT_ANSWERED';
            this.#issues.push({ event, row: eventRow, reason, message: `Not applied in ${attempt} attempts.` });
            return false;
        });
        for (const rows of rangesOf(range, again)) {
            this.#later({ range: rows, attempt: attempt + 1, isSuspect: false });
        }
    }

    #count({ publishedAtMs }: PendingEvent, handling: 'DONE' | 'LISTED'): void {
        if (handling === 'LISTED') this.counts.rowsListedByTarget += 1;
        else this.counts.rowsApplied += 1;
        // The two clocks may differ; a latency below zero says nothing.
        const latencyMs = Math.max(0, publishedAtMs === null ? 0 : this.#options.clock.now() - publishedAtMs);
        this.counts.latencyMsTotal += latencyMs;
        this.counts.latencyMsMax = Math.max(this.counts.latencyMsMax, latencyMs);
    }

    #later(part: Part): void {
        const { clock, random, rowRetryFirstMs, rowRetryMaxMs } = this.#options;
        this.counts.rowsRetried += part.range.rowCount;
        const delayMs = backoffMs(part.attempt - 2, rowRetryFirstMs, rowRetryMaxMs, random);
        this.#waiting.push({ part, dueAtMs: clock.now() + delayMs });
    }

    /**
     * One row fails with a fault. That can be the row or the org: the org is working if it records the issue, and if
     * it does not, the row is innocent so far and travels again.
     */
    async #handleFaultyRow(part: Part, fault: OrgError): Promise<Part[]> {
        const { recovery } = this.#options;
        if (!part.isSuspect) {
            await recovery.wait(fault);
            return [{ ...part, isSuspect: true }];
        }
        const issues = rowsOf(part.range).map(({ event, eventRow: row }) => ({ event, row, ...reasonOf(fault) }));
        const failure = await this.#report(issues).catch(returnOrgError);
        if (!(failure instanceof OrgError)) return [];
        await recovery.wait(failure);
        return [part];
    }

    async #confirmIssues(): Promise<void> {
        while (this.#issues.length > 0) {
            const issues = this.#issues.slice(0, maxIssuesPerCall);
            await this.#options.recovery.run(() => this.#report(issues));
            this.#issues = this.#issues.slice(issues.length);
        }
    }

    /** The rows count as done only when the target has recorded them. @throws OrgError */
    async #report(issues: PendingIssue[]): Promise<void> {
        const { position } = this.#options;
        const wireIssues: Issue[] = issues.map(({ event: { replayId, envelope }, row, reason, message }) => ({
            replayId,
            envelope,
            row,
            reason,
            message: message.slice(0, maxMessageLength)
        }));
        try {
            await position.report(wireIssues);
        } catch (error) {
            if (!(error instanceof OrgError) || error.handling !== 'LIST') throw error;
            // Nothing may get lost without a trace: if the org takes no such envelope, it takes the issue without it.
            await position.report(wireIssues.map((issue) => ({ ...issue, envelope: null }))).catch(refuseIssue);
        }
        this.counts.issuesReported += issues.length;
        for (const { event, row } of issues) {
            if (row === null) event.openRows.clear();
            else event.openRows.delete(row);
        }
    }

    /** Every row is done, or its whole envelope is about to be listed. */
    #isSettled(range: RowRange): boolean {
        const isListed = (event: PendingEvent): boolean =>
            this.#issues.some((issue) => issue.event === event && issue.row === null);
        return rowsOf(range).every(({ event, eventRow }) => !event.openRows.has(eventRow) || isListed(event));
    }
}

function reasonOf({ code, message }: OrgError): { reason: string; message: string } {
    return { reason: code, message };
}

function returnOrgError(error: unknown): OrgError {
    if (error instanceof OrgError) return error;
    throw error;
}

function refuseIssue(error: unknown): never {
    if (!(error instanceof OrgError) || error.handling !== 'LIST') throw error;
    throw new OrgError('ISSUE_REFUSED', 'PAUSE', 'The target does not record the issue.', { cause: error });
}
