/**
 * A map of values as a relation between both orgs: several local values may pair with one partner value, and one of them is written.
 * `*` stands for every value without a pair of its own: on the partner's side it makes a fallback, on the local side it says which
 * partner value is only the partner's fallback for ours.
 */

export const anyValue = '*';

export interface ValuePair {
    readonly local: string;
    readonly partner: string;
    readonly isDefault: boolean;
}

export type ValueNote = 'FALLBACK' | 'SHORTENED';

export interface LocalValue {
    readonly value: string;
    /** The stored value counts as equal and stays. */
    readonly isEqual: boolean;
    readonly note: ValueNote | undefined;
}

export interface ValueMap {
    readonly pairs: readonly ValuePair[];
    /** Longer text is shortened, in both orgs alike. */
    readonly maxLength?: number;
}

/** What the partner's value means here, where `stored` stands. Cleared values are not mapped. */
export function toLocalValue(
    { pairs, maxLength = Infinity }: ValueMap,
    partnerValue: string,
    stored: string
): LocalValue {
    if (partnerValue === '') {
        return { value: '', isEqual: stored === '', note: undefined };
    }
    const paired = pairs.filter(({ partner }) => partner === partnerValue);
    const isPaired = pairs.some(({ local }) => local === stored && local !== anyValue);
    const isRelated = paired.some(
        ({ local }) => local === stored || (local === anyValue && stored !== '' && !isPaired)
    );
    const direct = paired.find(({ local, isDefault }) => isDefault && local !== anyValue)?.local;
    const fallback = paired.length === 0 ? pairs.find(({ partner }) => partner === anyValue)?.local : undefined;
    const full = direct ?? fallback ?? partnerValue;
    const value = full.slice(0, maxLength);
    const isShortenedHere = full.length > maxLength;
    const isShortenedThere = full.length === maxLength && stored.length > maxLength && stored.startsWith(full);
    return {
        value,
        isEqual: isRelated || isShortenedThere || stored === value,
        note: fallback === undefined ? (isShortenedHere ? 'SHORTENED' : undefined) : 'FALLBACK'
    };
}

/** The same relation as the partner holds it; `defaults` are the partner's own choices. */
export function mirrored(pairs: readonly ValuePair[], defaults: ReadonlySet<string>): ValuePair[] {
    return pairs.map(({ local, partner }) => ({
        local: partner,
        partner: local,
        isDefault: defaults.has(`${partner}=${local}`)
    }));
}
