/** The pages of an org in a real browser, with an app that is not ours. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { launchTestBrowser, type TestBrowser, type TestPage } from '../../../scripts/test/browser/testBrowser.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import type { LocalOrg } from '../../src/index.ts';
import { depotFiles } from './depotFiles.ts';

const { startLocalOrg } = outsideJest('emulator/src/index.ts');

jest.setTimeout(120_000);

/** What of the browser's own globals this test uses. */
interface StyledPage {
    getComputedStyle(element: unknown): { readonly color: string };
}

let org: LocalOrg;
let browser: TestBrowser;
let adminId: string;
let shipperId: string;

const apex = (source: string): void => {
    const { compileProblem, exceptionMessage } = org.executeAnonymous(adminId, source);
    expect({ compileProblem, exceptionMessage }).toEqual({ compileProblem: undefined, exceptionMessage: undefined });
};

const createUser = (alias: string, language: string, locale: string, permissionSet?: string): string => {
    apex(`
        Profile standard = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
        User person = new User(FirstName = '<b>${alias}</b>', LastName = 'Person', Alias = '${alias}', Email = '${alias}@depot.example',
            Username = '${alias}@depot.example', CommunityNickname = '${alias}', ProfileId = standard.Id,
            TimeZoneSidKey = 'Europe/Berlin', LocaleSidKey = '${locale}', LanguageLocaleKey = '${language}', EmailEncodingKey = 'UTF-8');
        insert person;
        for (PermissionSet granted : [SELECT Id FROM PermissionSet WHERE Name = '${permissionSet ?? ''}']) {
            insert new PermissionSetAssignment(AssigneeId = person.Id, PermissionSetId = granted.Id);
        }`);
    return org.userByUsername(`${alias}@depot.example`)!.id;
};

const openAs = async (userId: string, path: string): Promise<TestPage> => {
    const page = await browser.newPage(org.url);
    await page.signIn(org.createSession(userId).token, path);
    return page;
};

const isShipped = (receiver: string): unknown =>
    org.query(shipperId, `SELECT IsShipped__c FROM Parcel__c WHERE Name = '${receiver}'`).rows[0]?.get('IsShipped__c');

beforeAll(async () => {
    [org, browser] = await Promise.all([
        startLocalOrg({ name: 'Depot', port: 0, pubSubPort: 0, log: () => {} }),
        launchTestBrowser()
    ]);
    adminId = org.userByUsername(org.identity.adminUsername)!.id;
    const { components } = org.deploy(adminId, depotFiles(), {
        checkOnly: false,
        rollbackOnError: true,
        testLevel: undefined,
        runTests: [],
        ignoreWarnings: false
    });
    expect(components.filter(({ problem }) => problem !== undefined)).toEqual([]);
    await org.preparePages();
    apex(`insert as system new List<Parcel__c>{ new Parcel__c(Name = 'Ada <i>L.</i>', Weight__c = 1234.5),
        new Parcel__c(Name = 'Grace', Weight__c = 2), new Parcel__c(Name = 'Old', Weight__c = 3, IsShipped__c = true) };`);
});

afterAll(async () => {
    await browser.close();
    await org.stop();
});

