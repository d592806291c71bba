/**
 * Endpoints for browsers: the session comes in a cookie, refusals are pages. Only this machine may ask, and only pages of the
 * org itself may post to it.
 */
import { UnsupportedApexError } from '../../errors.ts';
import type { PageUser } from '../../lightning/pages/frame.ts';
import type { Markup } from '../../lightning/pages/html.ts';
import { messagePage } from '../../lightning/pages/messagePage.ts';
import { cookieName, cookieValue } from '../../lightning/webSessions.ts';
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import { openEndpoint, type ApiAnswer, type ApiRequest, type Endpoint, type MaybePromise } from '../endpoint.ts';

export interface PageRequest extends ApiRequest {
    readonly user: PageUser;
}

export interface PageOptions {
    /** Origins whose pages may show this org's in a frame. */
    readonly frameAncestors: readonly string[];
}

export interface PageEndpoints {
    /** For everyone on this machine. */
    open(method: string, path: string, handle: (request: ApiRequest) => MaybePromise<ApiAnswer>): Endpoint;
    /** Whoever is not logged in is led to the log-in. */
    signedIn(method: string, path: string, handle: (request: PageRequest) => MaybePromise<ApiAnswer>): Endpoint;
    page(markup: Markup, status?: number): ApiAnswer;
}

const localHosts = ['127.0.0.1', 'localhost'];

export function pageEndpoints(org: OrgServices, { frameAncestors }: PageOptions): PageEndpoints {
    const page = (markup: Markup, status = 200): ApiAnswer => ({
        status,
        headers: pageHeaders(frameAncestors),
        body: markup.text
    });
    const guarded = async (request: ApiRequest, handle: () => MaybePromise<ApiAnswer>): Promise<ApiAnswer> => {
        const user = signedInUser(org, request);
        try {
            requireOwnPage(request);
            return await handle();
        } catch (error) {
            const refusal = refusalOf(error);
            if (!refusal) throw error;
            return page(messagePage(org, user, { title: refusal.title, text: refusal.message }), refusal.status);
        }
    };
    return {
        page,
        open: (method, path, handle) =>
            openEndpoint(method, path, (request) => guarded(request, () => handle(request))),
        signedIn: (method, path, handle) =>
            openEndpoint(method, path, (request) =>
                guarded(request, () => {
                    const user = signedInUser(org, request);
                    return user ? handle({ ...request, user }) : redirect(loginUrl(request));
                })
            )
    };
}

export function redirect(location: string, headers: ApiAnswer['headers'] = {}): ApiAnswer {
    return { status: 302, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}

/** Undefined unless the browser has a session that is alive. */
export function signedInUser(org: OrgServices, { headers }: ApiRequest): PageUser | undefined {
    const token = cookieValue(headers.get('cookie'), cookieName(org.identity.orgId));
    const session = token === undefined ? undefined : org.session(token);
    return session && org.userById(session.userId);
}

/** A path of this org; `/lightning/page/home` for whatever leads elsewhere. */
export function localPath(text: string | null): string {
    return text !== null && /^\/(?![/\\])[\w\-./?=&%~:+]*$/.test(text) ? text : '/lightning/page/home';
}

/** @throws OrgRequestError 403 for another host's name, and for what another page posts */
export function requireOwnPage({ method, headers }: ApiRequest): void {
    const host = headers.get('host') ?? '';
    if (!localHosts.includes(host.replace(/:\d+$/, '')))
        throw new OrgRequestError(403, 'INVALID_HOST', 'Pages are served to 127.0.0.1 and localhost only.');
    if (method !== 'GET' && headers.get('origin') !== `http://${host}`)
        throw new OrgRequestError(403, 'INVALID_ORIGIN', 'This request did not come from a page of this org.');
}

function loginUrl({ path, query }: ApiRequest): string {
    const search = query.toString();
    return `/?${new URLSearchParams({ startURL: `${path}${search === '' ? '' : `?${search}`}` }).toString()}`;
}

function refusalOf(
    error: unknown
): { readonly status: number; readonly title: string; readonly message: string } | undefined {
    if (error instanceof OrgRequestError)
        return { status: error.status, title: error.errorCode, message: error.message };
    if (error instanceof UnsupportedApexError) return { status: 501, title: 'NOT_IMPLEMENTED', message: error.message };
    return undefined;
}

/** Scripts come from files only; synthetic shadow and base components make style elements. */
function pageHeaders(frameAncestors: readonly string[]): ApiAnswer['headers'] {
    const sources = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        `frame-src 'self' ${frameAncestors.join(' ')}`.trim(),
        `frame-ancestors 'self' ${frameAncestors.join(' ')}`.trim()
    ];
    return {
        'content-type': 'text/html;charset=UTF-8',
        'content-security-policy': sources.join('; '),
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff'
    };
}
