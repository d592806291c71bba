/** Apex programs of the kind other people write: a folder each, deployed to a local org of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalOrg, VirtualClock, type LocalOrg } from '../../src/index.ts';
import { metadataTypes } from '../../src/metadata/metadataTypes.ts';
import { xmlFile } from '../fakes/packageFiles.ts';
import type { ComponentOutcome, MetadataFile } from '../../src/orgServices.ts';

export const programs: readonly string[] = readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

export interface DeployedProgram {
    readonly org: LocalOrg;
    readonly userId: string;
    /** Empty if it was deployed. */
    readonly problems: readonly string[];
}

/** All files of the folder in one deployment; the file's suffix says what it is. */
export async function deployProgram(program: string): Promise<DeployedProgram> {
    const org = await startLocalOrg({
        name: program,
        clock: new VirtualClock(Date.parse('2026-03-28T10:00:00Z')),
        isManual: true
    });
    const userId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    const folder = join(__dirname, program);
    const files = readdirSync(folder).flatMap((name) => componentFiles(name, readFileSync(join(folder, name))));
    const { isSuccess, components } = org.deploy(userId, [manifestOf(files), ...files], {
        checkOnly: false,
        rollbackOnError: true,
        testLevel: undefined,
        runTests: [],
        ignoreWarnings: false
    });
    return {
        org,
        userId,
        problems: isSuccess ? [] : components.filter(({ problem }) => problem !== undefined).map(problemLine)
    };
}

function problemLine({ fileName, line, column, problem }: ComponentOutcome): string {
    return `${fileName}:${line ?? 0}:${column ?? 0} ${problem ?? ''}`;
}

function componentFiles(name: string, content: Buffer): MetadataFile[] {
    const type = metadataTypes.find(({ suffix }) => suffix !== undefined && name.endsWith(`.${suffix}`));
    if (!type) throw new Error(`no metadata type for ${name}`);
    const path = `${type.directoryName}/${name}`;
    const meta = xmlFile(type.xmlName, '<apiVersion>67.0</apiVersion>', '<status>Active</status>');
    return [{ path, content }, ...(type.hasMetaFile ? [{ path: `${path}-meta.xml`, content: Buffer.from(meta) }] : [])];
}

function manifestOf(files: readonly MetadataFile[]): MetadataFile {
    const rows = metadataTypes.flatMap(({ xmlName, directoryName, suffix = '' }) => {
        const members = files
            .filter(({ path }) => path.startsWith(`${directoryName}/`) && path.endsWith(`.${suffix}`))
            .map(({ path }) => `<members>${path.slice(directoryName.length + 1, -(suffix.length + 1))}</members>`);
        return members.length > 0 ? [`<types>${members.join('')}<name>${xmlName}</name></types>`] : [];
    });
    return { path: 'package.xml', content: Buffer.from(xmlFile('Package', ...rows, '<version>67.0</version>')) };
}
