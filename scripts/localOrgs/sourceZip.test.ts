import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import JSZip from 'jszip';
import { fillHiddenConfiguration } from './orgConfiguration.ts';
import { zipSource } from './sourceZip.ts';

async function fileNames(zip: Buffer): Promise<string[]> {
    return Object.values((await JSZip.loadAsync(zip)).files)
        .filter(({ dir }) => !dir)
        .map(({ name }) => name);
}

describe('the deployment zip', () => {
    it('holds the package with objects put together and without tests of components', async () => {
        const names = await fileNames(await zipSource([resolve('force-app')]));
        expect(names).toEqual(
            expect.arrayContaining([
                'package.xml',
                'objects/User.object',
                'objects/UserSyncSetting__mdt.object',
                'classes/UserSyncStamp.cls',
                'permissionsets/UserSyncIntegration.permissionset'
            ])
        );
        expect(names.filter((name) => name.includes('__tests__') || name.includes('/fields/'))).toEqual([]);
    });

    it('holds the filled records of an org although they lie in a folder that begins with a dot', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'source-zip-'));
        try {
            const template = join(folder, 'template', 'customMetadata');
            mkdirSync(template, { recursive: true });
            writeFileSync(join(folder, '.forceignore'), '**/.*\n');
            writeFileSync(
                join(template, 'UserSyncSetting.Default.md-meta.xml'),
                '<CustomMetadata><label>{{name}}</label></CustomMetadata>'
            );
            const filled = join(folder, '.local', 'a');
            fillHiddenConfiguration(join(folder, 'template'), filled, new Map([['name', 'A']]));

            const zip = await zipSource([filled]);

            expect(await fileNames(zip)).toEqual(expect.arrayContaining(['customMetadata/UserSyncSetting.Default.md']));
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
