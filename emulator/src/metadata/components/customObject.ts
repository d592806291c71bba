/**
 * An object's file holds the object and its children; each becomes a component with its own part of the file, so that they
 * can be deployed, deleted and retrieved one by one.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customobject.htm
 */
import {
    ComponentError,
    numberOf,
    oneOf,
    readMetadataXml,
    refuseUnknown,
    required,
    unsupported
} from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';
import type { ComponentDefinition, CustomObjectDefinition, NameFieldDefinition } from '../definitions.ts';
import { formatXml, XmlElement } from '../xml.ts';
import { parseCustomField } from './customField.ts';
import { parseValidationRule } from './validationRule.ts';

/** Type and reader of each child element. */
const children: Readonly<
    Record<string, readonly [string, (objectName: string, element: XmlElement) => ComponentDefinition]>
> = {
    fields: [
        'CustomField',
        (object, element) => (isCustomName(element) ? parseCustomField(object, element) : stored(element))
    ],
    validationRules: ['ValidationRule', parseValidationRule],
    listViews: ['ListView', (_, element) => stored(element)],
    compactLayouts: ['CompactLayout', (_, element) => stored(element)],
    fieldSets: ['FieldSet', (_, element) => stored(element)]
};

export const objectChildTypes = Object.values(children).map(([type]) => type);

const known = new Set([
    ...[
        'label',
        'pluralLabel',
        'nameField',
        'sharingModel',
        'publishBehavior',
        'eventType',
        'deploymentStatus',
        'visibility'
    ],
    // Pages, search and reports only.
    ...[
        'description',
        'actionOverrides',
        'allowInChatterGroups',
        'compactLayoutAssignment',
        'enableActivities',
        'startsWith'
    ],
    ...[
        'enableBulkApi',
        'enableFeeds',
        'enableHistory',
        'enableLicensing',
        'enableReports',
        'enableSearch',
        'enableSharing'
    ],
    ...['enableStreamingApi', 'externalSharingModel', 'searchLayouts', 'gender', 'household', 'fullName']
]);

export function parseCustomObject(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    const own = root.children.filter((child) => !(child.localName in children));
    const parts = root.children.filter((child) => child.localName in children);
    const part = (elements: readonly XmlElement[]) => [{ path: source.fileName, content: fileOf(root, elements) }];
    const components = parts.map((element): ParsedComponent => {
        const [componentType, read] = children[element.localName] ?? [
            '',
            (_: string, part: XmlElement) => stored(part)
        ];
        const fullName = `${source.fullName}.${required(element, 'fullName')}`;
        try {
            const definition = read(source.fullName, element);
            return { componentType, fullName, fileName: source.fileName, files: part([element]), definition };
        } catch (error) {
            if (error instanceof ComponentError)
                throw new ComponentError(`${fullName}: ${error.message}`, error.line, error.column);
            throw error;
        }
    });
    if (own.length === 0) return components;
    const definition = objectOf(source.fullName, root);
    return [{ ...source, files: part(own), definition }, ...components];
}

function fileOf(root: XmlElement, elements: readonly XmlElement[]): Buffer {
    return Buffer.from(formatXml(new XmlElement(root.name, root.attributes, elements)));
}

function objectOf(name: string, root: XmlElement): CustomObjectDefinition {
    refuseUnknown(root, new Set([...known, ...Object.keys(children)]));
    const category = categoryOf(name);
    if (category === 'event' && root.textOf('eventType') !== 'HighVolume') {
        throw new ComponentError('Platform events must have the event type HighVolume');
    }
    return {
        kind: 'CustomObject',
        name,
        category,
        label: category === 'standard' ? (root.textOf('label') ?? name) : required(root, 'label'),
        pluralLabel: root.textOf('pluralLabel') ?? root.textOf('label') ?? name,
        nameField: category === 'record' ? nameFieldOf(root.child('nameField')) : undefined,
        sharingModel: root.textOf('sharingModel'),
        publishBehavior:
            category === 'event'
                ? (oneOf(root, 'publishBehavior', ['PublishImmediately', 'PublishAfterCommit']) ?? 'PublishImmediately')
                : undefined
    };
}

function categoryOf(name: string): CustomObjectDefinition['category'] {
    if (name.endsWith('__c')) return 'record';
    if (name.endsWith('__e')) return 'event';
    if (name.endsWith('__mdt')) return 'metadata';
    if (name.includes('__')) throw unsupported(`object kind of ${name}`);
    return 'standard';
}

function nameFieldOf(element: XmlElement | undefined): NameFieldDefinition {
    const type = element && oneOf(element, 'type', ['Text', 'AutoNumber']);
    if (!element || !type) throw new ComponentError('Must specify a nameField of type Text or AutoNumber');
    return {
        type,
        label: element.textOf('label') ?? 'Name',
        displayFormat: element.textOf('displayFormat'),
        startingNumber: numberOf(element, 'startingNumber')
    };
}

function isCustomName(element: XmlElement): boolean {
    return required(element, 'fullName').endsWith('__c');
}

function stored(element: XmlElement): ComponentDefinition {
    return { kind: 'Stored', name: required(element, 'fullName') };
}
