/** Binary content. Immutable. */
export class ApexBlob {
    readonly bytes: Buffer;

    constructor(bytes: Uint8Array) {
        this.bytes = Buffer.from(bytes);
    }

    toString(): string {
        return `Blob[${this.bytes.length}]`;
    }
}
