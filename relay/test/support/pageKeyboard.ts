/** Everything that the pages offer, by somebody who has a keyboard only. */
import { Keyboard } from '../../../scripts/test/browser/keyboard.ts';
import type { TestPage } from '../../../scripts/test/browser/testBrowser.ts';
import { peopleKeyboardTests } from './pagePeopleKeyboard.ts';
import { choiceCount, lostTitle, oldIssueCount, unassignedCount } from './pageRecords.ts';
import { openTab, type PageWorld } from './pageWorld.ts';
import type { Row } from './syncedOrg.ts';
import { eventually, userOf } from './syncedUsers.ts';

const why = 'Seen by the owner.';
const linesPerPage = 100;

export interface KeyboardTest {
    readonly world: PageWorld;
    readonly page: TestPage;
    readonly keyboard: Keyboard;
}

/** @param start is asked when the tests begin */
export function keyboardTests(start: () => PageWorld): void {
    let test: KeyboardTest;

    beforeAll(async () => {
        const world = start();
        const page = await world.signedIn();
        test = { world, page, keyboard: new Keyboard(page) };
    });

    afterEach(() => {
        expect(test.page.errors.splice(0)).toEqual([]);
    });

    overviewTests(() => test);
    runTests(() => test);
    issueTests(() => test);
    decisionTests(() => test);
    peopleKeyboardTests(() => test);
}

const rowsOf = ({ page }: KeyboardTest) => page.page.locator('lightning-datatable tbody tr');

const buttonOf = ({ page }: KeyboardTest, name: string) => page.page.getByRole('button', { name, exact: true });

/** Waits until the page shows as many rows. */
async function rowCount(test: KeyboardTest, isRight: (count: number) => boolean): Promise<void> {
    await eventually('the rows', async () => (isRight(await rowsOf(test).count()) ? true : undefined));
}

async function decided({ world: { org } }: KeyboardTest, condition: string, count = 1): Promise<Row> {
    return eventually(`${count} issues with ${condition}`, () => {
        const rows = org.query(`SELECT Id FROM UserSyncIssue__c WHERE ${condition}`);
        return rows.length === count ? rows[0] : undefined;
    });
}

/** Asks, thinks better of it, asks again and confirms. */
async function askTwice(test: KeyboardTest, name: string, answer?: string): Promise<void> {
    const { keyboard, page } = test;
    await keyboard.activate(name);
    await page.page.getByRole('dialog').waitFor();
    await keyboard.press('Escape');
    await keyboard.waitForFocus(buttonOf(test, name));
    await keyboard.press('Enter');
    await keyboard.confirm(name, answer);
}

function overviewTests(current: () => KeyboardTest): void {
    it('PAGE keyboard the direction is paused with a reason and resumed, and the focus comes back', async () => {
        const test = current();
        const { keyboard, page } = test;
        await openTab(page, 'UserSyncOverview');
        await askTwice(test, 'Pause', why);
        await keyboard.waitForFocus(buttonOf(test, 'Resume'));
        await page.page.getByText(why).waitFor();
        await keyboard.press('Space');
        await keyboard.waitForFocus(buttonOf(test, 'Pause'));
    });

    it('PAGE keyboard the overview leads to what waits and to issues, and mapping health to the set-up', async () => {
        const test = current();
        const { keyboard, page } = test;
        await keyboard.activate('Refresh');
        await keyboard.tabTo(page.page.getByRole('button', { name: ', show' }));
        await keyboard.press('Enter');
        await page.page.locator('c-user-sync-approvals lightning-datatable').waitFor();
        await openTab(page, 'UserSyncOverview');
        await keyboard.activate('CONFLICT');
        await page.page.locator('c-user-sync-issues lightning-datatable').waitFor();
        await rowCount(test, (count) => count === 1);
        await openTab(page, 'UserSyncMappingHealth');
        await keyboard.tabTo(page.page.locator('[data-id=map-profiles]'));
        const [setup] = await Promise.all([page.page.waitForEvent('popup'), keyboard.press('Enter')]);
        expect(setup.url()).toContain('/lightning/setup/');
        await setup.close();
    });
}

