import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import type { RelayConfig } from './config.ts';
import type { RelayMetrics } from './metrics.ts';
import type { Relay } from './relay.ts';

/** What the relay tells over HTTP: anyone hears whether it is well, all else needs the token. It changes nothing. */
export type StatusServerOptions = RelayConfig['http'] & { relay: Pick<Relay, 'status'>; metrics: RelayMetrics };
export type StatusServer = { port: number; close: () => Promise<void> };

const timeoutMs = 10_000;

/** Resolves when the port is open; rejects if it cannot be. */
export function startStatusServer({ relay, metrics, host, port, token }: StatusServerOptions): Promise<StatusServer> {
    const app = express();
    app.disable('x-powered-by').disable('etag');
    app.use(setHeaders, express.raw({ type: () => true, limit: '1kb' }));
    app.get('/healthz', (_request, response) => answerHealth(response, relay.status().isAlive));
    app.get('/readyz', (_request, response) => answerHealth(response, relay.status().isReady));
    app.use(requireToken(token));
    app.get('/status', (_request, response) => void response.json(relay.status()));
    app.get('/metrics', async (_request, response) => {
        response.type(metrics.contentType).send(await metrics.text());
    });
    app.use((_request, response) => void response.status(404).json({ code: 'NOT_FOUND' }));
    app.use(answerError);
    return new Promise((resolve, reject) => {
        const server = app.listen(port, host, (error) => {
            const close = async (): Promise<void> => {
                server.closeAllConnections();
                await new Promise((closed) => server.close(closed));
            };
            if (error) reject(error);
            else resolve({ port: (server.address() as AddressInfo).port, close });
        });
        Object.assign(server, { headersTimeout: timeoutMs, requestTimeout: timeoutMs, keepAliveTimeout: timeoutMs });
    });
}

function answerHealth(response: Response, isOk: boolean): void {
    response.status(isOk ? 200 : 503).json({ ok: isOk });
}

const setHeaders: RequestHandler = (_request, response, next) => {
    const content = { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'" };
    response.set({ 'Cache-Control': 'no-store', ...content });
    next();
};

/** Digests have equal length, so that the comparison takes the same time for any guess. */
function requireToken(token: string): RequestHandler {
    const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
    const expected = digest(`Bearer ${token}`);
    return (request, response, next) => {
        const isAllowed = timingSafeEqual(digest(request.headers.authorization ?? ''), expected);
        if (isAllowed) next();
        else response.status(401).set('WWW-Authenticate', 'Bearer').json({ code: 'TOKEN_REQUIRED' });
    };
}

// Express knows an error handler by its four parameters.
const answerError: ErrorRequestHandler = ({ status = 500 }: { status?: number }, _request, response, _next) => {
    response.status(status).json({ code: status < 500 ? 'INVALID_REQUEST' : 'INTERNAL' });
};
