/** What a tab shows: components of the org, with the values that its FlexiPage gives to their properties. */
import { UnsupportedApexError } from '../errors.ts';
import { parseXml } from '../metadata/xml.ts';
import type { OrgServices } from '../orgServices.ts';
import type { FlexiPage, LightningBundle, LightningTab } from '../lightningServices.ts';
import type { PageComponent } from './pageSession.ts';

type Placed = FlexiPage['regions'][number]['components'][number];
type Value = PageComponent['properties'][string];

const readers: Readonly<Record<string, (text: string) => Value>> = {
    String: (text) => text,
    Integer: Number,
    Boolean: (text) => text === 'true'
};

/** @throws UnsupportedApexError for components of the platform's own, and for properties of other types */
export function pageComponents(org: OrgServices, { page }: LightningTab): readonly PageComponent[] {
    if (page.kind === 'bundle') return [{ module: `c/${page.name}`, properties: {}, container: 'component-0' }];
    const flexiPage = page.kind === 'flexiPage' ? org.flexiPage(page.name) : undefined;
    const placed = (flexiPage?.regions ?? []).flatMap(({ components }) => components);
    return placed.map((component, index) => pageComponent(org.lightningBundles(), component, index));
}

function pageComponent(
    bundles: readonly LightningBundle[],
    { namespace, name, properties }: Placed,
    index: number
): PageComponent {
    if (namespace !== 'c') throw new UnsupportedApexError(`component ${namespace}:${name} on a page`);
    const types = propertyTypes(bundles.find((bundle) => bundle.name === name));
    const values = Object.entries(properties).map(([property, text]) => {
        const type = types.get(property) ?? 'String';
        const read = readers[type];
        if (!read) throw new UnsupportedApexError(`property ${property} of type ${type} on a page`);
        return [property, read(text)] as const;
    });
    return { module: `c/${name}`, properties: Object.fromEntries(values), container: `component-${index}` };
}

/** https://developer.salesforce.com/docs/platform/lwc/guide/reference-configuration-tags.html */
function propertyTypes(bundle: LightningBundle | undefined): ReadonlyMap<string, string> {
    const meta = bundle?.files.find(({ path }) => path.endsWith('-meta.xml'));
    if (!meta) return new Map();
    const configurations = parseXml(meta.content.toString('utf8')).child('targetConfigs')?.all('targetConfig') ?? [];
    const properties = configurations.flatMap((configuration) => configuration.all('property'));
    return new Map(properties.map(({ attributes }) => [attributes['name'] ?? '', attributes['type'] ?? 'String']));
}
