/**
 * Builds what every page loads: the LWC engine, the base components and the page's own script, as ES modules that share code.
 * The door to rollup and its plugins; runs in the build worker.
 */
import { readFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import lwc from '@lwc/rollup-plugin';
import * as replacePlugin from '@rollup/plugin-replace';
import { rollup, type Plugin } from 'rollup';
import { baseModuleFile, baseModules, scopedModules } from './basePackages.ts';
import { iconCategory, iconModule } from './iconModule.ts';

const browserFolder = join(import.meta.dirname, '..', 'browser');

/** Modules of the page that components import by the platform's names. */
const pageModules: Readonly<Record<string, string>> = {
    'lightning/navigation': 'navigation.ts',
    'lightning/platformShowToastEvent': 'toastEvent.ts'
};
/** Values of the reader, not of the package. */
const sessionValues: Readonly<Record<string, string>> = {
    '@salesforce/i18n/lang': 'language',
    '@salesforce/i18n/locale': 'locale',
    '@salesforce/i18n/timeZone': 'timeZone'
};
const virtual = '\0';
/** Rules for `:host([data-render-mode='shadow'])`, which synthetic shadow never sets: half of the time of a build. */
const nativeShadowStyle = /\.lbc\.native\.css$/;
/** Its declarations are those of a CommonJS module. */
const replace = replacePlugin.default as unknown as typeof replacePlugin.default.default;

export async function buildBaseModules(folder: string): Promise<void> {
    const internationalization = [...scopedModules.keys()].filter((name) => name.startsWith('@salesforce/i18n/'));
    const names = [...baseModules.keys(), ...Object.keys(pageModules), ...internationalization];
    const build = await rollup({
        input: {
            syntheticShadow: join(browserFolder, 'syntheticShadow.ts'),
            page: join(browserFolder, 'page.ts'),
            ...Object.fromEntries(names.map((name) => [name, name]))
        },
        // The base components warn about themselves; there is nobody to act on it.
        onwarn: () => {},
        treeshake: false,
        plugins: [
            resolver(),
            typeScript(),
            lwc({
                rootDir: browserFolder,
                enableDynamicComponents: true,
                enableSyntheticElementInternals: true,
                exclude: [`${browserFolder}/**`]
            }),
            replace({
                preventAssignment: true,
                values: { 'import.meta.env.SSR': 'false', 'process.env.NODE_ENV': '"production"' }
            })
        ]
    });
    await build.write({
        dir: folder,
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js'
    });
    await build.close();
}

/** Names to files without the search of the plugin behind it. */
function resolver(): Plugin {
    return {
        name: 'page-modules',
        resolveId(name, importer) {
            const pageModule = pageModules[name];
            if (pageModule !== undefined) return join(browserFolder, pageModule);
            if (sessionValues[name] !== undefined) return virtual + name;
            if (iconCategory(name) !== undefined) return virtual + name;
            const [scope, part = ''] = name.split('/');
            if (scope === 'lightning') return baseModuleFile(part);
            if (name === 'lwc' || name.startsWith('@lwc/'))
                return createRequire(importer ?? import.meta.filename).resolve(name);
            if (name.startsWith('.') && importer?.startsWith(browserFolder)) return join(dirname(importer), name);
            return scopedModules.get(name) ?? null;
        },
        load(id) {
            // Importers expect a style sheet that has a rule.
            if (nativeShadowStyle.test(id)) return ':host {}';
            if (!id.startsWith(virtual)) return null;
            const name = id.slice(virtual.length);
            const value = sessionValues[name];
            if (value === undefined) return iconModule(name, join(browserFolder, 'iconTemplates.ts'));
            const session = JSON.stringify(join(browserFolder, 'session.ts'));
            return `import { session } from ${session}; export default session[${JSON.stringify(value)}];`;
        }
    };
}

function typeScript(): Plugin {
    return {
        name: 'type-script',
        load: (id) => (id.endsWith('.ts') ? stripTypeScriptTypes(readFileSync(id, 'utf8')) : null)
    };
}
