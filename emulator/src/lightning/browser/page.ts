/** The script of a page: puts its components into their places. */
import type { PageComponent } from '../pageSession.ts';
import { createElement } from './lwcEngine.ts';
import { define, load } from './moduleLoader.ts';
import { session } from './session.ts';
import { showToastsIn } from './toasts.ts';

async function show(): Promise<void> {
    showToastsIn(placeOf('toasts'));
    Object.assign(globalThis, { define });
    await runScript(session.bundlesUrl);
    await Promise.all(session.components.map(mount));
    document.body.dataset['ready'] = 'true';
}

function placeOf(id: string): HTMLElement {
    const place = document.getElementById(id);
    if (!place) throw new Error(`The page has no element ${id}`);
    return place;
}

function runScript(address: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = () => resolve();
        script.onerror = () => reject(new Error(`${address} cannot be loaded`));
        document.head.append(script);
    });
}

async function mount({ module, properties, container }: PageComponent): Promise<void> {
    const [namespace = '', name = ''] = module.split('/');
    const constructor = defaultExport(await load(module));
    const tag = `${namespace}-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const element = createElement(tag, { is: constructor });
    Object.assign(element, properties);
    placeOf(container).append(element);
}

function defaultExport(module: unknown): Parameters<typeof createElement>[1]['is'] {
    const value = typeof module === 'object' && module && 'default' in module ? module.default : module;
    return value as Parameters<typeof createElement>[1]['is'];
}

show().catch((error: unknown) => {
    const place = document.createElement('p');
    place.className = 'slds-text-color_error slds-p-around_medium';
    place.setAttribute('role', 'alert');
    place.textContent = error instanceof Error ? error.message : String(error);
    document.querySelector('main')?.append(place);
    console.error(error);
});
