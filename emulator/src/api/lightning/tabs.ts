/** Home, and the page of each tab. */
import { baseModulesFolder } from '../../lightning/build/baseModules.ts';
import { buildSession } from '../../lightning/buildSession.ts';
import type { OrgBundles } from '../../lightning/bundleScripts.ts';
import { pageComponents } from '../../lightning/pageComponents.ts';
import { appPage } from '../../lightning/pages/appPage.ts';
import { besidePage, type Neighbour } from '../../lightning/pages/besidePage.ts';
import { homePage } from '../../lightning/pages/homePage.ts';
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import { notFound, type ApiAnswer, type Endpoint } from '../endpoint.ts';
import { redirect, type PageEndpoints, type PageRequest } from './pageEndpoint.ts';

export interface TabsOptions {
    readonly bundles: OrgBundles;
    readonly neighbour: Neighbour | undefined;
}

export function tabEndpoints(org: OrgServices, pages: PageEndpoints, { bundles, neighbour }: TabsOptions): Endpoint[] {
    return [
        pages.signedIn('GET', '/lightning', () => redirect('/lightning/page/home')),
        pages.signedIn('GET', '/lightning/page/home', ({ user }) => pages.page(homePage(org, user))),
        pages.signedIn('GET', '/lightning/app/:app', ({ user, parameters }) => {
            const name = (parameters['app'] ?? '').replace(/^c__/, '');
            const tab = org.lightningApps(user.id).find((app) => app.name === name)?.tabs[0];
            return redirect(tab ? `/lightning/n/${tab.name}` : '/lightning/page/home');
        }),
        pages.signedIn('GET', '/lightning/n/:tab', (request) => tabPage(org, pages, bundles, request)),
        pages.open('GET', '/lightning/beside', () => {
            if (!neighbour) throw notFound();
            return pages.page(besidePage(org, neighbour));
        })
    ];
}

async function tabPage(
    org: OrgServices,
    pages: PageEndpoints,
    bundles: OrgBundles,
    { user, parameters, query }: PageRequest
): Promise<ApiAnswer> {
    const tab = org.lightningTab(user.id, parameters['tab'] ?? '');
    if (!tab) {
        const text = `This page does not exist, or ${user.name} has no access to it. An administrator can give access to its tab.`;
        throw new OrgRequestError(404, "Page isn't available", text);
    }
    if (tab.page.kind === 'object') return redirect(`/lightning/o/${tab.page.name}/list`);
    const [{ key: baseKey }, scripts] = await Promise.all([baseModulesFolder(), bundles.current()]);
    const session = buildSession(org, user.id, scripts, {
        reference: {
            type: 'standard__navItemPage',
            attributes: { apiName: tab.name },
            state: Object.fromEntries([...query].filter(([name]) => name.includes('__')))
        },
        components: pageComponents(org, tab),
        bundlesUrl: `/lightning/assets/components/${scripts.key}.js`
    });
    return pages.page(appPage(org, user, tab, { baseUrl: `/lightning/assets/base/${baseKey}`, session }));
}
