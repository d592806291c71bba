/** What metadata files say about what a person sees: applications, tabs, pages, components and their texts. */
export interface CustomApplicationDefinition {
    readonly kind: 'CustomApplication';
    readonly name: string;
    readonly label: string;
    readonly description: string | null;
    /** Names of tabs, in order. */
    readonly tabs: readonly string[];
}

export interface CustomTabDefinition {
    readonly kind: 'CustomTab';
    readonly name: string;
    /** Null where the object's label is the tab's. */
    readonly label: string | null;
    readonly page: { readonly kind: 'flexiPage' | 'bundle' | 'object'; readonly name: string };
}

export interface FlexiPageComponent {
    /** `c` for the org's own. */
    readonly namespace: string;
    readonly name: string;
    readonly properties: Readonly<Record<string, string>>;
}

export interface FlexiPageDefinition {
    readonly kind: 'FlexiPage';
    readonly name: string;
    readonly label: string;
    readonly type: 'AppPage' | 'HomePage' | 'RecordPage';
    /** `flexipage:defaultAppHomeTemplate` */
    readonly template: string;
    readonly regions: readonly { readonly name: string; readonly components: readonly FlexiPageComponent[] }[];
}

export interface LightningBundleDefinition {
    readonly kind: 'LightningComponentBundle';
    readonly name: string;
    readonly apiVersion: number;
    readonly isExposed: boolean;
    readonly masterLabel: string | null;
    /** `lightning__AppPage`, `lightning__Tab`... */
    readonly targets: readonly string[];
}

/** Texts by lower-case name. */
export interface TranslationsDefinition {
    readonly kind: 'Translations';
    readonly language: string;
    readonly labels: ReadonlyMap<string, string>;
    readonly tabs: ReadonlyMap<string, string>;
    readonly applications: ReadonlyMap<string, string>;
}
