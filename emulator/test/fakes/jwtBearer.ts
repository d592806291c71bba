/** Signs assertions as a client app does. */
import { sign } from 'node:crypto';
import { appKeys, consumerKey } from './fakeOrg.ts';

export const jwtBearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** @param claims replace the valid ones; undefined leaves one out */
export function assertion(
    audience: string,
    expiresAtS: number,
    claims: Record<string, unknown> = {},
    key = appKeys.privateKey
): string {
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = { iss: consumerKey, sub: 'admin@fake.example', aud: audience, exp: expiresAtS, ...claims };
    const text = `${encode({ alg: 'RS256' })}.${encode(content)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}