function runTests(current: () => KeyboardTest): void {
    it('PAGE keyboard a dry run is started and cancelled, a run is opened and undone after a preview', async () => {
        const test = current();
        const { keyboard, page, world } = test;
        await openTab(page, 'UserSyncRuns');
        await keyboard.activate('Start dry run');
        await keyboard.activate('Cancel run');
        await page.page.getByText('Being cancelled').first().waitFor();
        expect(world.org.query('SELECT Id FROM UserSyncRun__c WHERE IsCancelRequested__c = TRUE')).toHaveLength(1);
        await openRun(test);
        await keyboard.activate('Undo in this org', 'Space');
        await page.page.getByRole('dialog').getByText('Before').first().waitFor();
        await keyboard.press('Escape');
        await keyboard.waitForFocus(buttonOf(test, 'Undo in this org'));
        await keyboard.press('Enter');
        await keyboard.confirm('Undo in this org');
        await keyboard.waitForFocus(buttonOf(test, 'Undo in this org'));
        await eventually('the title of before', () =>
            userOf(world.org, world.records.linkedId)['Title'] === 'Before' ? true : undefined
        );
    });

    it('PAGE keyboard a reconciliation is started after a question, a run is read to its last line and downloaded', async () => {
        const test = current();
        const { keyboard, page, world } = test;
        // The relay has ended the one before.
        world.org.run(`update as system new UserSyncRun__c(Id = [SELECT Id FROM UserSyncRun__c
            WHERE IsCancelRequested__c = TRUE].Id, State__c = 'CANCELLED');`);
        await openTab(page, 'UserSyncRuns');
        await askTwice(test, 'Start reconciliation');
        await keyboard.waitForFocus(buttonOf(test, 'Start reconciliation'));
        await page.page.getByText('Waiting for the relay').first().waitFor();
        await keyboard.tabTo(page.page.getByRole('checkbox', { name: 'Runs of one user too' }));
        await keyboard.press('Space');
        await page.page.getByRole('checkbox', { name: 'Runs of one user too', checked: true }).waitFor();
        await page.page.locator('[data-key=run1]').waitFor();
        await openRun(test);
        const lines = page.page.locator('[data-id=line]');
        await eventually('a page', async () => ((await lines.count()) === linesPerPage ? true : undefined));
        await keyboard.activate('Show more');
        await keyboard.waitForFocus(page.page.getByRole('region', { name: 'Users who were not in step' }));
        expect(await lines.count()).toBe(unassignedCount + 1);
        await keyboard.choose('Situation', 'CONFIRMED');
        await eventually('one line', async () => ((await lines.count()) === 1 ? true : undefined));
        expect(await keyboard.download('Download CSV')).toBe('user-sync-run-run1.csv');
        await keyboard.activate('Close', 'Enter', page.page.locator('c-user-sync-run'));
        await keyboard.waitForFocus(page.page.locator('[data-key=run1]').getByRole('button'));
    });
}

async function openRun({ keyboard, page }: KeyboardTest): Promise<void> {
    await keyboard.tabTo(page.page.locator('[data-key=run1]').getByRole('button'));
    await keyboard.press('Enter');
    await keyboard.waitForFocus(page.page.locator('c-user-sync-run [data-id=title]'));
    await page.page.locator('[data-id=line]').first().waitFor();
}

