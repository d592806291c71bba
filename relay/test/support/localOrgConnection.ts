/** The relay's connection to a local org without sockets: the same calls and events, handed over in process. */
import type { OrgClock } from '../../../emulator/src/index.ts';
import {
    type ConnectionAnswer,
    connectionAnswerSchema,
    type ConnectionRequest,
    type DigestPage,
    digestPageSchema,
    type DigestRequest,
    type EventListener,
    type EventStream,
    handlingOf,
    OrgError,
    type OrgConnection,
    type OrgStatus,
    orgStatusSchema,
    type UsersAnswer,
    usersAnswerSchema,
    type UsersPage,
    usersPageSchema,
    type UsersRequest
} from '../../src/relay.ts';
import type { SyncedOrg } from './syncedOrg.ts';

const keepAliveMs = 270_000;

export class LocalOrgConnection implements OrgConnection {
    /** Calls that reached the org, by name; `subscribe` too. */
    readonly calls = new Map<string, number>();
    readonly #org: SyncedOrg;
    readonly #clock: OrgClock;
    readonly #streams = new Set<LocalStream>();
    #isDown = false;

    constructor(org: SyncedOrg, clock: OrgClock) {
        this.#org = org;
        this.#clock = clock;
    }

    get orgId(): string {
        return this.#org.orgId;
    }

    get callCount(): number {
        return [...this.calls.values()].reduce((sum, count) => sum + count, 0);
    }

    /** While an org is down nothing reaches it and its streams break. */
    setDown(isDown: boolean): void {
        this.#isDown = isDown;
        if (!isDown) return;
        for (const stream of [...this.#streams]) stream.end(unreachable());
    }

    async status(): Promise<OrgStatus> {
        return orgStatusSchema.parse(this.#call('GET', 'status'));
    }

    async postUsers(request: UsersRequest): Promise<UsersAnswer> {
        return usersAnswerSchema.parse(this.#call('POST', 'users', request));
    }

    async postConnection(request: ConnectionRequest): Promise<ConnectionAnswer> {
        return connectionAnswerSchema.parse(this.#call('POST', 'connection', request));
    }

    async readDigests({ groups, ...which }: DigestRequest): Promise<DigestPage> {
        const chosen = which.ids ? { ids: which.ids.join() } : { after: which.after, limit: String(which.limit) };
        return digestPageSchema.parse(this.#call('GET', 'users', {}, { view: 'digest', groups, ...chosen }));
    }

    async readUsers(ids: readonly string[]): Promise<UsersPage> {
        return usersPageSchema.parse(this.#call('GET', 'users', {}, { ids: ids.join() }));
    }

    subscribe(topic: string, replayId: string | null, listener: EventListener): EventStream {
        const stream = new LocalStream(this.#org, this.#clock, { topic, replayId, listener });
        this.#streams.add(stream);
        queueMicrotask(() => {
            if (this.#isDown) stream.end(unreachable());
            else this.#count('subscribe');
            stream.open();
        });
        return stream;
    }

    #call(method: string, name: string, request: object = {}, parameters: Record<string, string> = {}): unknown {
        if (this.#isDown) throw unreachable();
        this.#count(name);
        const { org, integrationId } = this.#org;
        const { statusCode, body } = org.callApexRest(integrationId, {
            method,
            path: `/user-sync/v1/${name}`,
            headers: new Map([['content-type', 'application/json']]),
            parameters: new Map(Object.entries(parameters)),
            body: Buffer.from(JSON.stringify(request))
        });
        const answer: unknown = JSON.parse(body.toString('utf8'));
        if (statusCode === 200) return answer;
        const [{ errorCode, message }] = answer as [{ errorCode: string; message: string }];
        throw new OrgError(errorCode, handlingOf(statusCode, errorCode), message);
    }

    #count(name: string): void {
        this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
    }
}

const unreachable = (): OrgError => new OrgError('UNREACHABLE', 'RETRY', 'The org cannot be reached.');

interface StreamRequest {
    readonly topic: string;
    readonly replayId: string | null;
    readonly listener: EventListener;
}

class LocalStream implements EventStream {
    readonly #org: SyncedOrg;
    readonly #clock: OrgClock;
    readonly #request: StreamRequest;
    #subscription: ReturnType<SyncedOrg['org']['subscribe']> | undefined;
    #wantedCount = 0;
    #isOver = false;
    #cancelKeepAlive = (): void => {};

    constructor(org: SyncedOrg, clock: OrgClock, request: StreamRequest) {
        this.#org = org;
        this.#clock = clock;
        this.#request = request;
    }

    open(): void {
        if (this.#isOver) return;
        const { topic, replayId, listener } = this.#request;
        const from = replayId === null ? 'EARLIEST' : { after: Buffer.from(replayId, 'base64') };
        try {
            this.#subscription = this.#org.org.subscribe(this.#org.integrationId, topic, from);
        } catch (error) {
            this.end(new OrgError('REPLAY_ID_LOST', 'RESTART', String(error)));
            return;
        }
        this.#subscription.onAvailable(() => queueMicrotask(() => this.#deliver()));
        listener.onOpen();
        this.#awaitSilence();
        this.#deliver();
    }

    request(eventCount: number): void {
        this.#wantedCount += eventCount;
        queueMicrotask(() => this.#deliver());
    }

    close(): void {
        this.#isOver = true;
        this.#cancelKeepAlive();
        this.#subscription?.close();
    }

    end(error: OrgError): void {
        if (this.#isOver) return;
        this.close();
        this.#request.listener.onEnd(error);
    }

    #deliver(): void {
        if (this.#isOver || !this.#subscription || this.#wantedCount === 0) return;
        const events = this.#subscription.take(this.#wantedCount);
        if (events.length === 0) return;
        this.#wantedCount -= events.length;
        this.#awaitSilence();
        const received = events.map(({ replayId, record }) => ({
            replayId: replayId.toString('base64'),
            fields: Object.fromEntries(record.fields)
        }));
        this.#request.listener.onEvents(received, received.at(-1)!.replayId);
    }

    #awaitSilence(): void {
        this.#cancelKeepAlive();
        this.#cancelKeepAlive = this.#clock.setTimer(keepAliveMs, () => {
            const latest = this.#subscription?.latestReplayId().toString('base64');
            if (latest !== undefined) this.#request.listener.onEvents([], latest);
            this.#awaitSilence();
        });
    }
}
