/** The door to the compiler that the platform itself uses for Lightning components. Loading it takes a second; workers do. */
import compilerPackage from '@lwc/sfdc-lwc-compiler/package.json' with { type: 'json' };
import type { BundleSource, CompiledBundle } from './compiledBundle.ts';

export const compilerVersion = compilerPackage.version;

/** Levels of diagnostics that refuse a component: fatal, and error. The others warn. */
const errorLevels: readonly number[] = [0, 1];

export async function compileOnPlatform({ name, apiVersion, files }: BundleSource): Promise<CompiledBundle> {
    const { compile } = await import('@lwc/sfdc-lwc-compiler');
    const { success, results, diagnostics } = await compile({
        bundle: {
            type: 'platform',
            name,
            namespace: 'c',
            namespaceMapping: { c: 'c' },
            files: { ...files },
            options: { apiVersion }
        },
        compilerConfigs: [{ outputConfig: { minify: false } }]
    });
    const [result] = results ?? [];
    const problems = diagnostics.filter(({ level }) => errorLevels.includes(level));
    return {
        code: success ? (result?.code ?? '') : '',
        imports: success ? (result?.imports ?? []).map(({ specifier }) => specifier) : [],
        problems: problems.map(({ message, filename, location }) => ({
            message,
            fileName: filename ?? '',
            line: location?.line,
            column: location?.column
        }))
    };
}
