/** The page of a tab: a FlexiPage or a single component, with the scripts that bring it to life. */
import type { OrgServices } from '../../orgServices.ts';
import type { LightningTab } from '../../lightningServices.ts';
import { sessionElementId, type PageSession } from '../pageSession.ts';
import { pageFrame, type PageUser } from './frame.ts';
import { html, jsonText, type Markup } from './html.ts';

export interface AppPageScripts {
    /** Folder of the modules that every page loads. */
    readonly baseUrl: string;
    readonly session: PageSession;
}

export function appPage(
    org: OrgServices,
    user: PageUser,
    tab: LightningTab,
    { baseUrl, session }: AppPageScripts
): Markup {
    return pageFrame(org, user, {
        title: tab.label,
        tabName: tab.name,
        main: session.components.map(({ container }) => html`<div class="page-region" id="${container}"></div>`),
        scripts: html`<script type="application/json" id="${sessionElementId}">
                ${jsonText(session)}
            </script>
            <script type="module" src="${baseUrl}/syntheticShadow.js"></script>
            <script type="module" src="${baseUrl}/page.js"></script>`
    });
}
