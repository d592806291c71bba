/** Makes record ids: key prefix, the org's own characters, a counter. The same org name yields the same ids. */
import { EmulatorBug } from '../errors.ts';
import { normalizeId } from '../values/apexId.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export class IdGenerator {
    private readonly orgCode: string;
    private readonly counters = new Map<string, number>();

    /** `orgNumber` tells local orgs of one process apart. */
    constructor(orgNumber: number) {
        this.orgCode = `0${digits.charAt(10 + (orgNumber % 52))}${digits.charAt(Math.floor(orgNumber / 52) % 62)}`;
    }

    /** A new 18-character id. */
    next(keyPrefix: string): string {
        let counter = (this.counters.get(keyPrefix) ?? 0) + 1;
        this.counters.set(keyPrefix, counter);
        let tail = '';
        while (tail.length < 9) {
            tail = digits.charAt(counter % 62) + tail;
            counter = Math.floor(counter / 62);
        }
        const id = normalizeId(keyPrefix + this.orgCode + tail);
        if (!id) throw new EmulatorBug(`key prefix ${keyPrefix} makes no id`);
        return id;
    }
}

/** Version 4 of RFC 9562, from 16 random bytes. */
export function uuidOf(bytes: Buffer): string {
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
