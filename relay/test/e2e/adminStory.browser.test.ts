/** What an administrator sees and does, in a browser: two orgs, the real relay, clicks. It draws the pictures of the guide. */
import { join } from 'node:path';
import type { LocalOrgOptions } from '../../../emulator/src/index.ts';
import {
    launchTestBrowser,
    narrow,
    type TestBrowser,
    type TestPage,
    wide
} from '../../../scripts/test/browser/testBrowser.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { person } from '../support/people.ts';
import { RelayHost } from '../support/relayChild.ts';
import { SfProject } from '../support/sfProject.ts';
import { openTab, settled } from '../support/pageWorld.ts';
import { arrival, eventually, issuesOf, userOf } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { profileRecord } from '../support/testRecords.ts';

// Many steps each, on a machine that may do many other things.
jest.setTimeout(120_000);

let pair: OrgPair;
let host: RelayHost;
let sf: SfProject;
let browser: TestBrowser;
let a: SyncedOrg;
let b: SyncedOrg;
let inA: TestPage;
let inB: TestPage;
/** While true the events of org A are lost, and only a run brings its changes. */
let isLosing = false;

const losing = (letter: string): Partial<LocalOrgOptions> => ({
    faults: { publish: () => (letter === 'A' && isLosing ? 'lost on purpose' : undefined) }
});

const imageFolder = join('docs', 'images');
const quickly = { PROBE_FIRST_MS: '100', PROBE_MAX_MS: '100', RECONCILE_INTERVAL_MS: '500' };

beforeAll(async () => {
    browser = await launchTestBrowser();
    pair = await startOrgPair({ org: losing });
    ({ a, b } = pair);
    for (const org of [a, b]) org.assignToAdmin('UserSyncApprover');
    host = new RelayHost(pair);
    sf = new SfProject();
    await Promise.all([host.start(quickly), a.org.preparePages()]);
    for (const org of [a, b]) sf.login(org);
    [inA, inB] = [await signedIn(a), await signedIn(b)];
}, 120_000);

afterAll(async () => {
    await browser.close();
    await host.clear();
    sf.clear();
    await pair.stop();
});

afterEach(() => {
    expect([...inA.errors.splice(0), ...inB.errors.splice(0)]).toEqual([]);
});

async function signedIn(org: SyncedOrg, userId = org.adminId): Promise<TestPage> {
    const page = await browser.newPage(org.org.url);
    await page.signIn(org.org.createSession(userId).token);
    return page;
}

async function linkedPerson(fields: Row = {}): Promise<{ id: string; partner: Row }> {
    const id = await a.client().create('User', person(a, fields));
    return { id, partner: await arrival(b, id) };
}

/** Opens a tab and reads it anew until it shows the text: what the relay brings may come a moment later. */
async function openUntil(page: TestPage, tab: string, text: string): Promise<void> {
    await openTab(page, tab);
    await readUntil(page, page.page.locator('main').getByText(text).first());
}

async function readUntil(page: TestPage, wanted: ReturnType<TestPage['page']['locator']>): Promise<void> {
    const main = page.page.locator('main');
    await eventually(`the page to show ${String(wanted)}`, async () => {
        if (await wanted.isVisible()) return true;
        const answer = page.page.waitForResponse('**/lightning/apex');
        await main.locator('[data-id=refresh]').first().click();
        await answer;
        return undefined;
    });
}

async function selectAllRows({ page }: TestPage): Promise<void> {
    await page.locator('lightning-datatable thead .slds-checkbox_faux').click();
}

/** Checks that the page fits a desk and a phone, and draws it. */
async function picture(page: TestPage, name: string): Promise<void> {
    expect(await page.layoutProblems()).toEqual([]);
    await page.page.setViewportSize(wide);
    await page.screenshot(join(imageFolder, `${name}.png`));
}

it('a title that is changed by clicking in one org is seen in the other, and on its overview', async () => {
    const { id, partner } = await linkedPerson({ FirstName: 'Grace', LastName: '<b>Hopper</b>' });
    await inA.page.goto(`${a.org.url}/lightning/r/User/${id}/edit`);
    await inA.page.getByLabel('Title').fill('Rear Admiral');
    await inA.page.getByRole('button', { name: 'Save' }).click();
    await inA.page.getByText('Saved.').waitFor();
    await arrival(b, id, { Title: 'Rear Admiral' });
    await inB.page.goto(`${b.org.url}/lightning/r/User/${partner['Id']}/view`);
    await inB.page.getByText('Rear Admiral').waitFor();
    await openUntil(inB, 'UserSyncOverview', 'In step');
    await picture(inB, 'overview');
    await openUntil(inB, 'UserSyncPeople', '<b>Hopper</b>');
    await picture(inB, 'people');
    await inB.page.getByRole('button', { name: '<b>Hopper</b>' }).first().click();
    await inB.page.locator('c-user-sync-person tbody tr').first().waitFor();
    await settled(inB);
    await picture(inB, 'person');
});

