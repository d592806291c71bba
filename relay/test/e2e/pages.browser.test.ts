/** The pages in a browser: who sees what, everything by keyboard, and no page that overlaps or leaves its window. */
import { join } from 'node:path';
import { Keyboard } from '../../../scripts/test/browser/keyboard.ts';
import { launchTestBrowser, type TestBrowser, type TestPage } from '../../../scripts/test/browser/testBrowser.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { createHolder, createPageRecords, htmlName, lostTitle, oldIssueCount } from '../support/pageRecords.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { eventually, userOf } from '../support/syncedUsers.ts';

const tabs = ['Overview', 'People', 'Issues', 'Approvals', 'Runs', 'MappingHealth'].map((name) => `UserSync${name}`);
const why = 'Seen by the owner.';

let pair: OrgPair;
let org: SyncedOrg;
let browser: TestBrowser;
let linkedId: string;
let unlinkedId: string;

beforeAll(async () => {
    [pair, browser] = await Promise.all([startOrgPair(), launchTestBrowser()]);
    org = pair.a;
    org.assignToAdmin('UserSyncApprover');
    [{ linkedId, unlinkedId }] = await Promise.all([createPageRecords(org, pair.b), org.org.preparePages()]);
}, 120_000);

afterAll(async () => {
    await browser.close();
    await pair.stop();
});

async function signedIn(userId = org.adminId): Promise<TestPage> {
    const page = await browser.newPage(org.org.url);
    page.page.on('dialog', (dialog) => {
        page.errors.push(`a dialog says ${dialog.message()}`);
        void dialog.dismiss();
    });
    await page.signIn(org.org.createSession(userId).token);
    return page;
}

/** Opens a tab and waits until what it asked for has come. */
async function openTab(page: TestPage, name: string, query = ''): Promise<void> {
    await page.open(`/lightning/n/${name}${query}`);
    await page.page.waitForLoadState('networkidle');
}

describe('PAGE roles', () => {
    it('PAGE roles a standard user finds no app, and who is led to a tab gets a clear message and no data', async () => {
        const standard = await createHolder(org, []);
        const page = await signedIn(standard);
        await page.page.getByText('There are no apps').waitFor();
        for (const tab of tabs) {
            await page.page.goto(`${org.org.url}/lightning/n/${tab}`);
            expect(await page.page.content()).not.toMatch(/Zuse|page-session/);
        }
        org.deploy(tabsOnly());
        const led = await signedIn(await createHolder(org, ['TabsOnly']));
        for (const tab of tabs) {
            await openTab(led, tab);
            await led.page.getByRole('alert').getByText('You may not see User Sync').waitFor();
            expect(await led.page.content()).not.toContain('Zuse');
        }
        expect([...page.errors, ...led.errors]).toEqual([]);
    });

    it('PAGE roles a viewer sees everything but values and actions, and Apex refuses the actions too', async () => {
        const page = await signedIn(await createHolder(org, ['UserSyncViewer']));
        for (const tab of tabs) {
            await openTab(page, tab);
            const main = page.page.locator('main');
            const names = await main
                .getByRole('button')
                .evaluateAll((buttons) =>
                    buttons.map((button) => button.getAttribute('title') ?? button.textContent?.trim())
                );
            expect(names.filter((name) => /Pause|Start|Approve|Reject|Try again|Undo/.test(name ?? ''))).toEqual([]);
            expect(await main.locator('lightning-datatable input[type=checkbox]').count()).toBe(0);
        }
        for (const [method, parameters] of Object.entries(actions())) {
            expect(await callApex(page, method, parameters)).toEqual([method, 'NOT_PERMITTED']);
        }
        expect(page.errors).toEqual([]);
    });

    it('PAGE roles HTML in a name is text, and values of a conflict are for approvers only', async () => {
        const [viewer, approver] = [
            await signedIn(await createHolder(org, ['UserSyncViewer'])),
            await signedIn(await createHolder(org, ['UserSyncViewer', 'UserSyncApprover']))
        ];
        for (const page of [viewer, approver]) {
            await openTab(page, 'UserSyncIssues', '?c__reason=CONFLICT');
            await page.page.getByRole('button', { name: 'Details', exact: true }).click();
            await page.page.getByText(`Details of ${htmlName} Zuse`).waitFor();
            await page.page.waitForLoadState('networkidle');
            expect(await page.page.locator('img[src=x]').count()).toBe(0);
        }
        await approver.page.getByText(lostTitle).waitFor();
        await approver.screenshot(join('docs', 'images', 'conflict.png'));
        expect(await viewer.page.content()).not.toContain(lostTitle);
        await openTab(viewer, 'UserSyncPeople');
        await viewer.page.getByText(`${htmlName} Zuse`).first().waitFor();
        expect(await viewer.page.locator('img[src=x]').count()).toBe(0);
        expect([...viewer.errors, ...approver.errors]).toEqual([]);
    });
});

