/** Apex calls of components. */
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import type { AuraOutcome } from '../../lightningServices.ts';
import {
    isRecord,
    json,
    jsonObject,
    openEndpoint,
    type ApiAnswer,
    type ApiRequest,
    type Endpoint
} from '../endpoint.ts';
import { requireOwnPage, signedInUser } from './pageEndpoint.ts';

const sessionEnded: AuraOutcome = {
    isSuccess: false,
    status: 401,
    body: { message: 'Your session has ended. Log in again.', errorCode: 'INVALID_SESSION_ID' }
};

/** Refusals are `error.body` of a component, not pages. */
export function apexEndpoints(org: OrgServices): Endpoint[] {
    return [openEndpoint('POST', '/lightning/apex', (request) => callApex(org, request))];
}

function callApex(org: OrgServices, request: ApiRequest): ApiAnswer {
    requireOwnPage(request);
    const user = signedInUser(org, request);
    if (!user) return json(200, sessionEnded);
    const { method, parameters, isWire } = jsonObject(request);
    const [className = '', methodName = ''] = typeof method === 'string' ? method.split('.') : [];
    if (!isRecord(parameters)) throw new OrgRequestError(400, 'JSON_PARSER_ERROR', 'parameters must be an object');
    const outcome = org.callAura(user.id, {
        className,
        methodName,
        args: parameters,
        isCacheable: isWire === true || org.auraMethod(className, methodName)?.isCacheable === true
    });
    // As on the platform, a failure of Apex is no failure of HTTP: browsers would report one in their consoles.
    return json(200, outcome);
}
