/**
 * What makes up a Lightning app: applications, tabs, pages and component bundles.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_customapplication.htm
 */
import {
    ComponentError,
    componentOf,
    metaFile,
    oneOf,
    readMetadataXml,
    refuseUnknown,
    required,
    unsupported
} from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';
import type { CustomTabDefinition, FlexiPageComponent, FlexiPageDefinition } from '../pageDefinitions.ts';
import type { XmlElement } from '../xml.ts';

const applicationElements = new Set([
    ...['label', 'description', 'tabs', 'uiType', 'navType', 'formFactors', 'brand', 'setupExperience', 'utilityBar'],
    ...[
        'isNavAutoTempTabsDisabled',
        'isNavPersonalizationDisabled',
        'isNavTabPersistenceDisabled',
        'isOmniPinnedViewEnabled'
    ]
]);

export function parseCustomApplication(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, applicationElements);
    oneOf(root, 'uiType', ['Lightning']);
    return [
        componentOf(source, {
            kind: 'CustomApplication',
            name: source.fullName,
            label: required(root, 'label'),
            description: root.textOf('description') ?? null,
            tabs: root.all('tabs').map((element) => element.text.trim())
        })
    ];
}

const tabElements = new Set(['label', 'description', 'motif', 'customObject', 'flexiPage', 'lwcComponent']);

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_customtab.htm */
export function parseCustomTab(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, tabElements);
    const page = pageOf(source.fullName, root);
    required(root, 'motif');
    const label = page.kind === 'object' ? (root.textOf('label') ?? null) : required(root, 'label');
    return [componentOf(source, { kind: 'CustomTab', name: source.fullName, label, page })];
}

function pageOf(name: string, root: XmlElement): CustomTabDefinition['page'] {
    const flexiPage = root.textOf('flexiPage');
    const bundle = root.textOf('lwcComponent');
    const isObject = root.isTrue('customObject');
    const count = [flexiPage !== undefined, bundle !== undefined, isObject].filter(Boolean).length;
    if (count !== 1) throw new ComponentError('A tab shows exactly one of customObject, flexiPage and lwcComponent');
    if (isObject) return { kind: 'object', name };
    return flexiPage === undefined ? { kind: 'bundle', name: bundle ?? '' } : { kind: 'flexiPage', name: flexiPage };
}

const pageElements = new Set([
    ...['flexiPageRegions', 'masterLabel', 'template', 'type', 'description', 'parentFlexiPage', 'sobjectType']
]);

/** https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_flexipage.htm */
export function parseFlexiPage(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, pageElements);
    const template = root.child('template');
    return [
        componentOf(source, {
            kind: 'FlexiPage',
            name: source.fullName,
            label: required(root, 'masterLabel'),
            type: oneOf(root, 'type', ['AppPage', 'HomePage', 'RecordPage']) ?? 'AppPage',
            template: template ? required(template, 'name') : '',
            regions: root.all('flexiPageRegions').map(regionOf)
        })
    ];
}

function regionOf(region: XmlElement): FlexiPageDefinition['regions'][number] {
    oneOf(region, 'type', ['Region', 'Facet']);
    const instances = region.all('itemInstances').map((item) => {
        const instance = item.child('componentInstance');
        if (!instance) throw unsupported('fields on a FlexiPage');
        return instance;
    });
    const components = [...instances, ...region.all('componentInstances')].map(componentInstance);
    return { name: required(region, 'name'), components };
}

function componentInstance(element: XmlElement): FlexiPageComponent {
    if (element.child('visibilityRule')) throw unsupported('visibility rules of components on a FlexiPage');
    const written = required(element, 'componentName');
    const [namespace, name] = written.includes(':') ? (written.split(':') as [string, string]) : ['c', written];
    const properties = element
        .all('componentInstanceProperties')
        .map((property) => [required(property, 'name'), property.textOf('value') ?? ''] as const);
    return { namespace, name, properties: Object.fromEntries(properties) };
}

const bundleElements = new Set([
    ...['apiVersion', 'isExposed', 'masterLabel', 'description', 'targets', 'targetConfigs', 'capabilities']
]);

/** https://developer.salesforce.com/docs/platform/lwc/guide/reference-configuration-tags.html */
export function parseLightningBundle(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, metaFile(source));
    refuseUnknown(root, bundleElements);
    const main = ['js', 'html'].map((suffix) => `${source.fileName}/${source.fullName}.${suffix}`);
    if (!source.files.some((file) => main.includes(file.path))) {
        throw new ComponentError(`Cannot find Lightning Component Bundle ${source.fullName}`);
    }
    const targets = root.child('targets')?.all('target') ?? [];
    return [
        componentOf(source, {
            kind: 'LightningComponentBundle',
            name: source.fullName,
            apiVersion: Number(required(root, 'apiVersion')),
            isExposed: root.isTrue('isExposed'),
            masterLabel: root.textOf('masterLabel') ?? null,
            targets: targets.map((target) => target.text.trim())
        })
    ];
}