describe('PAGE keyboard', () => {
    let page: TestPage;
    let keyboard: Keyboard;

    beforeAll(async () => {
        page = await signedIn();
        keyboard = new Keyboard(page);
    });

    afterEach(async () => {
        expect(page.errors.splice(0)).toEqual([]);
    });

    const button = (name: string) => page.page.getByRole('button', { name, exact: true });

    it('PAGE keyboard the direction is paused with a reason and resumed, and the focus comes back', async () => {
        await openTab(page, 'UserSyncOverview');
        await keyboard.activate('Pause');
        await page.page.getByRole('dialog').waitFor();
        await keyboard.press('Escape');
        await keyboard.waitForFocus(button('Pause'));
        await keyboard.press('Enter');
        await keyboard.confirm('Pause', why);
        await keyboard.waitForFocus(button('Resume'));
        await page.page.getByText(why).waitFor();
        await keyboard.press('Space');
        await keyboard.waitForFocus(button('Pause'));
    });

    it('PAGE keyboard a dry run is started and cancelled, a run is opened and undone after a preview', async () => {
        await openTab(page, 'UserSyncRuns');
        await keyboard.activate('Start dry run');
        await keyboard.activate('Cancel run');
        await eventually(
            'the run to be cancelled',
            () => org.query(`SELECT Id FROM UserSyncRun__c WHERE IsCancelRequested__c = TRUE`)[0]
        );
        await keyboard.tabTo(page.page.locator('c-user-sync-runs tbody tr').last().getByRole('button'));
        await keyboard.press('Enter');
        await keyboard.activate('Undo in this org', 'Space');
        await page.page.getByRole('dialog').getByText('Before').first().waitFor();
        await keyboard.press('Escape');
        await keyboard.waitForFocus(button('Undo in this org'));
        await keyboard.press('Enter');
        await keyboard.confirm('Undo in this org');
        await eventually('the title of before', () => (userOf(org, linkedId)['Title'] === 'Before' ? true : undefined));
    });

    it('PAGE keyboard issues are filtered, paged, opened and closed', async () => {
        await openTab(page, 'UserSyncIssues');
        await keyboard.activate('Show more');
        const rows = page.page.locator('lightning-datatable tbody tr');
        await eventually('all rows', async () => ((await rows.count()) > oldIssueCount ? true : undefined));
        await openTab(page, 'UserSyncIssues');
        await keyboard.choose('Reason code', 'CONFLICT');
        await eventually('one row', async () => ((await rows.count()) === 1 ? true : undefined));
        await keyboard.pressInFirstRow('Details');
        await page.page.getByText(lostTitle).waitFor();
        await keyboard.activate('Close');
        await keyboard.waitForFocus(page.page.getByRole('region', { name: 'Issues of User Sync' }));
    });

    it.each([
        ['PROFILE_UNMAPPED', 'Try again', undefined, `Key__c = 'retry' AND NextAttemptAt__c != NULL`],
        ['DRIFT', 'Accept the difference', why, `Key__c = 'accept' AND DecisionReason__c = '${why}'`],
        ['CONFLICT', 'Restore the edit that lost', '', `Key__c = 'conflict' AND Decision__c != NULL`],
        ['AMBIGUOUS', 'Link to…', why, `Kind__c = 'Link' AND Decision__c = 'Linked'`]
    ])('PAGE keyboard an issue of %s is selected and decided', async (reason, action, answer, decided) => {
        await openTab(page, 'UserSyncIssues', `?c__reason=${reason}`);
        await keyboard.selectFirstRow();
        await keyboard.activate(action);
        if (answer !== undefined) {
            await page.page.getByRole('dialog').waitFor();
            await keyboard.press('Escape');
            await keyboard.waitForFocus(button(action));
            await keyboard.press('Enter');
            await keyboard.confirm(action, answer);
        }
        await eventually(
            `${reason} to be decided`,
            () => org.query(`SELECT Id FROM UserSyncIssue__c WHERE ${decided}`)[0]
        );
    });

    it.each(['Approve', 'Reject'])('PAGE keyboard a held change is decided with a reason: %s', async (action) => {
        await openTab(page, 'UserSyncApprovals');
        await keyboard.selectFirstRow();
        await keyboard.activate(action);
        await page.page.getByRole('dialog').waitFor();
        await keyboard.press('Escape');
        await keyboard.waitForFocus(button(action));
        await keyboard.press('Enter');
        await keyboard.confirm(action, why);
        const word = action === 'Approve' ? 'Approved' : 'Rejected';
        await eventually(
            'the decision',
            () => org.query(`SELECT Id FROM UserSyncIssue__c WHERE Kind__c = 'Hold' AND Decision__c = '${word}'`)[0]
        );
    });

    it('PAGE keyboard a person is searched, opened, synchronised at once, excluded and taken back', async () => {
        await openTab(page, 'UserSyncPeople');
        await keyboard.tabTo(page.page.getByRole('searchbox'));
        await keyboard.type('Alone');
        const rows = page.page.locator('lightning-datatable tbody tr');
        await eventually('one row', async () => ((await rows.count()) === 1 ? true : undefined));
        await keyboard.pressInFirstRow('Alone');
        await keyboard.activate('Sync now');
        await eventually('the run', () => org.query(`SELECT Id FROM UserSyncRun__c WHERE Kind__c = 'USER'`)[0]);
        await keyboard.activate('Never sync');
        await keyboard.confirm('Never sync');
        await keyboard.waitForFocus(button('Sync again'));
        await keyboard.press('Enter');
        await keyboard.waitForFocus(button('Never sync'));
        expect(org.queryOne(`SELECT UserSyncExcluded__c FROM User WHERE Id = '${unlinkedId}'`)).toMatchObject({
            UserSyncExcluded__c: false
        });
        await keyboard.activate('Back to the list');
        await rows.first().waitFor();
    });
});

