/**
 * `lightning/navigation`: the page references of tabs, records of users, lists and web addresses.
 * https://developer.salesforce.com/docs/platform/lwc/guide/use-navigate.html
 */
import type { PageReference } from '../pageSession.ts';
import { session } from './session.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the language asks for it in mixins
type Constructor = new (...parameters: any[]) => object;
type Partial<Reference> = { readonly [Name in keyof Reference]?: Reference[Name] };

const navigate = Symbol('Navigate');
const generateUrl = Symbol('GenerateUrl');

const listeners = new Set<(reference: PageReference) => void>();
let current = session.pageReference;

export const NavigationMixin = Object.assign(
    <Base extends Constructor>(base: Base) =>
        class extends base {
            [navigate](reference: Partial<PageReference>, isReplacing?: boolean): void {
                open(reference, isReplacing === true);
            }

            [generateUrl](reference: Partial<PageReference>): Promise<string> {
                return new Promise((resolve) => {
                    resolve(addressOf(reference));
                });
            }
        },
    { Navigate: navigate, GenerateUrl: generateUrl }
);

/** Wire adapter: the reference of the page that is shown. */
export class CurrentPageReference {
    private readonly emit: (reference: PageReference) => void;

    constructor(emit: (reference: PageReference) => void) {
        this.emit = emit;
    }

    connect(): void {
        listeners.add(this.emit);
        this.emit(current);
    }

    disconnect(): void {
        listeners.delete(this.emit);
    }

    update(): void {
        this.emit(current);
    }
}

addEventListener('popstate', () => {
    provide({ ...current, state: stateOf(new URLSearchParams(location.search)) });
});

function open(reference: Partial<PageReference>, isReplacing: boolean): void {
    const address = addressOf(reference);
    if (reference.type === 'standard__webPage') {
        window.open(address, '_blank', 'noopener');
    } else if (new URL(address, location.href).pathname === location.pathname) {
        // The same page in another state: components stay and hear of it.
        if (isReplacing) history.replaceState(null, '', address);
        else history.pushState(null, '', address);
        provide({ ...current, state: { ...reference.state } });
    } else if (isReplacing) {
        location.replace(address);
    } else {
        location.assign(address);
    }
}

function provide(reference: PageReference): void {
    current = reference;
    for (const listener of listeners) listener(reference);
}

function addressOf({ type, attributes = {}, state = {} }: Partial<PageReference>): string {
    const query = new URLSearchParams(Object.entries(state)).toString();
    return `${pathOf(type, attributes)}${query === '' ? '' : `?${query}`}`;
}

function pathOf(type: string | undefined, attributes: Readonly<Record<string, string>>): string {
    const part = (name: string): string => encodeURIComponent(attributes[name] ?? '');
    switch (type) {
        case 'standard__navItemPage':
            return `/lightning/n/${part('apiName')}`;
        case 'standard__recordPage':
            return `/lightning/r/${part('objectApiName')}/${part('recordId')}/${part('actionName') || 'view'}`;
        case 'standard__objectPage':
            return `/lightning/o/${part('objectApiName')}/${part('actionName') || 'list'}`;
        case 'standard__namedPage':
            return `/lightning/page/${part('pageName')}`;
        case 'standard__webPage':
            return webAddress(attributes['url'] ?? '');
        default:
            throw new Error(`Not supported by the local org: page reference of type ${type ?? 'undefined'}`);
    }
}

/** @throws Error for what is no http address: a script must not run as one */
function webAddress(text: string): string {
    const url = new URL(text, location.origin);
    if (!['http:', 'https:', 'mailto:'].includes(url.protocol)) throw new Error(`Not a web address: ${text}`);
    return url.href;
}

function stateOf(parameters: URLSearchParams): Record<string, string> {
    return Object.fromEntries([...parameters].filter(([name]) => name.includes('__')));
}
