/** The org's components as one script, and what they import. */
import { createHash } from 'node:crypto';
import type { OrgServices } from '../orgServices.ts';
import type { LightningBundle } from '../lightningServices.ts';
import { bundleSource } from './bundleSource.ts';
import { compileBundle } from './build/compileBundle.ts';

export interface BundleScripts {
    /** Changes with the content. */
    readonly key: string;
    readonly script: string;
    readonly imports: ReadonlySet<string>;
}

/** Compiled anew only after a deployment. */
export class OrgBundles {
    private readonly org: OrgServices;
    private revision: number | undefined;
    private scripts: Promise<BundleScripts> | undefined;

    constructor(org: OrgServices) {
        this.org = org;
    }

    current(): Promise<BundleScripts> {
        const revision = this.org.uiRevision();
        if (!this.scripts || this.revision !== revision) {
            this.revision = revision;
            this.scripts = bundleScripts(this.org.lightningBundles());
        }
        return this.scripts;
    }
}

async function bundleScripts(bundles: readonly LightningBundle[]): Promise<BundleScripts> {
    const compiled = await Promise.all(bundles.map((bundle) => compileBundle(bundleSource(bundle))));
    const script = compiled.map(({ code }) => code).join('\n');
    return {
        key: createHash('sha256').update(script).digest('hex').slice(0, 16),
        script,
        imports: new Set(compiled.flatMap(({ imports }) => imports))
    };
}