function issueTests(current: () => KeyboardTest): void {
    it('PAGE keyboard issues are filtered, paged, opened and closed', async () => {
        const test = current();
        const { keyboard, page } = test;
        await openTab(page, 'UserSyncIssues');
        await keyboard.activate('Show more');
        await rowCount(test, (count) => count > oldIssueCount);
        await keyboard.waitForFocus(page.page.getByRole('region', { name: 'Issues of User Sync' }));
        await keyboard.choose('Kind', 'Two values');
        await rowCount(test, (count) => count === 1 + choiceCount);
        expect(await keyboard.download('Download CSV')).toBe('user-sync-issues.csv');
        await keyboard.choose('State', 'Resolved only');
        await page.page.getByText('No issue matches').waitFor();
        await keyboard.choose('State', 'Any');
        await rowCount(test, (count) => count === 1 + choiceCount);
        await keyboard.fill('Seen from', 'Dec 31, 2100');
        await page.page.getByText('No issue matches').waitFor();
        await keyboard.fill('Seen from', '');
        await rowCount(test, (count) => count === 1 + choiceCount);
        await keyboard.fill('Seen until', 'Dec 31, 2020');
        await page.page.getByText('No issue matches').waitFor();
        await keyboard.fill('Seen until', '');
        await keyboard.choose('Reason code', 'CONFLICT');
        await rowCount(test, (count) => count === 1);
        await keyboard.pressInFirstRow('Details');
        await page.page.getByText(lostTitle).waitFor();
        await keyboard.activate('Close');
        await keyboard.waitForFocus(page.page.getByRole('region', { name: 'Issues of User Sync' }));
    });
}

function decisionTests(current: () => KeyboardTest): void {
    it.each([
        ['PROFILE_UNMAPPED', 'Try again', undefined, `Key__c = 'retry' AND NextAttemptAt__c != NULL`],
        ['DRIFT', 'Accept the difference', why, `Key__c = 'accept' AND DecisionReason__c = '${why}'`],
        ['CONFLICT', 'Restore the edit that lost', '', `Key__c = 'conflict' AND Decision__c != NULL`],
        ['AMBIGUOUS', 'Link to…', why, `Kind__c = 'Link' AND Decision__c = 'Linked'`]
    ])('PAGE keyboard an issue of %s is selected and decided', async (reason, action, answer, condition) => {
        const test = current();
        await openTab(test.page, 'UserSyncIssues', `?c__reason=${reason}`);
        await test.keyboard.selectFirstRow();
        if (answer === undefined) await test.keyboard.activate(action);
        else await askTwice(test, action, answer);
        await decided(test, condition);
    });

    it('PAGE keyboard a side is chosen for what waits for a choice: ours, theirs, fill blanks', async () => {
        const test = current();
        const { keyboard, page } = test;
        await openTab(page, 'UserSyncIssues', '?c__reason=CHOICE_NEEDED');
        for (const [count, [side, word]] of [
            ['Ours', 'OURS'],
            ['Theirs', 'THEIRS'],
            ['Fill', 'FILL_BLANKS']
        ].entries()) {
            await keyboard.selectFirstRow();
            await keyboard.activate('Choose a side');
            await keyboard.chooseRadio(String(side));
            await page.page.getByText('Would be written: 1 of 1').waitFor();
            await keyboard.confirm('Choose a side');
            await decided(
                test,
                `ReasonCode__c = 'CHOICE_NEEDED' AND Decision__c = '${word}' AND ResolvedAt__c != NULL`
            );
            await keyboard.activate('Refresh');
            await rowCount(test, (rows) => rows === choiceCount - 1 - count);
        }
        await page.page.getByText('No issue matches').waitFor();
    });

    it.each(['Approve', 'Reject'])('PAGE keyboard a held change is decided with a reason: %s', async (action) => {
        const test = current();
        const { keyboard, page } = test;
        await openTab(page, 'UserSyncApprovals');
        await keyboard.selectFirstRow();
        await askTwice(test, action, why);
        const word = action === 'Approve' ? 'Approved' : 'Rejected';
        await decided(test, `Kind__c = 'Hold' AND Decision__c = '${word}'`);
        await keyboard.choose('Show', 'Decided');
        await page.page.getByRole('region', { name: 'What was decided' }).getByText(word).first().waitFor();
    });
}
