/**
 * Which addresses the relay may talk to. Tokens and assertions go only to Salesforce hosts over TLS, whatever the
 * configuration or a token answer says; this machine itself is the one exception, for rehearsals.
 */
export interface OrgAddress {
    /** Origin of a URL, or `host:port`. */
    address: string;
    isLocal: boolean;
}

const orgHosts = '.salesforce.com';
const pubSubHosts = '.pubsub.salesforce.com';
const localHosts = ['localhost', '127.0.0.1', '[::1]'];

/** @returns the address, or a phrase that says what is wrong */
export function checkOrgUrl(text: string): OrgAddress | string {
    if (!URL.canParse(text)) return 'is not a URL';
    const { protocol, hostname, port, username, password, pathname, search, hash, origin } = new URL(text);
    if (username || password) return 'must not carry a user name or password';
    if (pathname !== '/' || search || hash) return 'must be a host without a path';
    const isLocal = localHosts.includes(hostname);
    if (protocol !== 'https:' && !(isLocal && protocol === 'http:')) return 'must be https (http on this machine only)';
    if (!isLocal && (!hostname.endsWith(orgHosts) || port)) return `must be a host under ${orgHosts}, port 443`;
    return { address: origin, isLocal };
}

/** @returns the address, or a phrase that says what is wrong */
export function checkPubSubEndpoint(text: string): OrgAddress | string {
    const [, host, port] = /^(\[::1\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(text) ?? [];
    if (!host || !port) return 'must be host:port';
    const isLocal = localHosts.includes(host);
    if (!isLocal && !host.toLowerCase().endsWith(pubSubHosts)) return `must be a host under ${pubSubHosts}`;
    if (!isLocal && port !== '7443' && port !== '443') return 'must use port 7443 or 443';
    return { address: text, isLocal };
}

/** For a token answer. Only a local login may lead to a local instance: no org points the relay at its own machine. */
export function checkInstanceUrl(text: string, login: OrgAddress): OrgAddress | string {
    const instance = checkOrgUrl(text);
    if (typeof instance === 'string' || !instance.isLocal || login.isLocal) return instance;
    return 'must not be a local address';
}
