/**
 * Key pairs of the apps that log in to local orgs: the relay's and the one for sf. Made once, kept under .local/, which git
 * ignores. A log-in from a second terminal works because both read the same file; the org offers no way to add a key.
 */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LocalKey {
    /** PEM, PKCS #8; readable by its owner only. */
    readonly privateKeyFile: string;
    /** PEM, SubjectPublicKeyInfo. */
    readonly publicKeyPem: string;
}

const ownerOnly = 0o600;

/** @returns the key of that name, made now if there is none */
export function localKey(folder: string, name: string): LocalKey {
    const privateKeyFile = join(folder, `${name}.pem`);
    if (!existsSync(privateKeyFile)) {
        writePrivateKey(folder, privateKeyFile);
    }
    const publicKey = createPublicKey(readFileSync(privateKeyFile));
    return { privateKeyFile, publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** Two scripts may start at once: a file that appears is complete. */
function writePrivateKey(folder: string, file: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const unfinished = `${file}.${process.pid}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: ownerOnly });
    renameSync(unfinished, file);
}
