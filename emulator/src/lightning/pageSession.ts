/** What a page knows about its org and its reader: the server writes it into the page as JSON, the browser reads it there. */

export interface PageReference {
    readonly type: string;
    readonly attributes: Readonly<Record<string, string>>;
    /** Parameters of the address, `c__view`; absent ones are absent. */
    readonly state: Readonly<Record<string, string>>;
}

export interface PageComponent {
    /** `c/overview` */
    readonly module: string;
    /** Values of its public properties. */
    readonly properties: Readonly<Record<string, string | number | boolean>>;
    /** Id of the element that takes it. */
    readonly container: string;
}

export interface PageSession {
    readonly userId: string;
    /** BCP 47: `en-US`, `de` */
    readonly language: string;
    readonly locale: string;
    readonly timeZone: string;
    /** Texts by label name, in the reader's language. */
    readonly labels: Readonly<Record<string, string>>;
    /** Those of the imported custom and user permissions that the reader has. */
    readonly customPermissions: readonly string[];
    readonly userPermissions: readonly string[];
    /** `Class.method` of the imported Apex methods whose results may be kept. */
    readonly cacheableMethods: readonly string[];
    /** Address of the script that defines the org's components. */
    readonly bundlesUrl: string;
    readonly pageReference: PageReference;
    readonly components: readonly PageComponent[];
}

/** What the org answers to a call of Apex. */
export type ApexAnswer =
    | { readonly isSuccess: true; readonly returnValue: unknown }
    | { readonly isSuccess: false; readonly status: number; readonly body: object };

/** Id of the element that holds the session. */
export const sessionElementId = 'page-session';
