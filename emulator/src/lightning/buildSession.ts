import type { OrgServices } from '../orgServices.ts';
import type { BundleScripts } from './bundleScripts.ts';
import { apexImport, customPermissionImport, labelImport, namesOf, userPermissionImport } from './importFamilies.ts';
import { languageTag } from './languageTag.ts';
import type { PageComponent, PageReference, PageSession } from './pageSession.ts';

/** Where a page says what its address means and what it shows. */
export interface PageContent {
    readonly reference: PageReference;
    readonly components: readonly PageComponent[];
    readonly bundlesUrl: string;
}

/** Looks up for one reader all that the org's components import. */
export function buildSession(
    org: OrgServices,
    userId: string,
    { imports }: BundleScripts,
    { reference, components, bundlesUrl }: PageContent
): PageSession {
    const user = org.userById(userId);
    const language = user?.language ?? 'en_US';
    const methods = namesOf(imports, apexImport);
    return {
        userId,
        language: languageTag(language),
        locale: languageTag(user?.locale ?? language),
        timeZone: user?.timeZone ?? 'GMT',
        labels: Object.fromEntries(
            namesOf(imports, labelImport).map((name) => [name, org.customLabel(name, language) ?? name])
        ),
        customPermissions: namesOf(imports, customPermissionImport).filter((name) =>
            org.hasCustomPermission(userId, name)
        ),
        userPermissions: namesOf(imports, userPermissionImport).filter((name) => org.hasUserPermission(userId, name)),
        cacheableMethods: methods.filter((method) => {
            const [className = '', methodName = ''] = method.split('.');
            return org.auraMethod(className, methodName)?.isCacheable === true;
        }),
        bundlesUrl,
        pageReference: reference,
        components
    };
}
