/** The reversible username rule: each org appends its suffix to names that come from the other and strips the other's. */

const maxLength = 80;

export interface UsernameSuffixes {
    /** What the org that is written to appends. */
    readonly local: string;
    /** What the other org appends. */
    readonly partner: string;
}

/** Username in the local org for one of the partner, or undefined when the rule could not be reversed for it. */
export function toLocalUsername(partnerUsername: string, suffixes: UsernameSuffixes): string | undefined {
    const source = partnerUsername.toLowerCase();
    const target = swap(source, suffixes.partner, suffixes.local);
    const isReversible = target.length <= maxLength && swap(target, suffixes.local, suffixes.partner) === source;
    return isReversible ? target : undefined;
}

function swap(username: string, fromSuffix: string, toSuffix: string): string {
    const isFromHere = fromSuffix !== '' && username.length > fromSuffix.length && username.endsWith(fromSuffix);
    return isFromHere ? username.slice(0, -fromSuffix.length) : username + toSuffix;
}
