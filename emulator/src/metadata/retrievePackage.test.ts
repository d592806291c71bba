import { files, helloPackage, manifest, xmlFile, zipOf } from '../../test/fakes/packageFiles.ts';
import type { ComponentRecord } from '../orgServices.ts';
import { parseManifest } from './manifest.ts';
import { readPackage } from './packageFiles.ts';
import { parseComponents } from './parseComponents.ts';
import { buildRetrieveZip } from './retrievePackage.ts';

const field = (name: string) => [
    '<fields>',
    `    <fullName>${name}</fullName>`,
    '    <label>It&apos;s &lt;x&gt;</label>',
    '    <length>80</length>',
    '    <type>Text</type>',
    '</fields>'
];
const invoice = xmlFile(
    'CustomObject',
    '<label>Invoice</label>',
    '<nameField>',
    '    <label>Name</label>',
    '    <type>Text</type>',
    '</nameField>',
    '<pluralLabel>Invoices</pluralLabel>',
    ...field('A__c'),
    ...field('B__c')
);
const everything = {
    ...helloPackage,
    'package.xml': manifest({ ApexClass: ['Hello'], CustomObject: ['Invoice__c', 'User'] }),
    'objects/Invoice__c.object': invoice,
    'objects/User.object': xmlFile('CustomObject', ...field('C__c'))
};

async function deployed(): Promise<ComponentRecord[]> {
    const { components, problems } = parseComponents(await readPackage(await zipOf(everything)));
    expect(problems).toEqual([]);
    return components.map((component) => ({ ...component, id: '', createdAt: 0, lastModifiedAt: 0 }));
}

async function retrieved(types: Record<string, string[]>) {
    const { zip, missing } = await buildRetrieveZip(await deployed(), parseManifest(manifest(types)));
    const contents = (await readPackage(zip)).map(({ path, content }) => [path, content.toString()]);
    return { contents: Object.fromEntries(contents) as Record<string, string>, missing };
}

describe('a retrieved package', () => {
    it('has what was deployed, byte for byte', async () => {
        const { contents, missing } = await retrieved({ ApexClass: ['*'], CustomObject: ['Invoice__c', 'User'] });
        expect({ ...contents, 'package.xml': '' }).toEqual({ ...everything, 'package.xml': '' });
        expect(contents['package.xml']).toContain('<members>Invoice__c</members>');
        expect(missing).toEqual([]);
    });

    it('has of an object only the fields that were asked for', async () => {
        const { contents } = await retrieved({ CustomField: ['Invoice__c.B__c'] });
        expect(contents['objects/Invoice__c.object']).toBe(xmlFile('CustomObject', ...field('B__c')));
        expect(contents).not.toHaveProperty('classes/Hello.cls');
    });

    it('says what there is not', async () => {
        const { missing } = await retrieved({ ApexClass: ['Nothing'] });
        expect(missing).toEqual([{ componentType: 'ApexClass', fullName: 'Nothing' }]);
    });
});

describe('the zip of a package', () => {
    it('may hold everything in one folder', async () => {
        const inFolder = Object.fromEntries(
            Object.entries(helloPackage).map(([path, content]) => [`unpackaged/${path}`, content])
        );
        expect(await readPackage(await zipOf(inFolder))).toEqual(files(helloPackage));
    });

    it('is empty without a manifest, and must be a zip', async () => {
        expect(await readPackage(await zipOf({ 'a/b/package.xml': '' }))).toEqual([]);
        await expect(readPackage(Buffer.from('no zip'))).rejects.toThrow();
    });

    it('has the same bytes for the same files', async () => {
        expect(await zipOf(helloPackage)).toEqual(await zipOf(helloPackage));
    });
});
