/** Which feature folder of the package may use which: an import rule for a language without imports. */
import { type Finding, lineAt } from './finding.ts';
import { fileName, pathsMatching, type ProjectTree } from './projectTree.ts';
import { apexCode, isApexTest } from './sourceText.ts';

const mayUse: Readonly<Record<string, readonly string[]>> = {
    shared: [],
    mapping: ['shared'],
    outbound: ['mapping', 'shared'],
    // The endpoint answers the calls that read, too.
    inbound: ['reconcile', 'mapping', 'shared'],
    // A user who is read travels in the same envelope as a user who is published.
    reconcile: ['outbound', 'mapping', 'shared'],
    status: ['mapping', 'shared'],
    // Pages show and decide what every other feature keeps; nothing may know that there are pages.
    app: ['inbound', 'outbound', 'reconcile', 'status', 'mapping', 'shared']
};

const featureOf = (path: string): string => path.split('/')[2] ?? '';

/** Tests may reach across features; what ships may not. */
export function checkFeatureDependencies(tree: ProjectTree): Finding[] {
    const classPaths = pathsMatching(tree, /^force-app\/main\/.*\.cls$/);
    const featureByClass = new Map(classPaths.map((path) => [fileName(path).replace('.cls', ''), featureOf(path)]));
    return pathsMatching(tree, /^force-app\/main\/.*\.(cls|trigger)$/).flatMap((path) => {
        const source = tree.get(path) ?? '';
        const feature = featureOf(path);
        const allowed = mayUse[feature];
        if (allowed === undefined) {
            return [{ path, message: `"${feature}" is not a feature folder: ${Object.keys(mayUse).join(', ')}.` }];
        }
        return isApexTest(source) ? [] : forbiddenUses(path, apexCode(source), feature, allowed, featureByClass);
    });
}

function forbiddenUses(
    path: string,
    code: string,
    feature: string,
    allowed: readonly string[],
    featureByClass: ReadonlyMap<string, string>
): Finding[] {
    const reported = new Set<string>();
    return [...code.matchAll(/\b[A-Z]\w+\b/g)].flatMap((match) => {
        const used = featureByClass.get(match[0]);
        if (used === undefined || used === feature || allowed.includes(used) || reported.has(match[0])) {
            return [];
        }
        reported.add(match[0]);
        const message = `${feature} must not use ${match[0]} of ${used}; it may use ${allowed.join(', ') || 'nothing'}.`;
        return [{ path, line: lineAt(code, match.index), message }];
    });
}
