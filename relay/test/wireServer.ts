import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Path and JSON (or text) body of what a client sent. */
export interface WireRequest {
    method: string;
    path: string;
    headers: IncomingMessage['headers'];
    body: string;
}

export interface WireServer {
    url: string;
    requests: WireRequest[];
    close(): Promise<void>;
}

export type Respond = (request: WireRequest, response: ServerResponse) => void;

/** A real HTTP server on a free port of this machine; `respond` plays the org. */
export async function startWireServer(respond: Respond): Promise<WireServer> {
    const requests: WireRequest[] = [];
    const server = createServer((incoming, response) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
            const { method = '', url: path = '', headers } = incoming;
            const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
            requests.push(request);
            respond(request, response);
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, requests, close: () => closeServer(server) };
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function closeServer(server: Server): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}
