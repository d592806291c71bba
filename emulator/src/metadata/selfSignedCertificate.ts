/**
 * Makes a key pair and the self-signed X.509 certificate for it. node:crypto reads certificates and does not make them; the
 * structure is fixed and small, so it is written here in DER.
 * https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface CertificateWithKey {
    readonly privateKeyPem: string;
    readonly certificatePem: string;
    readonly expiresAt: number;
}

const yearMs = 365 * 86_400_000;

/** Valid for one year with a key of 2,048 bits and for two with 4,096, as the platform's own certificates. */
export function createSelfSignedCertificate(commonName: string, keySize: 2048 | 4096, now: number): CertificateWithKey {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: keySize });
    const expiresAt = now + (keySize === 4096 ? 2 : 1) * yearMs;
    const name = sequence(
        encode(tag.set, sequence(objectIds.commonName, encode(tag.utf8String, Buffer.from(commonName))))
    );
    const body = sequence(
        encode(tag.integer, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
        signatureAlgorithm,
        name,
        sequence(time(now), time(expiresAt)),
        name,
        publicKey.export({ type: 'spki', format: 'der' })
    );
    const signature = sign('RSA-SHA256', body, privateKey);
    const certificate = sequence(
        body,
        signatureAlgorithm,
        encode(tag.bitString, Buffer.concat([Buffer.from([0]), signature]))
    );
    const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
    return {
        privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        certificatePem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
        expiresAt
    };
}

const tag = { integer: 0x02, bitString: 0x03, null: 0x05, utf8String: 0x0c, utcTime: 0x17, sequence: 0x30, set: 0x31 };

const objectIds = {
    commonName: Buffer.from('0603550403', 'hex'),
    sha256WithRsa: Buffer.from('06092a864886f70d01010b', 'hex')
};

const signatureAlgorithm = sequence(objectIds.sha256WithRsa, encode(tag.null, Buffer.alloc(0)));

function encode(type: number, content: Buffer): Buffer {
    if (content.length < 0x80) return Buffer.concat([Buffer.from([type, content.length]), content]);
    const hexadecimal = content.length.toString(16);
    const length = Buffer.from(hexadecimal.padStart(hexadecimal.length + (hexadecimal.length % 2), '0'), 'hex');
    return Buffer.concat([Buffer.from([type, 0x80 | length.length]), length, content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
    return encode(tag.sequence, Buffer.concat(parts));
}

function time(epochMs: number): Buffer {
    const digits = new Date(epochMs).toISOString().slice(2, 19).replace(/\D/g, '');
    return encode(tag.utcTime, Buffer.from(`${digits}Z`));
}
