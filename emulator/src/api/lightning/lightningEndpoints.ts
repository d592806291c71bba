/** What browsers see of an org: log-in, apps, tabs, users. */
import { OrgBundles } from '../../lightning/bundleScripts.ts';
import type { Neighbour } from '../../lightning/pages/besidePage.ts';
import type { OrgServices } from '../../orgServices.ts';
import type { Endpoint } from '../endpoint.ts';
import { apexEndpoints } from './apex.ts';
import { assetEndpoints } from './assets.ts';
import { loginEndpoints } from './login.ts';
import { pageEndpoints } from './pageEndpoint.ts';
import { tabEndpoints } from './tabs.ts';
import { userEndpoints } from './users.ts';

export function lightningEndpoints(org: OrgServices, neighbour: Neighbour | undefined): Endpoint[] {
    const pages = pageEndpoints(org, { frameAncestors: neighbour ? [neighbour.url] : [] });
    const bundles = new OrgBundles(org);
    return [
        ...loginEndpoints(org, pages),
        ...tabEndpoints(org, pages, { bundles, neighbour }),
        ...userEndpoints(org, pages),
        ...apexEndpoints(org),
        ...assetEndpoints(pages, bundles)
    ];
}
