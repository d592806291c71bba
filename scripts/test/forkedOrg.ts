import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { OrgClient } from '../localOrgs/orgClient.ts';

export interface OrgFacts {
    readonly url: string;
    readonly pubSubEndpoint: string;
    readonly orgId: string;
    readonly adminToken: string;
}

export interface RegisterApp {
    readonly consumerKey: string;
    readonly publicKeyPem: string;
}

export interface ForkedOrg extends OrgFacts {
    readonly adminUsername: string;
    /** As its administrator. */
    readonly client: OrgClient;
    /** What an administrator does with an External Client App: lets its key log in. */
    registerApp(app: RegisterApp): Promise<void>;
    stop(): Promise<void>;
}

/**
 * An empty local org in a process of its own.
 *
 * @param number another one for each org of a test, as their ids depend on it
 */
export async function forkOrg(name: string, adminUsername: string, number: number): Promise<ForkedOrg> {
    const program = join('scripts', 'test', 'orgProcess.ts');
    const child = fork(program, [name, adminUsername, String(number)], { execArgv: [] });
    const [facts] = (await once(child, 'message')) as [OrgFacts];
    return {
        ...facts,
        adminUsername,
        client: new OrgClient(facts.url, facts.adminToken),
        async registerApp(app) {
            const registered = once(child, 'message');
            child.send(app);
            await registered;
        },
        async stop() {
            const ended = once(child, 'exit');
            child.disconnect();
            await ended;
        }
    };
}
