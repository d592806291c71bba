import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSelfSignedCertificate } from './selfSignedCertificate.ts';

const now = Date.UTC(2026, 0, 31, 10, 20, 30);

it('a certificate is signed by its own key, carries its name, and lasts a year', () => {
    const { certificatePem, privateKeyPem, expiresAt } = createSelfSignedCertificate('Own_Ünit', 2048, now);
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true);
    expect([certificate.subject, certificate.issuer]).toEqual(['CN=Own_Ünit', 'CN=Own_Ünit']);
    expect(certificate.validFromDate.getTime()).toBe(now);
    expect(certificate.validToDate.getTime()).toBe(expiresAt);
    expect(expiresAt - now).toBe(365 * 86_400_000);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
});

it('two certificates differ', () => {
    const [one, other] = [createSelfSignedCertificate('A', 2048, now), createSelfSignedCertificate('A', 2048, now)];
    expect(new X509Certificate(one.certificatePem).serialNumber).not.toBe(
        new X509Certificate(other.certificatePem).serialNumber
    );
});
