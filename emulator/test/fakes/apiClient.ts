/** A fake org behind its HTTP server, and a client that is signed in. */
import { createApi, listen, type ApiServer } from '../../src/api/server.ts';
import { FakeOrg } from './fakeOrg.ts';

export interface Answer {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly body: any;
}

export class ApiClient {
    readonly org = new FakeOrg();
    readonly faults: unknown[] = [];
    private server: ApiServer | undefined;

    async start(): Promise<void> {
        this.server = await listen(createApi(this.org, { onFault: (fault) => this.faults.push(fault) }), 0);
        Object.assign(this.org.identity, { instanceUrl: this.server.url });
    }

    async stop(): Promise<void> {
        await this.server?.close();
    }

    get token(): string {
        return this.org.createSession(this.org.adminId).token;
    }

    /** Paths without leading slash are below `/services/data/v67.0/`. */
    async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
        const url = `${this.org.identity.instanceUrl}${path.startsWith('/') ? path : `/services/data/v67.0/${path}`}`;
        const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
        const response = await fetch(url, {
            method,
            headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers },
            ...(content === undefined ? {} : { body: content })
        });
        const text = await response.text();
        const isJson = response.headers.get('content-type')?.includes('json') === true;
        return { status: response.status, body: isJson ? JSON.parse(text) : text };
    }

    get(path: string): Promise<Answer> {
        return this.send('GET', path);
    }

    query(soql: string, options = ''): Promise<Answer> {
        return this.get(`query?q=${encodeURIComponent(soql)}${options}`);
    }
}
