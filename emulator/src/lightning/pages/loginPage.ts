/** Log-in without passwords: the org is local, and whoever reaches it may be anyone. */
import type { OrgServices } from '../../orgServices.ts';
import { bareFrame } from './frame.ts';
import { html, type Markup } from './html.ts';

export interface LoginChoice {
    readonly id: string;
    readonly name: string;
    readonly username: string;
    readonly profile: string;
}

export interface LoginForm {
    readonly choices: readonly LoginChoice[];
    readonly isMore: boolean;
    readonly search: string;
    /** Good for one log-in. */
    readonly token: string;
    readonly startUrl: string;
}

export function loginPage(org: OrgServices, { choices, isMore, search, token, startUrl }: LoginForm): Markup {
    const main = html`<main class="page-card">
        <h1 class="slds-text-heading_medium">Log in to ${org.identity.name}</h1>
        <p>This org runs on this machine only, and needs no passwords.</p>
        <form method="get" action="/" class="slds-m-vertical_small">
            <label>Search <input class="slds-input" type="search" name="search" value="${search}" /></label>
            <input type="hidden" name="startURL" value="${startUrl}" />
        </form>
        <form method="post" action="/login">
            <input type="hidden" name="token" value="${token}" />
            <input type="hidden" name="startURL" value="${startUrl}" />
            <ul>
                ${choices.map(
                    ({ id, name, username, profile }) =>
                        html`<li class="slds-m-bottom_x-small">
                            <button class="slds-button slds-button_neutral" type="submit" name="userId" value="${id}">
                                ${name}
                            </button>
                            ${username} (${profile})
                        </li>`
                )}
            </ul>
        </form>
        ${choices.length === 0 ? html`<p>Nobody who may log in has such a name.</p>` : undefined}
        ${isMore ? html`<p>There are more: search for a name or a username.</p>` : undefined}
    </main>`;
    return bareFrame(org, 'en_US', { title: 'Log in', main });
}
