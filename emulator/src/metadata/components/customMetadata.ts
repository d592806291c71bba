/**
 * Records of custom metadata types: `customMetadata/Rate.Default.md` is the record Default of `Rate__mdt`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_custommetadata.htm
 */
import { ComponentError, componentOf, readMetadataXml, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';

export function parseCustomMetadata(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    const [typeName, developerName, ...rest] = source.fullName.split('.');
    if (!typeName || !developerName || rest.length > 0 || !/^[A-Za-z]\w*$/.test(developerName)) {
        throw new ComponentError(`Invalid fullName, must be in the form <Type>.<Record>: ${source.fullName}`);
    }
    return [
        componentOf(source, {
            kind: 'CustomMetadata',
            objectName: typeName.endsWith('__mdt') ? typeName : `${typeName}__mdt`,
            developerName,
            label: required(root, 'label'),
            isProtected: root.isTrue('protected'),
            values: root.all('values').map((element) => {
                const value = element.child('value');
                return { field: required(element, 'field'), text: !value || value.isNil ? null : value.text };
            })
        })
    ];
}
