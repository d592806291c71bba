/**
 * `npm run orgs:pin -- --certificate FILE --org ALIAS [--name NAME]`: turns the partner's signing certificate into the record
 * by which the org knows the partner's signatures, config/orgs/ALIAS/customMetadata/UserSyncPartnerKey.NAME.md-meta.xml.
 */
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { partnerKeyRecord } from './localOrgs/partnerKey.ts';
import { reportFailure, SetUpError } from './localOrgs/setUpError.ts';

const usage = 'Usage: npm run orgs:pin -- --certificate FILE --org ALIAS [--name NAME]';

function pin(): void {
    const { certificate: file, org, name } = readArguments();
    const certificate = readCertificate(file);
    const target = join('config', 'orgs', org, 'customMetadata', `UserSyncPartnerKey.${name}.md-meta.xml`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, partnerKeyRecord(name, certificate));
    const { fingerprint256, validTo } = new X509Certificate(certificate);
    console.log(`${target} is written: the key of certificate ${fingerprint256}, valid to ${validTo}.`);
}

function readArguments(): { certificate: string; org: string; name: string } {
    const options = {
        certificate: { type: 'string' },
        org: { type: 'string' },
        name: { type: 'string', default: 'Current' }
    } as const;
    try {
        const { certificate, org = '', name } = parseArgs({ options }).values;
        if (certificate !== undefined && /^\w[\w.-]*$/.test(org) && /^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
            return { certificate, org, name };
        }
    } catch (cause) {
        throw new SetUpError('ARGUMENTS_INVALID', (cause as Error).message, usage, { cause });
    }
    throw new SetUpError(
        'ARGUMENTS_INVALID',
        'A certificate file, an org and a name of letters and digits are needed.',
        usage
    );
}

function readCertificate(file: string): Buffer {
    try {
        return readFileSync(file);
    } catch (cause) {
        throw new SetUpError(
            'CERTIFICATE_MISSING',
            `${file} cannot be read.`,
            'Retrieve the certificate of the partner org first.',
            {
                cause
            }
        );
    }
}

try {
    pin();
} catch (error) {
    reportFailure(error);
}