it('an unmapped profile is read with its cure, mapped, and retried until the user arrives', async () => {
    const id = await a.client().create('User', person(a, { ProfileId: a.profileId('Read Only') }));
    await eventually('the refusal', () => issuesOf(b, `ReasonCode__c = 'PROFILE_UNMAPPED'`)[0]);
    await openUntil(inB, 'UserSyncIssues', 'PROFILE_UNMAPPED');
    await picture(inB, 'issues');
    await openUntil(inB, 'UserSyncMappingHealth', 'no default pair');
    await picture(inB, 'mapping-health');
    const deployed = await Promise.all([
        sf.deploy(b, [profileRecord('Reader', [b, 'Read Only'], [a, 'Read Only'])]),
        sf.deploy(a, [profileRecord('Reader', [a, 'Read Only'], [b, 'Read Only'])])
    ]);
    for (const output of deployed) expect(output).toContain('Status: Succeeded');
    await openUntil(inB, 'UserSyncIssues', 'PROFILE_UNMAPPED');
    await selectAllRows(inB);
    await inB.page.getByRole('button', { name: 'Try again' }).click();
    await arrival(b, id);
});

it('deactivations over the limit are held and approved with a reason', async () => {
    const people: { id: string; partner: Row }[] = [];
    for (let count = 1; count <= 8; count += 1) people.push(await linkedPerson());
    for (const { id } of people) await a.client().update('User', id, { IsActive: false });
    await eventually('three holds', () => (issuesOf(b, `ReasonCode__c = 'HELD'`).length === 3 ? true : undefined));
    await openUntil(inB, 'UserSyncApprovals', 'Lovelace');
    await selectAllRows(inB);
    await inB.page.getByRole('button', { name: 'Approve' }).waitFor();
    await picture(inB, 'approvals');
    await inB.page.getByRole('button', { name: 'Approve' }).first().click();
    const dialog = inB.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('They have left the company.');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await eventually('all to be inactive', () =>
        people.every(({ partner }) => userOf(b, String(partner['Id']))['IsActive'] === false) ? true : undefined
    );
});

it('a run is read, and undone in both orgs', async () => {
    const { id } = await linkedPerson({ Title: 'Before' });
    isLosing = true;
    await a.client().update('User', id, { Title: 'By a run' });
    isLosing = false;
    await arrival(b, id, { Title: 'By a run' });
    const key = await eventually('the result of the run', () => {
        const rows = b.query(
            `SELECT RunId__c FROM UserSyncResult__c WHERE PartnerUserId__c = '${id}' AND RunId__c != NULL`
        );
        return rows[0]?.['RunId__c'] as string | undefined;
    });
    await openTab(inB, 'UserSyncRuns');
    const run = inB.page.locator(`lightning-button[data-key="${key}"]`);
    await readUntil(inB, run);
    await run.click();
    await inB.page.getByRole('button', { name: 'Undo' }).waitFor();
    await picture(inB, 'runs');
    await inB.page.getByRole('button', { name: 'Undo' }).click();
    const dialog = inB.page.getByRole('dialog');
    await dialog.getByText('Before').first().waitFor();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await arrival(b, id, { Title: 'Before' });
    await eventually('the undo to travel', () => (userOf(a, id)['Title'] === 'Before' ? true : undefined));
});

it('a page fits a phone for who may only look, who finds nothing to press', async () => {
    const viewer = await b.client().create('User', person(b, { ProfileId: b.profileId('Standard User') }));
    b.run(`insert new PermissionSetAssignment(AssigneeId = '${viewer}',
        PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'UserSyncViewer'].Id);`);
    const page = await signedIn(b, viewer);
    await openUntil(page, 'UserSyncOverview', 'In step');
    await page.page.setViewportSize(narrow);
    expect(await page.page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    expect(page.errors).toEqual([]);
});

it('a standard user sees nothing, and a reader of German reads German', async () => {
    const standard = await b.client().create('User', person(b));
    const without = await signedIn(b, standard);
    await without.page.getByText('There are no apps').waitFor();
    await without.page.goto(`${b.org.url}/lightning/n/UserSyncOverview`);
    await without.page.getByText('has no access to it').waitFor();
    const german = await b.client().create('User', person(b, { LanguageLocaleKey: 'de', LocaleSidKey: 'de_DE' }));
    b.run(`insert new PermissionSetAssignment(AssigneeId = '${german}',
        PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'UserSyncViewer'].Id);`);
    const inGerman = await signedIn(b, german);
    await openUntil(inGerman, 'UserSyncOverview', 'Im Gleichstand');
    expect(await inGerman.layoutProblems()).toEqual([]);
    expect([...without.errors, ...inGerman.errors]).toEqual([]);
});
