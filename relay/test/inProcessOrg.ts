import {
    type ConnectionAnswer,
    type ConnectionRequest,
    type DigestPage,
    type DigestRequest,
    type DigestRow,
    type EventListener,
    type EventStream,
    type IgnoredUser,
    type Issue,
    type Mapping,
    OrgError,
    type OrgConnection,
    type OrgStatus,
    type ReceivedEvent,
    type RowResult,
    type RunRequest,
    type UsersAnswer,
    type UsersPage,
    type UsersRequest
} from '../src/relay.ts';

/** One row as the target is asked to apply it: `<body of its envelope>#<row in the envelope>`. */
export type RowName = string;

type Handling = UsersAnswer['results'][number]['handling'];

/** A user as far as a comparison goes; of two states the larger one wins. */
export interface ComparedUser {
    id: string;
    state: string | null;
    changedAtMs: number;
}

const usersMark = 'users:';

export const orgIdA = '00D000000000001AAA';
export const orgIdB = '00D000000000002AAA';

/** An org without sockets that speaks the wire contract; `onUsers` and `onConnection` make it fail. */
export class InProcessOrg implements OrgConnection {
    readonly orgId: string;
    readonly partnerOrgId: string;
    readonly events: ReceivedEvent[] = [];
    readonly calls: UsersRequest[] = [];
    readonly connectionCalls: ConnectionRequest[] = [];
    readonly applied: RowName[] = [];
    readonly issues: Issue[] = [];
    readonly subscribedAfter: (string | null)[] = [];
    sequence = 0;
    replayId: string | null = null;
    maxOutstanding = 0;
    statusCount = 0;
    /** By shared identity. */
    readonly users = new Map<string, ComparedUser>();
    readonly runReports: object[] = [];
    digests: Record<string, string> = { n: 'n1', t: 't1' };
    /** Undefined: an org of a version that knows nothing of it, neither in its answers nor in requests. */
    fields: Mapping['fields'] = { Title: ['STRING', 80] };
    /** What the org was told of its partner, in the order of the calls. */
    readonly partners: Mapping[] = [];
    watermark: number | null = null;
    fullComparedAt: number | null = null;
    runs: RunRequest[] = [];
    digestReads: DigestRequest[] = [];
    userReads: (readonly string[])[] = [];
    ignored: IgnoredUser[] = [];
    now: () => number = () => 0;
    onStatus: () => void = () => {};
    /** May throw, or say how a row is handled. */
    onUsers: (rows: RowName[]) => void | Promise<void> = () => {};
    onRow: (row: RowName) => Handling = () => 'DONE';
    onAnswer: (answer: UsersAnswer) => UsersAnswer = (answer) => answer;
    onConnection: (request: ConnectionRequest) => void = () => {};
    onSubscribe: (replayId: string | null) => OrgError | undefined = () => undefined;
    readonly #streams = new Set<InProcessStream>();

    constructor(orgId: string, partnerOrgId: string) {
        this.orgId = orgId;
        this.partnerOrgId = partnerOrgId;
    }

    async status(): Promise<OrgStatus> {
        this.statusCount += 1;
        this.onStatus();
        return {
            contract: { current: 1, oldest: 1 },
            orgId: this.orgId,
            partnerOrgId: this.partnerOrgId,
            position: { sequence: this.sequence, replayId: this.replayId },
            digests: this.digests,
            ...(this.fields ? { fields: this.fields } : {}),
            reconciliation: { watermark: this.watermark, fullComparedAt: this.fullComparedAt }
        };
    }

    /** Everything that counts against the daily limit of the org. */
    get callCount(): number {
        const reads = this.digestReads.length + this.userReads.length;
        return this.statusCount + this.calls.length + this.connectionCalls.length + reads;
    }

    setUser(syncId: string, state: string | null): void {
        const id = this.users.get(syncId)?.id ?? `005${this.orgId.slice(3, 15)}${this.users.size}`;
        this.users.set(syncId, { id, state, changedAtMs: this.now() });
    }

