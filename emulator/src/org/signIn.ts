/** Whether a user may be signed in: a deactivated or frozen user may not, and what sessions there were have ended. */
import type { Session } from '../orgServices.ts';
import type { OrgEngine } from './orgEngine.ts';

export function maySignIn({ data }: OrgEngine, userId: string): boolean {
    const [login] = data.store.table('UserLogin').find('UserId', userId);
    return data.userById(userId)?.isActive === true && login?.values['IsFrozen'] !== true;
}

/** Undefined if unknown, expired, revoked, or if its user may not be signed in any more. */
export function liveSession(org: OrgEngine, token: string): Session | undefined {
    const session = org.logins.session(token);
    if (!session || maySignIn(org, session.userId)) return session;
    org.logins.revokeUser(session.userId);
    return undefined;
}
