/**
 * Deployments over REST.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_rest_deploy.htm
 */
import busboy from 'busboy';
import { OrgRequestError } from '../../orgServices.ts';
import { dataEndpoint, isRecord, json, jsonObject, type ApiRequest, type Endpoint } from '../endpoint.ts';
import type { DeployJobs } from './deployJobs.ts';
import { deployOptions, deployResult } from './deployResult.ts';

export function restDeployEndpoints(jobs: DeployJobs): Endpoint[] {
    return [
        dataEndpoint('POST', '/metadata/deployRequest', async (request) => {
            const { zip, text } = await readParts(request);
            const options: unknown = JSON.parse(text);
            const job = jobs.start(
                request.userId,
                zip,
                deployOptions(isRecord(options) ? options['deployOptions'] : undefined)
            );
            return json(201, {
                id: job.id,
                validatedDeployRequestId: null,
                deployOptions: job.options,
                deployResult: deployResult(jobs.org, job, false)
            });
        }),
        dataEndpoint('GET', '/metadata/deployRequest/:id', (request) => {
            const job = jobs.job(request.parameters['id'] ?? '');
            const includeDetails = request.query.get('includeDetails') === 'true';
            return json(200, {
                id: job.id,
                deployOptions: job.options,
                deployResult: deployResult(jobs.org, job, includeDetails)
            });
        }),
        dataEndpoint('PATCH', '/metadata/deployRequest/:id', (request) => {
            const change = jsonObject(request)['deployResult'];
            if (!isRecord(change) || change['status'] !== 'Canceling') {
                throw new OrgRequestError(400, 'INVALID_INPUT', 'Only the status Canceling can be set');
            }
            const job = jobs.cancel(request.parameters['id'] ?? '');
            return json(202, { id: job.id, deployResult: deployResult(jobs.org, job, false) });
        })
    ];
}

/** The JSON part and the zip part of a multipart body. */
async function readParts(request: ApiRequest): Promise<{ zip: Buffer; text: string }> {
    const contents = new Map<'zip' | 'text', Buffer>();
    await new Promise<void>((resolve, reject) => {
        const parser = busboy({ headers: Object.fromEntries(request.headers) });
        parser.on('field', (_name, value) => contents.set('text', Buffer.from(value)));
        parser.on('file', (_name, stream, { mimeType }) => {
            const chunks: Buffer[] = [];
            stream.on('data', (chunk: Buffer) => chunks.push(chunk));
            stream.on('end', () =>
                contents.set(mimeType === 'application/json' ? 'text' : 'zip', Buffer.concat(chunks))
            );
        });
        parser.on('close', resolve);
        parser.on('error', reject);
        parser.end(request.body);
    }).catch((error: unknown) => {
        throw new OrgRequestError(
            400,
            'INVALID_MULTIPART_REQUEST',
            error instanceof Error ? error.message : String(error)
        );
    });
    const zip = contents.get('zip');
    if (!zip) throw new OrgRequestError(400, 'INVALID_MULTIPART_REQUEST', 'The zip file is missing');
    return { zip, text: contents.get('text')?.toString('utf8') ?? '{}' };
}
