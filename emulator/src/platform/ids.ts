/** Makes record ids: key prefix, the org's own characters, a counter. The same org name yields the same ids. */
import { EmulatorBug } from '../errors.ts';
import { normalizeId } from '../values/apexId.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Process ids have up to 22 bits. */
const processLength = 4;

export class IdGenerator {
    private readonly orgCode: string;
    private readonly counters = new Map<string, number>();

    /**
     * @param orgNumber tells local orgs apart, those of one process or, as a port, those of a machine
     * @param processNumber tells processes apart whose orgs count from 0
     */
    constructor(orgNumber: number, processNumber?: number) {
        const [third, first] = [Math.floor(orgNumber / 52), Math.floor(orgNumber / 52 / digits.length)];
        const code = digitAt(first) + digits.charAt(10 + (orgNumber % 52)) + digitAt(third);
        this.orgCode = code + (processNumber === undefined ? '' : inDigits(processNumber, processLength));
    }

    /** A new 18-character id. */
    next(keyPrefix: string): string {
        const counter = (this.counters.get(keyPrefix) ?? 0) + 1;
        this.counters.set(keyPrefix, counter);
        const id = normalizeId(keyPrefix + this.orgCode + inDigits(counter, 12 - this.orgCode.length));
        if (!id) throw new EmulatorBug(`key prefix ${keyPrefix} makes no id`);
        return id;
    }
}

function inDigits(number: number, length: number): string {
    let text = '';
    for (let rest = number; text.length < length; rest = Math.floor(rest / digits.length)) text = digitAt(rest) + text;
    return text;
}

function digitAt(number: number): string {
    return digits.charAt(number % digits.length);
}

/** Version 4 of RFC 9562, from 16 random bytes. */
export function uuidOf(bytes: Buffer): string {
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
