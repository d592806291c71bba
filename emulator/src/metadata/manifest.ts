/** `package.xml` and `destructiveChanges*.xml`: which components a request is about. */
import { ComponentError } from './component.ts';
import { metadataType, parentType } from './metadataTypes.ts';
import { elementOf, formatXml, parseXml, XmlElement, XmlError } from './xml.ts';

export interface Manifest {
    /** Type -> members; `*` stands for all. */
    readonly members: ReadonlyMap<string, readonly string[]>;
    /** `67.0` */
    readonly version: string | undefined;
}

export interface ComponentName {
    readonly componentType: string;
    readonly fullName: string;
}

/** @throws ComponentError */
export function parseManifest(text: string): Manifest {
    try {
        return readManifest(parseXml(text));
    } catch (error) {
        if (error instanceof XmlError) throw new ComponentError(error.message, error.line, error.column);
        throw error;
    }
}

/** From the `Package` element of a file, or from `unpackaged` of a SOAP retrieve. */
export function readManifest(root: XmlElement): Manifest {
    const members = new Map<string, string[]>();
    for (const type of root.all('types')) {
        const name = type.textOf('name');
        if (!name) throw new ComponentError('Required field is missing: name');
        members.set(name, [...(members.get(name) ?? []), ...type.all('members').map((member) => member.text.trim())]);
    }
    return { members, version: root.textOf('version') };
}

export function formatManifest(manifest: Manifest): string {
    const types = [...manifest.members].map(([name, members]) => ({ members, name }));
    const children = [...elementOf('types', types), ...elementOf('version', manifest.version)];
    return formatXml(new XmlElement('Package', { xmlns: 'http://soap.sforce.com/2006/04/metadata' }, children));
}

/** A parent's name stands for its children too; `*` does not name standard objects. */
export function isNamed(manifest: Manifest, { componentType, fullName }: ComponentName): boolean {
    const members = manifest.members.get(componentType) ?? [];
    if (members.includes(fullName)) return true;
    if (members.includes('*')) return componentType !== 'CustomObject' || fullName.includes('__');
    const parent = parentType(componentType);
    return parent
        ? isNamed(manifest, { componentType: parent.xmlName, fullName: parentName(parent.xmlName, fullName) })
        : false;
}

function parentName(parent: string, childName: string): string {
    return parent === 'CustomLabels' ? parent : (childName.split('.')[0] ?? '');
}

/** Every member that is named one by one. */
export function namedComponents(manifest: Manifest): ComponentName[] {
    return [...manifest.members].flatMap(([componentType, members]) =>
        members.filter((member) => member !== '*').map((fullName) => ({ componentType, fullName }))
    );
}

export function isKnownType(xmlName: string): boolean {
    return metadataType(xmlName) !== undefined || parentType(xmlName) !== undefined;
}
