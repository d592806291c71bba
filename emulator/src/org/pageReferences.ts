/** What pages, tabs, applications and rights name must exist, as a deployment checks it. */
import type { ComponentDefinition } from '../metadata/definitions.ts';
import type { CustomTabDefinition, FlexiPageDefinition, TranslationsDefinition } from '../metadata/pageDefinitions.ts';
import type { DataPlatform } from '../platform/dataPlatform.ts';
import { MetadataProblem } from '../platform/schema/metadataProblem.ts';
import type { ComponentStore } from './componentStore.ts';

/** Throws MetadataProblem. */
export function checkReferences(
    { schema }: Pick<DataPlatform, 'schema'>,
    components: ComponentStore,
    definition: ComponentDefinition
): void {
    const needTab = (field: string, name: string): void => {
        if (!name.startsWith('standard-')) need(components, field, 'CustomTab', name);
    };
    switch (definition.kind) {
        case 'FlexiPage':
            checkPage(components, definition);
            return;
        case 'CustomTab':
            checkTab(schema, components, definition.page);
            return;
        case 'CustomApplication':
            for (const tab of definition.tabs) needTab('tabs', tab);
            return;
        case 'PermissionSet':
        case 'Profile':
            for (const { tab } of definition.tabs) needTab('tab', tab);
            return;
        case 'Translations':
            checkTranslations(components, definition);
            return;
        default:
            return;
    }
}

function checkTab(
    schema: DataPlatform['schema'],
    components: ComponentStore,
    { kind, name }: CustomTabDefinition['page']
): void {
    if (kind === 'flexiPage') need(components, 'flexiPage', 'FlexiPage', name);
    if (kind === 'bundle') checkBundle(components, name, 'lightning__Tab');
    if (kind === 'object' && !schema.object(name)) missing('customObject', 'CustomObject', name);
}

function checkTranslations(components: ComponentStore, { labels, tabs, applications }: TranslationsDefinition): void {
    for (const name of labels.keys()) need(components, 'customLabels', 'CustomLabel', name);
    for (const name of tabs.keys()) need(components, 'customTabs', 'CustomTab', name);
    for (const name of applications.keys()) need(components, 'customApplications', 'CustomApplication', name);
}

function need(components: ComponentStore, field: string, type: string, name: string): void {
    if (!components.find(type, name)) missing(field, type, name);
}

function missing(field: string, type: string, name: string): never {
    throw new MetadataProblem(`In field: ${field} - no ${type} named ${name} found`);
}

function checkPage(components: ComponentStore, { type, regions }: FlexiPageDefinition): void {
    for (const { namespace, name } of regions.flatMap((region) => region.components))
        if (namespace === 'c') checkBundle(components, name, `lightning__${type}`);
}

function checkBundle(components: ComponentStore, name: string, target: string): void {
    const definition = components.find('LightningComponentBundle', name)?.definition;
    if (definition?.kind !== 'LightningComponentBundle')
        throw new MetadataProblem(
            `We couldn't retrieve the design time component information for component c:${name}.`
        );
    if (!definition.isExposed || !definition.targets.includes(target))
        throw new MetadataProblem(`The component c:${name} isn't available for the target ${target}.`);
}
