/** The installed packages that pages are made of: where they lie, and their versions. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import baseComponents from 'lightning-base-components/package.json' with { type: 'json' };
import designSystem from '@salesforce-ux/design-system/package.json' with { type: 'json' };

export const resolveInstalled = createRequire(import.meta.filename).resolve;

const baseFolder = dirname(resolveInstalled('lightning-base-components/package.json'));

export const designSystemFolder = join(
    dirname(resolveInstalled('@salesforce-ux/design-system/package.json')),
    'assets'
);

/** Names the state of the packages in keys of caches. */
export const packageVersions: readonly string[] = [baseComponents.version, designSystem.version];

/** Need what only the platform itself has, or are replaced by modules of the page. */
const leftOut = new Set(['barcodeScanner', 'mediaUtils', 'navigation', 'primitiveFigure']);

/** `lightning/button` -> its file. */
export const baseModules: ReadonlyMap<string, string> = new Map(
    baseComponents.lwc.expose
        .map((name) => name.replace(/^lightning\//, ''))
        .filter((name) => !leftOut.has(name) && !name.startsWith('iconSvgTemplates'))
        .map((name) => [`lightning/${name}`, baseModuleFile(name)])
);

/** `@salesforce/i18n/dir` -> the file with the package's own value. */
export const scopedModules: ReadonlyMap<string, string> = new Map(
    baseComponents.lwc.modules.flatMap((module) =>
        'name' in module && 'path' in module ? [[module.name, join(baseFolder, module.path)]] : []
    )
);

/** A module is a script, or a style sheet that others share. */
export function baseModuleFile(name: string): string {
    const path = join(baseFolder, 'src', 'lightning', name, name);
    return existsSync(`${path}.js`) ? `${path}.js` : `${path}.css`;
}