describe('PAGE layout', () => {
    it.each(['en_US', 'de'])('PAGE layout every page fits a desk and a phone in %s', async (language) => {
        const sets = ['UserSyncAdmin', 'UserSyncApprover'];
        const page = await signedIn(await createHolder(org, sets, language));
        for (const tab of tabs) {
            await openTab(page, tab);
            await page.page.locator('c-user-sync-page').first().waitFor();
            expect([tab, ...(await page.layoutProblems())]).toEqual([tab]);
        }
        expect(page.errors).toEqual([]);
    });
});

/** A permission set that opens the tabs and nothing else, as an administrator might make by mistake. */
function tabsOnly(): Map<string, string> {
    const space = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
    const settings = tabs.map((tab) => `<tabSettings><tab>${tab}</tab><visibility>Visible</visibility></tabSettings>`);
    return new Map([
        [
            'permissionsets/TabsOnly.permissionset',
            `<PermissionSet ${space}><label>Tabs only</label>${settings.join('')}</PermissionSet>`
        ],
        [
            'package.xml',
            `<Package ${space}><types><members>TabsOnly</members><name>PermissionSet</name></types><version>67.0</version></Package>`
        ]
    ]);
}

/** What a viewer might send by hand. */
function actions(): Record<string, Row> {
    const [{ Id: issueId }] = org.query('SELECT Id FROM UserSyncIssue__c') as [Row];
    const many = { issueIds: [issueId], reason: why };
    return {
        'UserSyncOverviewController.pause': { why },
        'UserSyncOverviewController.resume': {},
        'UserSyncRunsController.start': { isDryRun: true },
        'UserSyncRunsController.cancel': { key: 'run1' },
        'UserSyncRunsController.previewUndo': { key: 'run1' },
        'UserSyncRunsController.undo': { key: 'run1', expectedCount: 1 },
        'UserSyncIssuesController.compare': { issueId },
        'UserSyncIssuesController.retry': { issueIds: [issueId] },
        'UserSyncIssuesController.accept': many,
        'UserSyncIssuesController.previewChoice': { issueIds: [issueId], choice: 'RESTORE' },
        'UserSyncIssuesController.choose': { issueIds: [issueId], choice: 'RESTORE' },
        'UserSyncIssuesController.linkTo': { issueId, userId: unlinkedId, reason: why },
        'UserSyncApprovalsController.approve': many,
        'UserSyncApprovalsController.reject': many,
        'UserSyncPersonController.syncNow': { userId: linkedId },
        'UserSyncPersonController.exclude': { userId: linkedId },
        'UserSyncPersonController.include': { userId: linkedId },
        'UserSyncPersonController.previewUndo': { userId: linkedId },
        'UserSyncPersonController.undo': { userId: linkedId, expectedCount: 1 },
        'UserSyncPersonController.link': { userId: unlinkedId, partnerUserId: linkedId },
        'UserSyncPersonController.unlink': { userId: linkedId }
    };
}

/** Calls Apex as the page of this session would. @returns the method and the code of the refusal */
async function callApex({ page }: TestPage, method: string, parameters: Row): Promise<[string, unknown]> {
    const answer = await page.evaluate(
        async (body) => {
            const headers = { 'content-type': 'application/json' };
            const response = await fetch('/lightning/apex', { method: 'POST', headers, body });
            return (await response.json()) as { isSuccess: boolean; body?: { message: string } };
        },
        JSON.stringify({ method, parameters, isWire: false })
    );
    return [method, answer.isSuccess ? 'done' : (JSON.parse(answer.body?.message ?? '{}') as Row)['code']];
}
