/** The apps that the user may open. */
import type { OrgServices } from '../../orgServices.ts';
import { pageFrame, type PageUser } from './frame.ts';
import { html, type Markup } from './html.ts';

export function homePage(org: OrgServices, user: PageUser): Markup {
    const apps = org.lightningApps(user.id);
    const main = html`<section class="page-card">
        <h1 class="slds-text-heading_medium">Apps</h1>
        ${apps.length === 0 ? html`<p class="slds-m-top_small">There are no apps that ${user.name} may open.</p>` : undefined}
        ${apps.map(
            ({ label, description, tabs }) =>
                html`<h2 class="slds-text-heading_small slds-m-top_medium">${label}</h2>
                    <p>${description}</p>
                    <ul class="slds-list_dotted">
                        ${tabs.map(({ name, label: tab }) => html`<li><a href="/lightning/n/${name}">${tab}</a></li>`)}
                    </ul>`
        )}
    </section>`;
    return pageFrame(org, user, { title: 'Home', main });
}
