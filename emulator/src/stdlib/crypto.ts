/**
 * Digests, signatures, random numbers, encodings.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_crypto.htm
 */
import { createHash, createHmac, createPublicKey, createSign, createVerify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ApexBlob } from '../values/apexBlob.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { defineType } from './systemType.ts';

const digests: Readonly<Record<string, string>> = {
    MD5: 'md5',
    SHA1: 'sha1',
    'SHA-1': 'sha1',
    'SHA-256': 'sha256',
    'SHA-512': 'sha512',
    'SHA3-256': 'sha3-256',
    'SHA3-384': 'sha3-384',
    'SHA3-512': 'sha3-512'
};
const macs: Readonly<Record<string, string>> = {
    hmacMD5: 'md5',
    hmacSHA1: 'sha1',
    hmacSHA256: 'sha256',
    hmacSHA512: 'sha512'
};
const signatures: Readonly<Record<string, string>> = {
    RSA: 'RSA-SHA1',
    'RSA-SHA1': 'RSA-SHA1',
    'RSA-SHA256': 'RSA-SHA256',
    'RSA-SHA384': 'RSA-SHA384',
    'RSA-SHA512': 'RSA-SHA512'
};

/** Names of algorithms do not depend on case. */
function algorithm(runtime: ApexRuntime, known: Readonly<Record<string, string>>, name: string): string {
    const found = Object.entries(known).find(([key]) => key.toLowerCase() === name.toLowerCase());
    return found ? found[1] : runtime.fail('System.InvalidParameterValueException', `Invalid algorithm name: ${name}`);
}

function certificate(
    runtime: ApexRuntime,
    name: string
): { readonly privateKeyPem: string; readonly certificatePem: string } {
    return (
        runtime.host.certificate(name) ??
        runtime.fail('System.InvalidParameterValueException', `No key pair found for developer name: ${name}`)
    );
}

/** A key in X.509 SubjectPublicKeyInfo, DER. */
function publicKey(runtime: ApexRuntime, key: ApexBlob): KeyObject {
    try {
        return createPublicKey({ key: key.bytes, format: 'der', type: 'spki' });
    } catch {
        return runtime.fail('System.SecurityException', 'Invalid Crypto Key');
    }
}

function verify(runtime: ApexRuntime, name: string, data: ApexBlob, signature: ApexBlob, key: KeyObject): boolean {
    return createVerify(algorithm(runtime, signatures, name))
        .update(data.bytes)
        .verify(key, signature.bytes);
}

function random(runtime: ApexRuntime, bytes: 4 | 8): bigint {
    return BigInt.asIntN(bytes * 8, BigInt(`0x${runtime.host.randomBytes(bytes).toString('hex')}`));
}

export const crypto = defineType({
    name: 'System.Crypto',
    statics: {
        'Blob generateDigest(String algorithm, Blob input)': (runtime, name: string, input: ApexBlob) =>
            new ApexBlob(
                createHash(algorithm(runtime, digests, name))
                    .update(input.bytes)
                    .digest()
            ),
        'Blob generateMac(String algorithm, Blob input, Blob key)': (
            runtime,
            name: string,
            input: ApexBlob,
            key: ApexBlob
        ) =>
            new ApexBlob(
                createHmac(algorithm(runtime, macs, name), key.bytes)
                    .update(input.bytes)
                    .digest()
            ),
        'Integer getRandomInteger()': (runtime) => Number(random(runtime, 4)),
        'Long getRandomLong()': (runtime) => random(runtime, 8),
        'Blob signWithCertificate(String algorithm, Blob input, String certificate)': (
            runtime,
            name: string,
            input: ApexBlob,
            developerName: string
        ) => {
            const { privateKeyPem } = certificate(runtime, developerName);
            return new ApexBlob(
                createSign(algorithm(runtime, signatures, name))
                    .update(input.bytes)
                    .sign(privateKeyPem)
            );
        },
        'Boolean verify(String algorithm, Blob data, Blob signature, Blob publicKey)': (
            runtime,
            name: string,
            data: ApexBlob,
            signature: ApexBlob,
            key: ApexBlob
        ) => verify(runtime, name, data, signature, publicKey(runtime, key)),
        'Boolean verify(String algorithm, Blob data, Blob signature, String certificate)': (
            runtime,
            name: string,
            data: ApexBlob,
            signature: ApexBlob,
            developerName: string
        ) => {
            const { certificatePem } = certificate(runtime, developerName);
            return verify(runtime, name, data, signature, createPublicKey(certificatePem));
        }
    }
});
