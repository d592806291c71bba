/** Every view and every dialog of the app, opened by clicking, in any language. */
import type { TestPage } from '../../../scripts/test/browser/testBrowser.ts';
import { openTab, settled, tabs } from './pageWorld.ts';

type See = (view: string) => Promise<void>;

/** Opens one view after the other and calls `see` when all of it is there. Decides nothing. */
export async function walkViews(page: TestPage, see: See): Promise<void> {
    const views: Readonly<Record<string, () => Promise<void>>> = {
        UserSyncOverview: () => overviewViews(page, see),
        UserSyncPeople: () => peopleViews(page, see),
        UserSyncIssues: () => issueViews(page, see),
        UserSyncApprovals: () => approvalViews(page, see),
        UserSyncRuns: () => runViews(page, see)
    };
    for (const tab of tabs) {
        await openTab(page, tab);
        await see(tab);
        await views[tab]?.();
    }
}

/** Presses a button that asks something, and leaves the question. */
async function question({ page }: TestPage, see: See, name: string, shown?: string): Promise<void> {
    await page.locator(`main lightning-button${name}`).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    if (shown) await dialog.locator(shown).first().waitFor();
    await see(`the dialog of ${name}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
}

async function overviewViews(page: TestPage, see: See): Promise<void> {
    await question(page, see, '[data-id=pause]');
}

async function peopleViews(page: TestPage, see: See): Promise<void> {
    const row = page.page.locator('lightning-datatable tbody tr').filter({ hasText: 'Alone' });
    await row.getByRole('button', { name: 'Alone' }).click();
    await page.page.locator('c-user-sync-issues').waitFor();
    await settled(page);
    await see('a person');
    await question(page, see, '[data-name=exclude]');
    await question(page, see, '[data-name=undo]', 'c-user-sync-undo-preview');
    await question(page, see, '[data-name=link]');
}

async function issueViews(page: TestPage, see: See): Promise<void> {
    const select = async (reason: string): Promise<void> => {
        const row = page.page.locator('lightning-datatable tbody tr').filter({ hasText: reason }).first();
        await row.locator('.slds-checkbox_faux').click();
    };
    const asked = [
        ['DRIFT', 'accept'],
        ['AMBIGUOUS', 'link'],
        ['CHOICE_NEEDED', 'choose']
    ] as const;
    for (const [reason, name] of asked) {
        await select(reason);
        await question(page, see, `[data-name=${name}]`);
        await select(reason);
    }
    const conflict = page.page.locator('lightning-datatable tbody tr').filter({ hasText: 'CONFLICT' }).first();
    await conflict.locator('lightning-button button').click();
    await page.page.locator('c-user-sync-comparison [data-id=other]').first().waitFor();
    await see('both sides of a conflict');
    await select('CONFLICT');
    await question(page, see, '[data-name=restore]');
}

async function approvalViews(page: TestPage, see: See): Promise<void> {
    await page.page.locator('lightning-datatable thead .slds-checkbox_faux').click();
    await question(page, see, '[data-name=reject]');
}

async function runViews(page: TestPage, see: See): Promise<void> {
    await question(page, see, '[data-id=start]');
    await page.page.locator('lightning-button[data-key=run1]').click();
    await page.page.locator('c-user-sync-run [data-id=line]').first().waitFor();
    await see('a run');
    await question(page, see, '[data-id=undo]', 'c-user-sync-undo-preview');
}
