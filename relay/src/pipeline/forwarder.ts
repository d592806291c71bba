import { backoffMs } from '../clock.ts';
import { type Issue, OrgError, type UsersAnswer, type UsersRequest } from '../org/orgConnection.ts';
import { halve, isReadable, perEvent, rowsOf, spanOf, wholeOf } from './batch.ts';
import type { PendingEvent, RowRange } from './batch.ts';
import type { DirectionContext } from './directionContext.ts';
import type { Position } from './position.ts';
import type { Recovery } from './recovery.ts';

/**
 * Brings rows to the target org until each is applied there or recorded there as an issue. A row that the target
 * cannot take is found by halving; a row that it asks to send again waits beside the others, never in front of them.
 */
interface Part {
    range: RowRange;
    /** 1 for the first time that its rows travel. */
    attempt: number;
    /** Cut out of a larger range that failed, or failed alone before: the next fault lists it. */
    isSuspect: boolean;
}

interface PendingIssue {
    event: PendingEvent;
    issue: Issue;
}

export type ExchangeMembers = Pick<UsersRequest, 'dryRun' | 'probe' | 'tally' | 'deactivations' | 'run'>;

/** What a run of reconciliation adds to each call, and hears of each answer. */
export interface Exchange {
    members(): ExchangeMembers;
    answered(answer: UsersAnswer): void;
    /** Rows that the relay itself had to list, because no call answered for them. */
    listed(reason: string, rowCount: number): void;
}

const maxIssuesPerCall = 20;
const maxMessageLength = 255;
const undecodable = { code: 'UNDECODABLE_EVENT', message: 'The event could not be decoded.' };

export class Forwarder {
    /** Since the start. Latency is from the publication of an event to the answer, summed over its rows. */
    readonly counts = { calls: 0, rowsDone: 0, rowsRetried: 0, issuesReported: 0, latencyMsTotal: 0, latencyMsMax: 0 };
    readonly #context: DirectionContext;
    readonly #position: Position;
    readonly #recovery: Recovery;
    readonly #exchange: Exchange | undefined;
    #waiting: { part: Part; dueAtMs: number }[] = [];

    constructor(context: DirectionContext, position: Position, recovery: Recovery, exchange?: Exchange) {
        this.#context = context;
        this.#position = position;
        this.#recovery = recovery;
        this.#exchange = exchange;
    }

