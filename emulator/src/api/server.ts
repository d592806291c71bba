/** The org's HTTP server: every endpoint family behind one Express application. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Neighbour } from '../lightning/pages/besidePage.ts';
import type { OrgServices } from '../orgServices.ts';
import { apexRestEndpoints } from './apexRest.ts';
import { createRouter, type ApiRouter } from './apiRouter.ts';
import { collectionEndpoints } from './collections.ts';
import { compositeEndpoints } from './composite.ts';
import { describeEndpoints } from './describe.ts';
import type { Endpoint } from './endpoint.ts';
import { identityEndpoints } from './identity.ts';
import { lightningEndpoints } from './lightning/lightningEndpoints.ts';
import { DeployJobs } from './metadata/deployJobs.ts';
import { restDeployEndpoints } from './metadata/restDeploy.ts';
import { soapMetadataEndpoints } from './metadata/soapMetadata.ts';
import { oauthEndpoints } from './oauth.ts';
import { queryEndpoints } from './queries.ts';
import { QueryCursors } from './queryCursors.ts';
import { recordEndpoints } from './records.ts';
import { resourceEndpoints } from './resources.ts';
import { soapApexEndpoints } from './soapApex.ts';
import { soapDataEndpoints } from './soapData.ts';
import { toolingEndpoints } from './tooling/toolingEndpoints.ts';
import { treeEndpoints } from './tree.ts';

export interface ApiOptions {
    /** Faults of the emulator itself; they are answered with status 500 as well. */
    readonly onFault?: (fault: unknown) => void;
    /** Another org, which may show this org's pages beside its own. */
    readonly neighbour?: Neighbour;
}

export interface ApiServer {
    /** `http://127.0.0.1:49152` */
    readonly url: string;
    close(): Promise<void>;
}

const bodyLimit = '64mb';
const keepAliveTimeoutMs = 120_000;

export function createApi(org: OrgServices, options: ApiOptions = {}): express.Express {
    const router = createApiRouter(org, options);
    const app = express();
    app.disable('x-powered-by');
    app.disable('etag');
    app.use(express.raw({ type: () => true, limit: bodyLimit }));
    app.use(async (request, response) => {
        const [path = '/', query = ''] = request.originalUrl.split(/\?(.*)/s);
        const answer = await router({
            method: request.method === 'HEAD' ? 'GET' : request.method,
            path: path.replace(/\/{2,}/g, '/'),
            query: new URLSearchParams(query),
            headers: new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
            body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        });
        // Express would add a charset to types that come without.
        response.setHeaders(new Map(Object.entries(answer.headers)));
        response.status(answer.status).end(answer.body);
    });
    return app;
}

function createApiRouter(org: OrgServices, options: ApiOptions): ApiRouter {
    const onFault = options.onFault ?? ((fault: unknown) => console.error(fault));
    const jobs = new DeployJobs(org, onFault);
    const cursors = new QueryCursors(org);
    const dataEndpoints = [
        ...queryEndpoints(org, cursors),
        ...describeEndpoints(org),
        ...collectionEndpoints(org),
        ...recordEndpoints(org)
    ];
    const endpoints: readonly Endpoint[] = [
        ...oauthEndpoints(org),
        ...identityEndpoints(org),
        ...resourceEndpoints(org),
        ...dataEndpoints,
        ...compositeEndpoints(org, dataEndpoints),
        ...treeEndpoints(org),
        ...toolingEndpoints(org, onFault),
        ...apexRestEndpoints(org),
        ...soapApexEndpoints(org, onFault),
        ...soapDataEndpoints(org, cursors, onFault),
        ...soapMetadataEndpoints(org, jobs, onFault),
        ...restDeployEndpoints(jobs),
        ...lightningEndpoints(org, options.neighbour)
    ];
    return createRouter(org, endpoints, onFault);
}

/** Listens on 127.0.0.1 only. Port 0 takes a free one. */
export async function listen(app: express.Express, port: number): Promise<ApiServer> {
    const server = createServer(app);
    // A deployment occupies the process for seconds; whoever waits for it must find the connection still open afterwards.
    server.keepAliveTimeout = keepAliveTimeoutMs;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        async close() {
            const closed = once(server, 'close');
            server.close();
            server.closeAllConnections();
            await closed;
        }
    };
}
