/** The label file: each label is a component with its own part of it. */
import { readMetadataXml, refuseUnknown, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';
import { formatXml, XmlElement } from '../xml.ts';

const known = new Set(['fullName', 'value', 'language', 'protected', 'shortDescription', 'categories']);

export function parseCustomLabels(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    const labels = root.all('labels').map((element): ParsedComponent => {
        refuseUnknown(element, known);
        const name = required(element, 'fullName');
        const part = formatXml(new XmlElement(root.name, root.attributes, [element]));
        return {
            componentType: 'CustomLabel',
            fullName: name,
            fileName: source.fileName,
            files: [{ path: source.fileName, content: Buffer.from(part) }],
            definition: {
                kind: 'CustomLabel',
                name,
                value: element.child('value')?.text ?? '',
                language: required(element, 'language')
            }
        };
    });
    return [{ ...source, files: [], definition: { kind: 'Stored', name: source.fullName } }, ...labels];
}
