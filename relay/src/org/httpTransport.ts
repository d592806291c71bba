import { Agent as HttpAgent, request as requestHttp } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { getCACertificates } from 'node:tls';
import type { Clock } from '../clock.ts';
import { OrgError } from './orgConnection.ts';

/**
 * One HTTP exchange with an org. jsforce would follow redirects with the token, wait without end for a stalled body
 * and bring the process down when a connection breaks in the middle of one; this does none of that.
 */
export interface NetworkSettings {
    requestTimeoutMs: number;
    /** http:// address of a proxy for everything that is not local. */
    proxyUrl?: string | undefined;
    /** PEM text of certificates to trust beside the usual ones. */
    extraCa?: string | undefined;
}

export interface HttpExchange {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string | undefined;
}

export interface HttpAnswer {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
}

const maxAnswerBytes = 16 * 1024 * 1024;

export class HttpTransport {
    readonly #settings: NetworkSettings;
    readonly #clock: Clock;
    readonly #httpAgent = new HttpAgent({ keepAlive: true });
    readonly #httpsAgent: HttpsAgent;

    constructor(settings: NetworkSettings, clock: Clock) {
        const { proxyUrl, extraCa } = settings;
        this.#settings = settings;
        this.#clock = clock;
        this.#httpsAgent = new HttpsAgent({
            keepAlive: true,
            rejectUnauthorized: true,
            minVersion: 'TLSv1.2',
            ...(extraCa && { ca: [...getCACertificates('default'), extraCa] }),
            ...(proxyUrl && { proxyEnv: { HTTPS_PROXY: proxyUrl, NO_PROXY: 'localhost,127.0.0.1,::1' } })
        });
    }

    /**
     * Any status is an answer, a redirect too.
     * @throws OrgError UNREACHABLE when nothing can have arrived; TIMEOUT or CONNECTION_LOST when it may have
     */
    exchange({ method, url, headers, body }: HttpExchange): Promise<HttpAnswer> {
        return new Promise((resolve, reject) => {
            const request = url.startsWith('http:')
                ? requestHttp(url, { method, headers, agent: this.#httpAgent })
                : requestHttps(url, { method, headers, agent: this.#httpsAgent });
            let open: ClientRequest | IncomingMessage = request;
            let wasSent = false;
            const cancelTimeout = this.#clock.setTimer(this.#settings.requestTimeoutMs, () =>
                open.destroy(new OrgError('TIMEOUT', 'HALVE', 'The org did not answer in time.'))
            );
            const fail = (cause: Error): void => {
                cancelTimeout();
                // A kept connection that the org has closed meanwhile breaks on reuse; a new one tells whether it is more.
                reject(cause instanceof OrgError ? cause : brokenConnection(cause, wasSent && !request.reusedSocket));
            };
            request.on('finish', () => (wasSent = true));
            request.on('error', fail);
            request.on('response', (response) => {
                open = response;
                readAnswer(response).then((answer) => {
                    cancelTimeout();
                    resolve(answer);
                }, fail);
            });
            request.end(body);
        });
    }

    close(): void {
        this.#httpAgent.destroy();
        this.#httpsAgent.destroy();
    }
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > maxAnswerBytes) throw new OrgError('ANSWER_TOO_LARGE', 'HALVE', 'The answer is too large.');
        chunks.push(chunk);
    }
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers)) headers[name] = String(value);
    return { statusCode: response.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function brokenConnection(cause: Error, mayHaveArrived: boolean): OrgError {
    return mayHaveArrived
        ? new OrgError('CONNECTION_LOST', 'HALVE', 'The connection broke before the answer came.', { cause })
        : new OrgError('UNREACHABLE', 'RETRY', 'The org cannot be reached.', { cause });
}
