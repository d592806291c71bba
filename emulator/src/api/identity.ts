/**
 * Who a token belongs to. Answers refusals in text and with 403, unlike the REST API.
 * https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm
 */
import type { OrgServices } from '../orgServices.ts';
import { bearerToken } from './apiRouter.ts';
import { json, openEndpoint, type Endpoint } from './endpoint.ts';

export function identityEndpoints(org: OrgServices): Endpoint[] {
    return [
        openEndpoint('*', '/services/oauth2/userinfo', (request) => {
            const token = bearerToken(request);
            const user = org.userById(org.session(token ?? '')?.userId ?? '');
            if (user) return json(200, userInfo(org, user));
            const body = token === undefined ? 'Missing_OAuth_Token' : 'Bad_OAuth_Token';
            return { status: 403, headers: { 'content-type': 'text/html;charset=UTF-8' }, body };
        })
    ];
}

function userInfo(org: OrgServices, user: NonNullable<ReturnType<OrgServices['userById']>>): unknown {
    const { orgId, instanceUrl } = org.identity;
    return {
        sub: `${instanceUrl}/id/${orgId}/${user.id}`,
        user_id: user.id,
        organization_id: orgId,
        preferred_username: user.username,
        name: user.name,
        email: user.email,
        given_name: user.firstName,
        family_name: user.lastName,
        zoneinfo: user.timeZone,
        profile: `${instanceUrl}/${user.id}`,
        active: user.isActive,
        user_type: user.userType.toUpperCase(),
        language: user.language,
        locale: user.locale,
        urls: {
            rest: `${instanceUrl}/services/data/v{version}/`,
            metadata: `${instanceUrl}/services/Soap/m/{version}/${orgId}`
        }
    };
}
