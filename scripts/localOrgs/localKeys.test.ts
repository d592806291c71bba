import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localKey } from './localKeys.ts';

describe('local keys', () => {
    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'local-keys-'));
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    it('makes a key once and finds the same one again', () => {
        const first = localKey(join(folder, 'keys'), 'relay');
        expect(localKey(join(folder, 'keys'), 'relay')).toEqual(first);
        expect(localKey(join(folder, 'keys'), 'sf').publicKeyPem).not.toBe(first.publicKeyPem);
    });

    it('gives a public key that verifies what the private one signs', () => {
        const { privateKeyFile, publicKeyPem } = localKey(folder, 'relay');
        const data = Buffer.from('assertion');
        const signature = sign('RSA-SHA256', data, createPrivateKey(readFileSync(privateKeyFile)));
        expect(verify('RSA-SHA256', data, createPublicKey(publicKeyPem), signature)).toBe(true);
    });

    it('keeps the private key from other users of the machine', () => {
        const { privateKeyFile } = localKey(folder, 'relay');
        // Windows has no permission bits; the folder of the user protects the file there.
        const otherUsersBits = process.platform === 'win32' ? 0 : statSync(privateKeyFile).mode & 0o077;
        expect(otherUsersBits).toBe(0);
    });
});