    /** When rows that the target asked for again are due; Infinity if there are none. */
    get retryDueAtMs(): number {
        return Math.min(...this.#waiting.map(({ dueAtMs }) => dueAtMs));
    }

    /** Returns when every row is applied, listed or waiting for its next attempt. @throws Stopped */
    async forward(events: PendingEvent[]): Promise<void> {
        const unreadable = events.filter((event) => !isReadable(event));
        await this.#send({ range: wholeOf(events.filter(isReadable)), attempt: 1, isSuspect: false });
        await this.#list(unreadable.map((event) => issueOf(event, null, event.problem ?? undecodable)));
    }

    /** Sends the rows that are due once more. @throws Stopped */
    async retryDue(): Promise<void> {
        const nowMs = this.#context.clock.now();
        const due = this.#waiting.filter(({ dueAtMs }) => dueAtMs <= nowMs);
        this.#waiting = this.#waiting.filter(({ dueAtMs }) => dueAtMs > nowMs);
        for (const { part } of due) await this.#send(part);
    }

    async #send(part: Part): Promise<void> {
        const stack = [part];
        for (let next = stack.pop(); next; next = stack.pop()) stack.push(...(await this.#sendOnce(next)).reverse());
    }

    /** @returns what is left to send, in order */
    async #sendOnce(part: Part): Promise<Part[]> {
        const { range } = part;
        const [firstOpen] = rowsOf(range).filter(({ event, eventRow }) => event.openRows.has(eventRow));
        if (!firstOpen) return [];
        const outcome = await this.#post(range);
        if (!(outcome instanceof OrgError)) return this.#list(this.#settle(part, outcome));
        if (outcome.handling === 'LIST') {
            if (range.events.length > 1) return perEvent(range).map((one) => ({ ...part, range: one }));
            return this.#list([issueOf(firstOpen.event, null, outcome)]);
        }
        if (range.rowCount > 1) return halve(range).map((half) => ({ ...part, range: half, isSuspect: true }));
        return this.#handleFaultyRow(part, issueOf(firstOpen.event, firstOpen.eventRow, outcome), outcome);
    }

    /** @returns the answer, or the failure that is about these rows */
    async #post(range: RowRange): Promise<UsersAnswer | OrgError> {
        const { target } = this.#context;
        const { events, ...rows } = range;
        const request = { envelopes: events.map(({ envelope }) => envelope), ...rows };
        const call = async (): Promise<UsersAnswer> => {
            this.counts.calls += 1;
            const answer = await target.postUsers({ ...request, ...this.#exchange?.members() });
            if (answer.orgId !== target.orgId) throw new OrgError('WRONG_ORG', 'PAUSE', 'Another org answered.');
            this.#exchange?.answered(answer);
            return answer;
        };
        for (;;) {
            const outcome = await this.#recovery.once(call);
            const isAboutRows = outcome instanceof OrgError && ['LIST', 'HALVE'].includes(outcome.handling);
            if (!(outcome instanceof OrgError) || isAboutRows) return outcome;
            await this.#recovery.wait(outcome);
        }
    }

    /** @returns the rows that have had their last attempt */
    #settle({ range, attempt }: Part, answer: UsersAnswer): PendingIssue[] {
        const results = new Map(answer.results.map((result) => [result.row, result]));
        const open = rowsOf(range).filter(({ event, eventRow }) => event.openRows.has(eventRow));
        const again = open.filter(({ row }) => (results.get(row)?.handling ?? 'RETRY') === 'RETRY');
        for (const { event, eventRow } of open.filter((row) => !again.includes(row))) {
            event.openRows.delete(eventRow);
            this.#countDone(event);
        }
        const { clock, random, settings } = this.#context;
        if (attempt >= settings.maxRowAttempts) {
            const message = `Not applied in ${attempt} attempts.`;
            const why = (row: number) => ({ code: results.get(row)?.reason ?? 'NOT_APPLIED', message });
            return again.map(({ event, eventRow, row }) => issueOf(event, eventRow, why(row)));
        }
        if (again.length > 0) {
            const delayMs = backoffMs(attempt - 1, settings.retryFirstMs, settings.retryMaxMs, random);
            const part = { range: spanOf(range, again), attempt: attempt + 1, isSuspect: false };
            this.#waiting.push({ part, dueAtMs: clock.now() + delayMs });
            this.counts.rowsRetried += again.length;
        }
        return [];
    }

    #countDone({ publishedAtMs }: PendingEvent): void {
        const nowMs = this.#context.clock.now();
        // The two clocks may differ; a latency below zero says nothing.
        const latencyMs = Math.max(0, nowMs - (publishedAtMs ?? nowMs));
        this.counts.rowsDone += 1;
        this.counts.latencyMsTotal += latencyMs;
        this.counts.latencyMsMax = Math.max(this.counts.latencyMsMax, latencyMs);
    }

    /**
     * One row fails with a fault. That can be the row or the org: the org is working if it records the issue, and if
     * it does not, the row is innocent so far and travels again.
     */
    async #handleFaultyRow(part: Part, issue: PendingIssue, fault: OrgError): Promise<Part[]> {
        if (!part.isSuspect) {
            await this.#recovery.wait(fault);
            return [{ ...part, isSuspect: true }];
        }
        const failure = await this.#recovery.once(() => this.#report([issue]));
        if (!(failure instanceof OrgError)) return [];
        await this.#recovery.wait(failure);
        return [part];
    }

    async #list(issues: PendingIssue[]): Promise<[]> {
        for (let first = 0; first < issues.length; first += maxIssuesPerCall) {
            await this.#recovery.run(() => this.#report(issues.slice(first, first + maxIssuesPerCall)));
        }
        return [];
    }

    /** The rows count as done only when the target has recorded them. @throws OrgError */
    async #report(pending: PendingIssue[]): Promise<void> {
        const issues = pending.map(({ issue }) => issue);
        if (!this.#exchange?.members().dryRun) {
            await this.#position.report(issues).catch((error: unknown) => {
                if (!(error instanceof OrgError) || error.handling !== 'LIST') throw error;
                // Nothing may get lost without a trace: if it takes no such envelope, it takes the issue without it.
                return this.#position.report(issues.map((issue) => ({ ...issue, envelope: null })));
            });
        }
        this.counts.issuesReported += issues.length;
        for (const { event, issue } of pending) {
            this.#exchange?.listed(issue.reason, issue.row === null ? event.openRows.size : 1);
            if (issue.row === null) event.openRows.clear();
            else event.openRows.delete(issue.row);
        }
    }
}

/** @param row of the envelope; null stands for all of it */
function issueOf(event: PendingEvent, row: number | null, why: { code: string; message: string }): PendingIssue {
    const { replayId, envelope } = event;
    return {
        event,
        issue: { replayId, envelope, row, reason: why.code, message: why.message.slice(0, maxMessageLength) }
    };
}
