/**
 * Certificates. The org makes the key pair; a package only says that there is one, and private keys never leave the org.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_certificate.htm
 */
import { ComponentError, componentOf, metaFile, oneOf, readMetadataXml, required, unsupported } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';

export function parseCertificate(source: ComponentSource): ParsedComponent[] {
    const meta = readMetadataXml(source, metaFile(source));
    if (meta.isTrue('caSigned')) throw unsupported('certificates signed by an authority');
    const label = required(meta, 'masterLabel');
    if (label.length > 64) throw new ComponentError('masterLabel: 64 characters at most');
    const keySize = oneOf(meta, 'keySize', ['2048', '4096']) === '4096' ? 4096 : 2048;
    return [componentOf(source, { kind: 'Certificate', name: source.fullName, label, keySize })];
}
