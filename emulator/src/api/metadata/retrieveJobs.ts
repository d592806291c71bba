/** Retrieves that clients started, by id. The content is that of the moment of the request. */
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import { ComponentError } from '../../metadata/component.ts';
import { readManifest, type Manifest } from '../../metadata/manifest.ts';
import { buildRetrieveZip, type RetrievedPackage } from '../../metadata/retrievePackage.ts';
import type { XmlElement } from '../../metadata/xml.ts';
import { componentProperties } from './fileProperties.ts';

interface RetrieveJob {
    readonly rootFolder: string;
    readonly result: Promise<RetrievedPackage>;
}

export class RetrieveJobs {
    private readonly org: OrgServices;
    private readonly jobs = new Map<string, RetrieveJob>();

    constructor(org: OrgServices) {
        this.org = org;
    }

    /** @returns the job's id */
    start(request: XmlElement): string {
        const unpackaged = request.child('unpackaged');
        if (!unpackaged)
            throw new OrgRequestError(500, 'INVALID_INPUT', 'The local org retrieves unpackaged components only');
        const rootFolder = request.isTrue('singlePackage') ? '' : 'unpackaged/';
        const id = this.org.newId('09S');
        this.jobs.set(id, {
            rootFolder,
            result: buildRetrieveZip(this.org.components(), manifestOf(unpackaged), rootFolder)
        });
        return id;
    }

    /** A result is handed out once, with its zip, and then forgotten. */
    async status(id: string, includeZip: boolean): Promise<Record<string, unknown>> {
        const job = this.jobs.get(id);
        if (!job) throw new OrgRequestError(500, 'INVALID_CROSS_REFERENCE_KEY', `invalid cross reference id: ${id}`);
        const { zip, components, missing } = await job.result;
        if (includeZip) this.jobs.delete(id);
        return {
            done: true,
            fileProperties: components.map((component) => componentProperties(this.org, component, job.rootFolder)),
            id,
            messages: missing.map(({ componentType, fullName }) => ({
                fileName: `${job.rootFolder}package.xml`,
                problem: `Entity of type '${componentType}' named '${fullName}' cannot be found`
            })),
            status: 'Succeeded',
            success: true,
            ...(includeZip ? { zipFile: zip.toString('base64') } : {})
        };
    }
}

function manifestOf(element: XmlElement): Manifest {
    try {
        return readManifest(element);
    } catch (error) {
        if (error instanceof ComponentError) throw new OrgRequestError(500, 'INVALID_INPUT', error.message);
        throw error;
    }
}
