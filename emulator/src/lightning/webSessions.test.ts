import { describe, expect, it } from '@jest/globals';
import { cookieName, cookieValue, OneTimeTokens, sessionCookie } from './webSessions.ts';

describe('OneTimeTokens', () => {
    let now = 0;
    const tokens = new OneTimeTokens<string>(() => now);

    it('takes a token back once', () => {
        const token = tokens.issue('value');
        expect(tokens.redeem(token)).toBe('value');
        expect(tokens.redeem(token)).toBeUndefined();
        expect(tokens.redeem('never issued')).toBeUndefined();
    });

    it('takes none that is too old', () => {
        const token = tokens.issue('value');
        now += 10 * 60_000;
        expect(tokens.redeem(token)).toBeUndefined();
    });

    it('forgets the oldest when there are too many', () => {
        const [first = '', ...others] = Array.from({ length: 1_001 }, (_, index) => tokens.issue(String(index)));
        expect(tokens.redeem(first)).toBeUndefined();
        expect(tokens.redeem(others[0] ?? '')).toBe('1');
    });
});

describe('session cookies', () => {
    it('have a name for each org, as browsers share them between ports', () => {
        expect(cookieName('00D000000000001AAA')).not.toBe(cookieName('00D000000000002AAA'));
    });

    it('come back as they were set, among others', () => {
        const cookie = sessionCookie('sid', '00D!a=b;c');
        expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
        expect(cookieValue(`other=1; ${cookie.split(';')[0] ?? ''}; sidx=2`, 'sid')).toBe('00D!a=b;c');
        expect(cookieValue(undefined, 'sid')).toBeUndefined();
    });

    it('are forgotten when they are set empty', () => {
        expect(sessionCookie('sid', '')).toContain('Max-Age=0');
    });
});
