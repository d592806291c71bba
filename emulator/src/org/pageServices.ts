/** Applications, tabs, pages and component bundles of an org, as one user may see them. */
import type { LightningBundleDefinition } from '../metadata/pageDefinitions.ts';
import type { MetadataFile, OrgServices } from '../orgServices.ts';
import type { FlexiPage, LightningApp, LightningBundle, LightningTab } from '../lightningServices.ts';
import { entityId } from '../platform/access/userRights.ts';
import type { ComponentStore } from './componentStore.ts';
import type { OrgEngine } from './orgEngine.ts';
import { openFrame } from './recordServices.ts';

export function pageServices(
    org: OrgEngine
): Pick<
    OrgServices,
    | 'customLabel'
    | 'hasCustomPermission'
    | 'hasUserPermission'
    | 'lightningApps'
    | 'lightningTab'
    | 'flexiPage'
    | 'lightningBundles'
> {
    return {
        customLabel: (name, language) => org.components.customLabel(name, language),
        hasCustomPermission: (userId, name) => {
            const { session, frame } = openFrame(org, userId);
            return session.hasCustomPermission(frame, name);
        },
        hasUserPermission: (userId, name) => org.data.rightsOf(userId).has(name),
        lightningApps: (userId) => lightningApps(org, userId),
        lightningTab: (userId, name) => lightningTab(org, userId, name),
        flexiPage: (name) => flexiPage(org, name),
        lightningBundles: () => lightningBundles(org.components)
    };
}

function lightningApps(org: OrgEngine, userId: string): readonly LightningApp[] {
    const { store } = org.data;
    const rights = org.data.rightsOf(userId);
    const texts = org.components.translations(languageOf(org, userId))?.applications;
    return org.components.all().flatMap(({ definition }): LightningApp[] => {
        if (definition.kind !== 'CustomApplication') return [];
        const item = store.row(entityId(store, 'AppMenuItem', 'Name', definition.name) ?? '');
        if (!rights.hasEntity((item?.values['ApplicationId'] as string | undefined) ?? '')) return [];
        const shown = definition.tabs.filter((name) => rights.tab(name) === 'DefaultOn');
        return [
            {
                name: definition.name,
                label: texts?.get(definition.name.toLowerCase()) ?? definition.label,
                description: definition.description,
                tabs: shown.flatMap((name) => lightningTab(org, userId, name) ?? [])
            }
        ];
    });
}

/** A tab of an object needs the right to read it too. */
function lightningTab(org: OrgEngine, userId: string, name: string): LightningTab | undefined {
    const rights = org.data.rightsOf(userId);
    const definition = org.components.find('CustomTab', name)?.definition;
    if (definition?.kind !== 'CustomTab' || rights.tab(name) === undefined) return undefined;
    const { page } = definition;
    const object = page.kind === 'object' ? org.data.schema.object(page.name) : undefined;
    if (page.kind === 'object' && (!object || !rights.may('read', object))) return undefined;
    const text = org.components.translations(languageOf(org, userId))?.tabs.get(name.toLowerCase());
    return { name: definition.name, label: text ?? definition.label ?? object?.labelPlural ?? name, page };
}

function flexiPage({ components }: OrgEngine, name: string): FlexiPage | undefined {
    const definition = components.find('FlexiPage', name)?.definition;
    return definition?.kind === 'FlexiPage' ? definition : undefined;
}

export function lightningBundles(components: ComponentStore): readonly LightningBundle[] {
    return components
        .all()
        .flatMap(({ definition, files }) =>
            definition.kind === 'LightningComponentBundle' ? [bundleOf(definition, files)] : []
        );
}

export function bundleOf(
    { name, apiVersion, isExposed, masterLabel, targets }: LightningBundleDefinition,
    files: readonly MetadataFile[]
): LightningBundle {
    return { name, apiVersion, isExposed, masterLabel, targets, files };
}

function languageOf({ data }: OrgEngine, userId: string): string | undefined {
    return data.userById(userId)?.language;
}
