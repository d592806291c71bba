/** The zip that a retrieve answers with: the files of the components a manifest names, as they were deployed. */
import type { ComponentRecord, MetadataFile } from '../orgServices.ts';
import { formatManifest, isNamed, namedComponents, type ComponentName, type Manifest } from './manifest.ts';
import { formatXml, parseXml, XmlElement } from './xml.ts';
import { writeZip } from './zip.ts';

export interface RetrievedPackage {
    readonly zip: Buffer;
    readonly components: readonly ComponentRecord[];
    /** Named in the manifest and not in the org. */
    readonly missing: readonly ComponentName[];
}

/** `rootFolder` is `unpackaged/`, or empty for a single package. */
export async function buildRetrieveZip(
    components: Iterable<ComponentRecord>,
    manifest: Manifest,
    rootFolder = 'unpackaged/'
): Promise<RetrievedPackage> {
    const chosen = [...components].filter((component) => isNamed(manifest, component));
    const files = mergeByPath(chosen.flatMap((component) => component.files));
    const packageFile = { path: 'package.xml', content: Buffer.from(formatManifest(manifest)) };
    const zip = await writeZip(
        [...files, packageFile].map(({ path, content }) => ({ path: rootFolder + path, content }))
    );
    const missing = namedComponents(manifest).filter((name) => !chosen.some((component) => isPresent(component, name)));
    return { zip, components: chosen, missing };
}

/** A standard object has no record of its own; its fields answer for it. */
function isPresent(component: ComponentRecord, { componentType, fullName }: ComponentName): boolean {
    if (component.componentType === componentType && component.fullName === fullName) return true;
    return componentType === 'CustomObject' && component.fullName.startsWith(`${fullName}.`);
}

/** Parts of one object or label file become one file again. */
function mergeByPath(files: readonly MetadataFile[]): MetadataFile[] {
    const parts = new Map<string, Buffer[]>();
    for (const { path, content } of files) parts.set(path, [...(parts.get(path) ?? []), content]);
    return [...parts].map(([path, contents]) => ({ path, content: mergeXml(contents) }));
}

function mergeXml(contents: readonly Buffer[]): Buffer {
    const [first, ...others] = contents;
    if (!first) return Buffer.alloc(0);
    if (others.length === 0) return first;
    const [root, ...roots] = contents.map((content) => parseXml(content.toString('utf8')));
    if (!root) return first;
    const children = [...root.children, ...roots.flatMap((other) => other.children)];
    return Buffer.from(formatXml(new XmlElement(root.name, root.attributes, children)));
}
