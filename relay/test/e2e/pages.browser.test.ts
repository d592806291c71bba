/** The pages in a browser: who sees what, everything by keyboard, and no page that overlaps or leaves its window. */
import { join } from 'node:path';
import type { TestPage } from '../../../scripts/test/browser/testBrowser.ts';
import { keyboardTests } from '../support/pageKeyboard.ts';
import { createHolder, htmlName, lostTitle } from '../support/pageRecords.ts';
import { walkViews } from '../support/pageViews.ts';
import { openTab, type PageWorld, startPageWorld, tabs } from '../support/pageWorld.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';

// Many steps each, on a machine that may do many other things.
jest.setTimeout(120_000);

const why = 'Seen by the owner.';

let world: PageWorld;
let org: SyncedOrg;

beforeAll(async () => {
    world = await startPageWorld();
    ({ org } = world);
}, 120_000);

afterAll(async () => {
    await world.stop();
});

describe('PAGE roles', () => {
    it('PAGE roles a standard user finds no app, and who is led to a tab gets a clear message and no data', async () => {
        const standard = await createHolder(org, []);
        const page = await world.signedIn(standard);
        await page.page.getByText('There are no apps').waitFor();
        for (const tab of tabs) {
            await page.page.goto(`${org.org.url}/lightning/n/${tab}`);
            expect(await page.page.content()).not.toMatch(/Zuse|page-session/);
        }
        org.deploy(tabsOnly());
        const led = await world.signedIn(await createHolder(org, ['TabsOnly']));
        for (const tab of tabs) {
            await openTab(led, tab);
            await led.page.getByRole('alert').getByText('You may not see User Sync').waitFor();
            expect(await led.page.content()).not.toContain('Zuse');
        }
        expect([...page.errors, ...led.errors]).toEqual([]);
    });

    it('PAGE roles a viewer sees everything but values and actions, and Apex refuses the actions too', async () => {
        const page = await world.signedIn(await createHolder(org, ['UserSyncViewer']));
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
            await world.signedIn(await createHolder(org, ['UserSyncViewer'])),
            await world.signedIn(await createHolder(org, ['UserSyncViewer', 'UserSyncApprover']))
        ];
        for (const page of [viewer, approver]) {
            await openTab(page, 'UserSyncIssues', '?c__reason=CONFLICT');
            await page.page.getByRole('button', { name: 'Details', exact: true }).click();
            await page.page.getByText(`Details of ${htmlName} Zuse`).waitFor();
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

describe('PAGE layout', () => {
    it.each(['en_US', 'de'])('PAGE layout every page fits a desk and a phone in %s', async (language) => {
        const sets = ['UserSyncAdmin', 'UserSyncApprover'];
        const page = await world.signedIn(await createHolder(org, sets, language));
        const problems: string[] = [];
        await walkViews(page, async (view) => {
            problems.push(...(await page.layoutProblems()).map((problem) => `${view}: ${problem}`));
        });
        expect(problems).toEqual([]);
        expect(page.errors).toEqual([]);
    });
});

// Last: what they decide is decided.
describe('PAGE keyboard', () => {
    keyboardTests(() => world);
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
    const { linkedId, unlinkedId } = world.records;
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
