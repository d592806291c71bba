/** Refuses components that do not compile, and imports of what the org or its pages do not have. */
import type { BundleChecker, BundleProblem, BundleWorld, LightningBundle } from '../lightningServices.ts';
import type { FieldDescription } from '../runtime/objectDescription.ts';
import { baseModules, scopedModules } from './build/basePackages.ts';
import { compileBundle, compileBundleSync } from './build/compileBundle.ts';
import { bundleSource } from './bundleSource.ts';
import {
    apexImport,
    componentImport,
    customPermissionImport,
    internationalizationImport,
    labelImport,
    plainImport,
    schemaImport,
    userPermissionImport
} from './importFamilies.ts';

export const lightningBundleChecker: BundleChecker = {
    prepare: async (bundles) => {
        await Promise.all(bundles.map((bundle) => compileBundle(bundleSource(bundle))));
    },
    check: (bundle, world) => {
        const { problems, imports } = compileBundleSync(bundleSource(bundle));
        if (problems.length > 0) {
            return problems.map(({ message, fileName, line, column }) => ({
                fileName: fileName === '' ? mainFile(bundle) : `lwc/${bundle.name}/${fileName}`,
                message,
                line,
                column
            }));
        }
        return imports.flatMap((specifier) => {
            const message = refusalOf(specifier, world);
            return message === undefined ? [] : [{ ...positionOf(bundle, specifier), message }];
        });
    }
};

/** Undefined if the import can be served. */
function refusalOf(specifier: string, world: BundleWorld): string | undefined {
    const missing = missingName(specifier, world);
    if (missing !== undefined) return missing;
    const isServed =
        plainImport(specifier) !== undefined ||
        userPermissionImport(specifier) !== undefined ||
        baseModules.has(specifier) ||
        scopedModules.has(internationalizationImport(specifier) ?? '') ||
        [apexImport, labelImport, customPermissionImport, schemaImport, componentImport].some((family) =>
            family(specifier)
        );
    return isServed ? undefined : `Not supported by the local org: import of ${written(specifier)}`;
}

/** Texts as the platform words them. */
function missingName(specifier: string, world: BundleWorld): string | undefined {
    const method = apexImport(specifier);
    if (method !== undefined) {
        const [className = '', methodName = ''] = method.split('.');
        return world.auraMethod(className, methodName)
            ? undefined
            : `Unable to find Apex action method referenced as '${method}'.`;
    }
    const label = labelImport(specifier);
    if (label !== undefined && !world.hasLabel(label)) return `Invalid label: c.${label}`;
    const permission = customPermissionImport(specifier);
    if (permission !== undefined && !world.hasCustomPermission(permission))
        return `Invalid custom permission: ${permission}`;
    const component = componentImport(specifier);
    if (component !== undefined && !world.hasBundle(component)) return `No MODULE named markup://c:${component} found`;
    return missingField(schemaImport(specifier), world);
}

function missingField(path: string | undefined, world: BundleWorld): string | undefined {
    if (path === undefined) return undefined;
    const [objectName = '', ...names] = path.split('.').map((part) => part.replace(/^c__/, ''));
    let object = world.object(objectName);
    if (!object) return `Invalid reference ${objectName} of type sobject`;
    for (const [index, name] of names.entries()) {
        const isLast = index === names.length - 1;
        const field: FieldDescription | undefined = [...(object?.fields.values() ?? [])].find((candidate) =>
            isLast ? candidate.name === name : (candidate.relationshipName ?? candidate.name) === name
        );
        if (!field) return `Invalid reference ${[objectName, ...names].join('.')} of type sobjectField`;
        object = isLast ? object : world.object(field.referenceTo[0] ?? '');
    }
    return undefined;
}

function mainFile({ name }: LightningBundle): string {
    return `lwc/${name}/${name}.js`;
}

/** Where the component names the import: a component's tag counts as one. */
function positionOf(bundle: LightningBundle, specifier: string): Omit<BundleProblem, 'message'> {
    const [scope = '', name = ''] = specifier.split('/');
    const tag = `<${scope}-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    for (const { path, content } of bundle.files) {
        const wanted = path.endsWith('.html') ? tag : written(specifier);
        if (!/\.(js|ts|html)$/.test(path) || path.includes('__tests__')) continue;
        const before = content.toString('utf8').split(wanted);
        if (before.length < 2) continue;
        const lines = (before[0] ?? '').split('\n');
        return { fileName: path, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    }
    return { fileName: mainFile(bundle), line: undefined, column: undefined };
}

/** As the source has it: the compiler adds the namespace, which only labels are written with. */
function written(specifier: string): string {
    return specifier.startsWith('@salesforce/label/') ? specifier : specifier.replace(/([/.])c(?:__|\.)(?=\w)/g, '$1');
}
