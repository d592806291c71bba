import type { Clock } from '../clock.ts';
import { OrgError } from '../org/orgConnection.ts';
import type { ConnectionAnswer, Issue, OrgConnection } from '../org/orgConnection.ts';
import type { PendingEvent } from './batch.ts';

/**
 * How far a direction has come: the replay id up to which every event is applied or listed in the target org. It is
 * kept there, by `POST connection`; saving it late only causes harmless repeats, saving it early would lose changes.
 */
const contractVersion = 1;

export class Position {
    readonly #target: OrgConnection;
    readonly #clock: Clock;
    readonly #saveIntervalMs: number;
    readonly #tracked: { replayId: string; event?: PendingEvent }[] = [];
    #sequence = 0;
    #replayId: string | null = null;
    #savedReplayId: string | null = null;
    #reachedAtMs: number | undefined;
    #lastSaveAtMs = 0;
    #hasUnsavedEvents = false;

    constructor(target: OrgConnection, clock: Clock, saveIntervalMs: number) {
        this.#target = target;
        this.#clock = clock;
        this.#saveIntervalMs = saveIntervalMs;
    }

    /**
     * Reads the saved position, null when there is none.
     * @throws OrgError of the call; PAUSE when the target is not the org, or not connected to the org, that is meant
     */
    async load(sourceOrgId: string): Promise<string | null> {
        const { contract, orgId, partnerOrgId, position } = await this.#target.status();
        if (orgId !== this.#target.orgId) throw new OrgError('WRONG_ORG', 'PAUSE', 'Another org answered.');
        if (partnerOrgId !== sourceOrgId) throw new OrgError('ORG_NOT_PINNED', 'PAUSE', 'The target has another partner.');
        if (contract.oldest > contractVersion || contract.current < contractVersion) {
            throw new OrgError('CONTRACT_UNSUPPORTED', 'PAUSE', `The target does not speak contract ${contractVersion}.`);
        }
        this.#sequence = position.sequence;
        this.#replayId = this.#savedReplayId = position.replayId;
        this.#lastSaveAtMs = this.#clock.now();
        return position.replayId;
    }

    /** Events in stream order. */
    track(event: PendingEvent): void {
        this.#tracked.push({ replayId: event.replayId, event });
    }

    /** A keep-alive moves the position when everything before it is done, but is no reason to save it. */
    trackKeepAlive(replayId: string): void {
        const last = this.#tracked.at(-1);
        if (last && !last.event) last.replayId = replayId;
        else this.#tracked.push({ replayId });
        this.advance();
    }

    /** Moves over the events that are done, up to the first open one. */
    advance(): void {
        const firstOpen = this.#tracked.findIndex(isOpen);
        const done = this.#tracked.splice(0, firstOpen < 0 ? this.#tracked.length : firstOpen);
        const last = done.at(-1);
        if (!last) return;
        this.#replayId = last.replayId;
        this.#reachedAtMs = this.#clock.now();
        this.#hasUnsavedEvents ||= done.some(({ event }) => event !== undefined);
    }

    get openEventCount(): number {
        return this.#tracked.filter(isOpen).length;
    }

    /** When something was last applied, listed or heard; undefined before that. */
    get reachedAtMs(): number | undefined {
        return this.#reachedAtMs;
    }

    /** When the next save is due; Infinity without need. */
    get saveDueAtMs(): number {
        return this.#hasUnsavedEvents ? this.#lastSaveAtMs + this.#saveIntervalMs : Infinity;
    }

    /** Does nothing when there is nothing new. @throws OrgError; the next save is due an interval later all the same */
    async save(): Promise<void> {
        if (this.#replayId === this.#savedReplayId) return;
        const replayId = this.#replayId;
        this.#lastSaveAtMs = this.#clock.now();
        const first = await this.#post(replayId, []);
        // Refused: another relay, or an answer of ours that got lost, took the number. The answer told the next one.
        const { accepted } = first.accepted ? first : await this.#post(replayId, []);
        if (!accepted) throw new OrgError('POSITION_NOT_ACCEPTED', 'RETRY', 'Another relay saves positions, too.');
        this.#savedReplayId = replayId;
        this.#hasUnsavedEvents = this.#replayId !== replayId;
    }

    /** Records what could not be applied; at most 20 issues. @throws OrgError */
    async report(issues: Issue[]): Promise<void> {
        await this.#post(null, issues);
    }

    async #post(replayId: string | null, issues: Issue[]): Promise<ConnectionAnswer> {
        const answer = await this.#target.postConnection({ sequence: this.#sequence + 1, replayId, issues });
        this.#sequence = answer.position.sequence;
        return answer;
    }
}

function isOpen({ event }: { event?: PendingEvent }): boolean {
    return event !== undefined && event.openRows.size > 0;
}
