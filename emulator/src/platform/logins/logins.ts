/** Who may log in and who is logged in: apps with their keys, sessions with their tokens. */
import type { Session } from '../../orgServices.ts';
import type { OrgClock } from '../clock.ts';

/** The platform's default session timeout. */
const sessionLifeMs = 2 * 3_600_000;

export class Logins {
    private readonly apps = new Map<string, string>();
    private readonly sessions = new Map<string, Session>();
    private readonly clock: OrgClock;
    private readonly orgId: string;
    private readonly randomBytes: (count: number) => Buffer;

    constructor(clock: OrgClock, orgId: string, randomBytes: (count: number) => Buffer) {
        this.clock = clock;
        this.orgId = orgId;
        this.randomBytes = randomBytes;
    }

    registerApp(consumerKey: string, publicKeyPem: string): void {
        this.apps.set(consumerKey, publicKeyPem);
    }

    appPublicKey(consumerKey: string): string | undefined {
        return this.apps.get(consumerKey);
    }

    createSession(userId: string): Session {
        const token = `${this.orgId.slice(0, 15)}!${this.randomBytes(48).toString('base64url')}`;
        const session = { token, userId, expiresAt: this.clock.now() + sessionLifeMs };
        this.sessions.set(token, session);
        return session;
    }

    /** Undefined if unknown, revoked or expired. Use prolongs it. */
    session(token: string): Session | undefined {
        const session = this.sessions.get(token);
        if (!session) return undefined;
        const now = this.clock.now();
        if (session.expiresAt <= now) {
            this.sessions.delete(token);
            return undefined;
        }
        const prolonged = { ...session, expiresAt: now + sessionLifeMs };
        this.sessions.set(token, prolonged);
        return prolonged;
    }

    revoke(token: string): void {
        this.sessions.delete(token);
    }

    /** All sessions of a user, as when the user is deactivated or a test wants the next call refused. */
    revokeUser(userId: string): void {
        for (const [token, session] of this.sessions) if (session.userId === userId) this.sessions.delete(token);
    }
}
