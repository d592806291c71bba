import type { LightningBundle } from '../lightningServices.ts';
import type { BundleSource } from './build/compiledBundle.ts';

const sourceFile = /\.(js|ts|html|css)$/;

/** What of a component's folder its compiler reads: neither its metadata nor its tests. */
export function bundleSource({ name, apiVersion, files }: LightningBundle): BundleSource {
    const folder = `lwc/${name}/`;
    const sources = files
        .map(({ path, content }) => [path.startsWith(folder) ? path.slice(folder.length) : path, content] as const)
        .filter(([path]) => sourceFile.test(path) && !path.startsWith('__tests__/'));
    return {
        name,
        apiVersion,
        files: Object.fromEntries(sources.map(([path, text]) => [path, text.toString('utf8')]))
    };
}
