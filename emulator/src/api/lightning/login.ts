/** Ways into the org by browser: the list of users, and the front door for those who have a token already. */
import { loginPage, type LoginChoice } from '../../lightning/pages/loginPage.ts';
import { cookieName, cookieValue, OneTimeTokens, sessionCookie } from '../../lightning/webSessions.ts';
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import { endpoint, json, type ApiAnswer, type ApiRequest, type Endpoint } from '../endpoint.ts';
import { localPath, redirect, signedInUser, type PageEndpoints } from './pageEndpoint.ts';

const choicesAtMost = 25;

export function loginEndpoints(org: OrgServices, pages: PageEndpoints): Endpoint[] {
    const forms = new OneTimeTokens<true>(() => org.now());
    const doors = new OneTimeTokens<string>(() => org.now());
    const name = cookieName(org.identity.orgId);
    const enter = (token: string, path: string | null): ApiAnswer =>
        redirect(localPath(path), { 'set-cookie': sessionCookie(name, token) });
    return [
        pages.open('GET', '/', (request) => {
            const startUrl = localPath(request.query.get('startURL'));
            if (signedInUser(org, request)) return redirect(startUrl);
            const search = request.query.get('search') ?? '';
            const choices = loginChoices(org, search);
            return pages.page(
                loginPage(org, {
                    choices: choices.slice(0, choicesAtMost),
                    isMore: choices.length > choicesAtMost,
                    search,
                    token: forms.issue(true),
                    startUrl
                })
            );
        }),
        pages.open('POST', '/login', (request) => {
            const form = new URLSearchParams(request.body.toString('utf8'));
            const userId = form.get('userId') ?? '';
            if (!forms.redeem(form.get('token') ?? ''))
                throw new OrgRequestError(
                    403,
                    'INVALID_TOKEN',
                    'This form was used already or is too old. Open the log-in again.'
                );
            if (!org.maySignIn(userId)) throw new OrgRequestError(403, 'INVALID_LOGIN', 'This user may not log in.');
            return enter(org.createSession(userId).token, form.get('startURL'));
        }),
        pages.open('POST', '/secur/logout.jsp', (request) => {
            org.revokeSession(cookieValue(request.headers.get('cookie'), name) ?? '');
            return redirect('/', { 'set-cookie': sessionCookie(name, '') });
        }),
        pages.open('GET', '/secur/frontdoor.jsp', ({ query }) => {
            const oneTime = query.get('otp');
            const token = oneTime === null ? (query.get('sid') ?? '') : (doors.redeem(oneTime) ?? '');
            if (!org.session(token)) return redirect('/');
            return enter(token, query.get('retURL') ?? query.get('startURL'));
        }),
        endpoint('*', '/services/oauth2/singleaccess', (request) =>
            json(200, { frontdoor_uri: frontDoor(org, doors, request, request.userId) })
        )
    ];
}

/** https://help.salesforce.com/s/articleView?id=xcloud.frontdoor_singleaccess.htm */
function frontDoor(org: OrgServices, doors: OneTimeTokens<string>, request: ApiRequest, userId: string): string {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const wanted = request.query.get('redirect_uri') ?? form.get('redirect_uri');
    const parameters = new URLSearchParams({ otp: doors.issue(org.createSession(userId).token) });
    if (wanted !== null) parameters.set('startURL', localPath(wanted.startsWith('/') ? wanted : `/${wanted}`));
    return `${org.identity.instanceUrl}/secur/frontdoor.jsp?${parameters.toString()}`;
}

/** One more than a page shows. */
function loginChoices(org: OrgServices, search: string): LoginChoice[] {
    const pattern = `%${search.replace(/[\\'%_]/g, '\\$&')}%`;
    const { rows } = org.query(
        administratorId(org),
        `SELECT Id, Name, Username, Profile.Name FROM User WHERE IsActive = TRUE AND UserType = 'Standard'
         AND (Name LIKE '${pattern}' OR Username LIKE '${pattern}') ORDER BY CreatedDate, Name LIMIT ${choicesAtMost + 1}`
    );
    return rows.filter(({ id }) => org.maySignIn(id ?? '')).map(choiceOf);
}

function choiceOf(user: ApexSObject): LoginChoice {
    const profile = user.parents.get('Profile');
    return {
        id: user.id ?? '',
        name: String(user.get('Name')),
        username: String(user.get('Username')),
        profile: profile ? String(profile.get('Name')) : ''
    };
}

function administratorId(org: OrgServices): string {
    const administrator = org.userByUsername(org.identity.adminUsername);
    if (!administrator) throw new OrgRequestError(500, 'UNKNOWN_EXCEPTION', 'The org has lost its administrator.');
    return administrator.id;
}
