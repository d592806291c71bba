/**
 * Record ids: 15 characters that depend on case, or 18 with a checksum of the case. An Id value is always held with 18.
 * https://help.salesforce.com/s/articleView?id=000385008
 */
const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form, or undefined if the text is no id. */
export function normalizeId(text: string): string | undefined {
    if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(text)) return undefined;
    const short = text.slice(0, 15);
    const long = short + checksumOf(short);
    return text.length === 15 || long.toLowerCase() === text.toLowerCase() ? long : undefined;
}

function checksumOf(short: string): string {
    return [0, 5, 10]
        .map((start) => {
            let bits = 0;
            for (let offset = 0; offset < 5; offset++) {
                if (/[A-Z]/.test(short.charAt(start + offset))) bits |= 1 << offset;
            }
            return checksumAlphabet.charAt(bits);
        })
        .join('');
}
