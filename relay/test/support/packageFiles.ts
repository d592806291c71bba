/** Metadata for local orgs: the package from source, the committed records of an org, and what a test adds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillPlaceholders } from '../../../scripts/localOrgs/orgConfiguration.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';

const { packageZip } = outsideJest('relay/test/support/packageZip.ts');

/** Content by path in metadata format, without a manifest. */
export type MetadataFiles = ReadonlyMap<string, string | Buffer>;

const root = join(import.meta.dirname, '../../..');
const typeByFolder: Readonly<Record<string, string>> = {
    certs: 'Certificate',
    classes: 'ApexClass',
    customMetadata: 'CustomMetadata',
    objects: 'CustomObject',
    triggers: 'ApexTrigger'
};

/** The package as `sf project deploy start` would send it, manifest included. */
export function packageFiles(): Promise<MetadataFiles> {
    return packageZip();
}

export function certificateFiles(configuration: string): MetadataFiles {
    const folder = join(root, 'config/orgs', configuration, 'certs');
    return new Map(readdirSync(folder).map((name) => [`certs/${name}`, readFileSync(join(folder, name))]));
}

/** The committed records of an org, placeholders filled. */
export function configurationFiles(configuration: string, values: ReadonlyMap<string, string>): MetadataFiles {
    const folder = join(root, 'config/orgs', configuration, 'customMetadata');
    const names = readdirSync(folder).filter((name) => name.endsWith('.md-meta.xml'));
    return new Map(
        names.map((name) => [
            `customMetadata/${name.replace('-meta.xml', '')}`,
            fillPlaceholders(readFileSync(join(folder, name), 'utf8'), values)
        ])
    );
}

/** A custom metadata record: text, boolean or null by field. */
export function recordFile(
    type: string,
    name: string,
    fields: Readonly<Record<string, string | boolean | null>>
): [string, string] {
    const values = Object.entries(fields).map(([field, value]) => {
        const kind = typeof value === 'boolean' ? 'boolean' : 'string';
        const element = value === null ? '<value xsi:nil="true"/>' : `<value xsi:type="xsd:${kind}">${value}</value>`;
        return `<values><field>${field}</field>${element}</values>`;
    });
    const head = `<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>${name}</label><protected>false</protected>`;
    return [`customMetadata/${type}.${name}.md`, `${head}${values.join('')}</CustomMetadata>`];
}

/** The source of a trigger or class, with the file that says its version and that it is active. */
export function apexFiles(kind: 'class' | 'trigger', name: string, source: string): [string, string][] {
    const [folder, extension, type] =
        kind === 'class' ? ['classes', 'cls', 'ApexClass'] : ['triggers', 'trigger', 'ApexTrigger'];
    const path = `${folder}/${name}.${extension}`;
    const meta = `<${type} xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>67.0</apiVersion><status>Active</status></${type}>`;
    return [
        [path, source],
        [`${path}-meta.xml`, meta]
    ];
}

/** @returns what the manifest of these files says */
export function manifestOf(files: MetadataFiles): string {
    const members = new Map<string, Set<string>>();
    for (const path of files.keys()) {
        const [folder = '', file = ''] = path.split('/');
        const type = typeByFolder[folder];
        if (type === undefined) continue;
        const name = file.replace(/-meta\.xml$/, '').replace(/\.[^.]+$/, '');
        members.set(type, (members.get(type) ?? new Set()).add(name));
    }
    const types = [...members].map(
        ([type, names]) =>
            `<types>${[...names].map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`
    );
    return `<Package xmlns="http://soap.sforce.com/2006/04/metadata">${types.join('')}<version>67.0</version></Package>`;
}
