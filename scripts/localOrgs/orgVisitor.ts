/** A person with a browser that runs no scripts: chooses who to be at the log-in of a local org, then opens its pages. */
export class OrgVisitor {
    readonly #url: string;
    readonly #cookie: string;

    private constructor(url: string, cookie: string) {
        this.#url = url;
        this.#cookie = cookie;
    }

    /**
     * @param url of the org
     * @param name as the log-in shows it
     */
    static async logIn(url: string, name: string): Promise<OrgVisitor> {
        const form = await (await fetch(`${url}/?${new URLSearchParams({ search: name }).toString()}`)).text();
        const [, token = ''] = /name="token" value="([^"]*)"/.exec(form) ?? [];
        const choices = [...form.matchAll(/name="userId" value="(\w+)">\s*([^<]*?)\s*</g)];
        const userId = choices.find(([, , shown]) => shown === name)?.[1] ?? '';
        const answer = await fetch(`${url}/login`, {
            method: 'POST',
            headers: { origin: url },
            body: new URLSearchParams({ token, userId }),
            redirect: 'manual'
        });
        const [cookie = ''] = answer.headers.get('set-cookie')?.split(';') ?? [];
        if (cookie === '') {
            throw new Error(`${url} does not let "${name}" in: HTTP status ${answer.status}`);
        }
        return new OrgVisitor(url, cookie);
    }

    /** Of the session, as the APIs take it. */
    get accessToken(): string {
        return decodeURIComponent(this.#cookie.slice(this.#cookie.indexOf('=') + 1));
    }

    /** @param path of a page or of what it loads */
    async open(path: string): Promise<{ readonly status: number; readonly text: string }> {
        const answer = await fetch(`${this.#url}${path}`, { headers: { cookie: this.#cookie } });
        return { status: answer.status, text: await answer.text() };
    }
}
