/** Functions that no test entered, from the coverage data of a test run: a library member without a caller is not kept. */
import type { Finding } from './finding.ts';

interface FileCoverage {
    readonly path: string;
    readonly fnMap: Readonly<
        Record<string, { readonly name: string; readonly decl: { readonly start: { readonly line: number } } }>
    >;
    readonly f: Readonly<Record<string, number>>;
}

/** @param coverage content of `coverage-final.json`; paths in findings are those that `relativePath` gives */
export function checkEnteredFunctions(coverage: unknown, relativePath: (path: string) => string): Finding[] {
    const files = Object.values(coverage as Readonly<Record<string, FileCoverage>>);
    return files.flatMap(({ path, fnMap, f }) =>
        Object.entries(fnMap)
            .filter(([key]) => f[key] === 0)
            .map(([, { name, decl }]) => ({
                path: `${relativePath(path)}:${decl.start.line}`,
                message: `No test enters ${name.startsWith('(') ? 'this function' : name}.`
            }))
    );
}
