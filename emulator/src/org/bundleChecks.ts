/** Lightning components of a deployment, given to the compiler that the org was started with. */
import { parseComponents } from '../metadata/parseComponents.ts';
import type { ComponentOutcome, MetadataFile } from '../orgServices.ts';
import type { BundleChecker, BundleWorld, LightningBundle } from '../lightningServices.ts';
import type { DataPlatform } from '../platform/dataPlatform.ts';
import { entityId } from '../platform/access/userRights.ts';
import { outcomeOf } from './componentOutcome.ts';
import type { ComponentStore } from './componentStore.ts';
import { bundleOf, lightningBundles } from './pageServices.ts';

interface CheckedOrg {
    readonly data: DataPlatform;
    readonly components: ComponentStore;
    readonly auraMethod: BundleWorld['auraMethod'];
}

export async function prepareBundles(checker: BundleChecker, files: readonly MetadataFile[]): Promise<void> {
    const bundles = parseComponents(files).components.flatMap(({ definition, files: own }): LightningBundle[] =>
        definition.kind === 'LightningComponentBundle' ? [bundleOf(definition, own)] : []
    );
    if (bundles.length > 0) await checker.prepare(bundles);
}

/** Problems of all bundles: those that were there before may depend on what changed. */
export function bundleFailures(
    { data, components, auraMethod }: CheckedOrg,
    checker: BundleChecker
): readonly ComponentOutcome[] {
    const world: BundleWorld = {
        auraMethod,
        hasLabel: (name) => components.customLabel(name) !== undefined,
        object: (name) => data.schema.object(name),
        hasCustomPermission: (name) => entityId(data.store, 'CustomPermission', 'DeveloperName', name) !== undefined,
        hasBundle: (name) => components.find('LightningComponentBundle', name) !== undefined
    };
    return lightningBundles(components).flatMap((bundle) =>
        checker.check(bundle, world).map(({ fileName, message, line, column }) => ({
            ...outcomeOf({ componentType: 'LightningComponentBundle', fullName: bundle.name, fileName }),
            problem: message,
            line,
            column
        }))
    );
}
