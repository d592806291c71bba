/** What a local org offers to Lightning components and to those who compile and show them. */
import type { MetadataFile } from './orgServices.ts';
import type { ObjectDescription } from './runtime/objectDescription.ts';

/** A call of a Lightning component. */
export interface AuraRequest {
    readonly className: string;
    readonly methodName: string;
    /** JSON values by the names of the parameters; one that is missing is null. */
    readonly args: Readonly<Record<string, unknown>>;
    /** The answer will be kept (`@wire`): the method must be cacheable. */
    readonly isCacheable: boolean;
}

export interface AuraFieldError {
    readonly statusCode: string;
    readonly message: string;
}

/** `error.body` of a component. A DmlException that Apex does not catch has page and field errors, and no message. */
export interface AuraErrorBody {
    readonly message?: string;
    /** With the three that follow absent for an AuraHandledException. */
    readonly exceptionType?: string;
    readonly isUserDefinedException?: boolean;
    readonly stackTrace?: string;
    readonly errorCode?: string;
    readonly pageErrors?: readonly AuraFieldError[];
    readonly fieldErrors?: Readonly<Record<string, readonly AuraFieldError[]>>;
    readonly index?: null;
    readonly duplicateResults?: readonly unknown[];
}

export type AuraOutcome =
    | { readonly isSuccess: true; readonly returnValue: unknown }
    | { readonly isSuccess: false; readonly status: number; readonly body: AuraErrorBody };

export interface AuraMethod {
    readonly isCacheable: boolean;
    readonly parameters: readonly string[];
}

export interface LightningTab {
    readonly name: string;
    /** In the user's language. */
    readonly label: string;
    /** `name` is that of the FlexiPage, the bundle, or the object. */
    readonly page: { readonly kind: 'flexiPage' | 'bundle' | 'object'; readonly name: string };
}

export interface LightningApp {
    readonly name: string;
    readonly label: string;
    readonly description: string | null;
    /** Those that the user sees at once, in the app's order. */
    readonly tabs: readonly LightningTab[];
}

export interface FlexiPage {
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly template: string;
    readonly regions: readonly {
        readonly name: string;
        readonly components: readonly {
            /** `c` for the org's own. */
            readonly namespace: string;
            readonly name: string;
            readonly properties: Readonly<Record<string, string>>;
        }[];
    }[];
}

export interface LightningBundle {
    readonly name: string;
    readonly apiVersion: number;
    readonly isExposed: boolean;
    readonly masterLabel: string | null;
    readonly targets: readonly string[];
    /** Paths as `lwc/hello/hello.js`. */
    readonly files: readonly MetadataFile[];
}

/** The org as a deployment will leave it, for the check of its bundles. */
export interface BundleWorld {
    auraMethod(className: string, methodName: string): AuraMethod | undefined;
    hasLabel(name: string): boolean;
    object(name: string): ObjectDescription | undefined;
    hasCustomPermission(name: string): boolean;
    hasBundle(name: string): boolean;
}

export interface BundleProblem {
    readonly fileName: string;
    readonly message: string;
    readonly line: number | undefined;
    readonly column: number | undefined;
}

/** A compiler of Lightning components. */
export interface BundleChecker {
    /** Before a deployment that comes through an API; takes its time and remembers what it found. */
    prepare(bundles: readonly LightningBundle[]): Promise<void>;
    /** Inside a deployment, when everything else of the package is in place; for every bundle of the org. */
    check(bundle: LightningBundle, world: BundleWorld): readonly BundleProblem[];
}