    async readDigests(request: DigestRequest): Promise<DigestPage> {
        this.digestReads.push(request);
        return this.#page(request);
    }

    async readUsers(ids: readonly string[]): Promise<UsersPage> {
        this.userReads.push(ids);
        const rows = [...this.users].filter(([, { id }]) => ids.includes(id)).map(rowOf);
        const envelope = { contract: 1, from: this.orgId, to: this.partnerOrgId, signature: 's' };
        const body = usersMark + JSON.stringify(rows);
        return { orgId: this.orgId, envelopes: rows.length === 0 ? [] : [{ ...envelope, count: rows.length, body }] };
    }

    #page(request: DigestRequest): DigestPage {
        const all = [...this.users].sort(([, a], [, b]) => a.changedAtMs - b.changedAtMs || a.id.localeCompare(b.id));
        const page = { orgId: this.orgId, readAt: this.now() };
        if (request.ids) {
            const { ids } = request;
            const wanted = all.filter(([syncId, { id }]) => ids.includes(syncId) || ids.includes(id));
            return { ...page, rows: wanted.map(rowOf), next: null };
        }
        const { after, limit, ignored } = request;
        const [at, afterId = ''] = after.split(',');
        const atMs = Number(at);
        const rest = all.filter(
            ([, { id, changedAtMs }]) => changedAtMs > atMs || (changedAtMs === atMs && id > afterId)
        );
        const [, last] = rest[limit - 1] ?? [];
        const next = last ? `${last.changedAtMs},${last.id}` : null;
        return { ...page, rows: rest.slice(0, limit).map(rowOf), next, ...(ignored ? { ignored: this.ignored } : {}) };
    }

    async postUsers(request: UsersRequest): Promise<UsersAnswer> {
        this.calls.push(request);
        const { envelopes, firstRow = 0, rowCount = Infinity } = request;
        const names = envelopes.flatMap(({ body, count }) =>
            Array.from({ length: count }, (_, row) => `${body}#${row}`)
        );
        const rows = names.map((name, row) => ({ name, row })).slice(firstRow, firstRow + rowCount);
        await this.onUsers(rows.map(({ name }) => name));
        return this.onAnswer({
            orgId: this.orgId,
            results: rows.map(({ name, row }) => {
                const handling = this.onRow(name);
                if (handling === 'DONE') this.applied.push(name);
                const reason = handling === 'RETRY' ? 'ROW_LOCKED' : null;
                return { row, reason, handling, ...this.#apply(envelopes, row, handling, request.dryRun ?? false) };
            }),
            ...(request.dryRun ? { tally: `${request.tally ?? ''}+` } : {})
        });
    }

    #apply(envelopes: UsersRequest['envelopes'], row: number, handling: Handling, isDry: boolean): Partial<RowResult> {
        const rows = envelopes.flatMap(({ body }): DigestRow[] =>
            body.startsWith(usersMark) ? (JSON.parse(body.slice(usersMark.length)) as DigestRow[]) : []
        );
        const [syncId, state, sourceId] = rows[row] ?? [];
        if (syncId === undefined || state === undefined) return {};
        const known = this.users.get(syncId);
        const isNewer = handling === 'DONE' && (!known || (state ?? '') > (known.state ?? ''));
        if (isNewer && !isDry) this.setUser(syncId, state);
        const action = isNewer ? (known ? 'UPDATE' : 'CREATE') : 'NONE';
        return { syncId, sourceId, targetId: known?.id, situation: known ? 'CONFIRMED' : 'ABSENT', action, groups: [] };
    }

    async postConnection(request: ConnectionRequest): Promise<ConnectionAnswer> {
        this.connectionCalls.push(request);
        this.onConnection(request);
        if (request.partner && !this.fields) throw new OrgError('INVALID_REQUEST', 'LIST', 'Unknown member.');
        if (request.partner) this.partners.push(request.partner);
        this.issues.push(...request.issues);
        const accepted = request.sequence > this.sequence;
        if (accepted) {
            this.sequence = request.sequence;
            this.replayId = request.replayId ?? this.replayId;
            this.watermark = request.watermark ?? this.watermark;
            this.fullComparedAt = request.fullComparedAt ?? this.fullComparedAt;
        }
        if (request.run) this.#record(request.run);
        const changed = request.changed && this.#page(request.changed);
        const mapping = this.fields && { digests: this.digests, fields: this.fields };
        const position = { sequence: this.sequence, replayId: this.replayId };
        return { accepted, position, runs: this.runs, changed, ...(mapping ? { mapping } : {}) };
    }

    subscribe(_topic: string, replayId: string | null, listener: EventListener): EventStream {
        this.subscribedAfter.push(replayId);
        const stream = new InProcessStream(this, this.#indexAfter(replayId), listener, this.onSubscribe(replayId));
        this.#streams.add(stream);
        return stream;
    }

    /** Publishes an envelope of `count` rows towards the partner; `fields` replaces the whole event. */
    publish(body: string, count = 1, fields?: ReceivedEvent['fields']): void {
        const envelope = { contract: 1, from: this.orgId, to: this.partnerOrgId, count, body, signature: 's' };
        const replayId = Buffer.from(`r${this.events.length + 1}`).toString('base64');
        this.events.push({
            replayId,
            fields: fields === undefined ? { Envelope__c: JSON.stringify(envelope) } : fields
        });
        for (const stream of this.#streams) stream.pump();
    }

    replayIdOf(index: number): string {
        return this.events[index]?.replayId ?? '';
    }

    keepAlive(replayId: string): void {
        for (const stream of this.#streams) stream.keepAlive(replayId);
    }

    breakStreams(error: OrgError): void {
        for (const stream of [...this.#streams]) {
            this.#streams.delete(stream);
            stream.end(error);
        }
    }

    #record(run: object): void {
        this.runReports.push(run);
        const { id, state } = run as { id: string; state: string };
        if (state !== 'RUNNING') this.runs = this.runs.filter((asked) => asked.id !== id);
    }

    #indexAfter(replayId: string | null): number {
        return this.events.findIndex((event) => event.replayId === replayId) + 1;
    }
}

function rowOf([syncId, { id, state }]: [string, ComparedUser]): DigestRow {
    return [syncId, state, id];
}

class InProcessStream implements EventStream {
    readonly #org: InProcessOrg;
    readonly #listener: EventListener;
    readonly #refusal: OrgError | undefined;
    #next: number;
    #outstanding = 0;
    #isOpen = false;
    #isClosed = false;

    constructor(org: InProcessOrg, next: number, listener: EventListener, refusal: OrgError | undefined) {
        this.#org = org;
        this.#next = next;
        this.#listener = listener;
        this.#refusal = refusal;
    }

    request(eventCount: number): void {
        this.#outstanding += eventCount;
        this.#org.maxOutstanding = Math.max(this.#org.maxOutstanding, this.#outstanding);
        this.pump();
    }

    close(): void {
        this.#isClosed = true;
    }

    end(error: OrgError): void {
        if (this.#isClosed) return;
        this.#isClosed = true;
        this.#listener.onEnd(error);
    }

    keepAlive(replayId: string): void {
        if (!this.#isClosed) this.#listener.onEvents([], replayId);
    }

    pump(): void {
        queueMicrotask(() => {
            if (this.#refusal) this.end(this.#refusal);
            if (this.#isClosed) return;
            if (!this.#isOpen) this.#listener.onOpen();
            this.#isOpen = true;
            const events = this.#org.events.slice(this.#next, this.#next + this.#outstanding);
            if (events.length === 0) return;
            this.#next += events.length;
            this.#outstanding -= events.length;
            this.#listener.onEvents(events, events.at(-1)?.replayId ?? '');
        });
    }
}
