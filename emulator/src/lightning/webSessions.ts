/** What a browser brings to a page: its session cookie, and tokens that are good for one use. */
import { randomBytes } from 'node:crypto';

const tokenLifeMs = 10 * 60_000;
const tokensAtMost = 1_000;

/** Tokens that are handed out with a value and taken back once. */
export class OneTimeTokens<Value> {
    private readonly tokens = new Map<string, { readonly value: Value; readonly expiresAt: number }>();
    private readonly now: () => number;

    constructor(now: () => number) {
        this.now = now;
    }

    issue(value: Value): string {
        const token = randomBytes(24).toString('base64url');
        this.tokens.set(token, { value, expiresAt: this.now() + tokenLifeMs });
        const [oldest] = this.tokens.keys();
        if (this.tokens.size > tokensAtMost && oldest !== undefined) this.tokens.delete(oldest);
        return token;
    }

    /** Undefined if it was never issued, is used, or too old. */
    redeem(token: string): Value | undefined {
        const issued = this.tokens.get(token);
        this.tokens.delete(token);
        return issued && issued.expiresAt > this.now() ? issued.value : undefined;
    }
}

/** Browsers share cookies between the ports of a host, so the name tells the orgs apart. */
export function cookieName(orgId: string): string {
    return `sid_${orgId.slice(0, 15)}`;
}

export function cookieValue(header: string | undefined, name: string): string | undefined {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim().split(/=(.*)/s));
    const value = pairs.find(([key]) => key === name)?.[1];
    return value === undefined ? undefined : decodeURIComponent(value);
}

/** Empty value: the browser forgets it. */
export function sessionCookie(name: string, value: string): string {
    const end = value === '' ? '; Max-Age=0' : '';
    return `${name}=${encodeURIComponent(value)}; Path=/; HttpOnly; SameSite=Strict${end}`;
}
