/** Two orgs with something to do on every page, and a browser in which somebody is signed in. */
import { launchTestBrowser, type TestBrowser, type TestPage } from '../../../scripts/test/browser/testBrowser.ts';
import { type OrgPair, startOrgPair } from './orgPair.ts';
import { createPageRecords, type PageRecords } from './pageRecords.ts';
import type { SyncedOrg } from './syncedOrg.ts';

export const tabs = ['Overview', 'People', 'Issues', 'Approvals', 'Runs', 'MappingHealth'].map(
    (name) => `UserSync${name}`
);

export interface PageWorld {
    readonly org: SyncedOrg;
    readonly records: PageRecords;
    /** As somebody who may do everything, or as this user. */
    signedIn(userId?: string): Promise<TestPage>;
    stop(): Promise<void>;
}

export async function startPageWorld(): Promise<PageWorld> {
    const [pair, browser]: [OrgPair, TestBrowser] = await Promise.all([startOrgPair(), launchTestBrowser()]);
    const org = pair.a;
    org.assignToAdmin('UserSyncApprover');
    const [records] = await Promise.all([createPageRecords(org, pair.b), org.org.preparePages()]);
    return {
        org,
        records,
        signedIn: async (userId = org.adminId) => {
            const page = await browser.newPage(org.org.url);
            page.page.on('dialog', (dialog) => {
                page.errors.push(`a dialog says ${dialog.message()}`);
                void dialog.dismiss();
            });
            await page.signIn(org.org.createSession(userId).token);
            return page;
        },
        stop: async () => {
            await browser.close();
            await pair.stop();
        }
    };
}

/** Opens a tab and waits until it shows what it asked for, or why it may not. */
export async function openTab(page: TestPage, name: string, query = ''): Promise<void> {
    await page.open(`/lightning/n/${name}${query}`);
    await settled(page);
}

/** Waits until every part of the page has its answer. */
export async function settled({ page }: TestPage): Promise<void> {
    const parts = page.locator('c-user-sync-page');
    await parts.first().waitFor();
    for (const part of await parts.all()) {
        await part.locator('[data-id=age], [data-id=no-permission], [data-id=error]').first().waitFor();
    }
}
