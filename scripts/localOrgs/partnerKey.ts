/**
 * The partner's public key as `UserSyncPartnerKey__mdt` holds it: base64 of the SubjectPublicKeyInfo in DER, in parts, because
 * text of custom metadata ends at 255 characters.
 */
import { X509Certificate } from 'node:crypto';
import { SetUpError } from './setUpError.ts';

const partLength = 255;
/** A key of 4,096 bits fills three parts. */
export const partCount = 3;

/**
 * @param certificate PEM, or the DER that the platform's download gives
 * @returns exactly three parts, empty ones at the end
 * @throws SetUpError CERTIFICATE_UNREADABLE, KEY_UNSUITABLE
 */
export function publicKeyParts(certificate: Buffer): string[] {
    const publicKey = readCertificate(certificate).publicKey;
    const text = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    if (publicKey.asymmetricKeyType !== 'rsa' || text.length > partCount * partLength) {
        throw new SetUpError(
            'KEY_UNSUITABLE',
            'The certificate does not hold an RSA key of at most 4,096 bits.',
            'Create the certificate with a key size of 2048 or 4096.'
        );
    }
    return Array.from({ length: partCount }, (_, part) => text.slice(part * partLength, (part + 1) * partLength));
}

/**
 * @param label shown in Setup, at most 40 characters
 * @returns the record as a source file
 */
export function partnerKeyRecord(label: string, certificate: Buffer): string {
    const parts = publicKeyParts(certificate).map((part, index) => value(`KeyPart${index + 1}__c`, 'string', part));
    return `<?xml version="1.0" encoding="UTF-8"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
    <label>${escapeXml(label)}</label>
    <protected>false</protected>
${[value('IsEnabled__c', 'boolean', 'true'), ...parts].join('\n')}
</CustomMetadata>
`;
}

function value(field: string, type: 'boolean' | 'string', text: string): string {
    const element = text === '' ? '<value xsi:nil="true"/>' : `<value xsi:type="xsd:${type}">${text}</value>`;
    return `    <values>
        <field>${field}</field>
        ${element}
    </values>`;
}

export function escapeXml(text: string): string {
    const entities: Readonly<Record<string, string>> = {
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        "'": '&apos;'
    };
    return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function readCertificate(certificate: Buffer): X509Certificate {
    try {
        return new X509Certificate(certificate);
    } catch (cause) {
        throw new SetUpError(
            'CERTIFICATE_UNREADABLE',
            'The file is not an X.509 certificate.',
            'Retrieve the certificate from the partner org again; it begins with -----BEGIN CERTIFICATE-----.',
            { cause }
        );
    }
}
