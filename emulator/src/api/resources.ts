/** Versions, the list of resources, limits, and the refusal of what the platform has and this org has not. */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { apiVersions } from './apiVersions.ts';
import { dataEndpoint, json, openEndpoint, type Endpoint } from './endpoint.ts';

const resourceNames = ['sobjects', 'query', 'queryAll', 'composite', 'limits', 'tooling', 'metadata'];

export function resourceEndpoints(org: OrgServices): Endpoint[] {
    return [
        openEndpoint('GET', '/services/data', () => json(200, apiVersions)),
        dataEndpoint('GET', '', (request) => {
            const { instanceUrl, orgId } = org.identity;
            return json(200, {
                ...Object.fromEntries(
                    resourceNames.map((name) => [name, `${request.path.replace(/\/$/, '')}/${name}`])
                ),
                identity: `${instanceUrl}/id/${orgId}/${request.userId}`
            });
        }),
        dataEndpoint('GET', '/limits', () => {
            const rows = [...org.usage()].map(([name, { max, remaining }]) => [
                name,
                { Max: max, Remaining: remaining }
            ]);
            return json(200, Object.fromEntries(rows));
        }),
        dataEndpoint('*', '/jobs/*rest', refuseBulk),
        openEndpoint('*', '/services/async/*rest', refuseBulk)
    ];
}

function refuseBulk(): never {
    throw new OrgRequestError(501, 'NOT_IMPLEMENTED', 'The local org does not support the Bulk API. Use the REST API.');
}
