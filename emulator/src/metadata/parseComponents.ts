/** From the files of a package to components, with everything that is wrong with it. */
import type { MetadataFile } from '../orgServices.ts';
import { ComponentError, type ComponentProblem, type ComponentSource, type ParsedComponent } from './component.ts';
import { isKnownType, isNamed, namedComponents, parseManifest, type ComponentName, type Manifest } from './manifest.ts';
import { metadataTypes, type MetadataType } from './metadataTypes.ts';

export interface ParsedPackage {
    readonly components: readonly ParsedComponent[];
    /** To be deleted before (`pre`) or after the rest is deployed. */
    readonly deletions: readonly (ComponentName & { readonly fileName: string; readonly isPre: boolean })[];
    readonly problems: readonly ComponentProblem[];
}

const destructiveFile = /^destructiveChanges(Pre|Post)?\.xml$/;

export function parseComponents(files: readonly MetadataFile[]): ParsedPackage {
    const problems: ComponentProblem[] = [];
    const attempt = <Result>(name: ComponentName, fileName: string, body: () => Result): Result | undefined => {
        try {
            return body();
        } catch (error) {
            if (!(error instanceof ComponentError)) throw error;
            problems.push(problemOf(name, fileName, error.message, error));
            return undefined;
        }
    };
    const manifestFile = files.find((file) => file.path === 'package.xml');
    const manifest = attempt(packageName, 'package.xml', () => {
        if (!manifestFile) throw new ComponentError('No package.xml found');
        return parseManifest(manifestFile.content.toString('utf8'));
    });
    if (!manifest) return { components: [], deletions: [], problems };

    const { sources, strays } = groupFiles(files);
    const parsed = sources.flatMap(
        ([type, source]) => attempt(source, source.fileName, () => type.parse(source)) ?? []
    );
    const isFailed = new Set(problems.map((problem) => `${problem.componentType} ${problem.fullName}`));
    problems.push(...strays, ...manifestProblems(manifest, parsed, isFailed));
    const deletions = files
        .filter((file) => destructiveFile.test(file.path))
        .flatMap((file) => {
            const read = (): Manifest => parseManifest(file.content.toString('utf8'));
            const names = attempt({ componentType: '', fullName: file.path }, file.path, read);
            const isPre = file.path !== 'destructiveChangesPost.xml';
            return (names ? namedComponents(names) : []).map((name) => ({ ...name, fileName: file.path, isPre }));
        });
    return { components: parsed.filter((component) => isNamed(manifest, component)), deletions, problems };
}

function problemOf(
    { componentType, fullName }: ComponentName,
    fileName: string,
    problem: string,
    { line, column }: { readonly line?: number | undefined; readonly column?: number | undefined } = {}
): ComponentProblem {
    return { componentType, fullName, fileName, problem, line, column };
}

const packageName: ComponentName = { componentType: '', fullName: 'package.xml' };

function groupFiles(files: readonly MetadataFile[]): {
    sources: [MetadataType, ComponentSource][];
    strays: ComponentProblem[];
} {
    const sources = new Map<string, [MetadataType, ComponentSource]>();
    const strays: ComponentProblem[] = [];
    for (const file of files) {
        if (file.path === 'package.xml' || destructiveFile.test(file.path)) continue;
        const [directory = '', ...rest] = file.path.split('/');
        const type = metadataTypes.find(({ directoryName }) => directoryName === directory);
        const source = type && sourceOf(type, rest, file.path);
        if (!source) {
            const problem = type
                ? `Not a file of ${type.xmlName}: ${file.path}`
                : `Not supported by the local org: metadata of folder ${directory} (${file.path})`;
            strays.push(
                problemOf({ componentType: type?.xmlName ?? directory, fullName: rest.join('/') }, file.path, problem)
            );
            continue;
        }
        const earlier = sources.get(source.fileName)?.[1].files ?? [];
        const isContent = file.path === source.fileName;
        sources.set(source.fileName, [type, { ...source, files: isContent ? [file, ...earlier] : [...earlier, file] }]);
    }
    return { sources: [...sources.values()], strays };
}

function sourceOf(
    type: MetadataType,
    rest: readonly string[],
    path: string
): Omit<ComponentSource, 'files'> | undefined {
    const [name = ''] = rest;
    if (type.suffix === undefined) {
        return rest.length > 1
            ? { componentType: type.xmlName, fullName: name, fileName: `${type.directoryName}/${name}` }
            : undefined;
    }
    const fileName = type.hasMetaFile ? path.replace(/-meta\.xml$/, '') : path;
    if (rest.length !== 1 || !fileName.endsWith(`.${type.suffix}`)) return undefined;
    const fullName = decodeURIComponent(fileName.slice(type.directoryName.length + 1, -(type.suffix.length + 1)));
    return { componentType: type.xmlName, fullName, fileName };
}

function manifestProblems(
    manifest: Manifest,
    parsed: readonly ParsedComponent[],
    isFailed: ReadonlySet<string>
): ComponentProblem[] {
    const unnamed = parsed
        .filter((component) => !isNamed(manifest, component) && !isPartOfNamed(manifest, component, parsed))
        .map((component) => problemOf(component, component.fileName, 'Not in package.xml'));
    const missing = namedComponents(manifest)
        .filter(({ componentType, fullName }) => !isFailed.has(`${componentType} ${fullName}`))
        .filter((name) => !parsed.some((component) => isSame(component, name)) && !isMentionedParent(name, parsed))
        .map((name) => problemOf(name, 'package.xml', missingText(name)));
    return [...unnamed, ...missing];
}

function missingText({ componentType, fullName }: ComponentName): string {
    return isKnownType(componentType)
        ? `An object '${fullName}' of type ${componentType} was named in package.xml, but was not found in zipped directory`
        : `Not supported by the local org: metadata type ${componentType}`;
}

function isSame(left: ComponentName, right: ComponentName): boolean {
    return left.componentType === right.componentType && left.fullName === right.fullName;
}

/** An object or label file whose children alone are named carries its own settings along without deploying them. */
function isPartOfNamed(manifest: Manifest, component: ParsedComponent, parsed: readonly ParsedComponent[]): boolean {
    const siblings = parsed.filter((other) => other.fileName === component.fileName && other !== component);
    return siblings.some((other) => isNamed(manifest, other));
}

/** A file without settings of its own, as for fields of a standard object, still answers for the object's name. */
function isMentionedParent({ componentType, fullName }: ComponentName, parsed: readonly ParsedComponent[]): boolean {
    return (
        componentType === 'CustomObject' && parsed.some((component) => component.fullName.startsWith(`${fullName}.`))
    );
}
