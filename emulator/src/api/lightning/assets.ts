/** Files of pages: the modules that all share, the org's components, the design system. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { baseModulesFolder } from '../../lightning/build/baseModules.ts';
import { designSystemFolder } from '../../lightning/build/basePackages.ts';
import type { OrgBundles } from '../../lightning/bundleScripts.ts';
import { pageStyleFile } from '../../lightning/pages/frame.ts';
import { notFound, type ApiAnswer, type Endpoint } from '../endpoint.ts';
import type { PageEndpoints } from './pageEndpoint.ts';

const contentTypes: Readonly<Record<string, string>> = {
    '.css': 'text/css;charset=UTF-8',
    '.js': 'text/javascript;charset=UTF-8',
    '.png': 'image/png',
    '.svg': 'image/svg+xml'
};

export function assetEndpoints(pages: PageEndpoints, bundles: OrgBundles): Endpoint[] {
    return [
        pages.open('GET', '/lightning/assets/design/*rest', ({ parameters }) =>
            fileBelow(designSystemFolder, parameters['rest'] ?? '')
        ),
        pages.open('GET', '/lightning/assets/page/page.css', () => fileAnswer(pageStyleFile, 'no-cache')),
        pages.open('GET', '/lightning/assets/base/:key/*rest', async ({ parameters }) => {
            const { folder, key } = await baseModulesFolder();
            if (parameters['key'] !== key) throw notFound();
            return fileBelow(folder, parameters['rest'] ?? '');
        }),
        pages.signedIn('GET', '/lightning/assets/components/:key', async ({ parameters }) => {
            const { key, script } = await bundles.current();
            if (parameters['key'] !== `${key}.js`) throw notFound();
            return answer('.js', script, immutable);
        })
    ];
}

const immutable = 'private, max-age=31536000, immutable';

function fileBelow(folder: string, path: string): ApiAnswer {
    const isPlain = /^(\/[\w@-][\w@.-]*)+$/.test(path);
    const file = join(folder, path);
    if (!isPlain || !existsSync(file) || !statSync(file).isFile()) throw notFound();
    return fileAnswer(file, immutable);
}

function fileAnswer(file: string, caching: string): ApiAnswer {
    return answer(extname(file), readFileSync(file), caching);
}

function answer(extension: string, body: Buffer | string, caching: string): ApiAnswer {
    const type = contentTypes[extension] ?? 'application/octet-stream';
    const headers = { 'content-type': type, 'cache-control': caching, 'x-content-type-options': 'nosniff' };
    return { status: 200, headers, body };
}
