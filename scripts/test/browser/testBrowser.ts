/** One browser for a test file, with pages that remember what went wrong in them. The door to playwright. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserProgram } from './browserProgram.ts';

const layoutScript = join('scripts', 'test', 'browser', 'layoutProblems.js');

export const wide = { width: 1280, height: 900 };
export const narrow = { width: 400, height: 900 };

/** Long enough for a machine that does many other things; whoever waits in vain waits this long. */
const timeoutMs = 25_000;

const quietArguments = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-sync',
    '--font-render-hinting=none',
    '--no-sandbox'
];

export interface TestBrowser {
    /** A page with cookies of its own. Its address is `url`, once `signIn` has led it there. */
    newPage(url: string): Promise<TestPage>;
    close(): Promise<void>;
}

export async function launchTestBrowser(): Promise<TestBrowser> {
    const browser = await chromium.launch({ ...browserProgram(), args: quietArguments });
    return {
        newPage: (url) => TestPage.open(browser, url),
        close: () => browser.close()
    };
}

export class TestPage {
    readonly page: Page;
    /** What the page wrote to its console as errors, and exceptions that nothing caught. Tests expect none. */
    readonly errors: string[] = [];
    readonly #url: string;

    private constructor(page: Page, url: string) {
        this.page = page;
        this.#url = url;
        page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
        const opened = new Set<string>();
        page.on('request', (request) => {
            if (request.isNavigationRequest()) opened.add(request.url());
        });
        page.on('console', (message) => {
            const { url } = message.location();
            // What answers the test's own navigation is what the test looks at.
            const isAnswer = opened.has(url) && message.text().startsWith('Failed to load resource');
            if (message.type() === 'error' && !isAnswer) this.errors.push(`${message.text()} (${url})`);
        });
    }

    static async open(browser: Browser, url: string): Promise<TestPage> {
        const context = await browser.newContext({ viewport: wide, reducedMotion: 'reduce', locale: 'en-US' });
        context.setDefaultTimeout(timeoutMs);
        return new TestPage(await context.newPage(), url);
    }

    /** By the session that the token names, as `sf org open` does. */
    async signIn(token: string, path = '/lightning/page/home'): Promise<void> {
        const query = new URLSearchParams({ sid: token, retURL: path });
        await this.page.goto(`${this.#url}/secur/frontdoor.jsp?${query.toString()}`);
    }

    /** Opens a page of the org and waits until its components are in place. */
    async open(path: string): Promise<void> {
        await this.page.goto(`${this.#url}${path}`);
        await this.ready();
    }

    async ready(): Promise<void> {
        await this.page.locator('body[data-ready=true]').waitFor();
    }

    /** What overlaps or leaves the page at the widths of a desk and of a phone. */
    async layoutProblems(): Promise<string[]> {
        const problems: string[] = [];
        for (const size of [narrow, wide]) {
            await this.page.setViewportSize(size);
            const found = await this.page.evaluate<string[]>(readFileSync(layoutScript, 'utf8'));
            problems.push(...found.map((problem) => `${size.width}: ${problem}`));
        }
        return problems;
    }

    /** The whole page at the width of a desk, without the ring around what happens to have the focus. */
    async screenshot(path: string): Promise<void> {
        for (const focused of await this.page.locator(':focus').all()) await focused.blur();
        await this.page.screenshot({ path, fullPage: true });
    }
}
