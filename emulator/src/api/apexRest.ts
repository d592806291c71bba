/** Hands requests below /services/apexrest to deployed classes, bodies untouched. */
import type { OrgServices } from '../orgServices.ts';
import type { ApexRestResponse } from '../runtime/host.ts';
import { endpoint, type Endpoint } from './endpoint.ts';

export function apexRestEndpoints(org: OrgServices): Endpoint[] {
    return [
        endpoint('*', '/services/apexrest/*rest', (request) => {
            const answer = org.callApexRest(request.userId, {
                method: request.method,
                path: request.parameters['rest'] ?? '',
                headers: request.headers,
                parameters: new Map(request.query),
                body: request.body
            });
            return { status: answer.statusCode, headers: headersOf(answer), body: answer.body };
        })
    ];
}

/** A body is JSON unless the class says otherwise. */
function headersOf({ headers, body }: ApexRestResponse): Readonly<Record<string, string>> {
    const isTyped = [...headers.keys()].some((name) => name.toLowerCase() === 'content-type');
    const type = isTyped || body.length === 0 ? {} : { 'content-type': 'application/json;charset=UTF-8' };
    return { ...type, ...Object.fromEntries(headers) };
}
