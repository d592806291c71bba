/** This org and its neighbour in two frames. */
import type { OrgServices } from '../../orgServices.ts';
import { bareFrame } from './frame.ts';
import { html, type Markup } from './html.ts';

export interface Neighbour {
    readonly name: string;
    /** Scheme, host and port. */
    readonly url: string;
}

export function besidePage(org: OrgServices, neighbour: Neighbour): Markup {
    const main = html`<main class="page-beside">
        <iframe title="${org.identity.name}" src="/"></iframe>
        <iframe title="${neighbour.name}" src="${neighbour.url}/"></iframe>
    </main>`;
    return bareFrame(org, 'en_US', { title: `${org.identity.name} and ${neighbour.name}`, main });
}
