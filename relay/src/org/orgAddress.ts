/**
 * Which addresses the relay may talk to. Tokens and assertions go only to Salesforce hosts over TLS, whatever the
 * configuration or a token answer says; this machine itself is the one exception, for rehearsals.
 */
const orgHostSuffix = '.salesforce.com';
const pubSubHostSuffix = '.pubsub.salesforce.com';
const localHosts = ['localhost', '127.0.0.1', '[::1]'];

export interface OrgAddress {
    /** For a URL its origin, for an endpoint `host:port`. */
    address: string;
    /** On this machine: plain text is accepted there, with a warning. */
    isLocal: boolean;
}

/** @returns the address, or a sentence that says what is wrong and what to write instead */
export function checkOrgUrl(text: string): OrgAddress | string {
    if (!URL.canParse(text)) return 'is not a URL; write https:// and the My Domain host';
    const url = new URL(text);
    if (url.username || url.password) return 'must not carry a user name or password; remove them';
    if (url.pathname !== '/' || url.search || url.hash) return 'must be a host without path; remove what follows it';
    const isLocal = localHosts.includes(url.hostname);
    if (isLocal && (url.protocol === 'http:' || url.protocol === 'https:')) return { address: url.origin, isLocal };
    if (url.protocol !== 'https:') return 'must start with https:// (http only for localhost)';
    if (!url.hostname.endsWith(orgHostSuffix) || url.port) return `must be a host under ${orgHostSuffix}, port 443`;
    return { address: url.origin, isLocal };
}

/** @returns the address, or a sentence that says what is wrong and what to write instead */
export function checkPubSubEndpoint(text: string): OrgAddress | string {
    const match = /^(\[::1\]|[A-Za-z0-9.-]+):(\d{1,5})$/.exec(text);
    const [, host = '', port = ''] = match ?? [];
    if (!match) return 'must be host:port, such as api.pubsub.salesforce.com:7443';
    if (localHosts.includes(host)) return { address: text, isLocal: true };
    if (!host.toLowerCase().endsWith(pubSubHostSuffix)) return `must be a host under ${pubSubHostSuffix}`;
    if (port !== '7443' && port !== '443') return 'must use port 7443 or 443';
    return { address: text, isLocal: false };
}

/**
 * Checks the `instance_url` of a token answer before anything is sent there. A local one is trusted only after a
 * local login, so that a real org cannot point the relay at its own machine.
 */
export function checkInstanceUrl(text: string, login: OrgAddress): OrgAddress | string {
    const instance = checkOrgUrl(text);
    if (typeof instance === 'string') return instance;
    return instance.isLocal && !login.isLocal ? 'must not be a local address' : instance;
}
