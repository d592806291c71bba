/**
 * Texts of one language: `translations/de.translation`.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_translations.htm
 */
import { componentOf, readMetadataXml, refuseUnknown, required } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';
import type { XmlElement } from '../xml.ts';

const known = new Set(['customLabels', 'customTabs', 'customApplications']);

export function parseTranslations(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, known);
    return [
        componentOf(source, {
            kind: 'Translations',
            language: source.fullName,
            labels: textsOf(root, 'customLabels'),
            tabs: textsOf(root, 'customTabs'),
            applications: textsOf(root, 'customApplications')
        })
    ];
}

/** By lower-case name. What is not translated yet has no text. */
function textsOf(root: XmlElement, listName: string): ReadonlyMap<string, string> {
    const entries = root
        .all(listName)
        .map((element) => [required(element, 'name').toLowerCase(), element.child('label')?.text ?? ''] as const);
    return new Map(entries.filter(([, text]) => text !== ''));
}