describe('a tab of an app', () => {
    const opened: TestPage[] = [];
    const open = async (userId: string, path: string): Promise<TestPage> => {
        const page = await openAs(userId, path);
        opened.push(page);
        return page;
    };

    beforeAll(() => {
        shipperId = createUser('shipper', 'de', 'de_DE', 'Shipper');
    });

    afterEach(async () => {
        const errors = opened.flatMap((page) => page.errors);
        await Promise.all(opened.splice(0).map((page) => page.page.context().close()));
        expect(errors).toEqual([]);
    });

    it('shows wired data, calls Apex, shows a toast and what is left after it', async () => {
        const { page } = await open(shipperId, '/lightning/n/Parcels');
        const first = page.locator('c-parcel-row').first();
        expect(await first.locator('.receiver').textContent()).toBe('Ada <i>L.</i>');
        expect(await first.locator('.hint').textContent()).toBe('may ship');
        await first.getByRole('button', { name: 'Versenden' }).click();
        await page.getByRole('status').getByText('Versandt: Ada <i>L.</i>').waitFor();
        await page.locator('c-parcel-row').nth(1).waitFor({ state: 'detached' });
        expect(isShipped('Ada <i>L.</i>')).toBe(true);
        await page.getByRole('button', { name: 'Close' }).click();
        await page.getByText('Versandt: ').waitFor({ state: 'detached' });
    });

    it('speaks the language and the locale of its reader', async () => {
        const { page } = await open(shipperId, '/lightning/n/Parcels');
        await page.getByText('Pakete zum Versenden').waitFor();
        expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Pakete', 'Reports']);
        expect(await page.locator('.facts').textContent()).toBe(`North 3 closed de-DE ${shipperId}`);
        expect(await page.locator('html').getAttribute('lang')).toBe('de');
        await page.getByRole('gridcell', { name: '2', exact: true }).waitFor();
    });

    it('keeps the style sheets of components apart', async () => {
        const { page } = await open(shipperId, '/lightning/n/Parcels');
        const colourOf = (selector: string): Promise<unknown> =>
            page
                .locator(selector)
                .first()
                .evaluate((element) => (globalThis as unknown as StyledPage).getComputedStyle(element).color);
        expect(await colourOf('c-parcel-row .receiver')).toBe('rgb(1, 2, 3)');
        expect(await colourOf('c-parcel-board .receiver')).toBe('rgb(1, 2, 3)');
        expect(await colourOf('.facts')).not.toBe('rgb(1, 2, 3)');
    });

    it('navigates between states of a tab without loading it again', async () => {
        const { page } = await open(shipperId, '/lightning/n/Parcels');
        await page.evaluate('globalThis.isStill = true');
        await page.getByRole('button', { name: 'Versandte' }).click();
        await page.locator('.receiver', { hasText: 'Old' }).waitFor();
        expect(new URL(page.url()).search).toBe('?c__shipped=true');
        await page.goBack();
        await page.locator('.receiver', { hasText: 'Old' }).waitFor({ state: 'detached' });
        expect(await page.evaluate('globalThis.isStill')).toBe(true);
    });

    it('fits the widths of a desk and of a phone, and the check sees what does not', async () => {
        const testPage = await open(shipperId, '/lightning/n/Parcels');
        await testPage.page.locator('c-parcel-row').first().waitFor();
        expect(await testPage.layoutProblems()).toEqual([]);
        await testPage.page.evaluate(`
            const [row] = document.querySelectorAll('main');
            row.insertAdjacentHTML('beforeend', '<p style="width: 900px">wide</p><p style="margin-top: -1em">over it</p>')`);
        const problems = await testPage.layoutProblems();
        expect(problems.some((problem) => problem.startsWith('400: the page is'))).toBe(true);
        expect(problems.some((problem) => /1280: .*"wide" overlaps .*"over it"/.test(problem))).toBe(true);
    });

    it('tells who has no right to act why, and keeps what it must not write', async () => {
        const clerkId = createUser('clerk', 'en_US', 'en_US', 'Clerk');
        const { page } = await open(clerkId, '/lightning/n/Parcels');
        const first = page.locator('c-parcel-row').first();
        expect(await first.locator('.hint').textContent()).toBe('may look');
        await first.getByRole('button', { name: 'Ship' }).click();
        await page.getByRole('alert').getByText('You may not ship parcels.').waitFor();
        expect(isShipped('Grace')).toBe(false);
        await page.goto(`${org.url}/lightning/n/Reports`);
        await page.getByText("Page isn't available").first().waitFor();
    });

    it('does not exist for who has no right to it', async () => {
        const { page } = await open(createUser('guest', 'en_US', 'en_US'), '/lightning/n/Parcels');
        await page.getByText("Page isn't available").first().waitFor();
        await page.getByRole('link', { name: 'Home' }).click();
        await page.getByText('There are no apps that <b>guest</b> Person may open.').waitFor();
    });
});

describe('the standard pages', () => {
    it('log in by a click, edit a user as that user may, and show what the platform refuses', async () => {
        createUser('editor', 'en_US', 'en_US');
        const { page, errors } = await browser.newPage(org.url);
        await page.goto(org.url);
        await page.getByRole('button', { name: 'Admin' }).click();
        await page.getByRole('link', { name: 'Users' }).click();
        await page.getByRole('link', { name: '<b>editor</b> Person' }).click();
        await page.getByRole('link', { name: 'Edit' }).click();
        await page.getByLabel('Title').fill('"Chief" <script>');
        await page.getByLabel('Username').fill(org.identity.adminUsername);
        await page.getByRole('button', { name: 'Save' }).click();
        await page.locator('#Username-error').waitFor();
        expect(await page.getByLabel('Title').inputValue()).toBe('"Chief" <script>');
        await page.getByLabel('Username').fill('editor@depot.example');
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('Saved.').waitFor();
        await page.getByText('"Chief" <script>').waitFor();
        await page.getByRole('button', { name: 'Log Out' }).click();
        await page.getByText('Log in to Depot').waitFor();
        await page.goto(`${org.url}/lightning/o/User/list`);
        await page.getByText('Log in to Depot').waitFor();
        expect(errors).toEqual([]);
    });
});
