/** Pages that only say something. */
import type { OrgServices } from '../../orgServices.ts';
import { bareFrame, pageFrame, type PageUser } from './frame.ts';
import { html, type Markup } from './html.ts';

export interface PageMessage {
    readonly title: string;
    readonly text: string;
}

export function messagePage(org: OrgServices, user: PageUser | undefined, { title, text }: PageMessage): Markup {
    const main = html`<section class="page-card">
        <h1 class="slds-text-heading_medium">${title}</h1>
        <p class="slds-m-top_small">${text}</p>
        <p class="slds-m-top_small"><a href="/lightning/page/home">Home</a></p>
    </section>`;
    return user ? pageFrame(org, user, { title, main }) : bareFrame(org, 'en_US', { title, main });
}
