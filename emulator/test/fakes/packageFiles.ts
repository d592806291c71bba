/** Files of small metadata packages. */
import type { MetadataFile } from '../../src/orgServices.ts';
import { writeZip } from '../../src/metadata/zip.ts';

const namespace = 'http://soap.sforce.com/2006/04/metadata';

/** A metadata file in the platform's layout; `inner` lines are indented by four spaces. */
export function xmlFile(root: string, ...inner: string[]): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">\n${inner.map((line) => `    ${line}\n`).join('')}</${root}>\n`;
}

export function manifest(types: Record<string, readonly string[]>): string {
    const rows = Object.entries(types).map(
        ([name, members]) =>
            `<types>${members.map((member) => `<members>${member}</members>`).join('')}<name>${name}</name></types>`
    );
    return xmlFile('Package', ...rows, '<version>67.0</version>');
}

export function files(contents: Record<string, string>): MetadataFile[] {
    return Object.entries(contents).map(([path, content]) => ({ path, content: Buffer.from(content) }));
}

export function zipOf(contents: Record<string, string>): Promise<Buffer> {
    return writeZip(files(contents));
}

export const apexMeta = xmlFile('ApexClass', '<apiVersion>67.0</apiVersion>', '<status>Active</status>');

/** One class, `Hello`. */
export const helloPackage = {
    'package.xml': manifest({ ApexClass: ['Hello'] }),
    'classes/Hello.cls': 'public class Hello { }\n',
    'classes/Hello.cls-meta.xml': apexMeta
};
