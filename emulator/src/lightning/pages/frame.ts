/** The frame that all pages share: org, apps, tabs, the user. */
import { join } from 'node:path';
import type { OrgServices } from '../../orgServices.ts';
import type { LightningApp } from '../../lightningServices.ts';
import { languageTag } from '../languageTag.ts';
import { html, type Content, type Markup } from './html.ts';

const designPath = '/lightning/assets/design';
const stylePath = '/lightning/assets/page/page.css';
export const pageStyleFile = join(import.meta.dirname, 'page.css');

export interface PageUser {
    readonly id: string;
    readonly name: string;
    readonly language: string;
}

export interface FrameContent {
    readonly title: string;
    readonly main: Content;
    /** Below the header, before the style sheets' end. */
    readonly scripts?: Content;
    /** Name of the tab that is shown. */
    readonly tabName?: string;
}

export function pageFrame(org: OrgServices, user: PageUser, content: FrameContent): Markup {
    const apps = org.lightningApps(user.id);
    const app = apps.find(({ tabs }) => tabs.some(({ name }) => name === content.tabName)) ?? apps[0];
    return bareFrame(org, user.language, {
        ...content,
        main: html`${header(org, user)}${navigation(app, content.tabName)}
            <div id="toasts" class="page-toasts" aria-live="polite"></div>
            <main id="main" class="slds-p-around_medium">${content.main}</main>`
    });
}

/** Without a user. */
export function bareFrame(org: OrgServices, language: string, { title, main, scripts }: FrameContent): Markup {
    return html`<!doctype html>
        <html lang="${languageTag(language)}">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>${title} | ${org.identity.name}</title>
                <link rel="icon" href="data:," />
                <link rel="stylesheet" href="${designPath}/styles/salesforce-lightning-design-system.min.css" />
                <link rel="stylesheet" href="${stylePath}" />
                ${scripts}
            </head>
            <body class="slds-scope">
                ${main}
            </body>
        </html>`;
}

function header(org: OrgServices, user: PageUser): Markup {
    return html`<header class="page-header">
        <a class="slds-text-heading_small" href="/lightning/page/home">${org.identity.name}</a>
        <span class="slds-badge">Local org</span>
        <span class="page-header__space"></span>
        <a href="/lightning/o/User/list">Users</a>
        <span>${user.name}</span>
        <form method="post" action="/secur/logout.jsp">
            <button class="slds-button slds-button_neutral" type="submit">Log Out</button>
        </form>
    </header>`;
}

function navigation(app: LightningApp | undefined, tabName: string | undefined): Content {
    if (!app) return undefined;
    return html`<nav class="page-navigation" aria-label="${app.label}">
        <span class="page-navigation__app">${app.label}</span>
        <ul>
            ${app.tabs.map(
                ({ name, label }) =>
                    html`<li>
                        <a href="/lightning/n/${name}" aria-current="${name === tabName ? 'page' : 'false'}"
                            >${label}</a
                        >
                    </li>`
            )}
        </ul>
    </nav>`;
}
