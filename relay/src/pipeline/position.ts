import type { ConnectionAnswer, ConnectionRequest, Issue, OrgStatus } from '../org/orgConnection.ts';
import { OrgError } from '../org/orgConnection.ts';
import type { PendingEvent } from './batch.ts';
import type { DirectionContext } from './directionContext.ts';

/**
 * How far a direction has come: the replay id up to which every event is applied or listed in the target org, which
 * keeps it. Saving it late only causes harmless repeats; saving it early would lose changes.
 */
const contractVersion = 1;

export class Position {
    /** When it last moved; null before that. */
    reachedAtMs: number | null = null;
    readonly #context: DirectionContext;
    readonly #tracked: { replayId: string; event: PendingEvent | undefined }[] = [];
    #sequence = 0;
    #replayId: string | null = null;
    #savedReplayId: string | null = null;
    #lastSaveAtMs = 0;
    #hasUnsavedEvents = false;
    #lastPost: Promise<unknown> = Promise.resolve();

    constructor(context: DirectionContext) {
        this.#context = context;
    }

    /** What the target says of itself. @throws OrgError, also when the target or its partner is not the org meant */
    async load(): Promise<OrgStatus> {
        const { source, target, clock } = this.#context;
        const status = await target.status();
        const { contract, orgId, partnerOrgId, position } = status;
        const isSpoken = contract.oldest <= contractVersion && contractVersion <= contract.current;
        if (orgId !== target.orgId) throw new OrgError('WRONG_ORG', 'PAUSE', 'Another org answered.');
        if (partnerOrgId !== source.orgId) throw new OrgError('ORG_NOT_PINNED', 'PAUSE', 'Another partner.');
        if (!isSpoken) throw new OrgError('CONTRACT_UNSUPPORTED', 'PAUSE', 'The target speaks other contracts.');
        this.#sequence = position.sequence;
        this.#replayId = this.#savedReplayId = position.replayId;
        this.#lastSaveAtMs = clock.now();
        return status;
    }

    /** In stream order. Without an event it is a keep-alive: it moves the position, but is no reason to save it. */
    track(replayId: string, event?: PendingEvent): void {
        const last = this.#tracked.at(-1);
        if (last && !last.event && !event) last.replayId = replayId;
        else this.#tracked.push({ replayId, event });
    }

    /** Moves over the events that are done, up to the first open one. */
    advance(): void {
        const firstOpen = this.#tracked.findIndex(isOpen);
        const done = this.#tracked.splice(0, firstOpen < 0 ? this.#tracked.length : firstOpen);
        this.#hasUnsavedEvents ||= done.some(({ event }) => event);
        this.#replayId = done.at(-1)?.replayId ?? this.#replayId;
        if (done.length > 0) this.reachedAtMs = this.#context.clock.now();
    }

    get openEventCount(): number {
        return this.#tracked.filter(isOpen).length;
    }

    /** When the next save is due; Infinity without need. */
    get saveDueAtMs(): number {
        return this.#hasUnsavedEvents ? this.#lastSaveAtMs + this.#context.settings.positionSaveIntervalMs : Infinity;
    }

    /** Does nothing when there is nothing new. @throws OrgError; the next save is due an interval later all the same */
    async save(): Promise<void> {
        const replayId = this.#replayId;
        this.#hasUnsavedEvents &&= replayId !== this.#savedReplayId;
        if (replayId === this.#savedReplayId) return;
        this.#lastSaveAtMs = this.#context.clock.now();
        const first = await this.#post(replayId, []);
        // Another relay, or an answer of ours that got lost, took the number; the refusal told the next one.
        const { accepted } = first.accepted ? first : await this.#post(replayId, []);
        if (!accepted) throw new OrgError('POSITION_NOT_ACCEPTED', 'RETRY', 'Another relay saves positions, too.');
        this.#savedReplayId = replayId;
        this.#hasUnsavedEvents = this.#replayId !== replayId;
    }

    /** Tells the target that the relay is alive, and what else there is to say, in one call. @throws OrgError */
    async beat(more: Pick<ConnectionRequest, 'watermark' | 'fullComparedAt' | 'changed' | 'run' | 'partner'>) {
        const replayId = this.#replayId;
        const answer = await this.#post(replayId, [], more);
        if (answer.accepted) this.#savedReplayId = replayId;
        return answer;
    }

    /** Records what could not be applied; at most 20 issues. @throws OrgError */
    async report(issues: Issue[]): Promise<void> {
        await this.#post(null, issues);
    }

    /** One after the other, because each takes the next number. */
    #post(replayId: string | null, issues: Issue[], more: Partial<ConnectionRequest> = {}): Promise<ConnectionAnswer> {
        const post = async (): Promise<ConnectionAnswer> => {
            const request = { sequence: this.#sequence + 1, replayId, issues, ...more };
            const answer = await this.#context.target.postConnection(request);
            this.#sequence = answer.position.sequence;
            return answer;
        };
        const answer = this.#lastPost.then(post, post);
        this.#lastPost = answer;
        return answer;
    }
}

function isOpen({ event }: { event: PendingEvent | undefined }): boolean {
    return event !== undefined && event.openRows.size > 0;
}
